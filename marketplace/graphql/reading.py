"""Rows for fields that start from a queryset of their own: root fields, and computed ones that read once for all."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from graphene.utils.str_converters import to_camel_case

from marketplace.core.errors import DomainError
from marketplace.graphql.info import Info
from marketplace.graphql.loading import own_channel
from marketplace.graphql.plan import model_meta
from marketplace.graphql.rows import Row, read


def one_row(info: Info, queryset: QuerySet, *, channel: Any = None) -> Row | None:
    """The only row of `queryset`, with the columns asked below the field, looked at in `channel`."""
    return next(iter(all_rows(info, queryset[:1], channel=channel)), None)


def all_rows(info: Info, queryset: QuerySet, *, channel: Any = None) -> list[Row]:
    """The rows of `queryset`, with the columns asked below the field, looked at in `channel`."""
    (selection,) = info.field.selections.values()
    looked_at_in = channel if channel is not None else info.channel
    rows = read(queryset, selection.columns, typename=selection.type.name, channel=looked_at_in)
    return own_channel(rows, model_meta(selection.type).channel_column)


def exactly_one(**given: Any) -> None:
    """Exactly one of these arguments is given, as the dialect's look-ups ask. Raises DomainError."""
    names = [name for name, value in given.items() if value is not None]
    if len(names) != 1:
        wanted = ", ".join(f"`{to_camel_case(name)}`" for name in given)
        message = _("Give exactly one of %(arguments)s.") % {"arguments": wanted}
        raise DomainError(message, code="GRAPHQL_ERROR")
