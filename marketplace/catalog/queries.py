"""Which goods there are for whom, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from marketplace.catalog.models import (
    Category,
    Collection,
    CollectionChannelListing,
    Product,
    ProductChannelListing,
    ProductVariant,
    ProductVariantChannelListing,
    ShelfCount,
)
from marketplace.catalog.models.listings import LISTED
from marketplace.cooperative.models import Cooperative
from marketplace.cooperative.rights import GOODS, ORDERS
from marketplace.core.actor import Actor
from marketplace.core.vietnamese import words

LOOKS_BEHIND = (
    "MANAGE_PRODUCTS",
    "MANAGE_ORDERS",
    "MANAGE_CHECKOUTS",
    "MANAGE_DISCOUNTS",
    "MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES",
)
"""The dialect's permissions whose holders see goods that are not published."""
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
BY_NOW: Any = LessThanOrEqual(Coalesce(F("published_at"), Value(NEVER)), Now())
"""Published at a time in the past. Nearly everything is: said so that no index can serve it, else SQLite takes the
index on dates and sorts ten thousand rows, where the index that sorts would stop after the first page."""
PRICED: Any = GreaterThanOrEqual(Coalesce(F("discounted_price_amount"), Value(-1)), 0)
"""Has a price, said in the same way for the same reason."""
AFTER_ALL = "~"
"""Sorts behind every step of a path."""


def sees_everything(actor: Actor) -> bool:
    """Whether the actor sees goods that are not published."""
    return actor.may(*LOOKS_BEHIND)


def viewpoint(actor: Actor) -> str | None:
    """What decides which goods the actor sees, besides the channel; None for those who see some more of their own."""
    if sees_everything(actor):
        return "everything"
    return None if actor.cooperatives else "visitor"


def published(channel_id: int) -> QuerySet[ProductChannelListing]:
    """Listings whose product page anyone may open now: out since a time in the past, of a cooperative that is active.

    One without any price in the channel cannot be bought there and is not shown.
    """
    rows = ProductChannelListing.objects.filter(BY_NOW, PRICED, channel=channel_id, is_published=True)
    return rows.exclude(cooperative__in=Cooperative.objects.filter(is_active=False))


def listed(channel_id: int) -> QuerySet[ProductChannelListing]:
    """Listings a visitor finds in lists and searches now; the partial indexes of the table are made for this."""
    return published(channel_id).filter(LISTED)


def per_shelf(channel_id: int) -> QuerySet:
    """(a category's path, how many of the `listed` stand right in it): the sum of all rows of the path.

    What is kept, less the few that are not out yet or rest, each found by an index: it costs the same in a shop of a
    hundred goods and of a hundred thousand.
    """
    kept = ShelfCount.objects.filter(channel=channel_id).values_list("path", "goods")
    shown = ProductChannelListing.objects.filter(LISTED, PRICED, channel=channel_id).order_by()
    later, resting = shown.filter(published_at__gt=Now()), shown.filter(BY_NOW, cooperative__is_active=False)
    # one row for each: to group them SQLite would go through all goods in the order of their shelves
    taken_off = (rows.values_list("category_path").annotate(goods=Value(-1)) for rows in (later, resting))
    return kept.union(*taken_off, all=True)


def on_sale(channel_id: int) -> QuerySet[Product]:
    """Products a visitor finds in lists of this channel."""
    return Product.objects.filter(pk__in=listed(channel_id).values("product"))


def visible_to(actor: Actor, channel_id: int | None) -> QuerySet[Product]:
    """Products an actor may open, in a channel if one is named.

    Visitors: what is published in the channel (nothing without a channel). Members of a cooperative: its own
    products as well, published or not. Staff who work with goods: all, or all that have a listing in the channel.
    """
    if sees_everything(actor):
        rows = Product.objects.all()
        return rows if channel_id is None else rows.filter(channel_listings__channel=channel_id)
    mine = Q(cooperative__in=actor.may_for_which(GOODS, ORDERS))
    if channel_id is None:
        return Product.objects.filter(mine)
    open_to_all = Exists(published(channel_id).filter(product=OuterRef("pk")))
    return Product.objects.filter(open_to_all | mine if actor.cooperatives else open_to_all)


def once_out(variant_ids: Iterable[int]) -> set[int]:
    """Those of these variants whose goods have been published somewhere at some time, hidden since or not."""
    rows = ProductChannelListing.objects.filter(BY_NOW, product__variants__in=list(variant_ids))
    return set(rows.values_list("product__variants", flat=True))


def variants_visible_to(actor: Actor, channel_id: int | None) -> QuerySet[ProductVariant]:
    """Variants of visible products; for visitors only those that have a price in the channel."""
    rows = ProductVariant.objects.filter(product__in=visible_to(actor, channel_id).values("pk"))
    if sees_everything(actor) or channel_id is None:
        return rows
    priced = ProductVariantChannelListing.objects.filter(channel=channel_id, price_amount__isnull=False)
    mine = Q(product__cooperative__in=actor.may_for_which(GOODS, ORDERS))
    return rows.filter(Exists(priced.filter(variant=OuterRef("pk"))) | mine)


def collections_visible_to(actor: Actor, channel_id: int | None) -> QuerySet[Collection]:
    """Collections an actor may open: published in the channel; staff who work with goods see all."""
    if sees_everything(actor):
        rows = Collection.objects.all()
        return rows if channel_id is None else rows.filter(channel_listings__channel=channel_id)
    if channel_id is None:
        return Collection.objects.none()
    out = CollectionChannelListing.objects.filter(BY_NOW, channel=channel_id, is_published=True)
    return Collection.objects.filter(pk__in=out.values("collection"))


def below(path: str, column: str = "category_path") -> Q:
    """Rows whose `column` is this path or below it: one indexed comparison. Nothing for an empty path."""
    if not path:
        return Q(pk__in=[])
    return Q(**{f"{column}__gte": path, f"{column}__lt": path + AFTER_ALL})


def in_categories(category_ids: Iterable[int], column: str = "category_path") -> Q:
    """Rows on these shelves or on any below them; one statement to look the shelves up."""
    condition = Q(pk__in=[])
    for path in Category.objects.filter(pk__in=list(category_ids)).values_list("path", flat=True):
        condition |= below(path, column)
    return condition


def matching(products: QuerySet[Product], text: str) -> QuerySet[Product]:
    """Products in whose texts every word of `text` occurs, marks or not."""
    for word in words(text):
        products = products.filter(search_folded__contains=word)
    return products


def lowest_price(product: OuterRef, channel: OuterRef, column: str) -> Subquery:
    """An expression: the lowest `column` of the variants of `product` in `channel`, null where none has a price."""
    prices = ProductVariantChannelListing.objects.filter(
        variant__product=product, channel=channel, **{f"{column}__isnull": False}
    )
    return Subquery(prices.order_by(column).values(column)[:1])
