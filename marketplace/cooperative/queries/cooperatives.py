"""Reads of cooperatives."""

from __future__ import annotations

import math
from collections.abc import Iterable

from django.db.models import FloatField, Q, QuerySet, Value
from django.db.models.functions import Cast, Sqrt
from django.utils import timezone

from marketplace.cooperative.models import Cooperative
from marketplace.core.actor import Actor
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
