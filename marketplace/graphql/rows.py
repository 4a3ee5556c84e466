"""Rows: what reads are made of. Only the asked columns, light slotted objects, statements compiled once.

The ORM writes the SQL and knows the columns; its objects are not made. That is two thirds of the time of a list
(docs/adr/0004-read-path.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from marketplace.core.statements import Statement


class Row:
    """One row of one table: the columns as attributes, and the channel (its id) it is looked at in."""

    __slots__ = ("channel",)
    typename: str | None = None

    if TYPE_CHECKING:
        channel: Any

        def __init__(self, channel: Any, values: Sequence[Any]) -> None: ...

        def __getattr__(self, name: str) -> Any: ...


@lru_cache(maxsize=4096)
def row_class(typename: str | None, columns: tuple[str, ...]) -> type[Row]:
    """The class of rows with exactly these columns; its constructor takes the channel and the tuple of values."""
    targets = "".join(f"self.{name}, " for name in columns)
    scope: dict[str, Any] = {}
    exec(f"def __init__(self, channel, values):\n self.channel = channel\n {targets}= values", scope)  # noqa: S102
    return type("Row", (Row,), {"__slots__": columns, "__init__": scope["__init__"], "typename": typename})


def read(
    queryset: QuerySet, columns: tuple[str, ...], *, typename: str | None = None, channel: Any = None
) -> list[Row]:
    """The rows of any queryset, with these columns."""
    make = row_class(typename, columns)
    return [make(channel, values) for values in Statement(queryset, columns).run()]
