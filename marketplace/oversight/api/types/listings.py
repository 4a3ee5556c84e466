"""ListingReview: a listing as its cooperative and staff see it. TakeDown: a request, carried out."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import graphene

from marketplace.catalog import models as goods
from marketplace.catalog.api.types import Product
from marketplace.channel.api.types import Channel
from marketplace.cooperative.api.types import Cooperative
from marketplace.graphql.fields import batch, column, listed, one, value
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import WITHIN
from marketplace.graphql.types import Node, Type, global_id
from marketplace.oversight import models, queries
from marketplace.oversight.api.enums import (
    OF_GOODS,
    OF_STAFF_FOR_GOODS,
    ListingDeed,
    ListingStatus,
    TakeDownAsker,
)


class ListingEntry(Type):
    """Something that was done to a listing."""

    class Meta:
        values = (models.ListingEntry,)
        permission = WITHIN

    at = graphene.DateTime(required=True)
    deed = graphene.Field(ListingDeed, required=True)
    reason = graphene.String(required=True)
    by = value(graphene.String, lambda entry: entry.actor, permission=OF_STAFF_FOR_GOODS)


def histories(rows: Any, info: Info) -> list[list[models.ListingEntry]]:
    """What was done to each listing, the newest first; one statement."""
    found: dict[tuple[int, int], list[models.ListingEntry]] = defaultdict(list)
    entries = models.ListingEntry.objects.filter(product__within=[row.product_id for row in rows])
    for entry in entries.order_by("-at", "-pk"):
        found[entry.product_id or 0, entry.channel_id].append(entry)
    return [found[row.product_id, row.channel_id] for row in rows]


def digests(rows: Any, info: Info) -> list[str | None]:
    """What each listing's goods say now, as a digest."""
    told = queries.told_by({row.product_id for row in rows})
    return [told[row.product_id].digest if row.product_id in told else None for row in rows]


class ListingReview(Type):
    """Goods in a channel, and how they stand with the operator."""

    class Meta:
        model = goods.ProductChannelListing
        interfaces = (Node,)
        permission = OF_GOODS

    id = global_id("ListingReview")
    product = one(Product, "product_id", required=True)
    channel = one(Channel, "channel_id", required=True)
    cooperative = one(Cooperative, "cooperative_id", required=True)
    status = column(ListingStatus, "review", required=True)
    is_published = graphene.Boolean(required=True)
    submitted = column(graphene.DateTime, "submitted_at")
    digest = batch(
        graphene.String,
        digests,
        needs=("product_id",),
        permission=OF_STAFF_FOR_GOODS,
        description="Of all that the goods say: staff who approve them send it along, so that nothing unread is shown.",
    )
    history = listed(ListingEntry, histories, needs=("product_id", "channel_id"))


class TakeDown(Type):
    """Goods taken down on request."""

    class Meta:
        model = models.TakeDown
        interfaces = (Node,)
        permission = OF_STAFF_FOR_GOODS

    id = global_id("TakeDown")
    cooperative = one(Cooperative, "cooperative_id", required=True)
    product = one(Product, "product_id", description="Null for the whole shop, and for goods that are gone.")
    product_name = graphene.String(required=True)
    is_whole_shop = graphene.Boolean(required=True)
    asker = column(TakeDownAsker, "asker", required=True)
    authority = graphene.String(required=True, description="Which authority or person.")
    reference = graphene.String(required=True)
    received = column(graphene.DateTime, "received_at", required=True)
    deadline = column(graphene.DateTime, "deadline_at", required=True)
    done = column(graphene.DateTime, "done_at", required=True)
    reason = graphene.String(required=True)
    restored = column(graphene.DateTime, "restoration__at")
    restored_because = column(graphene.String, "restoration__reason")
