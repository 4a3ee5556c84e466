"""Answers to visitors, kept while the database is as it was: on a market day a hundred people look at one list.

What is kept is compared with the state of the whole database, not with a list of what an answer depends on, so there
is nothing to forget. Only time itself is not seen there (a hold runs out, a good is published): hence the seconds.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.db import DatabaseError, connection

MOST_BYTES = 8_000_000
MOST_KEPT = 2_000
"""Of all answers in one process. Beyond, they begin anew."""

CATALOGUE = frozenset((
    "product", "products", "productVariant", "productVariants", "category", "categories", "collection",
    "collections", "productType", "productTypes", "attribute", "attributes", "cooperative", "cooperatives",
    "menu", "menus", "page", "pages", "pageType", "pageTypes", "shop", "channel", "channels",
))  # fmt: skip
"""Root fields whose answers may be kept: what anybody may read, of nobody in particular."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A body, and whether it may be kept at all."""

    body: bytes
    may_be_kept: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    state: Hashable
    until: float
    body: bytes


class Answers:
    """Bodies by what was asked, for at most `seconds`; with 0 none is kept."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self.clock = clock
        self._kept: dict[bytes, _Kept] = {}
        self._bytes = 0

    def body(self, asked: bytes, fresh: Callable[[], Answered]) -> bytes:
        """The kept body, or a fresh one. 1 statement, 2 more than without where it is fresh.

        `asked` is all that the answer depends on besides the database.
        """
        before = _state() if self.seconds else None
        if before is None:
            return fresh().body
        key = hashlib.sha256(asked).digest()  # of one length, whatever is asked
        known = self._kept.get(key)
        if known and known.state == before and self.clock() < known.until:
            return known.body
        began = self.clock()
        answered = fresh()
        # only what was read while nothing changed belongs to one state
        if answered.may_be_kept and _state() == before:
            self._keep(key, _Kept(before, began + self.seconds, answered.body))
        return answered.body

    def _keep(self, key: bytes, kept: _Kept) -> None:
        if earlier := self._kept.pop(key, None):
            self._bytes -= len(earlier.body)
        if self._bytes + len(kept.body) > MOST_BYTES or len(self._kept) >= MOST_KEPT:
            self._kept.clear()
            self._bytes = 0
        self._bytes += len(kept.body)
        self._kept[key] = kept


def _state() -> Hashable | None:
    """The same as before only while nothing was committed to the database; None within a transaction, whose own writes
    would not show.

    PostgreSQL: which transactions a reader sees. SQLite: its counters of others' commits and of our own changes, which
    belong to one connection.
    """
    if connection.in_atomic_block:
        return None
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_current_snapshot()::text")
                return cursor.fetchone()
            cursor.execute("PRAGMA data_version")
            (version,) = cursor.fetchone()
            return (connection.opened, version, connection.connection.total_changes)  # type: ignore[attr-defined]
    except DatabaseError:
        return None  # what asks the database itself says what is wrong with it
