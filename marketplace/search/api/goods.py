"""`Query.products` with a text: found by the search engine, shown by the database.

The engine knows what most filters and some orders ask for, and then gives a page at once. Other filters and orders
take the ids of everything found (the best DEEPEST) to the database. Rows are always those the actor may see, so an
index that lags behind shows nothing hidden. An engine that does not answer leaves a plain match in the database,
and says so in the answer's extensions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from marketplace.catalog.api import queries as catalog
from marketplace.catalog.api.filters import filtered
from marketplace.catalog.api.goods import Goods, goods_of
from marketplace.catalog.api.shelves import channel_named
from marketplace.catalog.api.sorting import in_order
from marketplace.core.errors import DomainError
from marketplace.graphql.connection import pages, take_paging
from marketplace.graphql.info import Info
from marketplace.graphql.paging import Edge, Page, Paging, bad_cursor
from marketplace.ports.search import DEEPEST, Order, Query
from marketplace.search import breaker, finding
from marketplace.search.api.narrowing import Narrowed, narrowed
from marketplace.search.api.sharing import facets_along, remember

ENGINES_OWN: dict[tuple[str, bool], Order | None] = {
    ("RANK", True): None,
    ("MINIMAL_PRICE", False): Order("price"),
    ("MINIMAL_PRICE", True): Order("price", is_downwards=True),
    ("UNIT_PRICE", False): Order("price_per_kg"),
}
"""(field, whether downwards): orders of which the engine gives a page. Of unit prices only upwards: downwards the
database has those without one first."""


def products(
    rows: Any,
    info: Info,
    channel: str | None = None,
    filter: Any = None,
    where: Any = None,
    sort_by: Any = None,
    search: str | None = None,
    **arguments: Any,
) -> list[Page]:
    """`Query.products`: with a text through the engine, without one from the database."""
    text = search or (filter or {}).get("search") or ""
    given = {"channel": channel, "filter": filter, "where": where, "sort_by": sort_by, "search": search}
    paging = take_paging(info, arguments, filter, where)
    goods = goods_of(info, channel_named(channel, filter, sort_by)) if text.strip() else None
    if goods is not None and goods.market is not None:
        if filter is not None and where is not None:
            filtered(goods, filter, where)  # which says why not
        found = _found(info, goods, text, filter or {}, where, sort_by, paging)
        if found is not None:
            return found
        note_plain(info)
    return pages(catalog.products(info, **given), paging, info)


def note_plain(info: Info) -> None:
    """Say in the answer's extensions that this was a plain match."""
    info.context.memory.setdefault("extensions", {})["search"] = {
        "degraded": True,
        "message": _("Search is not available just now: this is a plain list of what matches."),
    }


def _found(
    info: Info, goods: Goods, text: str, wanted: Mapping[str, Any], where: Any, sort_by: Any, paging: Paging
) -> list[Page] | None:
    """The page; None where the engine does not answer."""
    given = {
        name: value
        for name, value in wanted.items()
        if value is not None and name not in ("search", "channel")
    }
    narrow = narrowed(goods, given)
    field, descending = _order_of(sort_by)
    if (field, descending) in ENGINES_OWN and not narrow.rest and not where:
        return _page_of_the_engine(info, goods, text, narrow, paging, ENGINES_OWN[field, descending])
    numbers = numbers_of(text, narrow)
    if numbers is None:
        return None
    rest = filtered(goods, narrow.rest or None, where) if narrow.rest or where else goods
    there = rest.only(numbers)
    if field not in ("RANK", "RATING"):
        sorted_goods, order = in_order(there, sort_by, None)
        return pages(sorted_goods.listed(order), paging, info)
    ranked = _ranked(there, numbers, field, descending=descending)
    start, size = _window(paging, lambda: len(ranked))
    return [_shown(info, goods, ranked[start : start + size], start, len(ranked))]


