"""Who acts for a cooperative: invited, changed, removed, signed out. A cooperative is never without an owner."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.account.models import User, fresh_token_key
from marketplace.cooperative import queries
from marketplace.cooperative.errors import AlreadyThere, OutOfScope, TooMany
from marketplace.cooperative.events import (
    MemberChanged,
    MemberInvited,
    MemberLinkAsked,
    MemberRemoved,
    MemberSignedOut,
)
from marketplace.cooperative.models import AccessLink, Cooperative, CooperativeMember, Helper, Role
from marketplace.cooperative.services.judging import Judge, judge
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import emit
from marketplace.core.phone import normalize_phone

MOST_LINKS = 5
"""Links a member can be sent within an hour: each costs a text message."""


@transaction.atomic
def add_member(
    *,
    cooperative: Cooperative,
    name: str,
    role: Role = Role.PACKER,
    phone: str = "",
    user: User | None = None,
) -> CooperativeMember:
    """Somebody acts for the cooperative from now on, with or without an account. For the operator and the opening."""
    phone = normalize_phone(phone) if phone else ""
    return CooperativeMember.objects.create(
        cooperative=cooperative, name=name, role=role, phone=phone, user=user
    )


@transaction.atomic
def invite_member(
    *, cooperative_id: int, name: str, phone: str, role: Role, actor: Actor
) -> CooperativeMember:
    """Somebody with this number acts for the cooperative from now on, and is sent a one-time link.

    Who was a member before is one again, with new tokens. Raises CooperativeNotFound, OutOfScope, REQUIRED on `name`,
    PhoneInvalid, AlreadyThere.
    """
    judged = judge(cooperative_id, actor)
    judged.require_over(role, "role")
    _refuse_owner(role)
    name, number = _named(name), normalize_phone(phone)
    known = CooperativeMember.objects.filter(cooperative=cooperative_id, phone=number).order_by("-is_active")
    member = known.first() or CooperativeMember(cooperative=judged.cooperative, phone=number)
    if member.pk and member.is_active:
        raise AlreadyThere(_("Somebody with this number is a member already."), field="phone")
    member.name, member.role, member.is_active, member.ended_at = name, role, True, None
    member.since, member.token_key = timezone.now(), fresh_token_key()
    if member.user_id and not queries.account_has(member.user_id, number):
        member.user = None
    member.save()
    emit(MemberInvited(cooperative_id, member.pk), actor=actor)
    return member


@transaction.atomic
def update_member(
    *,
    member_id: int,
    name: str | None = None,
    phone: str | None = None,
    role: Role | None = None,
    actor: Actor,
) -> CooperativeMember:
    """Change what is given. Another number ends all ways in by the old one, and an account that hung on it.

    Raises NotFound, OutOfScope, LastOwner, REQUIRED on `name`, PhoneInvalid, AlreadyThere.
    """
    judged, member = _judged(member_id, actor)
    if not (judged.member == member and phone is None and role is None):
        judged.require_over(member.role)
    if role is not None and role != member.role:
        _refuse_owner(role)
        judged.require_over(role, "role")
        judged.keep_an_owner(member)
        member.role = role
    member.name = _named(name) if name is not None else member.name
    if phone is not None and (number := normalize_phone(phone)) != member.phone:
        _renumber(member, number)
    member.save()
    emit(MemberChanged(member.cooperative_id, member.pk), actor=actor)
    return member


@transaction.atomic
def remove_member(*, member_id: int, actor: Actor) -> CooperativeMember:
    """Acts for the cooperative no more; the row stays, for histories. Everybody may remove themselves.

    Raises NotFound, OutOfScope, LastOwner.
    """
    judged, member = _judged(member_id, actor)
    if judged.member != member:
        judged.require_over(member.role)
    judged.keep_an_owner(member)
    member.is_active, member.ended_at = False, timezone.now()
    end_ways_in(member)
    member.save()
    emit(MemberRemoved(member.cooperative_id, member.pk), actor=actor)
    return member


@transaction.atomic
def sign_member_out(*, member_id: int, actor: Actor) -> CooperativeMember:
    """A phone is lost: all tokens and open links of the member are void. Raises NotFound, OutOfScope."""
    judged, member = _judged(member_id, actor)
    if judged.member != member:
        judged.require_over(member.role)
    end_ways_in(member)
    member.save(update_fields=["token_key"])
    emit(MemberSignedOut(member.cooperative_id, member.pk), actor=actor)
    return member


@transaction.atomic
def send_member_link(*, member_id: int, actor: Actor) -> CooperativeMember:
    """The member is sent a fresh one-time link. Raises NotFound, OutOfScope, REQUIRED on `phone`, TooMany."""
    judged, member = _judged(member_id, actor)
    if judged.member != member:
        judged.require_over(member.role)
    if not member.phone:
        raise DomainError(_("There is no phone number to send the link to."), code="REQUIRED", field="phone")
    refuse_many_links(member=member)
    emit(MemberLinkAsked(member.cooperative_id, member.pk), actor=actor)
    return member


@transaction.atomic
def sign_out_everywhere(*, actor: Actor) -> None:
    """All tokens and links by which this person works for cooperatives are void, also the one they call with.

    The account's own tokens are `account.services`' business.
    """
    for member in queries.memberships_of(actor):
        end_ways_in(member)
        member.save(update_fields=["token_key"])
        emit(MemberSignedOut(member.cooperative_id, member.pk), actor=actor)
    if helper := queries.helper_of(actor):
        end_ways_in(helper)
        helper.save(update_fields=["token_key"])


def end_ways_in(person: CooperativeMember | Helper) -> None:
    """Void the person's tokens and open links. Does not save the person."""
    person.token_key = fresh_token_key()
    open_links = AccessLink.objects.filter(used_at=None)
    mine = {"member": person} if isinstance(person, CooperativeMember) else {"helper": person}
    open_links.filter(**mine).update(used_at=timezone.now())


