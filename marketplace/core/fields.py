"""Columns and lookups that behave the same in SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Field, Lookup


class Later(Enum):
    """Stands in a statement for what is given when it is run (marketplace/graphql/rows.py)."""

    MANY = "a list of ids"
    ONE = "one value"


PENDING, ONE = Later.MANY, Later.ONE


class SortKeyField(models.CharField):
    """Text compared byte by byte in both databases (holds `vietnamese.sort_key`)."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


def adapt_ids(vendor: str, ids: Iterable[Any]) -> Any:
    """A list of ints or UUIDs as the one parameter that `within` takes in this database."""
    if vendor == "postgresql":
        return list(ids)
    return json.dumps([adapt_one(vendor, each) for each in ids])


def adapt_one(vendor: str, value: Any) -> Any:
    """A value as the one parameter that `being` takes in this database."""
    return value.hex if isinstance(value, UUID) and vendor != "postgresql" else value


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
        return self.rhs if self.rhs is PENDING else adapt_ids(vendor, self.rhs)


@models.ForeignKey.register_lookup
@Field.register_lookup
class Being(Lookup):
    """`slug__being=ONE`: like `=`, for a number, a text or a UUID that is given when the statement is run."""

    lookup_name = "being"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = %s", [*parameters, self.rhs]
