"""From keys to rows: a resolver may answer with keys, and the type reads its rows, each once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphql import GraphQLObjectType

from marketplace.core.fields import PENDING
from marketplace.core.statements import kept
from marketplace.graphql.rows import Row, row_class

_typenames: dict[type, str] = {}


def speaks_as(python_type: type, typename: str) -> None:
    """Values of this Python class are objects of this GraphQL type where an interface or union stands."""
    _typenames[python_type] = typename


def typename_of(value: Any) -> str:
    """The GraphQL type of a value in an abstract place: its row's, its own, or its class's."""
    own = getattr(value, "typename", None)
    return own if isinstance(own, str) else _typenames[type(value)]


def load(type_: GraphQLObjectType, keys: Iterable[Any], columns: tuple[str, ...], channel: Any) -> list[Row]:
    """The rows of a type with these primary keys. What is gone is left out."""
    options = type_.graphene_type._meta  # type: ignore[attr-defined]
    model = options.model
    statement = kept((type_.name, columns), lambda: model._base_manager.filter(pk__within=PENDING), columns)
    make = row_class(type_.name, columns)
    rows = [make(channel, values) for values in statement.run(keys)]
    return own_channel(rows, options.channel_column)


def own_channel(rows: list[Row], channel_column: str | None) -> list[Row]:
    """Rows of types that carry a channel of their own (checkouts, orders) look at everything below through it."""
    if channel_column:
        for row in rows:
            row.channel = getattr(row, channel_column)
    return rows
