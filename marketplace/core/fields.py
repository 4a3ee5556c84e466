"""Columns and lookups that behave the same in SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Expression, Field, Lookup


class Later(Enum):
    """Stands in a statement for what is given when it is run (marketplace/core/statements.py)."""

    MANY = "a list of ids"
    MORE = "a second list of ids"
    ONE = "one value"
    NOW = "the moment at which it is run"


PENDING, MORE, ONE, NOW = Later.MANY, Later.MORE, Later.ONE, Later.NOW


class Place(Expression):
    """A value given when the statement is run, where no lookup takes it: `reserved_until__gt=Place(NOW)`."""

    def __init__(self, kind: Later) -> None:
        super().__init__(output_field=models.Field())
        self.kind = kind

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self.kind]


class SortKeyField(models.CharField):
    """Text compared byte by byte in both databases (holds `vietnamese.sort_key`)."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


def adapt_ids(vendor: str, ids: Iterable[Any]) -> Any:
    """A list of ints, UUIDs or texts as the one parameter that `within` takes in this database."""
    if vendor == "postgresql":
        given = list(ids)
        # as text: the same parameter whatever their size, so the same plan, and psycopg has nothing to look up
        return given if (told := _as_array(given)) is None else told
    return json.dumps([adapt_one(vendor, each) for each in ids])


def _as_array(values: list[Any]) -> str | None:
    """An array as PostgreSQL reads it; None of what needs more than that, or does not fit whatever column holds ids."""
    kinds = set(map(type, values))
    if kinds == {int}:
        return f"{{{','.join(map(str, values))}}}" if -(2**31) < min(values) <= max(values) < 2**31 else None
    if kinds == {str}:
        text = '","'.join(values)
        return f'{{"{text}"}}' if text.count('"') == 2 * len(values) - 2 and "\\" not in text else None
    return f"{{{','.join(map(str, values))}}}" if kinds <= {UUID} else None


def adapt_one(vendor: str, value: Any) -> Any:
    """A value as the one parameter that `being` takes in this database."""
    if vendor == "postgresql":
        return value
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.hex if isinstance(value, UUID) else value


@models.ForeignKey.register_lookup
@Field.register_lookup
class Within(Lookup):
    """`pk__within=[…]`: like `in`, with the whole list as one parameter.

    The SQL is the same for one value and for a thousand, so a statement can be compiled once and kept
    (marketplace/graphql/rows.py).
    """

    lookup_name = "within"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} IN (SELECT value FROM json_each(%s))", [*parameters, self._ids("sqlite")]  # noqa: S608 -- a column we compiled

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*parameters, self._ids("postgresql")]

    def _ids(self, vendor: str) -> Any:
        return self.rhs if isinstance(self.rhs, Later) else adapt_ids(vendor, self.rhs)


@models.ForeignKey.register_lookup
@Field.register_lookup
class Being(Lookup):
    """`slug__being=ONE`: like `=`, for a number, a text or a UUID that is given when the statement is run."""

    lookup_name = "being"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = %s", [*parameters, self.rhs]
