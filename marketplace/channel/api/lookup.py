"""Which channel a request looks at goods in, found once per request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from marketplace.channel.models import Channel
from marketplace.core.errors import DomainError
from marketplace.core.fields import PENDING
from marketplace.core.statements import kept
from marketplace.graphql.context import Context

COLUMNS = ("pk", "slug", "currency_code", "default_country", "is_active", "is_public")
READ_ALONG: dict[str, Any] = {}
"""Expressions that higher domains want read with every channel, because most requests need them; by the name under
which the request's memory keeps their values."""


@dataclass(frozen=True, slots=True)
class Market:
    """What readers of goods need to know of a channel."""

    pk: int
    slug: str
    currency: str
    country: str
    is_active: bool
    is_public: bool


def market(context: Context, slug: str) -> Market | None:
    """The channel of this slug, active or not."""
    known = context.memory.setdefault("markets by slug", {})
    if slug not in known:
        statement = kept("channel by slug", lambda: _channels().filter(slug__within=PENDING), _columns())
        known[slug] = next((_remember(context, row) for row in statement.run([slug])), None)
    return known[slug]


def market_of(context: Context, pk: int | None) -> Market | None:
    """The channel of this id."""
    if pk is None:
        return None
    known = context.memory.setdefault("markets by id", {})
    if pk not in known:
        statement = kept("channel by id", lambda: _channels().filter(pk__within=PENDING), _columns())
        for row in statement.run([pk]):
            _remember(context, row)
    return known.get(pk)


def market_asked(context: Context, slug: str | None, *, or_none: bool) -> Market | None:
    """The channel to look at goods in.

    Named: that one, None where there is none. Not named: None with `or_none`, else the only one that is open to
    visitors. Raises DomainError where there is not exactly one of those, as Saleor does.
    """
    if slug is not None:
        return market(context, slug)
    if or_none:
        return None
    if "market by default" not in context.memory:
        there = kept(
            "open channels", lambda: _channels().filter(is_active=True, is_public=True)[:2], _columns()
        )
        context.memory["market by default"] = [_remember(context, row) for row in there.run()]
    found = context.memory["market by default"]
    if len(found) != 1:
        raise DomainError(_("Say which channel: there is not exactly one."), field="channel")
    return found[0]


def _channels() -> QuerySet:
    return Channel.objects.annotate(**READ_ALONG).order_by("pk")


def _columns() -> tuple[str, ...]:
    return (*COLUMNS, *READ_ALONG)


def _remember(context: Context, row: Sequence[Any]) -> Market:
    found = Market(*row[: len(COLUMNS)])
    context.memory.setdefault("markets by id", {})[found.pk] = found
    context.memory.setdefault("markets by slug", {})[found.slug] = found
    context.memory.update(zip(READ_ALONG, row[len(COLUMNS) :], strict=True))
    return found
