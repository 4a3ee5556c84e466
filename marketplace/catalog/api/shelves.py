"""Lists of products below other things: categories with all below them, collections, types, cooperatives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import graphene
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Substr

from marketplace.catalog import queries
from marketplace.catalog.api.filters import ProductFilterInput, ProductWhereInput, filtered
from marketplace.catalog.api.goods import Goods, channel_asked, goods_of, is_open
from marketplace.catalog.api.sorting import ProductOrder, in_order
from marketplace.catalog.api.types.products import Product, ProductType
from marketplace.catalog.api.types.shelves import Category, Collection
from marketplace.cooperative.api.types import Cooperative
from marketplace.core.fields import PENDING
from marketplace.core.statements import Statement, kept
from marketplace.graphql.connection import Listing, connection, connection_field, pages, take_paging
from marketplace.graphql.fields import batch
from marketplace.graphql.info import Info
from marketplace.graphql.paging import Page
from marketplace.graphql.types import extend


def product_arguments(*left_out: str) -> dict[str, Any]:
    """The dialect's arguments of a list of products."""
    arguments = {
        "filter": graphene.Argument(ProductFilterInput),
        "where": graphene.Argument(ProductWhereInput),
        "sort_by": graphene.Argument(ProductOrder),
        "search": graphene.Argument(graphene.String),
        "channel": graphene.Argument(graphene.String),
    }
    return {name: argument for name, argument in arguments.items() if name not in left_out}


def channel_named(channel: str | None, filter: Any, sort_by: Any) -> str | None:
    """The channel's name, wherever the dialect lets it stand."""
    return channel or (filter or {}).get("channel") or (sort_by or {}).get("channel")


def goods_asked(
    info: Info, channel: str | None, filter: Any, where: Any, sort_by: Any, search: str | None
) -> tuple[Goods, tuple[str, ...]]:
    """Goods of a channel, filtered, with the columns they are sorted by."""
    goods = goods_of(info, channel_named(channel, filter, sort_by))
    return in_order(filtered(goods, filter, where, search), sort_by, search)


def of_categories(
    rows: Any,
    info: Info,
    channel: str | None = None,
    filter: Any = None,
    where: Any = None,
    sort_by: Any = None,
    search: str | None = None,
    **arguments: Any,
) -> list[Page]:
    """`Category.products`: those of the category and of all below it.

    Categories of one level share a statement: their paths are equally long, and a product lies below the one whose
    path its own begins with.
    """
    paging = take_paging(info, arguments, filter, where)
    goods, order = goods_asked(info, channel, filter, where, sort_by, search)
    path = goods.copied("category_path", "category__path")
    if not (info.asks("edges") or info.asks("pageInfo")):
        asked = repr((goods.market and goods.market.pk, filter, where, search))
        is_narrowed = bool(filter or where or search)
        by_shelf = _by_shelf(info, asked, lambda: _per_shelf(goods, path, is_narrowed=is_narrowed))
        return [_counted(by_shelf, row.path) for row in rows]
    found: dict[str, Page] = {}
    for length, tops in _by_length({row.path for row in rows}).items():
        only = tops[0] if len(tops) == 1 else None
        there = goods.changed(_with_shelf(path, length, only), ("shelf", length, only))
        found |= dict(
            zip(tops, pages(there.listed(order), paging, info, by="shelf", parents=tops), strict=True)
        )
    return [found[row.path] for row in rows]


def _with_shelf(path: str, length: int, only: str | None) -> Callable[[QuerySet], QuerySet]:
    """Adds `shelf`, the path of the category of this level; `only` its goods, where there is one."""

    def change(rows: QuerySet) -> QuerySet:
        with_shelf = rows.annotate(shelf=Substr(path, 1, length))
        return with_shelf if only is None else with_shelf.filter(queries.below(only, path))

    return change


