"""Which attributes objects have, with their values: two statements for all objects of a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from marketplace.catalog import models
from marketplace.catalog.api.types.attributes import Selected
from marketplace.catalog.queries import sees_everything
from marketplace.core.fields import PENDING
from marketplace.graphql.execution import Info
from marketplace.graphql.rows import Row, kept, row_class

Key = tuple[int, int]
"""(object, attribute)."""


def of_products(rows: Any, info: Info, limit: int | None = None) -> list[list[Selected]]:
    """`Product.attributes`: all that products of its type carry, with this product's values, maybe none."""
    columns, value_columns = info.columns("attribute"), info.columns("values")
    carried = _carried(info, models.AttributeProduct, {row.product_type_id for row in rows}, columns)
    values = _values(
        info, models.AssignedProductAttributeValue, "product", [row.pk for row in rows], value_columns
    )
    return [_selected(carried[row.product_type_id], values, row.pk) for row in rows]


def of_variants(rows: Any, info: Info, variant_selection: Any = None) -> list[list[Selected]]:
    """`ProductVariant.attributes`, all or only those a buyer chooses by (or does not)."""
    columns, value_columns = info.columns("attribute"), info.columns("values")
    scope = variant_selection.value if variant_selection is not None else "ALL"
    types = {row.product__product_type_id for row in rows}
    carried = _carried(info, models.AttributeVariant, types, columns, scope)
    values = _values(
        info, models.AssignedVariantAttributeValue, "variant", [row.pk for row in rows], value_columns
    )
    return [_selected(carried[row.product__product_type_id], values, row.pk) for row in rows]


def by_slug(rows: Any, info: Info, slug: str) -> list[Selected | None]:
    """`Product.attribute(slug)`."""
    columns = tuple(dict.fromkeys([*info.columns("attribute"), "slug"]))
    carried = _carried(info, models.AttributeProduct, {row.product_type_id for row in rows}, columns)
    products = [row.pk for row in rows]
    values = _values(info, models.AssignedProductAttributeValue, "product", products, info.columns("values"))
    found = (_selected(carried[row.product_type_id], values, row.pk) for row in rows)
    return [next((each for each in there if each.attribute.slug == slug), None) for there in found]  # type: ignore[attr-defined]


def _selected(carried: Sequence[Row], values: dict[Key, list[Row]], pk: int) -> list[Selected]:
    return [Selected(each, values.get((pk, each.pk), [])) for each in carried]  # type: ignore[attr-defined]


def _carried(
    info: Info, model: type[Model], types: Iterable[int], columns: tuple[str, ...], scope: str = "ALL"
) -> dict[int, list[Row]]:
    """The attributes of these product types in their order; visitors are not shown those hidden from the shop."""
    everything = sees_everything(info.actor)
    names = ("product_type_id", *_through("attribute", columns))

    def queryset() -> QuerySet:
        found = model._default_manager.filter(product_type__within=PENDING).order_by("sort_order", "pk")
        if scope != "ALL":
            found = found.filter(variant_selection=scope == "VARIANT_SELECTION")
        return found if everything else found.filter(attribute__visible_in_storefront=True)

    make, carried = row_class("Attribute", columns), defaultdict(list)
    for product_type, *values in kept(("carried", model, everything, scope, names), queryset, names).run(
        set(types)
    ):
        carried[product_type].append(make(info.channel, values))
    return carried


def _values(
    info: Info, model: type[Model], of: str, keys: Iterable[int], columns: tuple[str, ...]
) -> dict[Key, list[Row]]:
    """The values these objects have, in their order."""
    if not info.asks("values"):
        return {}
    names = (f"{of}_id", "value__attribute_id", *_through("value", columns))

    def queryset() -> QuerySet:
        return model._default_manager.filter(**{f"{of}__within": PENDING}).order_by("sort_order", "pk")

    make, found = row_class("AttributeValue", columns), defaultdict(list)
    for key, attribute, *values in kept(("values", model, names), queryset, names).run(set(keys)):
        found[key, attribute].append(make(info.channel, values))
    return found


def _through(relation: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{relation}_id" if name == "pk" else f"{relation}__{name}" for name in columns)
