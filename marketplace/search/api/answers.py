"""What a search tells besides its goods: facets, other words, sellers, places, pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from marketplace.catalog.api.filters import filtered
from marketplace.catalog.api.goods import Goods, goods_of
from marketplace.content import queries as content
from marketplace.cooperative import queries as cooperative
from marketplace.core.actor import GUEST
from marketplace.core.money import Money
from marketplace.graphql.info import Info
from marketplace.graphql.languages import language_of
from marketplace.ports.search import DEEPEST, Among, Query, SearchEngine, Tagged
from marketplace.search import breaker, finding
from marketplace.search.api.facets import counted, named
from marketplace.search.api.goods import note_plain
from marketplace.search.api.narrowing import Narrowed, narrowed
from marketplace.search.api.sharing import remembered
from marketplace.search.api.suggestions import place_named
from marketplace.search.api.types import Answer, PriceNamed
from marketplace.search.reading import Reading

GROUP = 5
GROUPS = {"cooperative": "cooperatives", "place": "places", "page": "pages"}
"""Fields of the answer, by the kind of their documents."""


def answer(
    info: Info, text: str, channel: str | None = None, filter: Any = None, language_code: Any = None
) -> Answer:
    """Everything about the search but its goods. Without a text, all goods under the filters are counted."""
    goods = goods_of(info, channel or (filter or {}).get("channel"))
    if goods.market is None:
        return Answer()
    given = {
        name: value
        for name, value in (filter or {}).items()
        if value is not None and name not in ("channel", "search")
    }
    language = language_of(language_code) if language_code is not None else None
    found = breaker.asked(
        lambda engine: _Asked(engine, info, goods, text, narrowed(goods, given)).answer(language, given)
    )
    if found is None:
        note_plain(info)
        return Answer(is_degraded=True)
    return found


class _Asked:
    """One search of one engine."""

    def __init__(self, engine: SearchEngine, info: Info, goods: Goods, text: str, narrow: Narrowed) -> None:
        self.engine = engine
        self.info = info
        self.goods = goods
        self.text = text if text.strip() else ""
        self.narrow = narrow
        is_all = bool(narrow.rest) and not self.text
        self.rest = self._rest() if is_all else []
        """Without a text: what the filters that are the database's leave of everything."""

    def answer(self, language: str | None, given: Mapping[str, Any]) -> Answer:
        """The goods' count and facets, and what is found beside them."""
        if (
            len(self.rest) > DEEPEST
        ):  # more numbers than an engine takes: facets of some of them would be wrong
            return Answer(total=filtered(self.goods, given).rows.count())
        found, counts = counted(self._found, self.narrow)
        kinds = {kind: self._others(kind) for kind in GROUPS}
        return Answer(
            total=found.page.total,
            facets=named(counts, self.goods, language),
            did_you_mean=(found.reading.mended or None) if found.page.total else None,
            price=self._price(found.reading),
            text_without_price=found.reading.without_price or None,
            is_suggestion=found.is_suggestion and found.page.total > 0,
            cooperatives=_there(kinds["cooperative"], partial(cooperative.visible_to, self.info.actor)),
            pages=_there(kinds["page"], partial(content.visible_to, GUEST)),
            places=[place_named(number) for number in kinds["place"]],
        )

    def _found(self, query: Query) -> finding.Found:
        """The database's filters leave of all goods, or of the best DEEPEST as in the list, those that meet them."""
        if not self.text:
            return finding.everything(self.engine, _only(query, self.rest) if self.narrow.rest else query)
        if not self.narrow.rest:
            is_whole = query.filters == self.narrow.filters()
            shared = (self.info, self.goods, self.text, self.narrow)
            return remembered(*shared, lambda: self._find(query)) if is_whole else self._find(query)
        best = self._find(replace(query, facets=(), size=DEEPEST, only_numbers=True))
        kept = self._rest([hit.number for hit in best.page.hits])
        asking = replace(_only(best.query, kept), facets=query.facets, size=query.size)
        return replace(best, page=self.engine.search(asking))

    def _price(self, reading: Reading) -> PriceNamed | None:
        """The price that the text names, where goods are found for it."""
        if reading.price is None or self.goods.market is None:
            return None
        ends = (reading.price.least, reading.price.most)
        currency = self.goods.market.currency
        return PriceNamed(*(None if end is None else Money(end, currency) for end in ends))

    def _find(self, query: Query) -> finding.Found:
        return finding.find(self.engine, self.text, query, self.narrow.always, in_dong=self.narrow.in_dong)

    def _others(self, kind: str) -> list[int]:
        if not self.text or not self.info.asks(GROUPS[kind]):
            return []
        found = finding.find(
            self.engine, self.text, Query(filters=(Tagged("kind", (kind,)),), size=GROUP, only_numbers=True)
        )
        return [] if found.is_suggestion else [hit.number for hit in found.page.hits]

    def _rest(self, of: list[int] | None = None) -> list[int]:
        """Goods that meet the database's filters; without `of` at most one more than an engine takes."""
        goods = self.goods if of is None else self.goods.only(of)
        there = filtered(goods, self.narrow.rest)
        return list(there.rows.order_by(there.key).values_list(there.key, flat=True)[: DEEPEST + 1])


def _only(query: Query, numbers: list[int]) -> Query:
    return replace(query, filters=(*query.filters, Among("number", tuple(numbers))))


def _there(numbers: list[int], visible: Callable[[], Any]) -> list[int]:
    if not numbers:
        return []
    kept = set(visible().filter(pk__within=numbers).values_list("pk", flat=True))
    return [number for number in numbers if number in kept]
