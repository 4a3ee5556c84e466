"""Cooperative."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import graphene
from django.utils import timezone

from marketplace.cooperative import models
from marketplace.cooperative.api.places import Commune, GeoPoint, Point, Province
from marketplace.cooperative.terms import near, sent_by
from marketplace.core import places
from marketplace.graphql.fields import batch, value
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.translations import language, translation
from marketplace.graphql.types import Node, Type, global_id
from marketplace.site.api.facts import facts
from marketplace.site.api.pictures import picture


class CooperativeKind(graphene.Enum):
    """Legal form of a seller."""

    COOPERATIVE = "COOPERATIVE"
    UNION = "UNION"
    COOPERATIVE_GROUP = "COOPERATIVE_GROUP"
    COMPANY = "COMPANY"
    HOUSEHOLD = "HOUSEHOLD"
    INDIVIDUAL = "INDIVIDUAL"


class CooperativeTranslation(Type):
    """A cooperative's texts in another language."""

    class Meta:
        model = models.CooperativeTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("CooperativeTranslation")
    language = language()
    name = value(graphene.String, lambda row: row.name or None, needs=("name",))
    story = value(graphene.String, lambda row: row.story or None, needs=("story",))


def commune_of(row: Any) -> places.Commune:
    """The commune by its code; made from the row where the code is not official."""
    known = places.commune(row.commune_code)
    return known or places.Commune(row.commune_code, row.commune_name, row.commune_name, row.province_code)


def location_of(row: Any) -> Point | None:
    """Where it is, null when nobody has said."""
    return None if row.latitude is None or row.longitude is None else Point(row.latitude, row.longitude)


def distances(rows: Any, info: Info) -> list[float | None]:
    """Only rows of a list that was asked with `near` know one."""
    return [getattr(row, "distance", None) for row in rows]


def handling_of(row: Any, info: Info) -> int:
    """Its own word, else the shop's."""
    return facts(info.context).handling_days if row.handling_days is None else row.handling_days


def leaving(rows: Any, info: Info) -> list[date]:
    """The day on which each sends at the latest what is ordered now."""
    today = timezone.localdate()
    return [sent_by(today, handling_of(row, info), row.closed_until) for row in rows]


def near_to(said: Sequence[str], own: str) -> list[places.Province]:
    """Where fresh goods go: where the cooperative says, else within its own province."""
    found = map(places.province, near(said, own))
    return [each for each in found if each is not None]


class Cooperative(MetadataFields, Type):
    """The vendor: who makes the goods and gets its own part of every order."""

    class Meta:
        model = models.Cooperative
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_USERS"), staff("MANAGE_USERS"))

    id = global_id("Cooperative")
    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    legal_name = graphene.String(required=True)
    kind = graphene.Field(CooperativeKind, required=True)
    story = graphene.String(required=True, description="In Vietnamese, plain text.")
    translation = translation(CooperativeTranslation, models.CooperativeTranslation, "cooperative_id")
    commune = value(
        Commune, commune_of, needs=("commune_code", "commune_name", "province_code"), required=True
    )
    street = graphene.String(required=True)
    location = value(GeoPoint, location_of, needs=("latitude", "longitude"))
    distance = batch(
        graphene.Float, distances, description="Kilometers from `near`; null in lists asked without it."
    )
    logo = picture("logo", alt="name")
    phone = value(graphene.String, lambda row: row.phone or None, needs=("phone",))
    member_count = graphene.Int()
    founded_year = graphene.Int()
    is_demo = graphene.Boolean(required=True, description="Invented for the demo.")
    closed_until = graphene.Date(description="Takes no orders before this day.")
    handling_days = batch(
        graphene.Int,
        lambda rows, info: [handling_of(row, info) for row in rows],
        needs=("handling_days",),
        required=True,
        description="Working days until the parcel is on its way.",
    )
    sent_by = batch(
        graphene.Date,
        leaving,
        needs=("handling_days", "closed_until"),
        required=True,
        description="The day on which what is ordered today leaves at the latest.",
    )
    near_provinces = value(
        graphene.List(graphene.NonNull(Province)),
        lambda row: near_to(row.near_provinces, row.province_code),
        needs=("near_provinces", "province_code"),
        required=True,
        description="Where its fresh goods go.",
    )
