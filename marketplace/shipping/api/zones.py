"""ShippingZone: the operator's countries that are served in the same ways, as the dialect's dashboard asks for them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import graphene
from django.db.models import Max, Min, QuerySet

from marketplace.catalog.pricing import MoneyRange as PriceRange
from marketplace.channel.api.types import Channel
from marketplace.channel.models import Channel as ChannelRow
from marketplace.core.money import Money
from marketplace.graphql.connection import Listing, connection, connection_field, pages, take_paging
from marketplace.graphql.countries import Country, CountryDisplay
from marketplace.graphql.fields import batch, listed, many, root, value
from marketplace.graphql.ids import key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.paging import Page
from marketplace.graphql.permissions import staff
from marketplace.graphql.reading import one_row
from marketplace.graphql.scalars import MoneyRange
from marketplace.graphql.searching import named
from marketplace.graphql.types import Node, Type, extend, global_id
from marketplace.shipping import models
from marketplace.warehouse import queries
from marketplace.warehouse.api.additions import all_warehouses
from marketplace.warehouse.api.types import Warehouse

MAY_SEND = staff("MANAGE_SHIPPING")
LOOKS_INSIDE = staff(*queries.LOOKS_INSIDE)
"""A zone tells of everybody's warehouses and of closed channels: nothing for one cooperative's members."""


def own_channels() -> QuerySet[ChannelRow]:
    """Channels in the order they were made."""
    return ChannelRow.objects.order_by("pk")


def price_ranges(rows: Any, info: Info) -> list[PriceRange | None]:
    """The lowest and the highest price in the tables of each zone's open methods; None where there is no table.

    A zone with tables in several currencies has no one range either.
    """
    tables = models.RateRow.objects.filter(method__zone__in=[row.pk for row in rows], method__is_active=True)
    bounds = tables.values_list("method__zone").annotate(
        low=Min("price_amount"), high=Max("price_amount"), first=Min("currency"), last=Max("currency")
    )
    found = {
        zone: PriceRange(Money(low, first), Money(high, first))
        for zone, low, high, first, last in bounds
        if first == last
    }
    return [found.get(row.pk) for row in rows]


class ShippingZone(MetadataFields, Type):
    """Countries that are served in the same ways."""

    class Meta:
        model = models.ShippingZone
        interfaces = (Node, ObjectWithMetadata)
        permission = LOOKS_INSIDE
        metadata = (MAY_SEND, MAY_SEND)

    id = global_id("ShippingZone")
    name = graphene.String(required=True)
    description = graphene.String()
    default = value(graphene.Boolean, lambda row: row.is_default, needs=("is_default",), required=True)
    countries = listed(
        CountryDisplay,
        lambda rows, info: [[Country(code) for code in row.countries] for row in rows],
        needs=("countries",),
    )
    price_range = batch(MoneyRange, price_ranges, needs=("pk",))
    warehouses = listed(Warehouse, all_warehouses)
    channels = many(Channel, own_channels, by="shipping_zones")


class ShippingZoneFilterInput(graphene.InputObjectType):
    """Which zones."""

    search = graphene.String()
    channels = graphene.List(graphene.NonNull(graphene.ID))


def shipping_zone(info: Info, id: str, channel: str | None = None) -> Any:
    """The zone of this id, if it belongs to the channel, where one is named."""
    return one_row(info, _of(channel).filter(pk=key_of(id, "ShippingZone")))


def shipping_zones(info: Info, filter: Any = None, channel: str | None = None) -> Listing:
    """All zones, or a channel's, by name."""
    rows, wanted = _of(channel), filter or {}
    if wanted.get("channels") is not None:
        served = ChannelRow.objects.filter(pk__in=keys_of(wanted["channels"], "Channel"))
        rows = rows.filter(pk__in=served.values("shipping_zones"))
    if wanted.get("search"):
        rows = named(rows, wanted["search"])
    return Listing(rows, ("name",))


def _of(channel: str | None) -> QuerySet[models.ShippingZone]:
    rows = models.ShippingZone.objects.all()
    return rows if channel is None else rows.filter(channels__slug=channel)


def zones_of_warehouses(rows: Any, info: Info, **arguments: Any) -> list[Page]:
    """Every warehouse sends to every zone, as it serves every channel: one page, read once, stands below each."""
    (page,) = pages(shipping_zones(info), take_paging(info, arguments), info)
    return [replace(page, count=cache(page.count))] * len(rows)


extend(
    Warehouse,
    shipping_zones=connection_field(
        ShippingZone, zones_of_warehouses, permission=LOOKS_INSIDE, required=True
    ),
)


class Queries:
    """Fields of Query."""

    shipping_zone = root(
        ShippingZone,
        shipping_zone,
        permission=MAY_SEND,
        id=graphene.Argument(graphene.ID, required=True),
        channel=graphene.String(),
    )
    shipping_zones = connection(
        ShippingZone,
        shipping_zones,
        permission=MAY_SEND,
        filter=graphene.Argument(ShippingZoneFilterInput),
        channel=graphene.String(),
    )
