"""Who calls with a bearer token, and how they stand with which cooperatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from marketplace.account.errors import TokenRefused
from marketplace.account.models import User
from marketplace.account.queries import permissions_of
from marketplace.account.tokens import ACCESS, HELPER, MEMBER, VIEWER, Tokens, user_id_of
from marketplace.cooperative.models import CooperativeMember, Helper, MandateStatus, Viewing, works
from marketplace.cooperative.queries.people import STAFF_WHO_VIEW
from marketplace.cooperative.rights import RIGHTS, RIGHTS_OF, standing, standing_of_helper
from marketplace.core.actor import Actor, ActorKind, Standing


def actor_of(token: str, tokens: Tokens) -> Actor:
    """Who calls: a user with memberships and mandates, a member who came by a link, or a helper who did.

    Or staff who see as a cooperative, and can change nothing. Raises TokenExpired or TokenRefused, also when they have
    been switched off since. 1 statement, 2 for staff.
    """
    claims = tokens.read(token, ACCESS, MEMBER, HELPER, VIEWER)
    if claims["type"] == MEMBER:
        return _actor_of_member(claims.get("member_id"), claims.get("token"))
    if claims["type"] == HELPER:
        return _actor_of_helper(claims.get("helper_id"), claims.get("token"))
    if claims["type"] == VIEWER:
        return _actor_of_viewer(claims.get("viewing_id"))
    return _actor_of_user(user_id_of(claims), claims.get("token"))


def _actor_of_user(user_id: int, key: str | None) -> Actor:
    rows: list[Any] = list(
        User.objects.filter(pk=user_id, is_active=True, jwt_token_key=key or "").annotate(
            at=F("memberships__cooperative"),
            role=F("memberships__role"),
            counts=Q(memberships__is_active=True) & works("memberships__cooperative__"),
            **_mandates("helper__mandates__"),
        )
    )
    if not rows:
        raise TokenRefused
    user = rows[0]
    members = {row.at: standing(row.role) for row in rows if row.at and row.counts}
    return Actor(
        kind=ActorKind.STAFF if user.is_staff else ActorKind.USER,
        user_id=user.pk,
        permissions=permissions_of(user),
        cooperatives={**_helped(rows), **members},
    )


# a link opens the cooperative's work, not the member's own account: no user_id
def _actor_of_member(member_id: int | None, key: str | None) -> Actor:
    members = CooperativeMember.objects.filter(works("cooperative__"), is_active=True)
    member = members.filter(pk=member_id or 0, token_key=key or "").first()
    if member is None:
        raise TokenRefused
    return Actor(
        kind=ActorKind.USER,
        member_id=member.pk,
        cooperatives={member.cooperative_id: standing(member.role)},
    )


def _actor_of_helper(helper_id: int | None, key: str | None) -> Actor:
    found = Helper.objects.filter(pk=helper_id or 0, token_key=key or "")
    rows = list(found.annotate(**_mandates("mandates__")))
    if not rows:
        raise TokenRefused
    return Actor(kind=ActorKind.USER, helper_id=rows[0].pk, cooperatives=_helped(rows))


# all that its owner can read, under a name of its own: neither the staff's permissions nor their own account
def _actor_of_viewer(viewing_id: int | None) -> Actor:
    begun = Viewing.objects.filter(used_at__isnull=False, ended_at=None).select_related("user")
    viewing = begun.filter(pk=viewing_id or 0).first()
    if viewing is None or STAFF_WHO_VIEW not in permissions_of(viewing.user):
        raise TokenRefused
    return Actor(
        kind=ActorKind.USER,
        viewing_id=viewing.pk,
        cooperatives={viewing.cooperative_id: Standing(rights=RIGHTS)},
    )


def _mandates(path: str) -> Mapping[str, Any]:
    """Annotations with what decides over each mandate at the end of this path."""
    columns = {
        "mandate": "pk",
        "helps": "cooperative",
        "rights": "rights",
        "until": "until",
        "grants_as": "grantor__role",
    }
    counts = Q(**{path + "status": MandateStatus.ACTIVE, path + "grantor__is_active": True})
    lends = counts & works(f"{path}cooperative__")
    return {**{name: F(path + end) for name, end in columns.items()}, "lends": lends}


def _helped(rows: Iterable[Any]) -> dict[int, Standing]:
    """What live mandates lend, never more than who confirmed them may do today."""
    today = timezone.localdate()
    return {
        row.helps: standing_of_helper(
            frozenset(row.rights) & RIGHTS_OF.get(row.grants_as, frozenset()), row.mandate
        )
        for row in rows
        if row.helps and row.lends and row.until >= today
    }
