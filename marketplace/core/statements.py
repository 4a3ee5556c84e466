"""Statements compiled once: the ORM writes the SQL, and the text is kept for all requests that ask the same.

Most of the time of a short statement is Django's, not the database's: making the queryset and compiling it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from functools import cache
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Func, IntegerField, Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql import Query
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from marketplace.core.fields import Later, adapt_ids, adapt_one

Row = TypeVar("Row", bound=Model)
Kept = TypeVar("Kept")
Question = tuple["Statement", Collection[Any]]
"""A statement and the ids for its open place."""


def executed(sql: str, parameters: Sequence[Any]) -> CursorWrapper:
    """Run a statement whose rows are fetched at once, over the one cursor that each connection keeps for this.

    How values of each type travel is looked up anew by every cursor of psycopg, which takes longer than most statements
    (docs/performance.md).
    """
    wrapper: Any = connections["default"]
    wrapper.close_if_health_check_failed()
    wrapper.ensure_connection()
    cursor = getattr(wrapper, "cursor_kept", None)
    if cursor is None or cursor.connection is not wrapper.connection:
        with wrapper.wrap_database_errors:
            cursor = wrapper.cursor_kept = wrapper.create_cursor()
    prepared: CursorWrapper = wrapper._prepare_cursor(cursor)
    prepared.execute(sql, parameters)
    return prepared


def fetched_rows(sql: str, parameters: Sequence[Any]) -> list[Any]:
    """The rows of a statement that only reads: on PostgreSQL the short way, where it is open."""
    if prepared := _short_way():
        with prepared.wrapper.wrap_database_errors:
            rows: list[Any] | None = prepared.rows(sql, parameters)
        if rows is not None:
            return rows
    return executed(sql, parameters).fetchall()


def _short_way() -> Any:
    """What this connection has prepared; None in a transaction, on SQLite, and where somebody watches statements."""
    wrapper: Any = connections["default"]
    if wrapper.execute_wrappers or wrapper.queries_logged:
        return None
    prepared = getattr(wrapper, "prepared", None)
    is_open = prepared is not None and prepared.connection is wrapper.connection and prepared.serves()
    return prepared if is_open else None


@contextmanager
def asked_together(questions: Iterable[Question]) -> Iterator[None]:
    """What runs below finds the answers of these statements there: one way to PostgreSQL and back serves them all.

    It asks them with the same ids, and may as well not. Elsewhere each is asked when it is run.
    """
    together = [(each, ids) for each, ids in questions if each.sql is not None]
    prepared = _short_way() if len(together) > 1 else None
    if prepared is None:
        yield
        return
    answered = prepared.ask([(each.sql, each.parameters.filled(ids)) for each, ids in together])
    try:
        yield
    finally:
        prepared.forget(answered)


class Parameters:
    """A statement's values with the places that are left open."""

    def __init__(self, parameters: Iterable[Any]) -> None:
        self.given = list(parameters)
        self.open = [(place, value) for place, value in enumerate(self.given) if isinstance(value, Later)]

    def filled(self, ids: Iterable[Any], one: Any = None, more: Iterable[Any] = ()) -> list[Any]:
        """All values; a list is adapted once, in however many places it stands."""
        parameters, adapted = list(self.given), {}
        for place, kind in self.open:
            if kind not in adapted:
                adapted[kind] = _adapted(kind, ids, one, more)
            parameters[place] = adapted[kind]
        return parameters


def _adapted(kind: Later, ids: Iterable[Any], one: Any, more: Iterable[Any]) -> Any:
    if kind is Later.MANY or kind is Later.MORE:
        return adapt_ids(_vendor(), ids if kind is Later.MANY else more)
    return adapt_one(_vendor(), timezone.now() if kind is Later.NOW else one)


@cache
def _vendor() -> str:
    """The database's kind, which stays what it is while a process lives."""
    return connection.vendor


