"""Who acts for cooperatives, and who calls."""

from __future__ import annotations

from django.db.models import F, Q

from marketplace.account.errors import TokenRefused
from marketplace.account.models import User
from marketplace.account.queries import permissions_of
from marketplace.account.tokens import ACCESS, MEMBER, Tokens, user_id_of
from marketplace.cooperative.models import Cooperative, CooperativeMember, Role, works
from marketplace.cooperative.rights import standing
from marketplace.core.actor import Actor, ActorKind


def first_member(cooperative: Cooperative) -> CooperativeMember | None:
    """Whom to write to: the owner, else whoever has been an active member longest."""
    members = CooperativeMember.objects.filter(cooperative=cooperative, is_active=True).order_by("pk")
    return members.filter(role=Role.OWNER).first() or members.first()


def actor_of(token: str, tokens: Tokens) -> Actor:
    """Who calls with this bearer token: a user with their memberships, or a member who came by a link.

    Raises TokenExpired or TokenRefused, also when the user or member has been switched off since. 1 statement
    for buyers and members, 2 for staff.
    """
    claims = tokens.read(token, ACCESS, MEMBER)
    if claims["type"] == MEMBER:
        return _actor_of_member(claims.get("member_id"), claims.get("token"))
    return _actor_of_user(user_id_of(claims), claims.get("token"))


def _actor_of_user(user_id: int, key: str | None) -> Actor:
    rows = list(
        User.objects.filter(pk=user_id, is_active=True, jwt_token_key=key or "").annotate(
            at=F("memberships__cooperative"),
            role=F("memberships__role"),
            counts=Q(memberships__is_active=True) & works("memberships__cooperative__"),
        )
    )
    if not rows:
        raise TokenRefused
    user = rows[0]
    return Actor(
        kind=ActorKind.STAFF if user.is_staff else ActorKind.USER,
        user_id=user.pk,
        permissions=permissions_of(user),
        cooperatives={row.at: standing(row.role) for row in rows if row.at and row.counts},
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