def refuse_many_links(**whose: CooperativeMember | Helper) -> None:
    """Raise TooMany when this person has been sent a handful of links within the hour."""
    lately = AccessLink.objects.filter(**whose, created_at__gt=timezone.now() - timedelta(hours=1))
    if lately.count() >= MOST_LINKS:
        raise TooMany(_("Enough links have been sent. Please try again in an hour."), field="id")


def _judged(member_id: int, actor: Actor) -> tuple[Judge, CooperativeMember]:
    """The active member under the cooperative's lock. Raises NotFound for those the actor may not know of."""
    missing = NotFound(_("There is no such member."), field="id")
    seen = CooperativeMember.objects.filter(pk=member_id, is_active=True).first()
    if seen is None:
        raise missing
    judged = judge(seen.cooperative_id, actor)
    member = CooperativeMember.objects.filter(pk=member_id, is_active=True).first()
    if member is None or not (judged.is_staff or judged.member):
        raise missing
    return judged, member


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise DomainError(_("Please write the name."), code="REQUIRED", field="name")
    if len(name) > 250:
        raise DomainError(_("This is too long."), code="TOO_LONG", field="name")
    return name


def _refuse_owner(role: str) -> None:
    if role == Role.OWNER:
        words = _("Ownership is handed over: the owner offers it and the member agrees.")
        raise OutOfScope(words, field="role")


def _renumber(member: CooperativeMember, number: str) -> None:
    others = CooperativeMember.objects.filter(cooperative=member.cooperative_id, is_active=True)
    if others.filter(phone=number).exclude(pk=member.pk).exists():
        raise AlreadyThere(_("Somebody with this number is a member already."), field="phone")
    if member.user_id and not queries.account_has(member.user_id, number):
        member.user = None
    member.phone = number
    end_ways_in(member)
