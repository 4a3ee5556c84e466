"""Pages: which part of a list is asked, where a row stands in it, what is given back."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from marketplace.core.errors import DomainError
from marketplace.graphql.info import Info

MOST_AT_ONCE = 100


@dataclass
class Page:
    """One page of one list."""

    edges: list[Edge] = field(default_factory=list)
    has_next_page: bool = False
    has_previous_page: bool = False
    count: Callable[[], int] = lambda: 0


@dataclass(slots=True)
class Edge:
    """A row and where it stands: the values it is sorted by, or its place in a short list."""

    node: Any
    place: Sequence[Any]

    @property
    def cursor(self) -> str:
        """The same as clients have it; written only when asked."""
        return write_cursor(self.place)


def page_of(rows: Sequence[Any], paging: Paging) -> Page:
    """A page of a short list that has been read whole; its cursors are places in it."""
    start, stop = 0, len(rows)
    if paging.cursor is not None:
        if len(paging.cursor) != 1 or not isinstance(paging.cursor[0], int):
            raise bad_cursor()
        start, stop = (start, paging.cursor[0]) if paging.backwards else (paging.cursor[0] + 1, stop)
    if paging.backwards:
        start = max(start, stop - paging.size)
    else:
        stop = min(stop, start + paging.size)
    edges = [Edge(rows[place], [place]) for place in range(max(start, 0), max(stop, 0))]
    return Page(edges, stop < len(rows), start > 0, lambda: len(rows))


@dataclass(frozen=True)
class Paging:
    """Which part of a list: `size` rows `after` a cursor, or backwards `before` one."""

    size: int
    backwards: bool
    cursor: list[Any] | None

    @classmethod
    def of(
        cls, info: Info, first: int | None, last: int | None, after: str | None, before: str | None
    ) -> Paging:
        """Checked as Saleor does: one of first and last, at most a hundred. Raises DomainError."""
        name = info.field.name
        if first is None and last is None:
            if not (info.asks("edges") or info.asks("pageInfo")):
                return cls(0, False, None)
            raise DomainError(
                _(
                    "You must provide a `first` or `last` value to properly paginate the `%(name)s` connection."
                )
                % {"name": name}
            )
        size = first if first is not None else last
        assert size is not None
        if first is not None and last is not None or size < 0 or size > MOST_AT_ONCE:
            raise DomainError(
                _("The `%(name)s` connection takes `first` or `last`, from 0 to %(most)s.")
                % {"name": name, "most": MOST_AT_ONCE}
            )
        cursor = after if first is not None else before
        return cls(size, first is None, read_cursor(cursor) if cursor else None)


def write_cursor(values: Sequence[Any]) -> str:
    """The cursor of a row: its sort values and pk."""
    return base64.b64encode(json.dumps(values, default=_plain, separators=(",", ":")).encode()).decode()


def read_cursor(cursor: str) -> list[Any]:
    """Sort values and pk out of a cursor. Raises DomainError for what is not one."""
    try:
        values = json.loads(base64.b64decode(cursor, validate=True))
    except (binascii.Error, ValueError, UnicodeDecodeError, RecursionError):
        values = None
    if not isinstance(values, list) or not all(map(_may_be_sorted_by, values)):
        raise bad_cursor()
    return values


def _may_be_sorted_by(value: Any) -> bool:
    """Whether a column could hold it: numbers of 64 bits, texts that can be written down."""
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    return isinstance(value, int) and -(2**63) <= value < 2**63


def bad_cursor() -> DomainError:
    """What is said of a cursor that leads nowhere."""
    return DomainError(_("Received cursor is invalid."), field="after")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, (datetime, date)) else str(value)
