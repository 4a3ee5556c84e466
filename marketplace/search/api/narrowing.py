"""Filters of a list of goods in the engine's words. What it cannot meet exactly is left to the database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marketplace.catalog.api.filters import between, collections_among
from marketplace.catalog.api.goods import Goods
from marketplace.catalog.models import Attribute
from marketplace.graphql.ids import keys_of
from marketplace.ports.search import Between, Filter, Tagged
from marketplace.search.api.additions import checked_months, cooperatives_near
from marketplace.search.goods import LISTED_INPUTS, shown_in

LARGEST = 2**62
"""Beyond every price; engines keep whole numbers of 64 bits."""


@dataclass(frozen=True)
class Narrowed:
    """`always` holds for every search of the actor; `chosen` are the filters, by the facet they are chosen in."""

    always: tuple[Filter, ...]
    chosen: Mapping[str, tuple[Filter, ...]] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)
    """Filters for the database."""
    in_dong: bool = True
    """Whether prices are whole đồng here, as those that a text names are."""

    def filters(self, without: str | None = None) -> tuple[Filter, ...]:
        """All of them, but for those of one facet: its values are counted under the others."""
        kept = (each for facet, some in self.chosen.items() if facet != without for each in some)
        return (*self.always, *kept)


def narrowed(goods: Goods, given: Mapping[str, Any]) -> Narrowed:
    """The filters of a list of goods in its channel."""
    assert goods.market is not None
    always: list[Filter]
    if goods.only_shown:
        always = [shown_in(goods.market.pk), Between("published", most=int(time.time()))]
    else:
        always = [Tagged("kind", ("product",)), Tagged("channel", (str(goods.market.pk),))]
    chosen: dict[str, tuple[Filter, ...]] = {}
    rest: dict[str, Any] = {}
    for name, value in given.items():
        facets = MEANT[name](goods, value) if name in MEANT else None
        if facets is None:
            rest[name] = value
        for facet, filters in (facets or {}).items():
            chosen[facet] = (*chosen.get(facet, ()), *filters)
    return Narrowed(tuple(always), chosen, rest, goods.market.currency == "VND")


Facets = dict[str, tuple[Filter, ...]]
Meaning = Callable[[Goods, Any], Facets | None]
"""By facet what a filter means to the engine; None where it would not be exact."""


def _one_of(tag: str, typename: str, name: str) -> Meaning:
    def meaning(goods: Goods, ids: Any) -> Facets:
        return {tag: (_tagged(tag, keys_of(ids, typename, field=name)),)}

    return meaning


def _tagged(tag: str, values: Iterable[Any]) -> Tagged:
    """With one of these tags; with none of none, which no document has."""
    return Tagged(tag, tuple(map(str, values)) or ("",))


def _price(goods: Goods, value: Any) -> Facets:
    limits = between(goods, "price", value)
    least, most = limits.get("price__gte"), limits.get("price__lte")
    if least is None and most is None:
        return {}
    return {"price_band": (Between("price", _limited(least), _limited(most)),)}


def _limited(number: int | None) -> int | None:
    return None if number is None else max(-LARGEST, min(LARGEST, number))


def _attributes(goods: Goods, value: Any) -> Facets | None:
    """Where each names values of an attribute that has a list of them."""
    wanted = [{name: part for name, part in each.items() if part is not None} for each in value]
    if not all(each.keys() == {"slug", "values"} for each in wanted):
        return None
    slugs = {each["slug"] for each in wanted}
    listed = Attribute.objects.filter(slug__in=slugs, input_type__in=LISTED_INPUTS)
    if goods.only_shown:
        listed = listed.filter(visible_in_storefront=True)
    if set(listed.values_list("slug", flat=True)) != slugs:
        return None
    facets: Facets = {}
    for each in wanted:
        tags = _tagged("attribute", (f"{each['slug']}:{one}" for one in each["values"]))
        facet = f"attribute:{each['slug']}"
        facets[facet] = (*facets.get(facet, ()), tags)
    return facets


def _stock(goods: Goods, value: Any) -> Facets:
    return {"stock": (Tagged("stock", ("yes" if value.value == "IN_STOCK" else "no",)),)}


def _holds_anyway(goods: Goods, value: bool) -> Facets | None:
    return {} if goods.only_shown and value else None


def _available(goods: Goods, value: bool) -> Facets | None:
    if not (goods.only_shown and value):
        return None
    return {"available": (Between("available", most=int(time.time())),)}


MEANT: dict[str, Meaning] = {
    "categories": _one_of("category", "Category", "categories"),
    "collections": lambda goods, ids: {"collection": (_tagged("collection", collections_among(goods, ids)),)},
    "product_types": _one_of("product_type", "ProductType", "product_types"),
    "cooperatives": _one_of("cooperative", "Cooperative", "cooperatives"),
    "communes": lambda goods, value: {"commune": (_tagged("commune", value),)},
    "certificates": lambda goods, value: {"certificate": (_tagged("certificate", value),)},
    "months": lambda goods, value: {"season": (_tagged("season", checked_months(value)),)},
    "near": lambda goods, value: {"near": (_tagged("cooperative", cooperatives_near(value)),)},
    "minimal_price": _price,
    "attributes": _attributes,
    "stock_availability": _stock,
    "is_published": _holds_anyway,
    "is_visible_in_listing": _holds_anyway,
    "is_available": _available,
}
