"""A search engine that is down is left alone for a while: nobody waits for it again and again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from marketplace.ports import registry
from marketplace.ports.errors import Unavailable
from marketplace.ports.search import SearchEngine

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

REST_SECONDS = 5.0
"""How long an engine that has failed is not asked."""
_resting: dict[int, float] = {}
"""Until when, by engine, on the monotonic clock."""


def asked(question: Callable[[SearchEngine], Answer]) -> Answer | None:
    """The engine's answer; None where there is no engine, or it does not answer, or has failed a moment ago."""
    engine = registry.engine()
    if engine is None or time.monotonic() < _resting.get(id(engine), 0):
        return None
    try:
        return question(engine)
    except Unavailable as error:
        _resting[id(engine)] = time.monotonic() + REST_SECONDS
        log.warning("searches are plain lists for %s s: %s", REST_SECONDS, error)
        return None


def forget() -> None:
    """Ask again at once."""
    _resting.clear()