def _order_of(sort_by: Any) -> tuple[str, bool]:
    """The field, and whether downwards; the best first where nothing is asked."""
    if not sort_by:
        return "RANK", True
    field = sort_by.get("field")
    return "" if field is None else field.value, sort_by["direction"].value == "DESC"


def _ranked(there: Goods, numbers: list[int], field: str, *, descending: bool) -> list[int]:
    """Those of `numbers`, which come best first, that are there.

    Saleor Storefront asks for RATING where its buyers choose relevance, so what is rated alike stays by relevance.
    """
    if field == "RANK":
        kept = set(there.rows.values_list(there.key, flat=True))
        return [number for number in (numbers if descending else reversed(numbers)) if number in kept]
    ratings = dict(there.rows.values_list(there.key, there.of_product("rating")))
    known = (number for number in numbers if number in ratings)
    return sorted(known, key=lambda number: ratings[number] or 0, reverse=descending)


def numbers_of(text: str, narrow: Narrowed) -> list[int] | None:
    """The best DEEPEST of everything the engine finds; None where it does not answer."""
    asking = Query(filters=narrow.filters(), size=DEEPEST, only_numbers=True)
    found = breaker.asked(
        lambda engine: finding.find(engine, text, asking, narrow.always, in_dong=narrow.in_dong)
    )
    return None if found is None else [hit.number for hit in found.page.hits]


def _page_of_the_engine(
    info: Info, goods: Goods, text: str, narrow: Narrowed, paging: Paging, order: Order | None
) -> list[Page] | None:
    asking = Query(filters=narrow.filters(), only_numbers=True, order=order)

    def found_by(query: Query) -> finding.Found | None:
        return breaker.asked(
            lambda engine: finding.find(engine, text, query, narrow.always, in_dong=narrow.in_dong)
        )

    total = 0
    if paging.backwards and paging.cursor is None:
        if (whole := found_by(replace(asking, size=0))) is None:
            return None
        total = whole.page.total
    start, size = _window(paging, lambda: min(total, DEEPEST))
    found = found_by(replace(asking, start=start, size=size, facets=facets_along(info, goods, text, narrow)))
    if found is None:
        return None
    remember(info, goods, text, narrow, found)
    numbers = [hit.number for hit in found.page.hits]
    return [_shown(info, goods, numbers, start, found.page.total)]


def _window(paging: Paging, total: Callable[[], int]) -> tuple[int, int]:
    """Where the page begins, and its size. Cursors are places in the order. Raises DomainError for another's."""
    place = paging.cursor
    if place is not None and not (
        len(place) == 1 and isinstance(place[0], int) and not isinstance(place[0], bool) and place[0] >= 0
    ):
        raise bad_cursor()
    if not paging.backwards:
        start = 0 if place is None else place[0] + 1
        if start + paging.size > DEEPEST:
            raise DomainError(
                _("Searches can be paged through to the %(most)s-th result: narrow it down.")
                % {"most": DEEPEST},
                field="after",
            )
        return start, paging.size
    end = total() if place is None else min(place[0], DEEPEST)
    start = max(0, end - paging.size)
    return start, end - start


def _shown(info: Info, goods: Goods, numbers: list[int], start: int, total: int) -> Page:
    """The rows of these products, in this order; those the actor may not see are left out."""
    rows = rows_of(info, goods, numbers)
    edges = [Edge(rows[number], [start + place]) for place, number in enumerate(numbers) if number in rows]
    return Page(edges, start + len(numbers) < min(total, DEEPEST), start > 0, lambda: total)


def rows_of(info: Info, goods: Goods, numbers: Sequence[int]) -> dict[int, Any]:
    """Rows with the columns asked below `edges { node }`, by product."""
    if not numbers or not (info.asks("edges") or info.asks("pageInfo")):
        return {}
    (page,) = pages(goods.only(list(numbers)).listed(()), Paging(len(numbers), False, None), info)
    return {edge.node.pk: edge.node for edge in page.edges}
