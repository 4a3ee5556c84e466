"""Mandates: proposed by either side, confirmed by an owner, revocable at once by either, ended by their date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.account.models import User
from marketplace.cooperative import queries
from marketplace.cooperative.errors import AlreadyThere, CooperativeNotFound, OutOfScope, TooMany
from marketplace.cooperative.events import (
    MandateConfirmed,
    MandateEnded,
    MandateLinkAsked,
    MandateProposed,
)
from marketplace.cooperative.models import Cooperative, CooperativeMember, Helper, Mandate, MandateStatus
from marketplace.cooperative.rights import LENT, RIGHTS_OF
from marketplace.cooperative.services.judging import Judge, judge
from marketplace.cooperative.services.people import end_ways_in, refuse_many_links
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import emit
from marketplace.core.moves import Next, move
from marketplace.core.phone import normalize_phone

LONGEST = timedelta(days=366)
MOST_OFFERS = 5
"""Offers of one helper that no owner has answered yet."""
NEXT: Next = {
    MandateStatus.PROPOSED: {MandateStatus.ACTIVE, MandateStatus.REFUSED},
    MandateStatus.ACTIVE: {MandateStatus.ACTIVE, MandateStatus.ENDED},
}


@transaction.atomic
def propose_mandate(
    *, cooperative_id: int, name: str, phone: str, rights: Iterable[str], until: date, actor: Actor
) -> Mandate:
    """The cooperative names a helper. By an owner it counts at once; by a manager an owner has to confirm it.

    Raises CooperativeNotFound, OutOfScope for rights the actor lacks or nobody lends, INVALID on `until`,
    REQUIRED, PhoneInvalid, AlreadyThere.
    """
    judged = judge(cooperative_id, actor)
    if judged.member is None:
        raise CooperativeNotFound
    judged.require_people()
    lent = _lent(rights, RIGHTS_OF[judged.member.role])
    helper = _helper_with(normalize_phone(phone))
    mandate = _write(judged.cooperative, helper, name, lent, until, actor)
    if judged.is_owner:
        return _confirm(mandate, judged, actor)
    emit(MandateProposed(cooperative_id, mandate.pk), actor=actor)
    return mandate


@transaction.atomic
def offer_help(*, cooperative_id: int, rights: Iterable[str], until: date, actor: Actor) -> Mandate:
    """Somebody with a phone number of their own offers to help; an owner has to confirm it.

    Raises CooperativeNotFound, REQUIRED on `phone`, OutOfScope, INVALID on `until`, AlreadyThere, TooMany.
    """
    cooperative = queries.visible_to(actor).filter(pk=cooperative_id, is_active=True).first()
    if cooperative is None:
        raise CooperativeNotFound
    helper, name = _myself(actor)
    if Mandate.objects.filter(helper=helper, status=MandateStatus.PROPOSED).count() >= MOST_OFFERS:
        raise TooMany(
            _("You have offered enough. Please wait until the cooperatives answer."), field="cooperative"
        )
    judge(cooperative_id, actor)
    mandate = _write(cooperative, helper, name, _lent(rights, LENT), until, actor, by_helper=True)
    emit(MandateProposed(cooperative_id, mandate.pk), actor=actor)
    return mandate


@transaction.atomic
def confirm_mandate(*, mandate_id: int, actor: Actor) -> Mandate:
    """An owner confirms what was proposed, or takes on what another confirmed who may it no more.

    Raises NotFound, OutOfScope for who is no owner, INVALID where the day is past, IllegalMove where it was ended.
    """
    judged, mandate = _judged(mandate_id, actor)
    if not judged.is_owner:
        raise OutOfScope(_("Only an owner can do this."), field="id")
    if mandate.until < timezone.localdate():
        raise DomainError(_("Its last day is past. Make a new one."), code="INVALID", field="id")
    return _confirm(mandate, judged, actor)


@transaction.atomic
def end_mandate(*, mandate_id: int, actor: Actor) -> Mandate:
    """Either side ends it, proposed or confirmed: from now on it lends nothing. Raises NotFound, IllegalMove."""
    judged, mandate = _judged(mandate_id, actor, or_helper=True)
    to = MandateStatus.ENDED if mandate.status == MandateStatus.ACTIVE else MandateStatus.REFUSED
    move(mandate, to, table=NEXT, ended_at=timezone.now(), ended_by=actor.key)
    emit(MandateEnded(judged.cooperative.pk, mandate.pk), actor=actor)
    return mandate


@transaction.atomic
def send_helper_link(*, mandate_id: int, actor: Actor) -> Mandate:
    """The helper is sent a fresh one-time link. Raises NotFound, IllegalMove, REQUIRED on `phone`, TooMany."""
    _judge, mandate = _judged(mandate_id, actor)
    if mandate.status != MandateStatus.ACTIVE or mandate.until < timezone.localdate():
        raise DomainError(_("This mandate does not count any more."), code="ILLEGAL_STATUS", field="id")
    if not mandate.helper.phone:
        raise DomainError(_("There is no phone number to send the link to."), code="REQUIRED", field="phone")
    refuse_many_links(helper=mandate.helper)
    emit(MandateLinkAsked(mandate.cooperative_id, mandate.pk), actor=actor)
    return mandate


@transaction.atomic
def sign_helper_out(*, helper: Helper) -> Helper:
    """A helper's phone is lost: staff void all tokens and open links. Mandates stay."""
    end_ways_in(helper)
    helper.save(update_fields=["token_key"])
    return helper


