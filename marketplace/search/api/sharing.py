"""A page of goods and its facets ask the engine the same thing: where one request wants both, it is asked once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marketplace.catalog.api.goods import Goods
from marketplace.graphql.info import Info
from marketplace.search.api.facets import FACETS
from marketplace.search.api.narrowing import Narrowed
from marketplace.search.finding import Found

COUNTS = frozenset({"facets"})
Key = tuple[Any, ...]


def facets_along(info: Info, goods: Goods, text: str, narrow: Narrowed) -> tuple[str, ...]:
    """The facets that goods are found with: those of the field that will count them, if there is one.

    Not where it has counted them already. Of two texts in one request both are counted, one of them in vain.
    """
    is_counted = _key(goods, text, narrow) in info.context.memory
    return FACETS if info.context.asks(COUNTS) and not is_counted else ()


def remember(info: Info, goods: Goods, text: str, narrow: Narrowed, found: Found) -> None:
    """The page was found with `facets_along`: keep it for who counts."""
    if found.query.facets:
        info.context.memory[_key(goods, text, narrow)] = found


def remembered(info: Info, goods: Goods, text: str, narrow: Narrowed, search: Callable[[], Found]) -> Found:
    """What was found in this request for the same text and filters, else what `search` finds."""
    memory, key = info.context.memory, _key(goods, text, narrow)
    if key not in memory:
        memory[key] = search()
    found: Found = memory[key]
    return found


def _key(goods: Goods, text: str, narrow: Narrowed) -> Key:
    """All that decides what is found, but the second in which it is asked."""
    assert goods.market is not None
    return "found", goods.market.pk, goods.only_shown, text, tuple(narrow.chosen.items())
