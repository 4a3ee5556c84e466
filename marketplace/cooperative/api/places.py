"""Where a cooperative is: commune, province, a point on the map, and how far away."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

import graphene

from marketplace.core import places
from marketplace.graphql.fields import value
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


class Province(Type):
    """One of Vietnam's 34 provinces and cities."""

    class Meta:
        values = (places.Province,)
        permission = PUBLIC

    code = graphene.String(required=True)
    name = graphene.String(required=True)
    full_name = graphene.String(required=True)


class Commune(Type):
    """A commune, ward or special zone."""

    class Meta:
        values = (places.Commune,)
        permission = PUBLIC

    code = graphene.String(required=True)
    name = graphene.String(required=True)
    full_name = graphene.String(required=True)
    province = value(Province, lambda commune: places.province(commune.province_code), required=True)
    old_districts = value(
        graphene.List(graphene.NonNull(graphene.String)),
        lambda commune: list(places.old_districts_of(commune.code)),
        required=True,
        description="Districts it belonged to before July 2025.",
    )


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the map, in degrees."""

    latitude: Decimal
    longitude: Decimal


class GeoPoint(Type):
    """A point on the map."""

    class Meta:
        values = (Point,)
        permission = PUBLIC

    latitude = graphene.Float(required=True)
    longitude = graphene.Float(required=True)


class GeoPointInput(graphene.InputObjectType):
    """A point, and how many kilometers around it."""

    latitude = graphene.Float(required=True)
    longitude = graphene.Float(required=True)
    radius = graphene.Float()


def kilometers(latitude: float, longitude: float, to_latitude: Decimal, to_longitude: Decimal) -> float:
    """The way over the ground between two points in degrees (haversine), to ten meters."""
    north, to_north = radians(latitude), radians(to_latitude)
    half = sin((to_north - north) / 2) ** 2
    half += cos(north) * cos(to_north) * sin((radians(to_longitude) - radians(longitude)) / 2) ** 2
    return round(2 * EARTH_KM * asin(sqrt(min(1.0, max(0.0, half)))), 2)
