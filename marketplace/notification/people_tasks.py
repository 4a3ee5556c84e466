"""Messages to the people of cooperatives. Each takes an event's ids and is safe to run twice.

A link's secret is made here, when its message is written: it stands in no event and no job.
"""

from __future__ import annotations

from typing import Any

from marketplace.cooperative.models import CooperativeMember, Helper, Mandate, OwnerHandover
from marketplace.cooperative.queries import owners_of
from marketplace.cooperative.services import make_link
from marketplace.notification import links, queries
from marketplace.notification import people_letters as letters
from marketplace.notification.letters import Letter
from marketplace.notification.queries import Reader
from marketplace.notification.services import tell
from marketplace.notification.tasks import COOPERATIVES_LANGUAGE
from marketplace.notification.wording import speaking


def send_member_in(*, member_id: int, occasion: str, **_event: Any) -> None:
    """On MemberInvited and MemberLinkAsked."""
    member = CooperativeMember.objects.select_related("cooperative").get(pk=member_id)
    key = f"way_in:{occasion}"
    if member.is_active and member.phone and not queries.already_told(key):
        with speaking(COOPERATIVES_LANGUAGE):
            link = links.way_in(make_link(member=member))
            letter = letters.way_in(name=member.name, cooperative=member.cooperative.name, link=link)
        _tell(key, "way_in", member, letter)


def send_helper_in(*, about_mandate_id: int, occasion: str, **_event: Any) -> None:
    """On MandateConfirmed and MandateLinkAsked."""
    mandate = Mandate.objects.select_related("cooperative", "helper").get(pk=about_mandate_id)
    key = f"way_in:{occasion}"
    if mandate.helper.phone and not queries.already_told(key):
        with speaking(COOPERATIVES_LANGUAGE):
            link = links.way_in(make_link(member=mandate.helper))
            letter = letters.way_in(name=mandate.name, cooperative=mandate.cooperative.name, link=link)
        _tell(key, "way_in", mandate.helper, letter)


def ask_owners(*, about_mandate_id: int, **_event: Any) -> None:
    """On MandateProposed: every owner is asked."""
    mandate = Mandate.objects.select_related("cooperative").get(pk=about_mandate_id)
    for owner in owners_of(mandate.cooperative_id):
        key = f"mandate:{mandate.pk}:{owner.pk}"
        if owner.phone and not queries.already_told(key):
            with speaking(COOPERATIVES_LANGUAGE):
                letter = letters.mandate_proposed(
                    helper=mandate.name,
                    cooperative=mandate.cooperative.name,
                    link=links.way_in(make_link(member=owner)),
                )
            _tell(key, "mandate_proposed", owner, letter)


def tell_offered(*, handover_id: int, **_event: Any) -> None:
    """On OwnerHandoverOffered: the member is asked."""
    offer = OwnerHandover.objects.select_related("cooperative", "giver", "taker").get(pk=handover_id)
    key = f"handover:{offer.pk}"
    if offer.giver and offer.taker.is_active and offer.taker.phone and not queries.already_told(key):
        with speaking(COOPERATIVES_LANGUAGE):
            letter = letters.ownership_offered(
                name=offer.taker.name,
                giver=offer.giver.name,
                cooperative=offer.cooperative.name,
                link=links.way_in(make_link(member=offer.taker)),
            )
        _tell(key, "ownership_offered", offer.taker, letter)


def _tell(key: str, kind: str, person: CooperativeMember | Helper, letter: Letter) -> None:
    who = "helper" if isinstance(person, Helper) else "member"
    name = "" if isinstance(person, Helper) else person.name
    reader = Reader(f"{who}:{person.pk}", name, "", person.phone or "", COOPERATIVES_LANGUAGE)
    tell(key=key, kind=kind, reader=reader, letter=letter)
