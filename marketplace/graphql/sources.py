"""Where a field's values come from: a function of all the rows that stand in one place, never of one.

N+1 reads cannot be written this way: a resolver sees the whole level at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLObjectType, get_named_type

from marketplace.core.errors import PermissionDenied
from marketplace.core.statements import Question
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import Permission

Rows = Sequence[Any]
Asks = Callable[..., Iterable[Question]]


class Source:
    """`values(rows, info, **arguments)` gives one value per row; an exception among them fails alone."""

    needs: tuple[str, ...] = ()
    relation: str | None = None
    """The foreign key behind a to-one relation whose rows may be read along with its parents."""

    asks: Asks | None = None
    """Called like `values`: the statements that `values` will run with what is known already, so that those of all
    fields of a place go out together. May be left out, which costs a way to the database."""

    asks_above: Mapping[tuple[str, str], Asks] = {}
    """The same for what is known one level above, by the type and the field whose rows are given instead: what is left
    of all variants of a product is asked together with the variants themselves."""

    def values(self, rows: Rows, info: Info, **arguments: Any) -> Sequence[Any]:
        raise TypeError("a source knows how to give values")


class Attribute(Source):
    """The attribute of that name, which for rows is a column."""

    def __init__(self, name: str, *, column: bool) -> None:
        self.needs = (name,) if column else ()
        self.get = attrgetter(name)

    def values(self, rows: Rows, info: Info, **arguments: Any) -> Sequence[Any]:
        return list(map(self.get, rows))


@dataclass
class TypeName(Source):
    """`__typename`."""

    name: str

    def values(self, rows: Rows, info: Info, **arguments: Any) -> Sequence[Any]:
        return [self.name] * len(rows)


class Batch(Source):
    """A function of our own."""

    def __init__(
        self,
        function: Callable[..., Sequence[Any]],
        needs: tuple[str, ...] = (),
        asks: Asks | None = None,
        asks_above: Mapping[tuple[str, str], Asks] | None = None,
    ) -> None:
        self.values = function  # type: ignore[method-assign]
        self.needs = needs
        self.asks = asks
        self.asks_above = asks_above or {}


class Guarded(Source):
    """Asks for permission before anything is read or judged (DECISIONS 28)."""

    def __init__(self, source: Source, permission: Permission) -> None:
        self.source = source
        self.permission = permission
        self.needs = source.needs
        if source.asks is not None:
            self.asks = self._asks

    def _asks(self, rows: Rows, info: Info, **arguments: Any) -> Iterable[Question]:
        may = self.permission.allows(info.actor)
        return self.source.asks(rows, info, **arguments) if may and self.source.asks else ()

    def values(self, rows: Rows, info: Info, **arguments: Any) -> Sequence[Any]:
        try:
            self.permission.require(info.actor)
        except PermissionDenied as denied:
            return [denied] * len(rows)
        return self.source.values(rows, info, **arguments)


@cache
def source_of(type_: GraphQLObjectType, name: str) -> Source:
    """The source of a field, as declared on our graphene type; a plain field is the attribute of its name.

    A field that states no permission asks for that of the type it leads to.
    """
    source = _declared(type_, name)
    leads_to = getattr(get_named_type(type_.fields[name].type), "graphene_type", None)
    permission: Permission | None = getattr(getattr(leads_to, "_meta", None), "permission", None)
    if permission is None or permission.is_open or isinstance(source, Guarded):
        return source
    return Guarded(source, permission)


def _declared(type_: GraphQLObjectType, name: str) -> Source:
    graphene_type = type_.graphene_type  # type: ignore[attr-defined]
    python_name, field = mounted(graphene_type)[name]
    if (source := getattr(field, "source", None)) is not None:
        return source
    return Attribute(python_name, column=getattr(graphene_type._meta, "model", None) is not None)


@cache
def mounted(graphene_type: Any) -> dict[str, tuple[str, Any]]:
    """(name in Python, field) of a graphene type's fields, by their name in the API."""
    return {
        field.name or to_camel_case(name): (name, field) for name, field in graphene_type._meta.fields.items()
    }
