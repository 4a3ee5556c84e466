"""What follows for sellers when the operator has decided something. Each takes ids and is safe to run twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marketplace.cooperative.models import Cooperative, CooperativeMember
from marketplace.notification import letters_to_sellers as letters
from marketplace.notification import links, queries
from marketplace.notification.letters import Letter
from marketplace.notification.letters_to_sellers import About
from marketplace.notification.queries import Reader
from marketplace.notification.services import tell
from marketplace.notification.wording import speaking
from marketplace.oversight.models import (
    Application,
    Asker,
    DataExport,
    ListingEntry,
    OpeningEntry,
    Paper,
    TakeDown,
)
from marketplace.shipping.models import RateReason

VIETNAMESE = "vi"
ByAsker = Mapping[str, Callable[[About], Letter]]
TAKEN_DOWN: ByAsker = {Asker.AUTHORITY: letters.taken_down, Asker.PERSON: letters.taken_down_for_a_person}
RESTORED: ByAsker = {Asker.AUTHORITY: letters.restored, Asker.PERSON: letters.restored_after_a_person}


def tell_approved(*, cooperative_id: int, entry_id: int) -> None:
    """On OpeningApproved."""
    _about_opening(cooperative_id, entry_id, "opening_approved", letters.approved)


def tell_more_wanted(*, cooperative_id: int, entry_id: int) -> None:
    """On OpeningMoreWanted."""
    _about_opening(cooperative_id, entry_id, "opening_more_wanted", letters.more_wanted)


def tell_refused(*, cooperative_id: int, entry_id: int) -> None:
    """On OpeningRefused."""
    _about_opening(cooperative_id, entry_id, "opening_refused", letters.refused)


def tell_suspension_announced(*, cooperative_id: int, entry_id: int) -> None:
    """On SuspensionAnnounced: five days before."""
    _about_opening(cooperative_id, entry_id, "suspension_announced", letters.suspension_announced)


def tell_suspension_withdrawn(*, cooperative_id: int, entry_id: int) -> None:
    """On SuspensionWithdrawn."""
    _about_opening(cooperative_id, entry_id, "suspension_withdrawn", letters.suspension_withdrawn)


def tell_suspended(*, cooperative_id: int, entry_id: int) -> None:
    """On ShopSuspended."""
    _about_opening(cooperative_id, entry_id, "shop_suspended", letters.suspended)


def tell_paper_refused(*, cooperative_id: int, paper_id: str) -> None:
    """On PaperRefused."""
    paper = Paper.objects.select_related("kind").get(pk=UUID(paper_id))
    about = {"reason": paper.reason, "goods": paper.kind.name, "link": links.opening(cooperative_id)}
    _tell(cooperative_id, f"paper_refused:{paper_id}", letters.paper_refused, **about)


def tell_listing_approved(*, cooperative_id: int, entry_id: int, **_event: Any) -> None:
    """On ListingApproved."""
    _about_listing(cooperative_id, entry_id, "listing_approved", letters.listing_approved)


def tell_listing_sent_back(*, cooperative_id: int, entry_id: int, **_event: Any) -> None:
    """On ListingSentBack."""
    _about_listing(cooperative_id, entry_id, "listing_sent_back", letters.listing_sent_back)


def tell_listing_held(*, cooperative_id: int, entry_id: int, **_event: Any) -> None:
    """On ListingHeld."""
    _about_listing(cooperative_id, entry_id, "listing_held", letters.listing_held)


def tell_taken_down(*, cooperative_id: int, take_down_id: str) -> None:
    """On GoodsTakenDown."""
    _about_take_down(cooperative_id, take_down_id, "goods_taken_down", TAKEN_DOWN)


def tell_restored(*, cooperative_id: int, take_down_id: str) -> None:
    """On GoodsRestored."""
    _about_take_down(cooperative_id, take_down_id, "goods_restored", RESTORED)


def tell_data_ready(*, cooperative_id: int, export_id: str) -> None:
    """On DataReady: whoever asked, if it was one of the shop's people; else its owner."""
    export = DataExport.objects.get(pk=UUID(export_id))
    link = links.own_data()
    _tell(cooperative_id, f"data_ready:{export_id}", letters.data_ready, who=export.asked_by, link=link)


def tell_rates_changed(*, cooperative_id: int | None, reason_id: str = "", **_event: Any) -> None:
    """On RatesChanged: its owner, where staff wrote a cooperative's own tables; once for all that changed together."""
    if cooperative_id is not None and reason_id:
        why = RateReason.objects.get(pk=UUID(reason_id))
        link = links.own_listings()
        _tell(cooperative_id, f"rates_changed:{reason_id}", letters.rates_changed, reason=why.text, link=link)


def _about_opening(cooperative_id: int, entry_id: int, kind: str, letter: Callable[[About], Letter]) -> None:
    entry = OpeningEntry.objects.get(pk=entry_id)
    link = links.opening(cooperative_id)
    _tell(cooperative_id, f"{kind}:{entry_id}", letter, reason=entry.reason, link=link)


def _about_listing(cooperative_id: int, entry_id: int, kind: str, letter: Callable[[About], Letter]) -> None:
    entry = ListingEntry.objects.get(pk=entry_id)
    about = {"reason": entry.reason, "goods": entry.product_name, "link": links.own_listings()}
    _tell(cooperative_id, f"{kind}:{entry_id}", letter, **about)


def _about_take_down(cooperative_id: int, take_down_id: str, kind: str, by_asker: ByAsker) -> None:
    done = TakeDown.objects.get(pk=UUID(take_down_id))
    # who asked and what they wrote is not told: it may be part of an inquiry
    letter, about = by_asker[done.asker], {"goods": done.product_name, "link": links.own_listings()}
    _tell(cooperative_id, f"{kind}:{take_down_id}", letter, **about)


def _tell(
    cooperative_id: int, key: str, letter: Callable[[About], Letter], *, who: str = "", **about: str
) -> None:
    """One letter about a shop to its owner, in the owner's language. `key` begins with the letter's kind."""
    shop = Cooperative.objects.get(pk=cooperative_id)
    member = _asker(shop, who) or queries.owner_of(shop)
    if member is None:
        return
    reader = _reader(member, shop)
    application = Application.objects.filter(cooperative=shop, suspends_at__isnull=False).first()
    with speaking(reader.language):
        day = ""
        if application and application.suspends_at:
            day = date_format(timezone.localdate(application.suspends_at), str(_("j F Y")))
        goods = about.pop("goods", "") or letters.everything_of(shop.name)
        written = letter(About(name=reader.name, shop=shop.name, day=day, goods=goods, **about))
        tell(key=key, kind=key.partition(":")[0], reader=reader, letter=written)


def _asker(shop: Cooperative, who: str) -> CooperativeMember | None:
    """The member behind an actor's key, if it is one of this shop's."""
    kind, _colon, pk = who.partition(":")
    if kind not in ("user", "member") or not pk.isdigit():
        return None
    which = {"user": int(pk)} if kind == "user" else {"pk": int(pk)}
    return CooperativeMember.objects.filter(cooperative=shop, is_active=True, **which).first()


def _reader(member: CooperativeMember, shop: Cooperative) -> Reader:
    """Somebody with an account is told in the language of the account; others in Vietnamese."""
    user = member.user
    language = user.language_code if user else VIETNAMESE
    email = (user.email if user else "") or ("" if member.phone else shop.email)
    phone = member.phone or (user.phone if user else "") or ""
    return Reader(f"member:{member.pk}", member.name, email or "", phone, language)
