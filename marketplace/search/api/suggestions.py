"""Names while they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from marketplace.catalog.api.goods import goods_of
from marketplace.catalog.models import Product, ProductTranslation
from marketplace.content.queries import BASE_LANGUAGE
from marketplace.cooperative import queries as cooperative
from marketplace.cooperative.models import CooperativeTranslation
from marketplace.core.places import commune
from marketplace.core.vietnamese import started
from marketplace.core.vietnamese.folding import LONGEST_SEARCH
from marketplace.graphql.info import Info
from marketplace.graphql.languages import language_of
from marketplace.ports.search import Filter, SearchEngine, Tagged
from marketplace.search import breaker, knowing
from marketplace.search.api.narrowing import narrowed
from marketplace.search.api.types import Suggested
from marketplace.search.rewording import beginnings_meant

Asked = dict[str, tuple[tuple[Filter, ...], int]]
"""By kind, what holds for it and how many are wanted."""
USUAL, MOST, MOST_SELLERS, MOST_PLACES = 8, 20, 3, 2


def suggestions(
    info: Info, text: str, channel: str | None = None, first: int | None = None, language_code: Any = None
) -> list[Suggested]:
    """Goods, sellers and places whose names begin so; nothing while the engine does not answer."""
    begun, size = started(text[:LONGEST_SEARCH]), max(1, min(USUAL if first is None else first, MOST))
    goods = goods_of(info, channel)
    if not begun or goods.market is None:
        return []
    asked: Asked = {
        "product": (narrowed(goods, {}).always, size),
        "cooperative": ((Tagged("kind", ("cooperative",)),), MOST_SELLERS),
        "place": ((Tagged("kind", ("place",)),), MOST_PLACES),
    }
    found = breaker.asked(lambda engine: _begun_so(engine, begun, text[:LONGEST_SEARCH], asked))
    if found is None:
        return []
    visible = goods.where(**{f"{goods.key}__within": found["product"]}).rows.values_list(goods.key, flat=True)
    products = Product.objects.filter(pk__within=list(visible))
    sellers = cooperative.visible_to(info.actor).filter(pk__within=found["cooperative"])
    language = language_of(language_code) if language_code is not None else BASE_LANGUAGE
    return [
        *_named("product", found["product"], products, ProductTranslation, language),
        *_named("cooperative", found["cooperative"], sellers, CooperativeTranslation, language),
        *map(place_named, found["place"]),
    ]


def _begun_so(engine: SearchEngine, begun: str, text: str, asked: Asked) -> dict[str, list[int]]:
    """Numbers by kind. Only where no name begins as was typed, what was meant by it is asked for."""
    found: dict[str, list[int]] = {}
    for beginning in chain((begun,), _meant(text)):
        found = {
            kind: [hit.number for hit in engine.suggest(beginning, filters, most)]
            for kind, (filters, most) in asked.items()
        }
        if any(found.values()):
            break
    return found


def _meant(text: str) -> Iterator[str]:
    yield from beginnings_meant(text, knowing.own_synonyms())


def _named(
    kind: str, numbers: list[int], rows: Any, translations: type[Any], language: str
) -> list[Suggested]:
    if not numbers:
        return []
    names: dict[int, str] = {}
    if language != BASE_LANGUAGE:
        there = translations.objects.filter(**{f"{kind}__within": numbers}, language_code=language)
        names = {pk: name for pk, name in there.values_list(kind, "name") if name}
    made = {
        pk: Suggested(kind.upper(), names.get(pk, name), slug)
        for pk, name, slug in rows.values_list("pk", "name", "slug")
    }
    return [made[number] for number in numbers if number in made]


def place_named(number: int) -> Suggested:
    """A commune by the number of its document."""
    code = f"{number:05}"
    found = commune(code)
    return Suggested("PLACE", found.full_name if found else code, code)
