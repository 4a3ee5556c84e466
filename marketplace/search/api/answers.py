"""What a search tells besides its goods: facets, other words, sellers, places, pages."""

from __future__ import annotations

from typing import Any

from marketplace.catalog.api.filters import filtered
from marketplace.catalog.api.goods import Goods, goods_of
from marketplace.content import queries as content
from marketplace.cooperative import queries as cooperative
from marketplace.core.actor import GUEST
from marketplace.graphql.common import language_of
from marketplace.graphql.info import Info
from marketplace.ports.search import DEEPEST, Query, SearchEngine, Tagged
from marketplace.search import breaker, finding
from marketplace.search.api.facets import counted, named
from marketplace.search.api.goods import note_plain
from marketplace.search.api.narrowing import Narrowed, narrowed
from marketplace.search.api.suggestions import place_named
from marketplace.search.api.types import Answer

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
        lambda engine: _Asked(engine, info, goods, text, narrowed(goods, given)).answer(language)
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
        self.narrow = narrow.to(self._rest(narrow)) if narrow.rest else narrow

    def answer(self, language: str | None) -> Answer:
        """The goods' count and facets, and what is found beside them."""
        found, counts = counted(self._found, self.narrow)
        kinds = {kind: self._others(kind) for kind in GROUPS}
        return Answer(
            total=0 if found.is_suggestion else found.page.total,
            facets=[] if found.is_suggestion else named(counts, self.goods, language),
            did_you_mean=found.reading.mended or None,
            is_suggestion=found.is_suggestion and found.page.total > 0,
            cooperatives=_there(kinds["cooperative"], cooperative.visible_to(self.info.actor)),
            pages=_there(kinds["page"], content.visible_to(GUEST)),
            places=[place_named(number) for number in kinds["place"]],
        )

    def _found(self, query: Query) -> finding.Found:
        if not self.text:
            return finding.everything(self.engine, query)
        return finding.find(self.engine, self.text, query, self.narrow.always)

    def _others(self, kind: str) -> list[int]:
        if not self.text or not self.info.asks(GROUPS[kind]):
            return []
        found = finding.find(self.engine, self.text, Query(filters=(Tagged("kind", (kind,)),), size=GROUP))
        return [] if found.is_suggestion else [hit.number for hit in found.page.hits]

    def _rest(self, narrow: Narrowed) -> list[int]:
        """What the filters that are the database's leave of the best DEEPEST."""
        there = filtered(self.goods, narrow.rest)
        if self.text:
            asking = Query(filters=narrow.always, size=DEEPEST)
            hits = finding.find(self.engine, self.text, asking).page.hits
            there = there.where(**{f"{there.key}__within": [hit.number for hit in hits]})
        return list(there.rows.order_by(there.key).values_list(there.key, flat=True)[:DEEPEST])


def _there(numbers: list[int], visible: Any) -> list[int]:
    if not numbers:
        return []
    kept = set(visible.filter(pk__within=numbers).values_list("pk", flat=True))
    return [number for number in numbers if number in kept]
