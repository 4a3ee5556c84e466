"""Where lists of products start: the products an actor may see, from the rows that hold what lists are sorted by.

In a channel that is the product's listing row, which copies everything a list is filtered and sorted by, so that one
index serves (DECISIONS 13). Without a channel, which only staff can do, it is the product itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from marketplace.catalog import queries
from marketplace.catalog.models import Product, ProductChannelListing
from marketplace.channel.api.lookup import Market, market_asked, market_of
from marketplace.core.fields import PENDING
from marketplace.core.statements import Statement, kept
from marketplace.graphql.connection import Listing
from marketplace.graphql.info import Info


@dataclass(frozen=True)
class Goods:
    """Rows that each stand for one product: its listing in `market`, or without one the product itself."""

    make: Callable[[], QuerySet]
    """Makes the rows; only called where their statement is not kept."""
    market: Market | None
    only_shown: bool = False
    """Whether these are only what visitors see: then each has a price and a date."""
    has_places: bool = False
    """Whether the rows have a column `place`, their order in a collection."""
    kept_as: Hashable = None
    """Names all that `make` depends on, so that statements are kept; None where that is something else each time."""
    ids: Sequence[int] | None = None
    """Only these products."""

    @property
    def rows(self) -> QuerySet:
        """The rows, as a queryset."""
        return self._among(self.ids)

    def _among(self, ids: Any) -> QuerySet:
        return self.make() if self.ids is None else self.make().filter(**{f"{self.key}__within": ids})

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
        return self.changed(lambda rows: rows.filter(*conditions, **more))

    def with_column(self, **expressions: Any) -> Goods:
        """The same with a computed column."""
        return self.changed(lambda rows: rows.annotate(**expressions))

    def only(self, ids: Sequence[int]) -> Goods:
        """Those of these products."""
        return replace(self, ids=ids)

    def changed(self, change: Callable[[QuerySet], QuerySet], key: Hashable = None) -> Goods:
        """The same rows, changed; a `key` that names all that the change depends on lets statements be kept."""
        known = None if key is None or self.kept_as is None else (self.kept_as, key)
        return replace(self, make=lambda: change(self.make()), kept_as=known)

    def statement(self, name: str, change: Callable[[QuerySet], QuerySet]) -> Statement:
        """What `change` makes of the rows, as a statement to run with `ids`; `name` names the change."""
        key = None if self.kept_as is None else (self.kept_as, self.ids is None, name)
        return kept(key, lambda: change(self._among(PENDING)), ())

    def listed(self, order: tuple[str, ...]) -> Listing:
        """A listing for a connection."""
        channel, node = (self.market.pk, "product") if self.market else (None, "")
        if self.kept_as is None:
            return Listing(self.rows, order, channel, node)
        key = ("goods", self.kept_as, self.ids is None)
        return Listing(lambda: self._among(PENDING), order, channel, node, key, self.ids or ())


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
    if market is None or not is_open(info, market):  # a closed channel is like one that there is not
        return Goods(Product.objects.all if everything and channel is None else Product.objects.none, None)
    pk = market.pk
    if everything:
        return Goods(lambda: ProductChannelListing.objects.filter(channel=pk), market, kept_as=("all", pk))
    return Goods(lambda: queries.listed(pk), market, only_shown=True, kept_as=("shown", pk))
