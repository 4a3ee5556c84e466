"""Pictures of goods: read once per product, for the thumbnail and the gallery alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import graphene

from marketplace.catalog import models
from marketplace.core.fields import PENDING
from marketplace.core.statements import Question, kept
from marketplace.graphql.fields import batch
from marketplace.graphql.ids import key_of, to_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.rows import Row, row_class
from marketplace.graphql.scalars import JSONString
from marketplace.graphql.sorting import ordered
from marketplace.graphql.types import Node, Type, global_id
from marketplace.site.api.pictures import Picture, picture_arguments, picture_urls

USUAL = ("pk", "product_id", "image", "alt", "type", "external_url", "sort_order")
"""Columns that are read in any case, so that thumbnail and gallery share one statement."""


class ProductMediaType(graphene.Enum):
    """A picture, or a film kept elsewhere."""

    IMAGE = "IMAGE"
    VIDEO = "VIDEO"


def addresses(rows: Any, info: Info, size: int | None = None, format: Any = None) -> list[str]:
    """Where each picture or film is."""
    url_of = picture_urls(size, format)
    return [url_of(row.image) if row.image else row.external_url for row in rows]


class ProductMedia(MetadataFields, Type):
    """A picture or film of a product."""

    class Meta:
        model = models.ProductMedia
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_PRODUCTS"), staff("MANAGE_PRODUCTS"))

    id = global_id("ProductMedia")
    sort_order = graphene.Int()
    alt = graphene.String(required=True)
    type = graphene.Field(ProductMediaType, required=True)
    oembed_data = graphene.Field(JSONString, required=True)
    url = batch(
        graphene.String, addresses, needs=("image", "external_url"), required=True, **picture_arguments()
    )
    product_id = batch(
        graphene.ID,
        lambda rows, info: [to_global_id("Product", row.product_id) for row in rows],
        needs=("product_id",),
    )


def media(info: Info, product_ids: Iterable[int], columns: Iterable[str] = ()) -> dict[int, list[Row]]:
    """The media of each product in order, at least with USUAL and `columns`; products without any are left out."""
    wanted: set[int] = set(product_ids)
    names, known = _names(columns), _known(info, columns)
    for statement, missing in asked(info, wanted, columns):
        make, found = row_class("ProductMedia", names), defaultdict(list)
        for values in statement.run(missing):
            found[values[1]].append(make(info.channel, values))
        known.update((product, found.get(product, [])) for product in missing)
    return {product: known[product] for product in wanted if known[product]}


def asked(info: Info, product_ids: Iterable[int], columns: Iterable[str] = ()) -> list[Question]:
    """What `media` asks the database for these."""
    names = _names(columns)
    missing = set(product_ids) - _known(info, columns).keys()
    return [(kept(("media", names), _in_order, names), missing)] if missing else []


def _names(columns: Iterable[str]) -> tuple[str, ...]:
    return (*USUAL, *sorted(set(columns) - set(USUAL)))


def _known(info: Info, columns: Iterable[str]) -> dict[int, list[Row]]:
    """Where the request keeps what it has read; what has more than the usual columns is read for one field alone."""
    known: dict[int, list[Row]] = info.context.memory.setdefault("media", {})
    return {} if set(columns) - set(USUAL) else known


def _in_order() -> Any:
    return models.ProductMedia.objects.filter(product__within=PENDING).order_by(
        "product_id", "sort_order", "pk"
    )


def of_products(rows: Any, info: Info, sort_by: Any = None) -> list[list[Row]]:
    """`Product.media`."""
    found = media(info, [row.pk for row in rows], info.columns())
    order = ordered(sort_by, {"ID": ("pk",)}, ())
    for name in order:
        found = {
            product: sorted(there, key=lambda each: each.pk, reverse=name.startswith("-"))
            for product, there in found.items()
        }
    return [found.get(row.pk, []) for row in rows]


def of_gallery(rows: Any, info: Info, sort_by: Any = None) -> list[Question]:
    """What `Product.media` asks the database."""
    return asked(info, [row.pk for row in rows], info.columns())


def by_id(rows: Any, info: Info, id: str) -> list[Row | None]:
    """`Product.mediaById`: a medium of this product only."""
    key = key_of(id, "ProductMedia")
    found = media(info, [row.pk for row in rows], info.columns())
    return [next((each for each in found.get(row.pk, ()) if each.pk == key), None) for row in rows]


def of_thumbnails(rows: Any, info: Info, **arguments: Any) -> list[Question]:
    """What `Product.thumbnail` asks the database."""
    return asked(info, [row.pk for row in rows])


def thumbnails(rows: Any, info: Info, size: int | None = None, format: Any = None) -> list[Picture | None]:
    """`Product.thumbnail`: the first picture."""
    found = media(info, [row.pk for row in rows])
    firsts = (next((each for each in found.get(row.pk, ()) if each.image), None) for row in rows)
    url_of = picture_urls(size, format)
    return [Picture(url_of(each.image), each.alt) if each else None for each in firsts]
