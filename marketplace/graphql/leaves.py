"""Scalars and enums on their way out, a whole level at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLString,
)

NoneType = type(None)


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """`native` types go out as they are; anything else through `serialize`, which raises GraphQLError."""

    native: frozenset[type]
    serialize: Callable[[Any], Any]


# Int is 64-bit on its way out: `fractionalAmount` of a five-billion-đồng order is honest (docs/adr/0007-the-dialect.md)
_NATIVE: dict[Any, frozenset[type]] = {
    GraphQLString.name: frozenset({str}),
    GraphQLID.name: frozenset({str}),
    GraphQLBoolean.name: frozenset({bool}),
    GraphQLInt.name: frozenset({int}),
}


@cache
def leaf_of(type_: GraphQLLeafType) -> Leaf:
    """How values of this scalar or enum are written."""
    if isinstance(type_, GraphQLEnumType):
        return Leaf(frozenset(), _enum_writer(type_))
    return Leaf(_NATIVE.get(type_.name, frozenset()), type_.serialize)


def _enum_writer(type_: GraphQLEnumType) -> Callable[[Any], str]:
    """Members, their values and their names all go out as the name."""
    names: dict[Any, str] = {}
    for name, value in type_.values.items():
        member = value.value
        names[name] = name
        names[getattr(member, "value", member)] = name
        names[member] = name

    def write(value: Any) -> str:
        plain = value.value if isinstance(value, Enum) and value not in names else value
        try:
            return names[plain]
        except (KeyError, TypeError):
            raise GraphQLError(f"Enum '{type_.name}' cannot represent value: {value!r}") from None

    return write
