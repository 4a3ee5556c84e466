"""Reads of cooperatives, and who may act for them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Cast, Sqrt
from django.utils import timezone

from marketplace.account.errors import TokenRefused
from marketplace.account.models import User
from marketplace.account.queries import permissions_of
from marketplace.account.tokens import ACCESS, MEMBER, Tokens, user_id_of
from marketplace.cooperative.models import Cooperative, CooperativeMember, Role
from marketplace.core.actor import Actor, ActorKind
from marketplace.core.vietnamese import words

KM_OF_A_DEGREE = 111.195


def visible_to(actor: Actor) -> QuerySet[Cooperative]:
    """Cooperatives an actor may know of: active ones, its own, and for staff all."""
    if actor.is_staff:
        return Cooperative.objects.all()
    return Cooperative.objects.filter(Q(is_active=True) | Q(pk__in=list(actor.cooperatives)))


def matching(cooperatives: QuerySet[Cooperative], text: str) -> QuerySet[Cooperative]:
    """Those in whose name, legal name or place every word of `text` occurs, marks or not."""
    for word in words(text):
        cooperatives = cooperatives.filter(search_folded__contains=word)
    return cooperatives


def near(
    cooperatives: QuerySet[Cooperative], *, latitude: float, longitude: float, radius_km: float | None = None
) -> QuerySet[Cooperative]:
    """Those with a known place, with `distance_km` from this point, at most `radius_km` away; not yet sorted.

    Taken flat, which is off by less than 1 % within the province and needs no extension of either database.
    """
    north = (Cast("latitude", FloatField()) - Value(latitude)) * Value(KM_OF_A_DEGREE)
    a_degree_east = KM_OF_A_DEGREE * math.cos(math.radians(latitude))
    east = (Cast("longitude", FloatField()) - Value(longitude)) * Value(a_degree_east)
    found = cooperatives.filter(latitude__isnull=False).annotate(
        distance_km=Sqrt(north * north + east * east)
    )
    return found if radius_km is None else found.filter(distance_km__lte=radius_km)


def closed_now(cooperative_ids: Iterable[int]) -> set[int]:
    """Which of these take no orders today (Vietnam's day): switched off, or closed until a later day."""
    rows = Cooperative.objects.filter(pk__in=set(cooperative_ids))
    closed = rows.filter(Q(is_active=False) | Q(closed_until__gt=timezone.localdate()))
    return set(closed.values_list("pk", flat=True))


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
            counts=Q(memberships__is_active=True, memberships__cooperative__is_active=True),
        )
    )
    if not rows:
        raise TokenRefused
    user = rows[0]
    return Actor(
        kind=ActorKind.STAFF if user.is_staff else ActorKind.USER,
        user_id=user.pk,
        permissions=permissions_of(user),
        cooperatives={row.at: row.role for row in rows if row.at and row.counts},
    )


# a link opens the cooperative's work, not the member's own account: no user_id
def _actor_of_member(member_id: int | None, key: str | None) -> Actor:
    members = CooperativeMember.objects.filter(is_active=True, cooperative__is_active=True)
    member = members.filter(pk=member_id or 0, token_key=key or "").first()
    if member is None:
        raise TokenRefused
    return Actor(
        kind=ActorKind.USER,
        member_id=member.pk,
        cooperatives={member.cooperative_id: member.role},
    )
