"""Attributes of pages, which stand on a lower floor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.catalog import models
from marketplace.catalog.api.assigned import (
    COLUMNS,
    Assigned,
    ObjectWithAttributes,
    assigned_fields,
    assigned_of,
)
from marketplace.catalog.api.attributes import USUAL, Carried, assigned, selected_of
from marketplace.catalog.api.types.attributes import Attribute, Selected, SelectedAttribute
from marketplace.content.api.pages import Page, PageType
from marketplace.content.queries import sees_all
from marketplace.core.fields import PENDING
from marketplace.core.statements import kept
from marketplace.graphql.fields import batch, listed
from marketplace.graphql.info import Info
from marketplace.graphql.rows import row_class
from marketplace.graphql.types import extend, implement


def carried(info: Info, types: Iterable[int], columns: Sequence[str]) -> dict[int, list[Carried]]:
    """What pages of these types carry, in order; visitors are not shown attributes hidden from the shop."""
    everything, names = sees_all(info.actor), (*USUAL, *sorted(set(columns) - set(USUAL)))
    paths = tuple("attribute_id" if name == "pk" else f"attribute__{name}" for name in names)

    def queryset() -> QuerySet:
        found = models.AttributePage.objects.filter(page_type__within=PENDING).order_by("sort_order", "pk")
        return found if everything else found.filter(attribute__visible_in_storefront=True)

    statement = kept(
        ("carried by pages", everything, names), queryset, ("page_type_id", "sort_order", "pk", *paths)
    )
    make, found = row_class("Attribute", names), defaultdict(list)
    for page_type, order, pk, *values in statement.run(set(types)):
        found[page_type].append(Carried(False, False, (order, pk), make(info.channel, values)))
    return found


def selected(rows: Any, info: Info) -> list[list[Selected]]:
    """`Page.attributes`."""
    there = carried(info, {row.page_type_id for row in rows}, info.columns("attribute"))
    values = assigned(info, models.AssignedPageAttributeValue, "page", [row.pk for row in rows])
    return [selected_of(there[row.page_type_id], values.get(row.pk, {})) for row in rows]


def of_pages(rows: Any, info: Info, limit: int = 100) -> list[list[Assigned]]:
    """`Page.assignedAttributes`."""
    there = carried(info, {row.page_type_id for row in rows}, info.columns("attribute"))
    values = assigned(info, models.AssignedPageAttributeValue, "page", [row.pk for row in rows], COLUMNS)
    return [assigned_of(there[row.page_type_id], values, row.pk, of_variants=False)[:limit] for row in rows]


def of_types(rows: Any, info: Info) -> list[list[Any]]:
    """`PageType.attributes`."""
    there = carried(info, {row.pk for row in rows}, info.columns())
    return [[each.attribute for each in there[row.pk]] for row in rows]


def selected_by_slug(rows: Any, info: Info, slug: str) -> list[Selected | None]:
    """`Page.attribute(slug)`."""
    return [
        next((each for each in there if each.attribute.slug == slug), None) for there in selected(rows, info)
    ]


NEEDS = ("pk", "page_type_id")
extend(PageType, attributes=listed(Attribute, of_types, needs=("pk",), required=False))
extend(
    Page,
    **assigned_fields(of_pages, *NEEDS),
    attribute=batch(
        SelectedAttribute,
        selected_by_slug,
        needs=NEEDS,
        slug=graphene.Argument(graphene.String, required=True),
    ),
    attributes=listed(SelectedAttribute, selected, needs=NEEDS),
)
implement(Page, ObjectWithAttributes)
