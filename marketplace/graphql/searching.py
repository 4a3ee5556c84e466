"""Filters that several types share: plain search on folded text, metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import graphene
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.lookups import Exact, IsNull
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError
from marketplace.core.vietnamese import fold, words

MOST_CONDITIONS = 100
"""Each joins a table or nests a level; SQLite ends at 1,000 levels."""


class MetadataFilter(graphene.InputObjectType):
    """A key, with this value or any."""

    key = graphene.String(required=True)
    value = graphene.String()


def check_conditions(arguments: Iterable[Any]) -> None:
    """Raise DomainError for more than MOST_CONDITIONS input objects in the arguments of a list."""
    if sum(map(_objects, arguments)) > MOST_CONDITIONS:
        raise DomainError(_("At most %(most)s conditions.") % {"most": MOST_CONDITIONS}, field="filter")


def _objects(given: Any) -> int:
    if isinstance(given, dict):  # an input may have a field of the name `values`
        return 1 + sum(map(_objects, dict.values(given)))
    return sum(map(_objects, given)) if isinstance(given, list) else 0


def with_words(text: str, column: str) -> Q:
    """Rows in whose folded `column` every word of `text` occurs, marks or not."""
    condition = Q()
    for word in words(text):
        condition &= Q(**{f"{column}__contains": word})
    return condition


def with_metadata(wanted: Any, column: str = "metadata") -> Q:
    """Rows whose metadata has all these keys, and the values where some are given."""
    condition = Q()
    for each in wanted:
        path = KeyTextTransform(each["key"], column)
        if each.get("value") is None:
            condition &= Q(IsNull(path, False))
        else:
            condition &= Q(Exact(path, each["value"]))
    return condition


def combined(where: Any, condition: Callable[[str, Any], Q]) -> Q:
    """One level of a `where` input: its own conditions, all of AND, one of OR. `condition(name, value)` makes each."""
    found = Q()
    for name, value in where.items():
        if name == "AND":
            for each in value or ():
                found &= combined(each, condition)
        elif name == "OR":
            either = Q()
            for each in value or ():
                either |= combined(each, condition)
            found &= either
        elif value is not None:
            found &= condition(name, value)
    return found


def named(rows: QuerySet, text: str) -> QuerySet:
    """Those of a small table (shelves, types, warehouses) in whose `name` every word of `text` occurs, marks or not."""
    wanted = words(text)
    names = ((pk, fold(name)) for pk, name in rows.values_list("pk", "name"))
    return rows.filter(pk__in=[pk for pk, name in names if all(word in name for word in wanted)])


def compared(column: str, value: Any) -> Q:
    """A column against `eq`, `oneOf`, `gte`, `lte` or a `range` of these."""
    condition = Q()
    for name, lookup in (("eq", "exact"), ("one_of", "in"), ("gte", "gte"), ("lte", "lte")):
        if value.get(name) is not None:
            condition &= Q(**{f"{column}__{lookup}": value[name]})
    return condition & compared(column, value["range"]) if value.get("range") else condition
