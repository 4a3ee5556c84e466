"""Attributes that point to other things: a type for each kind of thing, for one and for several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.catalog import models, queries
from marketplace.catalog.api.assigned import TYPES, Assigned, kind, several
from marketplace.catalog.api.types.attributes import Attribute
from marketplace.catalog.api.types.products import Product, ProductType, ProductVariant
from marketplace.catalog.api.types.shelves import Category, Collection
from marketplace.content import queries as content
from marketplace.content.api.pages import Page, PageType
from marketplace.core.actor import Actor
from marketplace.core.fields import PENDING
from marketplace.core.statements import kept
from marketplace.graphql.fields import batch
from marketplace.graphql.info import Info
from marketplace.graphql.rows import row_class
from marketplace.graphql.scalars import PositiveInt
from marketplace.graphql.types import extend

Visible = Callable[[Actor, int | None], QuerySet]
REFERENCES: tuple[tuple[Any, str, Visible], ...] = (
    (Product, "reference_product_id", queries.visible_to),
    (ProductVariant, "reference_variant_id", queries.variants_visible_to),
    (Category, "reference_category_id", lambda actor, channel: models.Category.objects.all()),
    (Collection, "reference_collection_id", queries.collections_visible_to),
    (Page, "reference_page_id", lambda actor, channel: content.visible_to(actor)),
)


def pointed_at(column: str, visible: Visible, *, one: bool) -> Callable[..., Any]:
    """The keys behind `column`, without what the actor may not see."""

    def values(rows: list[Assigned], info: Info, limit: int = 100) -> list[Any]:
        keys = {getattr(each, column) for row in rows for each in row.values} - {None}
        seen = (
            visible(info.actor, info.channel).filter(pk__in=keys).values_list("pk", flat=True) if keys else ()
        )
        known = set(seen)
        found = [[pk for each in row.values if (pk := getattr(each, column)) in known] for row in rows]
        return [next(iter(there), None) if one else there[:limit] for there in found]

    return values


for type_, column, visible in REFERENCES:
    name = type_._meta.name
    TYPES.append(
        kind(
            f"AssignedSingle{name}ReferenceAttribute",
            f"a reference to a {name}",
            value=batch(type_, pointed_at(column, visible, one=True)),
        )
    )
    TYPES.append(
        kind(
            f"AssignedMulti{name}ReferenceAttribute",
            f"references to {name}s",
            value=several(type_, pointed_at(column, visible, one=False)),
        )
    )


class ReferenceType(graphene.Union):
    """A type that an attribute's references can be confined to."""

    class Meta:
        types = (ProductType, PageType)


OF_GOODS = frozenset({models.AttributeEntity.PRODUCT, models.AttributeEntity.PRODUCT_VARIANT})


def _confinements() -> QuerySet:
    """Which attribute is confined to which types of goods, in the order of their names."""
    through = models.Attribute.reference_product_types.through
    found: QuerySet = through._default_manager.filter(attribute_id__within=PENDING)
    return found.order_by("producttype__name_sort", "producttype_id")


def confined_to(rows: Any, info: Info, limit: int = 100) -> list[list[Any]]:
    """`Attribute.referenceTypes`: the types whose goods it may point to. None: of any type, as all that is no goods."""
    keys = {row.pk for row in rows if row.entity_type in OF_GOODS}
    if not keys:
        return [[] for _ in rows]
    columns = info.field.selections[ProductType._meta.name].columns
    wanted = ("attribute_id", *(f"producttype__{each}" for each in columns))
    make, found = row_class(ProductType._meta.name, columns), defaultdict(list)
    for key, *values in kept(("confined to", wanted), _confinements, wanted).run(keys):
        found[key].append(make(info.channel, values))
    return [found[row.pk][:limit] for row in rows]


extend(
    Attribute,
    reference_types=batch(
        graphene.List(graphene.NonNull(ReferenceType)),
        confined_to,
        needs=("pk", "entity_type"),
        limit=graphene.Argument(PositiveInt, default_value=100),
    ),
)
