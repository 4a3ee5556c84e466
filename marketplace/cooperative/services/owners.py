"""Ownership changes hands: the owner offers it and the member agrees, or staff appoint one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.errors import AlreadyThere, OutOfScope
from marketplace.cooperative.events import (
    OwnerAppointed,
    OwnerHandedOver,
    OwnerHandoverEnded,
    OwnerHandoverOffered,
)
from marketplace.cooperative.models import CooperativeMember, HandoverStatus, OwnerHandover, Role
from marketplace.cooperative.services.judging import Judge, judge
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import emit
from marketplace.core.moves import Next, move

NEXT: Next = {HandoverStatus.OPEN: {HandoverStatus.AGREED, HandoverStatus.ENDED}}


@transaction.atomic
def offer_ownership(*, member_id: int, stays: bool = False, actor: Actor) -> OwnerHandover:
    """An owner offers the cooperative to a member, who has to agree; an older offer of theirs ends.

    Raises NotFound, OutOfScope for who is no owner, AlreadyThere for who is one.
    """
    judged, taker = _judged(member_id, actor)
    if not judged.is_owner:
        raise OutOfScope(_("Only an owner can do this."), field="member")
    if taker.role == Role.OWNER:
        raise AlreadyThere(_("This member is an owner already."), field="member")
    mine = OwnerHandover.objects.filter(giver=judged.member, status=HandoverStatus.OPEN)
    mine.update(status=HandoverStatus.ENDED, ended_at=timezone.now())
    offer = OwnerHandover.objects.create(
        cooperative=judged.cooperative, giver=judged.member, taker=taker, stays=stays, made_by=actor.key
    )
    emit(OwnerHandoverOffered(judged.cooperative.pk, offer.pk), actor=actor)
    return offer


@transaction.atomic
def accept_ownership(*, handover_id: int, actor: Actor) -> OwnerHandover:
    """The member agrees and is the owner; who offered is a manager now, or stays an owner beside.

    Raises NotFound for others' offers, IllegalMove for one that ended, or whose giver is no owner any more.
    """
    judged, offer = _judged_offer(handover_id, actor)
    if judged.member is None or offer.taker_id != judged.member.pk:
        raise _no_such_offer()
    giver = offer.giver
    if giver is None or not giver.is_active or giver.role != Role.OWNER:
        words = _("Who offered this is no owner any more.")
        raise DomainError(words, code="ILLEGAL_STATUS", field="id")
    move(offer, HandoverStatus.AGREED, table=NEXT, ended_at=timezone.now())
    CooperativeMember.objects.filter(pk=offer.taker_id).update(role=Role.OWNER)
    if not offer.stays:
        CooperativeMember.objects.filter(pk=giver.pk).update(role=Role.MANAGER)
    emit(OwnerHandedOver(offer.cooperative_id, offer.pk), actor=actor)
    return OwnerHandover.objects.get(pk=offer.pk)


@transaction.atomic
def end_offer(*, handover_id: int, actor: Actor) -> OwnerHandover:
    """Whoever offered takes it back, or the member does not want it. Raises NotFound, IllegalMove."""
    judged, offer = _judged_offer(handover_id, actor)
    if judged.member is None or judged.member.pk not in (offer.giver_id, offer.taker_id):
        raise _no_such_offer()
    move(offer, HandoverStatus.ENDED, table=NEXT, ended_at=timezone.now())
    emit(OwnerHandoverEnded(offer.cooperative_id, offer.pk), actor=actor)
    return offer


@transaction.atomic
def appoint_owner(*, member_id: int, reason: str, actor: Actor) -> OwnerHandover:
    """Staff make a member the owner where the last one is gone; kept with the reason.

    Owners there are stay; staff remove who is gone. Raises NotFound, AlreadyThere, REQUIRED on `reason`.
    """
    judged, taker = _judged(member_id, actor)
    if not judged.is_staff:
        raise NotFound(_("There is no such member."), field="member")
    if not (reason := " ".join(reason.split())[:500]):
        raise DomainError(_("Please write why."), code="REQUIRED", field="reason")
    if taker.role == Role.OWNER:
        raise AlreadyThere(_("This member is an owner already."), field="member")
    CooperativeMember.objects.filter(pk=taker.pk).update(role=Role.OWNER)
    kept = OwnerHandover.objects.create(
        cooperative=judged.cooperative,
        taker=taker,
        stays=True,
        status=HandoverStatus.AGREED,
        reason=reason,
        made_by=actor.key,
        ended_at=timezone.now(),
    )
    emit(OwnerAppointed(judged.cooperative.pk, kept.pk), actor=actor)
    return OwnerHandover.objects.get(pk=kept.pk)


def _judged(member_id: int, actor: Actor) -> tuple[Judge, CooperativeMember]:
    missing = NotFound(_("There is no such member."), field="member")
    seen = CooperativeMember.objects.filter(pk=member_id, is_active=True).first()
    if seen is None:
        raise missing
    judged = judge(seen.cooperative_id, actor)
    member = CooperativeMember.objects.filter(pk=member_id, is_active=True).first()
    if member is None or not (judged.is_staff or judged.member):
        raise missing
    return judged, member


def _judged_offer(handover_id: int, actor: Actor) -> tuple[Judge, OwnerHandover]:
    seen = OwnerHandover.objects.filter(pk=handover_id).first()
    if seen is None:
        raise _no_such_offer()
    judged = judge(seen.cooperative_id, actor)
    offer = OwnerHandover.objects.select_related("giver", "taker").get(pk=handover_id)
    return judged, offer


def _no_such_offer() -> NotFound:
    return NotFound(_("There is no such offer."), field="id")
