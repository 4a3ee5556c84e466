"""An account was deleted: whoever worked for cooperatives by it works for none any more, but for a last owner."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from marketplace.cooperative import queries
from marketplace.cooperative.events import MandateEnded, MemberLinkAsked, MemberRemoved, OwnerGone
from marketplace.cooperative.models import CooperativeMember, Helper, Mandate, MandateStatus, Role
from marketplace.cooperative.services.judging import judge
from marketplace.cooperative.services.mandates import NEXT
from marketplace.cooperative.services.people import end_ways_in
from marketplace.core.actor import SYSTEM
from marketplace.core.events import emit
from marketplace.core.moves import move


@transaction.atomic
def let_account_go(*, user_id: int) -> None:
    """Memberships and mandates of a deleted account end; safe to run twice. Rows stay, for who did what.

    A cooperative is not left without an owner in silence: the last one stays by their number, without the account, and
    is sent a way in to hand it over; without a number they go, and staff appoint another (`appoint_owner`).
    """
    for pk in list(CooperativeMember.objects.filter(user=user_id).values_list("pk", flat=True)):
        _let_member_go(pk)
    if helper := Helper.objects.filter(user=user_id).first():
        _let_helper_go(helper)


def _let_member_go(member_id: int) -> None:
    judge(CooperativeMember.objects.get(pk=member_id).cooperative_id, SYSTEM)  # its lock
    member = CooperativeMember.objects.get(pk=member_id)
    others = queries.owners_of(member.cooperative_id).exclude(pk=member.pk)
    is_last = member.is_active and member.role == Role.OWNER and not others.exists()
    ends = member.is_active and not (is_last and member.phone)
    member.user = None
    end_ways_in(member)
    if ends or not member.is_active:
        member.phone = ""
    if ends:
        member.is_active, member.ended_at = False, timezone.now()
    member.save()
    if member.is_active:
        emit(MemberLinkAsked(member.cooperative_id, member.pk), actor=SYSTEM)
    elif ends:
        emit(MemberRemoved(member.cooperative_id, member.pk), actor=SYSTEM)
    if is_last and ends:
        emit(OwnerGone(member.cooperative_id, member.pk), actor=SYSTEM)


def _let_helper_go(helper: Helper) -> None:
    ends = {MandateStatus.ACTIVE: MandateStatus.ENDED, MandateStatus.PROPOSED: MandateStatus.REFUSED}
    for mandate in Mandate.objects.select_for_update().filter(helper=helper, status__in=ends):
        to = ends[MandateStatus(mandate.status)]
        move(mandate, to, table=NEXT, ended_at=timezone.now(), ended_by=SYSTEM.key)
        emit(MandateEnded(mandate.cooperative_id, mandate.pk), actor=SYSTEM)
    helper.user, helper.phone = None, None
    end_ways_in(helper)
    helper.save()