def _confirm(mandate: Mandate, judged: Judge, actor: Actor) -> Mandate:
    grantor = judged.member
    assert grantor is not None
    if mandate.status == MandateStatus.PROPOSED:
        _end_older(mandate, actor)
    move(mandate, MandateStatus.ACTIVE, table=NEXT, grantor=grantor, confirmed_at=timezone.now())
    emit(MandateConfirmed(mandate.cooperative_id, mandate.pk), actor=actor)
    return mandate


def _end_older(mandate: Mandate, actor: Actor) -> None:
    """A confirmed mandate takes the place of the one before, whose rights or day it changes."""
    before = Mandate.objects.filter(
        cooperative=mandate.cooperative_id, helper=mandate.helper_id, status=MandateStatus.ACTIVE
    )
    before.update(status=MandateStatus.ENDED, ended_at=timezone.now(), ended_by=actor.key)


def _write(
    cooperative: Cooperative,
    helper: Helper,
    name: str,
    rights: list[str],
    until: date,
    actor: Actor,
    *,
    by_helper: bool = False,
) -> Mandate:
    name = " ".join(name.split())[:250]
    if not name:
        raise DomainError(_("Please write the name."), code="REQUIRED", field="name")
    if not timezone.localdate() <= until <= timezone.localdate() + LONGEST:
        words = _("Choose a last day from today on, at most one year ahead.")
        raise DomainError(words, code="INVALID", field="until")
    _refuse_doubles(cooperative, helper)
    return Mandate.objects.create(
        cooperative=cooperative,
        helper=helper,
        name=name,
        rights=rights,
        until=until,
        by_helper=by_helper,
        proposed_by=actor.key,
    )


def _refuse_doubles(cooperative: Cooperative, helper: Helper) -> None:
    members = CooperativeMember.objects.filter(cooperative=cooperative, is_active=True)
    same_number = helper.phone and members.filter(phone=helper.phone).exists()
    if same_number or (helper.user_id and members.filter(user=helper.user_id).exists()):
        raise AlreadyThere(_("This person is a member already."), field="phone")
    proposed = Mandate.objects.filter(cooperative=cooperative, helper=helper, status=MandateStatus.PROPOSED)
    if proposed.exists():
        raise AlreadyThere(_("A mandate for this person waits to be confirmed already."), field="phone")


def _lent(rights: Iterable[str], mine: frozenset[str]) -> list[str]:
    wanted = sorted(set(rights))
    if not wanted:
        raise DomainError(_("Choose at least one thing."), code="REQUIRED", field="rights")
    if not set(wanted) <= LENT & mine:
        raise OutOfScope(_("This cannot be given to a helper by you."), field="rights")
    return wanted


def _helper_with(phone: str) -> Helper:
    helper, is_new = Helper.objects.get_or_create(phone=phone)
    if is_new and (user := queries.account_with(phone)):
        helper.user = user
        helper.save(update_fields=["user"])
    return helper


def _myself(actor: Actor) -> tuple[Helper, str]:
    """The actor as a helper, made where there is none, and the name to be known by."""
    user = User.objects.filter(pk=actor.user_id).first() if actor.user_id is not None else None
    if helper := queries.helper_of(actor):
        before = Mandate.objects.filter(helper=helper).order_by("-pk").values_list("name", flat=True).first()
        return helper, _name_of(user) or before or helper.phone or ""
    if user is None or not user.phone or not user.is_phone_confirmed:
        words = _("Save your phone number in your account first: cooperatives know you by it.")
        raise DomainError(words, code="REQUIRED", field="phone")
    helper = _helper_with(user.phone)
    if helper.user_id != user.pk:
        Helper.objects.filter(pk=helper.pk, user=None).update(user=user)
    return helper, _name_of(user) or user.phone


def _name_of(user: User | None) -> str:
    return " ".join(filter(None, (user.last_name, user.first_name))) if user else ""


def _judged(mandate_id: int, actor: Actor, *, or_helper: bool = False) -> tuple[Judge, Mandate]:
    """The mandate under the cooperative's lock, for who looks after people there, or for its helper."""
    missing = NotFound(_("There is no such mandate."), field="id")
    seen = Mandate.objects.filter(pk=mandate_id).first()
    if seen is None:
        raise missing
    judged = judge(seen.cooperative_id, actor)
    mandate = Mandate.objects.select_related("helper").get(pk=mandate_id)
    is_helper = Mandate.objects.filter(queries.helped_by(actor), pk=mandate_id).exists()
    try:
        judged.require_people()
    except CooperativeNotFound:
        if not (or_helper and is_helper):
            raise missing from None
    return judged, mandate
