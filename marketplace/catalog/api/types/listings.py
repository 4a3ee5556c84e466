"""What is on sale where, as the operator's staff sees it."""

from __future__ import annotations

from typing import Any

import graphene
from django.utils import timezone

from marketplace.catalog import models
from marketplace.channel.api.types import Channel
from marketplace.core.money import Money as Amount
from marketplace.graphql.fields import SourceField, one, value
from marketplace.graphql.permissions import WITHIN
from marketplace.graphql.scalars import Money
from marketplace.graphql.types import Node, Type, global_id


def money(name: str, **options: Any) -> SourceField:
    """Money from the column of minor units `name` and the row's `currency`; null where the column is."""
    return value(
        Money,
        lambda row: None if getattr(row, name) is None else Amount(getattr(row, name), row.currency),
        needs=(name, "currency"),
        **options,
    )


class ProductChannelListing(Type):
    """A product in a channel."""

    class Meta:
        model = models.ProductChannelListing
        interfaces = (Node,)
        channel_column = "channel_id"
        permission = WITHIN

    id = global_id("ProductChannelListing")
    published_at = graphene.DateTime()
    is_published = graphene.Boolean(required=True)
    channel = one(Channel, "channel_id", required=True)
    visible_in_listings = graphene.Boolean(required=True)
    available_for_purchase_at = graphene.DateTime()
    discounted_price = money("discounted_price_amount")
    is_available_for_purchase = value(
        graphene.Boolean,
        lambda row: (
            row.available_for_purchase_at is not None and row.available_for_purchase_at <= timezone.now()
        ),
        needs=("available_for_purchase_at",),
    )


class ProductVariantChannelListing(Type):
    """A variant's price in a channel."""

    class Meta:
        model = models.ProductVariantChannelListing
        interfaces = (Node,)
        permission = WITHIN

    id = global_id("ProductVariantChannelListing")
    channel = one(Channel, "channel_id", required=True)
    price = money("price_amount")
    cost_price = money("cost_price_amount")
    prior_price = money("prior_price_amount")


class CollectionChannelListing(Type):
    """A collection in a channel."""

    class Meta:
        model = models.CollectionChannelListing
        interfaces = (Node,)
        permission = WITHIN

    id = global_id("CollectionChannelListing")
    published_at = graphene.DateTime()
    is_published = graphene.Boolean(required=True)
    channel = one(Channel, "channel_id", required=True)
