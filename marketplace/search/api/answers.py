"""Facets, groups and suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from marketplace.catalog.api.goods import Goods, goods_of
from marketplace.catalog.models import AttributeValue, Category, Product
from marketplace.content.models import Page
from marketplace.cooperative import queries as cooperative
from marketplace.cooperative.models import Cooperative
from marketplace.core.places import commune
from marketplace.core.vietnamese import started
from marketplace.core.vietnamese.folding import LONGEST_SEARCH
from marketplace.graphql.info import Info
from marketplace.ports.search import Filter, Query, SearchEngine, Tagged
from marketplace.search import breaker, finding
from marketplace.search.api.goods import engine_filters, note_plain
from marketplace.search.api.types import Answer, Counted, FacetOf, Suggested

FACETS = ("category", "cooperative", "commune", "certificate", "price_band", "season", "attribute")
MOST_VALUES = 30
GROUP = 5


def answer(info: Info, text: str, channel: str | None = None, filter: Any = None) -> Answer:
    """Everything about the search but its goods."""
    goods = goods_of(info, channel)
    if goods.market is None or not text.strip():
        return Answer()
    found = breaker.asked(lambda engine: _answered(engine, info, goods, text, filter or {}))
    if found is None:
        note_plain(info)
        return Answer(is_degraded=True)
    return found


def _answered(engine: SearchEngine, info: Info, goods: Goods, text: str, wanted: Mapping[str, Any]) -> Answer:
    given = {name: value for name, value in wanted.items() if value is not None}
    filters, _rest = engine_filters(goods, given)
    found = finding.find(engine, text, Query(filters=filters, facets=FACETS, size=1))
    others = {
        kind: finding.find(engine, text, Query(filters=(Tagged("kind", (kind,)),), size=GROUP))
        for kind in ("cooperative", "place", "page")
    }
    numbers = {
        kind: [] if each.is_suggestion else [hit.number for hit in each.page.hits]
        for kind, each in others.items()
    }
    return Answer(
        total=0 if found.is_suggestion else found.page.total,
        facets=[_facet(name, counts) for name, counts in found.page.facets.items() if counts],
        did_you_mean=found.reading.mended or None,
        is_suggestion=found.is_suggestion and found.page.total > 0,
        cooperatives=_there(numbers["cooperative"], cooperative.visible_to(info.actor)),
        pages=_there(numbers["page"], Page.objects.filter(is_published=True)),
        places=[_place(number) for number in numbers["place"]],
    )


def _there(numbers: list[int], visible: Any) -> list[int]:
    if not numbers:
        return []
    kept = set(visible.filter(pk__within=numbers).values_list("pk", flat=True))
    return [number for number in numbers if number in kept]


def _facet(name: str, counts: Mapping[str, int]) -> FacetOf:
    if name == "season":
        month = str(datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).month)
        counts = {month: counts[month]} if month in counts else {}
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MOST_VALUES]
    names = NAMES.get(name, lambda values: {})([value for value, _count in most])
    return FacetOf(name, [Counted(value, names.get(value, value), count) for value, count in most])


def _categories(values: Iterable[str]) -> dict[str, str]:
    rows = Category.objects.filter(pk__within=list(map(int, values)))
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _cooperatives(values: Iterable[str]) -> dict[str, str]:
    rows = Cooperative.objects.filter(pk__within=list(map(int, values)))
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _communes(values: Iterable[str]) -> dict[str, str]:
    return {value: place.full_name for value in values if (place := commune(value))}


def _attributes(values: Iterable[str]) -> dict[str, str]:
    wanted = {tuple(value.split(":", 1)): value for value in values}
    rows = AttributeValue.objects.filter(slug__in=[slug for _attribute, slug in wanted])
    named = rows.values_list("attribute__slug", "slug", "attribute__name", "name")
    return {
        wanted[attribute, slug]: f"{title}: {name}"
        for attribute, slug, title, name in named
        if (attribute, slug) in wanted
    }


NAMES: dict[str, Callable[[list[str]], dict[str, str]]] = {
    "category": _categories,
    "cooperative": _cooperatives,
    "commune": _communes,
    "attribute": _attributes,
}


def _place(number: int) -> Suggested:
    code = f"{number:05}"
    found = commune(code)
    return Suggested("PLACE", found.full_name if found else code, code)


def suggestions(info: Info, text: str, channel: str | None = None, first: int = 8) -> list[Suggested]:
    """Goods, sellers and places whose names begin so; nothing while the engine does not answer."""
    begun, size = started(text[:LONGEST_SEARCH]), max(1, min(first, 20))
    goods = goods_of(info, channel)
    if not begun or goods.market is None:
        return []
    shown, _rest = engine_filters(goods, {})
    asked: dict[str, tuple[Filter, ...]] = {
        "product": shown,
        "cooperative": (Tagged("kind", ("cooperative",)),),
        "place": (Tagged("kind", ("place",)),),
    }
    found = breaker.asked(
        lambda engine: {
            kind: [hit.number for hit in engine.suggest(begun, filters, size)]
            for kind, filters in asked.items()
        }
    )
    if found is None:
        return []
    visible = goods.where(**{f"{goods.key}__within": found["product"]}).rows.values_list(goods.key, flat=True)
    named = {
        "product": Product.objects.filter(pk__within=list(visible)),
        "cooperative": cooperative.visible_to(info.actor).filter(pk__within=found["cooperative"]),
    }
    made = [each for kind, rows in named.items() for each in _named(kind, found[kind], rows)]
    return [*made[:size], *map(_place, found["place"][:2])]


def _named(kind: str, numbers: list[int], rows: Any) -> list[Suggested]:
    there = {
        pk: Suggested(kind.upper(), name, slug) for pk, name, slug in rows.values_list("pk", "name", "slug")
    }
    return [there[number] for number in numbers if number in there]
