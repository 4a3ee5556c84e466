"""Statuses a person decides are moved by one conditional UPDATE, along a table of allowed moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError

Next = Mapping[str, frozenset[str] | set[str]]


class IllegalMove(DomainError):
    """The status has moved on, or the table does not know this move."""

    code = "ILLEGAL_STATUS"


def move(obj: models.Model, to: str, *, table: Next, field: str = "status", **also: Any) -> None:
    """Compare-and-set `field` of `obj` to `to`, together with the columns in `also`.

    Only a row that still has the status we saw is changed, so of two people who press at once one is refused
    with IllegalMove. The object in memory follows.
    """
    seen = getattr(obj, field)
    if to not in table.get(seen, ()):
        raise IllegalMove(
            _("This step is not possible in the present state."), details={"from": seen, "to": to}
        )
    rows = type(obj)._base_manager.filter(pk=obj.pk, **{field: seen})
    if rows.update(**{field: to}, **also) != 1:
        raise IllegalMove(_("Somebody else was faster. Please look again."), details={"from": seen, "to": to})
    for name, value in {field: to, **also}.items():
        setattr(obj, name, value)
