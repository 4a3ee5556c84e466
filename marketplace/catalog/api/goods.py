"""Where lists of products start: the products an actor may see, from the rows that hold what lists are sorted by.

In a channel that is the product's listing row, which copies everything a list is filtered and sorted by, so that one
index serves (DECISIONS 13). Without a channel, which only staff can do, it is the product itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from marketplace.catalog import queries
from marketplace.catalog.models import Product, ProductChannelListing
from marketplace.channel.api.lookup import Market, market_asked, market_of
from marketplace.graphql.connection import Listing
from marketplace.graphql.info import Info


@dataclass(frozen=True)
class Goods:
    """Rows that each stand for one product: its listing in `market`, or without one the product itself."""

    rows: QuerySet
    market: Market | None
    only_shown: bool = False
    """Whether these are only what visitors see: then each has a price and a date."""
    has_places: bool = False
    """Whether the rows have a column `place`, their order in a collection."""

    @property
    def key(self) -> str:
        """The column with the product's id."""
        return "product_id" if self.market else "pk"

    def of_product(self, column: str) -> str:
        """Name of a product's column in these rows."""
        return f"product__{column}" if self.market else column

    def copied(self, column: str, path: str | None = None) -> str:
        """Name of a product's column that listing rows have a copy of; `path` is the product's own name for it."""
        return column if self.market else path or column

    def where(self, *conditions: Q, **more: Any) -> Goods:
        """Those that meet the conditions as well."""
        return replace(self, rows=self.rows.filter(*conditions, **more))

    def with_column(self, **expressions: Any) -> Goods:
        """The same with a computed column."""
        return replace(self, rows=self.rows.annotate(**expressions))

    def listed(self, order: tuple[str, ...]) -> Listing:
        """A listing for a connection."""
        return Listing(
            self.rows, order, self.market.pk if self.market else None, "product" if self.market else ""
        )


def channel_asked(info: Info, channel: str | None) -> Market | None:
    """The channel named, else the one that is looked at already, else as `market_asked` says."""
    if channel is None and info.channel is not None:
        return market_of(info.context, info.channel)
    return market_asked(info.context, channel, or_none=queries.sees_everything(info.actor))


def is_open(info: Info, market: Market | None) -> bool:
    """Whether the actor may look at goods in this channel."""
    return market is not None and (
        market.is_active and market.is_public or queries.sees_everything(info.actor)
    )


def goods_of(info: Info, channel: str | None) -> Goods:
    """The products an actor finds in lists of a channel; staff also those not published, or of all channels."""
    market, everything = channel_asked(info, channel), queries.sees_everything(info.actor)
    if market is None:
        return Goods(
            Product.objects.all() if everything and channel is None else Product.objects.none(), None
        )
    if not is_open(info, market):
        return Goods(ProductChannelListing.objects.none(), market)
    if everything:
        return Goods(ProductChannelListing.objects.filter(channel=market.pk), market)
    return Goods(queries.listed(market.pk), market, only_shown=True)
