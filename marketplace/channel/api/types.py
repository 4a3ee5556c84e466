"""Channel."""

from __future__ import annotations

from typing import Any

import graphene

from marketplace.channel import models
from marketplace.channel.api.lookup import market_of
from marketplace.graphql.countries import Country, CountryDisplay
from marketplace.graphql.fields import value
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.types import Node, Type, global_id


class Channel(MetadataFields, Type):
    """A market with one currency."""

    class Meta:
        model = models.Channel
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_CHANNELS"), staff("MANAGE_CHANNELS"))

    id = global_id("Channel")
    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    is_active = graphene.Boolean(required=True)
    currency_code = graphene.String(required=True)
    default_country = value(
        CountryDisplay, lambda row: Country(row.default_country), needs=("default_country",), required=True
    )
    countries = value(
        graphene.List(graphene.NonNull(CountryDisplay)),
        lambda row: [Country(row.default_country)],
        needs=("default_country",),
        description="Where orders of this channel are delivered.",
    )


def channel_slug(rows: Any, info: Any) -> list[str | None]:
    """For fields `channel: String`: the slug of the channel the rows are looked at in."""

    found = market_of(info.context, info.channel)
    return [found.slug if found else None] * len(rows)
