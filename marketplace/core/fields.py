"""Columns that behave the same in SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Field, Lookup


class SortKeyField(models.CharField):
    """Text compared byte by byte in both databases (holds `vietnamese.sort_key`)."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


@Field.register_lookup
class Within(Lookup):
    """`pk__within=[…]`: like `in`, with the whole list as one parameter.

    The SQL is the same for one value and for a thousand, so a statement can be compiled once and kept
    (marketplace/graphql/rows.py), and PostgreSQL can keep its plan.
    """

    lookup_name = "within"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} IN (SELECT value FROM json_each(%s))", [*parameters, self.rhs]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*parameters, self.rhs]
