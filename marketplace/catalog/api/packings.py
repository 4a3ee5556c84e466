"""What hangs on products: their variants, the collections they are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from marketplace.catalog import models
from marketplace.catalog.api.offers import of_rows as offers_asked
from marketplace.catalog.api.offers import offers
from marketplace.catalog.queries import sees_everything
from marketplace.core.fields import PENDING
from marketplace.core.statements import Question, kept
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row, row_class

SHOW_PRICES = frozenset({"pricing", "pricePerUnit"})
"""Fields for which the offers are read anyway: they say which variants have a price."""


def of_products(rows: Any, info: Info) -> list[list[Row]]:
    """`Product.variants`."""
    found = _grouped(rows, info, _own(rows, info))
    if not _are_those_with_offers(info):
        return found
    offered = offers(info.context, info.channel, [row.pk for row in rows])
    there = {each.variant_id for priced in offered.values() for each in priced}
    return [[each for each in variants if each.pk in there] for variants in found]


def asked(rows: Any, info: Info) -> list[Question]:
    """What it asks the database."""
    own = _own(rows, info)
    return [*own, *offers_asked(rows, info)] if _are_those_with_offers(info) else own


def _own(rows: Any, info: Info) -> list[Question]:
    everything, channel = sees_everything(info.actor), info.channel
    is_short = _are_those_with_offers(info)

    def queryset() -> QuerySet:
        found = (
            models.ProductVariant.objects.all() if is_short else seen(everything=everything, channel=channel)
        )
        return found.filter(product__within=PENDING).order_by("sort_order", "pk")

    return _asked(rows, info, ("variants", everything, channel, is_short), queryset, "product_id")


def _are_those_with_offers(info: Info) -> bool:
    """Visitors see variants that have a price; where prices are read too, nobody has to look for them twice."""
    return info.channel is not None and info.context.asks(SHOW_PRICES) and not sees_everything(info.actor)


def seen(*, everything: bool, channel: int | None) -> QuerySet:
    """Variants below a product: visitors get those with a price in the channel, others those listed in it, or all."""
    found = models.ProductVariant.objects.all()
    if channel is not None:
        priced = Q() if everything else Q(channel_listings__price_amount__isnull=False)
        return found.filter(priced, channel_listings__channel=channel)
    return found if everything else found.none()


def collections_of_products(rows: Any, info: Info) -> list[list[Row]]:
    """`Product.collections`: visitors get those published in the channel."""
    return _grouped(rows, info, collections_asked(rows, info))


def collections_asked(rows: Any, info: Info) -> list[Question]:
    """What it asks the database."""
    everything, channel = sees_everything(info.actor), info.channel

    def queryset() -> QuerySet:
        found = models.Collection.objects.filter(entries__product__within=PENDING).order_by("name_sort", "pk")
        return found if everything else found.filter(pk__in=published_collections(channel))

    return _asked(rows, info, ("collections", everything, channel), queryset, "entries__product_id")


def published_collections(channel: int | None) -> QuerySet:
    """Ids of collections that visitors of the channel see."""
    listings = models.CollectionChannelListing.objects.filter(channel=channel, is_published=True)
    return listings.filter(published_at__lte=Now()).values("collection")


def _asked(rows: Any, info: Info, key: Hashable, queryset: Callable[[], QuerySet], by: str) -> list[Question]:
    """The rows asked below the field whose column `by`, the last one, is the parent's pk."""
    (selection,) = info.field.selections.values()
    columns = selection.columns
    return [(kept((key, columns), queryset, (*columns, by)), {row.pk for row in rows})]


def _grouped(rows: Any, info: Info, asked: list[Question]) -> list[list[Row]]:
    (selection,) = info.field.selections.values()
    columns = selection.columns
    make, size, found = row_class(selection.type.name, columns), len(columns), defaultdict(list)
    ((statement, keys),) = asked
    for values in statement.run(keys):
        found[values[size]].append(make(info.channel, values[:size]))
    return [found.get(row.pk, []) for row in rows]