class Statement:
    """A queryset's SQL, compiled once. `pk__within=PENDING` leaves a place open for a list of ids (MORE for a second
    one), `slug__being=ONE` for one value; `Place(NOW)` is the moment at which it is run.

    A queryset that says itself which values it gives (a union) comes with no columns.
    """

    def __init__(self, queryset: QuerySet, columns: Sequence[str]) -> None:
        self.sql: str | None = None
        self.query = query = (queryset.values_list(*columns) if columns else queryset).query
        self.names = tuple(query.selected or ())
        compiler = query.get_compiler(using="default")
        try:
            self.sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return
        self.parameters = Parameters(parameters)
        expressions = [column[0] for column in compiler.select[: compiler.col_count]]
        # where Django filters by a window function, it gives a column that was asked by two names only once
        given = list(dict.fromkeys(expressions)) if compiler.qualify else expressions
        self.twice = [given.index(each) for each in expressions] if len(given) < len(expressions) else []
        converters = compiler.get_converters(expressions)
        self.converters = [(place, *converters[place]) for place in converters]

    def run(self, ids: Iterable[Any] = (), one: Any = None, more: Iterable[Any] = ()) -> list[Sequence[Any]]:
        """The rows as sequences of values; `ids`, `one` and `more` fill the open places."""
        if self.sql is None:
            return []
        _check_transaction(self.query)
        fetched = fetched_rows(self.sql, self.parameters.filled(ids, one, more))
        if self.twice:
            fetched = [[row[place] for place in self.twice] for row in fetched]
        return self._converted(fetched) if self.converters else fetched

    def dicts(self, ids: Iterable[Any] = (), one: Any = None) -> list[dict[str, Any]]:
        """The rows by the names of their values."""
        return [dict(zip(self.names, row, strict=True)) for row in self.run(ids, one)]

    def _converted(self, fetched: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
        rows: list[Sequence[Any]] = [list(row) for row in fetched]
        for place, functions, expression in self.converters:
            for function in functions:
                for row in rows:
                    row[place] = function(row[place], expression, connection)  # type: ignore[index]
        return rows


class ObjectStatement(Generic[Row]):
    """The same for a queryset of models, locked ones and those with others beside them (select_related) too."""

    def __init__(self, queryset: QuerySet[Row]) -> None:
        self.compiler = queryset.query.get_compiler(using="default")
        self.sql, parameters = self.compiler.as_sql()
        self.parameters = Parameters(parameters)

    def run(self, ids: Iterable[Any] = (), one: Any = None) -> list[Row]:
        """The rows as objects; `ids` and `one` fill the open places."""
        _check_transaction(self.compiler.query)
        compiler = copy(self.compiler)
        compiler.connection = connections["default"]  # this thread's
        fetched = fetched_rows(self.sql, self.parameters.filled(ids, one))
        compiler.execute_sql = lambda *_, **__: [fetched]
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        compiled = SimpleNamespace(db="default", query=query, _known_related_objects={})
        return list(ModelIterable(compiled))  # type: ignore[arg-type]  # all that it asks of a queryset


def _check_transaction(query: Query) -> None:
    """Django looks for it when it compiles, which here was another time."""
    if query.select_for_update and not connection.in_atomic_block:
        raise TransactionManagementError("a lock is held until its transaction ends, and there is none")


_kept: dict[Any, Any] = {}
KEPT_AT_MOST = 4096


def kept(key: Any, queryset: Callable[[], QuerySet], columns: Sequence[str]) -> Statement:
    """The statement of this key, compiled at its first use in this process; without a key compiled for this use.

    The key names all that the queryset depends on besides `columns` and what is given when it is run: what is kept is
    text, never rows.
    """
    return remembered(key, lambda: Statement(queryset(), columns))


def kept_objects(key: str, queryset: Callable[[], QuerySet[Row]]) -> ObjectStatement[Row]:
    """As `kept`, for objects: a verb's own rows, that it will change."""
    return remembered(("objects", key), lambda: ObjectStatement(queryset()))


def remembered(key: Any, made: Callable[[], Kept]) -> Kept:
    """What was made for this key the first time; without a key it is made anew."""
    if key is None:
        return made()
    if (statement := _kept.get(key)) is None:
        if len(_kept) >= KEPT_AT_MOST:
            _kept.clear()
        statement = _kept[key] = made()
    return statement


def counted(queryset: QuerySet) -> QuerySet:
    """A queryset of distinct rows as one of a single row with their number, so that its statement can be kept."""
    number = Func(
        template="COUNT(*)", output_field=IntegerField()
    )  # no aggregate of Django's, which would group
    return queryset.order_by().values_list(number)
