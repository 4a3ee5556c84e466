"""`sortBy` made into the names a listing is ordered by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene


class OrderDirection(graphene.Enum):
    """Ascending or descending."""

    ASC = "ASC"
    DESC = "DESC"


def ordered(sort_by: Any, fields: Mapping[str, tuple[str, ...]], default: tuple[str, ...]) -> tuple[str, ...]:
    """The names behind `sort_by.field`, turned round where the direction says so; `default` without one."""
    field = sort_by.get("field") if sort_by else None
    names = fields[field.value] if field is not None else default
    if not sort_by or sort_by["direction"].value == "ASC":
        return names
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in names)
