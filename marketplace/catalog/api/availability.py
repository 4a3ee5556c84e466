"""Since when products can be bought in the channel."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from marketplace.catalog.api.offers import offers
from marketplace.catalog.models import ProductChannelListing
from marketplace.core.fields import PENDING
from marketplace.core.statements import kept
from marketplace.graphql.context import Context
from marketplace.graphql.info import Info

COLUMNS = ("product_id", "available_for_purchase_at")


class Dates(NamedTuple):
    """A product's dates in a channel."""

    product_id: int
    available_for_purchase_at: datetime | None

    def is_purchasable(self, now: datetime) -> bool:
        """Whether it can be bought already."""
        return self.available_for_purchase_at is not None and self.available_for_purchase_at <= now


def listings(context: Context, channel: int | None, product_ids: Iterable[int]) -> dict[int, Dates]:
    """The dates of these products in the channel; products that are not listed there are left out."""
    if channel is None:
        return {}
    known: dict[int, Dates | None] = context.memory.setdefault(("listings", channel), {})
    wanted = set(product_ids)
    if missing := wanted - known.keys():
        statement = kept(
            ("listings", channel),
            lambda: ProductChannelListing.objects.filter(channel=channel, product__within=PENDING),
            COLUMNS,
        )
        known.update(dict.fromkeys(missing))
        known.update((row[0], Dates(*row)) for row in statement.run(missing))
    return {product: dates for product in wanted if (dates := known[product]) is not None}


def dates(rows: Any, info: Info) -> list[datetime | None]:
    """`Product.availableForPurchaseAt`."""
    found = listings(info.context, info.channel, [row.pk for row in rows])
    return [found[row.pk].available_for_purchase_at if row.pk in found else None for row in rows]


def purchasable(rows: Any, info: Info) -> list[bool | None]:
    """`Product.isAvailableForPurchase`; null without a channel."""
    if info.channel is None:
        return [None] * len(rows)
    products = [row.pk for row in rows]
    priced = offers(info.context, info.channel, products)
    # what has no price is hardly asked for: its dates are read only then
    found, now = listings(info.context, info.channel, set(products) - priced.keys()), timezone.now()
    return [
        priced[pk][0].terms.is_purchasable if pk in priced else pk in found and found[pk].is_purchasable(now)
        for pk in products
    ]
