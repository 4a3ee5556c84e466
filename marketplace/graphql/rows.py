"""Rows: what reads are made of. Only the asked columns, light slotted objects, statements compiled once.

The ORM writes the SQL and knows the columns; its objects are not made. That is two thirds of the time of a list
(docs/adr/0004-read-path.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Func, IntegerField, QuerySet

from marketplace.core.fields import ONE, PENDING, adapt_ids, adapt_one


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


class Statement:
    """A queryset's SQL, compiled once. `pk__within=PENDING` leaves a place open for a list of ids, `slug__being=ONE`
    for one value.

    A queryset that says itself which values it gives (a union) comes with no columns.
    """

    def __init__(self, queryset: QuerySet, columns: Sequence[str]) -> None:
        self.sql: str | None = None
        compiler = (queryset.values_list(*columns) if columns else queryset).query.get_compiler(
            using="default"
        )
        try:
            self.sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return
        self.parameters = list(parameters)
        self.open = [place for place, value in enumerate(parameters) if value is PENDING]
        self.single = [place for place, value in enumerate(parameters) if value is ONE]
        expressions = [column[0] for column in compiler.select[: compiler.col_count]]
        # where Django filters by a window function, it gives a column that was asked by two names only once
        given = list(dict.fromkeys(expressions)) if compiler.qualify else expressions
        self.twice = [given.index(each) for each in expressions] if len(given) < len(expressions) else []
        converters = compiler.get_converters(expressions)
        self.converters = [(place, *converters[place]) for place in converters]

    def run(self, ids: Iterable[Any] = (), one: Any = None) -> list[Sequence[Any]]:
        """The rows as sequences of values; `ids` and `one` fill the open places."""
        if self.sql is None:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self._filled(ids, one))
            fetched = cursor.fetchall()
        if self.twice:
            fetched = [[row[place] for place in self.twice] for row in fetched]
        return self._converted(fetched) if self.converters else fetched

    def _filled(self, ids: Iterable[Any], one: Any) -> list[Any]:
        parameters = list(self.parameters)
        if self.open:
            given = adapt_ids(connection.vendor, ids)
            for place in self.open:
                parameters[place] = given
        for place in self.single:
            parameters[place] = adapt_one(connection.vendor, one)
        return parameters

    def _converted(self, fetched: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
        rows: list[Sequence[Any]] = [list(row) for row in fetched]
        for place, functions, expression in self.converters:
            for function in functions:
                for row in rows:
                    row[place] = function(row[place], expression, connection)  # type: ignore[index]
        return rows


_kept: dict[Any, Statement] = {}
KEPT_AT_MOST = 4096


def kept(key: Any, queryset: Callable[[], QuerySet], columns: Sequence[str]) -> Statement:
    """The statement of this key, compiled at its first use in this process; without a key compiled for this use.

    The key names all that the queryset depends on besides `columns` and what is given when it is run: what is kept is
    text, never rows.
    """
    if key is None:
        return Statement(queryset(), columns)
    if (statement := _kept.get(key)) is None:
        if len(_kept) >= KEPT_AT_MOST:
            _kept.clear()
        statement = _kept[key] = Statement(queryset(), columns)
    return statement


def counted(queryset: QuerySet) -> QuerySet:
    """A queryset of distinct rows as one of a single row with their number, so that its statement can be kept."""
    number = Func(
        template="COUNT(*)", output_field=IntegerField()
    )  # no aggregate of Django's, which would group
    return queryset.order_by().values_list(number)


def read(
    queryset: QuerySet, columns: tuple[str, ...], *, typename: str | None = None, channel: Any = None
) -> list[Row]:
    """The rows of any queryset, with these columns."""
    make = row_class(typename, columns)
    return [make(channel, values) for values in Statement(queryset, columns).run()]
