"""A member or helper by link and an account are one person once the account's phone number is confirmed."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from marketplace.account.models import User
from marketplace.cooperative.events import MemberJoinedAccount
from marketplace.cooperative.models import CooperativeMember, Helper
from marketplace.cooperative.services.judging import RANKS, judge
from marketplace.cooperative.services.people import end_ways_in
from marketplace.core.actor import SYSTEM
from marketplace.core.events import emit

FRESH = timedelta(days=90)
"""A number nobody has come in with for longer may be somebody else's by now: then the join waits for a new link."""


def join_account(*, user_id: int) -> list[CooperativeMember]:
    """Memberships and mandates of this account's number become the account's as well; safe to run twice.

    Only where the number is known to be the member's still: invited, or come in by a link, within FRESH.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not user.phone or not user.is_phone_confirmed:
        return []
    _join_helper(user)
    since = timezone.now() - FRESH
    alive = Q(since__gt=since) | Q(links__used_at__gt=since)
    waiting = CooperativeMember.objects.filter(alive, phone=user.phone, user=None, is_active=True)
    return [_join(pk, user) for pk in set(waiting.values_list("pk", flat=True))]


@transaction.atomic
def release_phone(*, user_id: int) -> None:
    """The number this account had is lost or somebody else's: it opens nothing any more; the account still does.

    Where the account has another number, its people are reached by that.
    """
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        return
    for member in CooperativeMember.objects.filter(user=user).exclude(phone=user.phone or ""):
        member.phone = user.phone or ""
        end_ways_in(member)
        member.save()
    for helper in Helper.objects.filter(user=user).exclude(phone=user.phone):
        taken = Helper.objects.filter(phone=user.phone).exclude(pk=helper.pk).exists()
        helper.phone = None if taken else user.phone
        end_ways_in(helper)
        helper.save()


@transaction.atomic
def _join(member_id: int, user: User) -> CooperativeMember:
    seen = CooperativeMember.objects.get(pk=member_id)
    judge(seen.cooperative_id, SYSTEM)
    member = CooperativeMember.objects.get(pk=member_id)
    double = CooperativeMember.objects.filter(cooperative=member.cooperative_id, user=user).first()
    if double is not None and double != member:
        _fold(double, member)
    member.user = user
    member.save(update_fields=["user", "role"])
    emit(MemberJoinedAccount(member.cooperative_id, member.pk, user.pk), actor=SYSTEM)
    return member


def _fold(double: CooperativeMember, member: CooperativeMember) -> None:
    """Two rows were one person: the one with the phone stays, with the higher role of the two."""
    if double.is_active and RANKS[double.role] > RANKS[member.role]:  # type: ignore[index]
        member.role = double.role
    double.user, double.is_active, double.ended_at = None, False, timezone.now()
    end_ways_in(double)
    double.save()


@transaction.atomic
def _join_helper(user: User) -> None:
    if Helper.objects.filter(user=user).exists():
        return
    Helper.objects.filter(phone=user.phone, user=None).update(user=user)
