"""Rows written by statements that are compiled once, as `core.statements` does for what is read.

Django compiles an INSERT or UPDATE anew each time, and on PostgreSQL gives it one list per column: more work than the
database has with it. Here all rows travel as one JSON list, so that a single text, which is planned already, serves one
row and a hundred. What else Django does when it saves (signals, `auto_now`, files) is not done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, cast

from django.db import connection
from django.db.models import AutoField, DateField, Field, JSONField, Model, QuerySet
from django.db.models.sql import DeleteQuery, UpdateQuery

from marketplace.core.statements import Parameters, executed, remembered

PLAIN = frozenset((str, int, bool, type(None)))
"""Types that JSON says as they are; all others go through their field."""


def insert(rows: Iterable[Model]) -> None:
    """Insert these new objects, all of one model, in one statement. They get the keys that the database gives."""
    new = list(rows)
    if new:
        _insertion(type(new[0])).run(new)


def insert_or_set(rows: Iterable[Model], *, same: Sequence[str], columns: Sequence[str]) -> None:
    """The same; where a row with the same columns `same` is there already, set `columns` of it instead."""
    new = list(rows)
    if new:
        _insertion(type(new[0]), tuple(same), tuple(columns)).run(new)


def update(rows: Iterable[Model], *columns: str) -> None:
    """Write these columns of the objects, all of one model, by their keys in one statement."""
    changed = list(rows)
    if changed:
        model = type(changed[0])
        statement = remembered(("update", model, columns), lambda: _Update(model, columns, "{new}"))
        names = [model._meta.pk.attname, *(each.attname for each in _fields(model, columns))]
        statement.run([[getattr(row, name) for name in names] for row in changed])


def add(model: type[Model], steps: Mapping[Any, int], *columns: str) -> int:
    """Add to columns of rows, {key: how much}, in one statement; how many rows there were."""
    if not steps:
        return 0
    statement = remembered(("add", model, columns), lambda: _Update(model, columns, "{old} + {new}"))
    return statement.run([[key, *[step] * len(columns)] for key, step in steps.items()])


def kept_update(key: str, rows: Callable[[], QuerySet], **values: Any) -> Change:
    """`rows.update(**values)` compiled once, with open places as in `core.statements.kept`."""

    def made() -> Change:
        query: Any = rows().query.chain(UpdateQuery)
        query.add_update_values(values)
        return Change(query)

    return remembered(("update", key), made)


def kept_delete(key: str, rows: Callable[[], QuerySet]) -> Change:
    """`rows.delete()` likewise. Only for models that no other points to: nothing is deleted with them."""

    def made() -> Change:
        queryset = rows()
        if queryset.model._meta.related_objects:
            raise TypeError(f"others point to {queryset.model.__name__}")
        return Change(queryset.query.chain(DeleteQuery))

    return remembered(("delete", key), made)


class Change:
    """An UPDATE or DELETE of a queryset, compiled once."""

    def __init__(self, query: Any) -> None:
        self.sql, parameters = query.get_compiler(using="default").as_sql()
        self.parameters = Parameters(parameters)

    def run(self, ids: Iterable[Any] = (), one: Any = None, more: Iterable[Any] = ()) -> int:
        """How many rows it changed; `ids`, `one` and `more` fill the open places."""
        return int(executed(self.sql, self.parameters.filled(ids, one, more)).rowcount)


class _Insertion:
    """INSERT … SELECT from the list of rows."""

    def __init__(self, model: type[Model], same: Sequence[str], columns: Sequence[str]) -> None:
        meta = model._meta
        self.key = meta.pk.attname if isinstance(meta.pk, AutoField) else None
        fields: list[Any] = [each for each in meta.concrete_fields if not isinstance(each, AutoField)]
        if odd := [
            each.name
            for each in fields
            if isinstance(each, DateField) and (each.auto_now or each.auto_now_add)
        ]:
            raise TypeError(f"{model.__name__} is saved by Django only, for {odd}")
        self.names = [each.attname for each in fields]
        self.adapters = [_adapter(each) for each in fields]
        values = ", ".join(_value(place, each) for place, each in enumerate(fields))
        self.sql = (
            f"INSERT INTO {_name(meta.db_table)} ({_names(fields)}) SELECT {values} FROM {_rows()} WHERE true"  # noqa: S608
        )
        if same:
            self.sql += _instead(_fields(model, same), _fields(model, columns))
        if self.key:
            self.sql += f" RETURNING {_name(meta.pk.column)}"

    def run(self, rows: Sequence[Model]) -> None:
        """Insert, and tell the objects that they are there."""
        values = [[getattr(row, name) for name in self.names] for row in rows]
        cursor = executed(self.sql, [_packed(values, self.adapters)])
        keys = cursor.fetchall() if self.key else ()
        for row, (key,) in zip(rows, keys, strict=False):
            setattr(row, str(self.key), key)
        for row in rows:
            row._state.adding, row._state.db = False, "default"


class _Update:
    """UPDATE … FROM the list of rows, of which each begins with its key. `how` says what becomes of a column."""

    def __init__(self, model: type[Model], columns: Sequence[str], how: str) -> None:
        meta = model._meta
        fields = _fields(model, columns)
        self.adapters = [_adapter(each) for each in (meta.pk, *fields)]
        table, key = _name(meta.db_table), _name(meta.pk.column)
        changes = ", ".join(
            f"{_name(each.column)} = "
            + how.format(old=f"{table}.{_name(each.column)}", new=_value(place, each))
            for place, each in enumerate(fields, start=1)
        )
        self.sql = f"UPDATE {table} SET {changes} FROM {_rows()} WHERE {table}.{key} = {_value(0, meta.pk)}"  # noqa: S608

    def run(self, values: Sequence[Sequence[Any]]) -> int:
        """How many rows it found."""
        return int(executed(self.sql, [_packed(values, self.adapters)]).rowcount)


def _insertion(model: type[Model], same: tuple[str, ...] = (), columns: tuple[str, ...] = ()) -> _Insertion:
    return remembered(("insert", model, same, columns), lambda: _Insertion(model, same, columns))


def _instead(same: Sequence[Field], columns: Sequence[Field]) -> str:
    """What becomes of a row that is there already."""
    changes = ", ".join(f"{_name(each.column)} = EXCLUDED.{_name(each.column)}" for each in columns)
    return f" ON CONFLICT ({_names(same)}) DO UPDATE SET {changes}"


def _adapter(field: Field) -> Callable[[Any], Any]:
    """How a value of this column is said in JSON."""
    if isinstance(field, JSONField):
        return partial(json.dumps, cls=field.encoder)
    prepared = field.get_db_prep_save

    def adapted(value: Any) -> Any:
        return value if type(value) in PLAIN else prepared(value, connection)

    return adapted


def _packed(values: Iterable[Iterable[Any]], adapters: Sequence[Callable[[Any], Any]]) -> str:
    """All rows as the one parameter. What JSON has no word for (ids, moments, decimals) is said as text."""
    rows = [[adapt(each) for adapt, each in zip(adapters, row, strict=True)] for row in values]
    return json.dumps(rows, default=str, ensure_ascii=False)


def _rows() -> str:
    if connection.vendor == "postgresql":
        return "jsonb_array_elements((%s)::jsonb) AS given(value)"
    return "json_each(%s) AS given"


def _value(place: int, field: Field) -> str:
    """The value at this place of a row, as the column takes it."""
    if connection.vendor == "postgresql":
        # without a length: a cast would cut silently what the column refuses
        return f"(given.value->>{place})::{str(field.db_type(connection)).partition('(')[0]}"
    return f"json_extract(given.value, '$[{place}]')"


def _fields(model: type[Model], names: Iterable[str]) -> list[Field]:
    return [cast(Field, model._meta.get_field(each)) for each in names]


def _names(fields: Iterable[Field]) -> str:
    return ", ".join(_name(each.column) for each in fields)


def _name(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
