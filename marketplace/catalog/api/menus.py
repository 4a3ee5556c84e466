"""Links of menus to shelves and collections: menus stand on a lower floor and keep their ids."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from marketplace.catalog import models
from marketplace.catalog.api.packings import published_collections
from marketplace.catalog.api.types import Category, Collection
from marketplace.catalog.queries import sees_everything
from marketplace.content.api.menus import MenuItem
from marketplace.core.fields import PENDING
from marketplace.core.statements import kept
from marketplace.graphql.fields import batch, one
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row, row_class
from marketplace.graphql.types import extend


def collections_of_links(rows: Any, info: Info) -> list[Row | None]:
    """The collection each link leads to; for visitors only if it is published in the channel."""
    everything, channel = sees_everything(info.actor), info.channel
    columns = info.columns()

    def queryset() -> QuerySet:
        found = models.Collection.objects.filter(pk__within=PENDING)
        return found if everything else found.filter(pk__in=published_collections(channel))

    wanted = {row.collection_id for row in rows} - {None}
    if not wanted:
        return [None] * len(rows)
    make, place = row_class("Collection", columns), columns.index("pk")
    there = kept(("collections of links", everything, channel, columns), queryset, columns).run(wanted)
    found = {values[place]: make(channel, values) for values in there}
    return [found.get(row.collection_id) for row in rows]


extend(
    MenuItem,
    category=one(Category, "category_id"),
    collection=batch(Collection, collections_of_links, needs=("collection_id",)),
)
