"""The names of things of which events and histories keep the keys only; read for a whole page at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

Thing = tuple[type[Model], str]
"""A table and the key of a row, as text."""
Names = Mapping[Thing, str]
NAMED: dict[str, type[Model]] = {}
"""{"product_id": Product}: what events call the rows of desks. Desks add their own."""


def names_of(things: Iterable[Thing]) -> Names:
    """What the rows are called, without those that are gone; 1 statement for each table."""
    keys: dict[type[Model], set[str]] = defaultdict(set)
    for model, key in things:
        keys[model].add(key)
    return {
        (model, str(row.pk)): str(row)
        for model, wanted in keys.items()
        for row in model._default_manager.filter(pk__in=wanted)
    }


def things_in(payload: Mapping[str, Any]) -> list[Thing]:
    """What an event's payload is about, as far as a desk has it."""
    return [each for key, value in payload.items() for each in _things(key, value)]


def named(key: str, value: Any, names: Names) -> Any:
    """A value of an event's payload, as "Gạo (7)" where it points to something; what is gone by its key alone."""
    found = _things(key, value)
    return ", ".join(_called(names.get(each), each[1]) for each in found) if found else value


def _things(key: str, value: Any) -> list[Thing]:
    """ "product_id" has a key, "product_ids" many."""
    model = NAMED.get(key.removesuffix("s"))
    if model is None or value in (None, ""):
        return []
    return [(model, str(each)) for each in (value if isinstance(value, list) else [value])]


def _called(name: str | None, key: str) -> str:
    return f"{name} ({key})" if name else f"#{key}"
