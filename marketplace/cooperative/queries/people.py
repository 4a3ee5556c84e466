"""The people of cooperatives."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from marketplace.account.models import User
from marketplace.cooperative.models import (
    Cooperative,
    CooperativeMember,
    HandoverStatus,
    Helper,
    Mandate,
    OwnerHandover,
    Role,
)
from marketplace.cooperative.rights import PEOPLE
from marketplace.core.actor import Actor

Act = tuple[int, str, int | None]
"""What histories keep of who did something: (cooperative, actor's key, mandate)."""
STAFF_FOR_PEOPLE = "MANAGE_USERS"
"""The permission of staff who help with lost phones and lost owners."""
STAFF_WHO_VIEW = "IMPERSONATE_USER"
"""The permission of staff who see as a cooperative, without being able to change anything."""


def account_with(phone: str) -> User | None:
    """The active account that is known to have this number, and is no helper yet."""
    known = User.objects.filter(phone=phone, is_phone_confirmed=True, is_active=True)
    return known.filter(helper=None).first()


def account_has(user_id: int, phone: str) -> bool:
    """Whether the number is known to be this account's own."""
    return User.objects.filter(pk=user_id, phone=phone, is_phone_confirmed=True).exists()


def first_member(cooperative: Cooperative) -> CooperativeMember | None:
    """Whom to write to: the owner, else whoever has been an active member longest."""
    members = CooperativeMember.objects.filter(cooperative=cooperative, is_active=True).order_by("pk")
    return members.filter(role=Role.OWNER).first() or members.first()


def owners_of(cooperative_id: int) -> QuerySet[CooperativeMember]:
    """Its active owners, the longest first."""
    owners = CooperativeMember.objects.filter(cooperative=cooperative_id, role=Role.OWNER, is_active=True)
    return owners.order_by("since", "pk")


def members_visible_to(actor: Actor) -> QuerySet[CooperativeMember]:
    """Active members of the cooperatives whose people the actor looks after; for staff of all."""
    rows = CooperativeMember.objects.filter(is_active=True)
    if actor.may(STAFF_FOR_PEOPLE):
        return rows
    return rows.filter(cooperative__in=actor.may_for_which(PEOPLE))


def mandates_visible_to(actor: Actor) -> QuerySet[Mandate]:
    """Mandates of the cooperatives whose people the actor looks after, and the actor's own; for staff all."""
    if actor.may(STAFF_FOR_PEOPLE):
        return Mandate.objects.all()
    return Mandate.objects.filter(Q(cooperative__in=actor.may_for_which(PEOPLE)) | helped_by(actor))


def helped_by(actor: Actor) -> Q:
    """The condition for mandates of the actor as a helper; of nobody for who is none."""
    if actor.helper_id is not None:
        return Q(helper=actor.helper_id)
    return Q(helper__user=actor.user_id) if actor.user_id is not None else Q(pk__in=[])


def helper_of(actor: Actor) -> Helper | None:
    """The actor as a helper, by link or by account."""
    if actor.helper_id is not None:
        return Helper.objects.filter(pk=actor.helper_id).first()
    return Helper.objects.filter(user=actor.user_id).first() if actor.user_id is not None else None


def member_of(actor: Actor, cooperative_id: int) -> CooperativeMember | None:
    """The actor as an active member of this cooperative, as it stands in the table now."""
    return memberships_of(actor).filter(cooperative=cooperative_id).first()


def memberships_of(actor: Actor) -> QuerySet[CooperativeMember]:
    """The actor's active memberships: by link the one it came in by, by account all."""
    rows = CooperativeMember.objects.filter(is_active=True)
    if actor.member_id is not None:
        return rows.filter(pk=actor.member_id)
    return rows.filter(user=actor.user_id) if actor.user_id is not None else rows.none()


def names_of(acts: Iterable[Act]) -> dict[Act, str]:
    """Who did these things for a cooperative, by the names it knows them by; others are left out. 1 or 2 statements.

    Members who left and mandates that ended keep their names: rows are never deleted.
    """
    wanted = set(acts)
    mandates = {act[2] for act in wanted if act[2] is not None}
    helpers = dict(Mandate.objects.filter(pk__in=mandates).values_list("pk", "name")) if mandates else {}
    keys = {
        kind: {number for act in wanted if (number := _number(act[1], kind))} for kind in ("member", "user")
    }
    members = CooperativeMember.objects.filter(cooperative__in={act[0] for act in wanted})
    known: dict[tuple[int, str], str] = {}
    for at, pk, user, name in members.filter(Q(pk__in=keys["member"]) | Q(user__in=keys["user"])).values_list(
        "cooperative", "pk", "user", "name"
    ):
        known[at, f"member:{pk}"] = known[at, f"user:{user}"] = name
    named = {act: helpers.get(act[2] or 0) or known.get(act[:2]) for act in wanted}
    return {act: name for act, name in named.items() if name}


def _number(key: str, kind: str) -> int | None:
    found, _, number = key.partition(":")
    return int(number) if found == kind and number.isdecimal() else None


def handovers_of(actor: Actor) -> QuerySet[OwnerHandover]:
    """Open offers of ownership that the actor has made or got."""
    mine = memberships_of(actor).values("pk")
    return OwnerHandover.objects.filter(Q(giver__in=mine) | Q(taker__in=mine), status=HandoverStatus.OPEN)
