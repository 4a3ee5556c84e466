"""Filters that several types share: plain search on folded text, metadata."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Q
from django.db.models.fields.json import HasKey, KeyTextTransform
from django.db.models.lookups import Exact

from marketplace.core.vietnamese import fold


class MetadataFilter(graphene.InputObjectType):
    """A key, with this value or any."""

    key = graphene.String(required=True)
    value = graphene.String()


def with_words(text: str, column: str) -> Q:
    """Rows in whose folded `column` every word of `text` occurs, marks or not."""
    condition = Q()
    for word in fold(text).split():
        condition &= Q(**{f"{column}__contains": word})
    return condition


def with_metadata(wanted: Any, column: str = "metadata") -> Q:
    """Rows whose metadata has all these keys, and the values where some are given."""
    condition = Q()
    for each in wanted:
        condition &= (
            Q(HasKey(_path(column), each["key"]))
            if each.get("value") is None
            else Q(Exact(KeyTextTransform(each["key"], column), each["value"]))
        )
    return condition


def _path(column: str) -> Any:
    from django.db.models import F

    return F(column)
