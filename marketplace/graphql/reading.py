"""Rows for fields that start from a queryset of their own: root fields, and computed ones that read once for all."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from graphene.utils.str_converters import to_camel_case

from marketplace.core.errors import DomainError
from marketplace.core.fields import ONE
from marketplace.core.statements import kept
from marketplace.graphql.info import Info
from marketplace.graphql.loading import own_channel
from marketplace.graphql.plan import model_meta
from marketplace.graphql.rows import Row, row_class


def one_row(info: Info, queryset: QuerySet, *, channel: Any = None) -> Row | None:
    """The only row of `queryset`, with the columns asked below the field, looked at in `channel`."""
    return next(iter(all_rows(info, queryset[:1], channel=channel)), None)


def all_rows(info: Info, queryset: QuerySet, *, channel: Any = None) -> list[Row]:
    """The rows of `queryset`, with the columns asked below the field, looked at in `channel`."""
    return _rows(info, lambda: queryset, None, None, channel)


def named_row(
    info: Info,
    queryset: Callable[[], QuerySet],
    key: Hashable,
    *,
    channel: Any = None,
    **name: Any,
) -> Row | None:
    """The row of `queryset` whose column is this: `named_row(info, visible, key, slug="tao-meo")`.

    `key` names all that the queryset depends on, so that its statement is kept; None where that is too much.
    """
    ((column, value),) = name.items()

    def wanted() -> QuerySet:
        return queryset().filter(**{f"{column}__being": ONE})[:1]

    kept_as = None if key is None else ("named", column, key)
    return next(iter(_rows(info, wanted, kept_as, value, channel)), None)


def _rows(info: Info, queryset: Callable[[], QuerySet], key: Hashable, one: Any, channel: Any) -> list[Row]:
    (selection,) = info.field.selections.values()
    columns, looked_at_in = selection.columns, channel if channel is not None else info.channel
    statement = kept(None if key is None else (key, columns), queryset, columns)
    make = row_class(selection.type.name, columns)
    rows = [make(looked_at_in, values) for values in statement.run(one=one)]
    return own_channel(rows, model_meta(selection.type).channel_column)


def exactly_one(**given: Any) -> None:
    """Exactly one of these arguments is given, as the dialect's look-ups ask. Raises DomainError."""
    names = [name for name, value in given.items() if value is not None]
    if len(names) != 1:
        wanted = ", ".join(f"`{to_camel_case(name)}`" for name in given)
        message = _("Give exactly one of %(arguments)s.") % {"arguments": wanted}
        raise DomainError(message, code="GRAPHQL_ERROR")