def _per_shelf(goods: Goods, path: str, *, is_narrowed: bool) -> Statement:
    """(a category's path, how many goods stand right in it); where all that visitors see is asked, from kept counts."""
    if goods.only_shown and goods.market and not is_narrowed:
        channel = goods.market.pk
        return kept(("kept per shelf", channel), lambda: queries.per_shelf(channel), ())
    return goods.statement(
        "per shelf", lambda rows: rows.order_by().values_list(path).annotate(found=Count("pk"))
    )


def _by_shelf(info: Info, asked: str, per_shelf: Callable[[], Statement]) -> dict[str, int]:
    """{a category's path: how many goods stand right in it}; for a whole tree of categories one statement."""
    known = info.context.memory.setdefault("goods by shelf", {})
    if asked not in known:
        known[asked] = found = Counter[str]()
        for path, goods in per_shelf().run():
            found[path] += goods
    return known[asked]


def _counted(by_shelf: dict[str, int], top: str) -> Page:
    """A page of which nothing is asked but the count: goods of the category and of all below it."""
    return Page(count=lambda: sum(found for path, found in by_shelf.items() if (path or "").startswith(top)))


def _by_length(paths: set[str]) -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = defaultdict(list)
    for path in sorted(paths):
        grouped[len(path)].append(path)
    return grouped


def of_collections(
    rows: Any,
    info: Info,
    filter: Any = None,
    where: Any = None,
    search: str | None = None,
    sort_by: Any = None,
    **arguments: Any,
) -> list[Page]:
    """`Collection.products`, in the collection's own order unless asked otherwise."""
    paging = take_paging(info, arguments, filter, where)
    parents = [row.pk for row in rows]
    goods = goods_of(info, channel_named(None, filter, sort_by))
    entries = goods.of_product("collection_entries")
    # the filter makes the join that the columns then hang on: one row for each entry
    goods = goods.changed(lambda rows: rows.filter(**{f"{entries}__collection__within": PENDING}), "shelves")
    places = {"shelf": F(f"{entries}__collection_id"), "place": F(f"{entries}__sort_order")}
    goods = goods.changed(lambda rows: rows.annotate(**places), "places")
    goods = filtered(replace(goods, has_places=True), filter, where, search)
    goods, order = in_order(goods, sort_by, search)
    return pages(goods.listed(order), paging, info, by="shelf", parents=parents)


def of_product_types(info: Info, channel: str | None = None) -> Listing:
    """`ProductType.products`."""
    goods, order = goods_asked(info, channel, None, None, None, None)
    of_type = F(goods.of_product("product_type_id"))
    return goods.changed(lambda rows: rows.annotate(of_type=of_type), "type").listed(order)


def of_cooperatives(
    info: Info, channel: str | None = None, filter: Any = None, sort_by: Any = None
) -> Listing:
    """`Cooperative.products`."""
    goods, order = goods_asked(info, channel, filter, None, sort_by, None)
    return goods.listed(order)


def counts(rows: Any, info: Info, channel: str | None = None) -> list[int]:
    """`Cooperative.productCount`: what visitors find of it in lists of the channel."""
    market = channel_asked(info, channel)
    if market is None or not is_open(info, market):
        return [0] * len(rows)
    own = queries.listed(market.pk).filter(cooperative__within=[row.pk for row in rows]).order_by()
    found = dict(own.values_list("cooperative_id").annotate(found=Count("pk")))
    return [found.get(row.pk, 0) for row in rows]


extend(
    Category,
    products=connection_field(Product, of_categories, needs=("path",), **product_arguments()),
)
extend(
    Collection,
    products=connection_field(Product, of_collections, needs=("pk",), **product_arguments("channel")),
)
extend(
    ProductType,
    products=connection(Product, of_product_types, by="of_type", channel=graphene.Argument(graphene.String)),
)
extend(
    Cooperative,
    products=connection(
        Product, of_cooperatives, by="cooperative_id", **product_arguments("where", "search")
    ),
    product_count=batch(
        graphene.Int, counts, needs=("pk",), required=True, channel=graphene.Argument(graphene.String)
    ),
)
