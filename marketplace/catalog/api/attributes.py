"""Which attributes objects have, with their values.

Two statements serve all products of a request and their variants: what each product type carries, and the values
that products (or variants) have. Usual columns are read in any case, so that several fields share the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import BooleanField, F, Model, QuerySet, Value

from marketplace.catalog import models
from marketplace.catalog.api.types.attributes import Selected
from marketplace.catalog.queries import sees_everything
from marketplace.core.fields import PENDING
from marketplace.core.statements import Question, kept
from marketplace.graphql.info import Info
from marketplace.graphql.rows import row_class

USUAL = (
    "pk",
    "slug",
    "name",
    "type",
    "input_type",
    "entity_type",
    "unit",
    "value_required",
    "visible_in_storefront",
    "filterable_in_storefront",
    "available_in_grid",
    "external_reference",
)
USUAL_OF_VALUES = (
    "pk",
    "slug",
    "name",
    "value",
    "boolean",
    "plain_text",
    "date_time",
    "file_url",
    "content_type",
    "attribute__input_type",
    "external_reference",
)


class Carried(NamedTuple):
    """An attribute that a product type gives to its products, or to their variants."""

    of_variants: bool
    chosen_by: bool
    """Whether buyers choose a variant by it."""
    order: tuple[int, int]
    attribute: Any


Values = dict[int, dict[int, list[Any]]]
"""Values by object and attribute."""


def of_products(rows: Any, info: Info, limit: int | None = None) -> list[list[Selected]]:
    """`Product.attributes`: all that products of its type carry, with this product's values, maybe none."""
    there = carried(info, {row.product_type_id for row in rows}, info.columns("attribute"))
    values = assigned(info, models.AssignedProductAttributeValue, "product", [row.pk for row in rows])
    return [
        selected_of(
            (each for each in there[row.product_type_id] if not each.of_variants), values.get(row.pk, {})
        )
        for row in rows
    ]


def of_products_asked(rows: Any, info: Info, **arguments: Any) -> list[Question]:
    """What it asks the database."""
    there = carried_asked(info, {row.product_type_id for row in rows}, info.columns("attribute"))
    keys = [row.pk for row in rows]
    return there + assigned_asked(info, models.AssignedProductAttributeValue, "product", keys)


def by_slug(rows: Any, info: Info, slug: str) -> list[Selected | None]:
    """`Product.attribute(slug)`."""
    found = of_products(rows, info)
    return [next((each for each in there if each.attribute.slug == slug), None) for there in found]


def of_variants(rows: Any, info: Info, variant_selection: Any = None) -> list[list[Selected]]:
    """`ProductVariant.attributes`, all or only those a buyer chooses by (or does not)."""
    scope = variant_selection.value if variant_selection is not None else "ALL"
    there = carried(info, {row.product__product_type_id for row in rows}, info.columns("attribute"))
    values = assigned(info, models.AssignedVariantAttributeValue, "variant", [row.pk for row in rows])
    return [
        selected_of(
            (each for each in there[row.product__product_type_id] if _in(each, scope)), values.get(row.pk, {})
        )
        for row in rows
    ]


def of_variants_asked(rows: Any, info: Info, **arguments: Any) -> list[Question]:
    """What it asks the database."""
    there = carried_asked(info, {row.product__product_type_id for row in rows}, info.columns("attribute"))
    keys = [row.pk for row in rows]
    return there + assigned_asked(info, models.AssignedVariantAttributeValue, "variant", keys)


def _in(each: Carried, scope: str) -> bool:
    return each.of_variants and (scope == "ALL" or each.chosen_by == (scope == "VARIANT_SELECTION"))


def selected_of(there: Iterable[Carried], values: dict[int, list[Any]]) -> list[Selected]:
    """Each carried attribute with the values one object has of it."""
    return [Selected(each.attribute, values.get(each.attribute.pk, [])) for each in there]


def carried(info: Info, types: Iterable[int], columns: Sequence[str] = ()) -> dict[int, list[Carried]]:
    """What these product types carry, in order; visitors are not shown attributes hidden from the shop."""
    names, known = _shared(info, "carried", USUAL, columns)
    wanted = set(types)
    for statement, missing in carried_asked(info, wanted, columns):
        found: dict[int, list[Carried]] = defaultdict(list)
        make = row_class("Attribute", names)
        for product_type, of_variants, chosen_by, order, pk, *values in statement.run(missing):
            attribute = make(info.channel, values)
            found[product_type].append(Carried(bool(of_variants), bool(chosen_by), (order, pk), attribute))
        known.update((each, sorted(found.get(each, ()), key=lambda one: one.order)) for each in missing)
    return {each: known[each] for each in wanted}


def carried_asked(info: Info, types: Iterable[int], columns: Sequence[str] = ()) -> list[Question]:
    """What `carried` asks the database for these."""
    names, known = _shared(info, "carried", USUAL, columns)
    if not (missing := set(types) - known.keys()):
        return []
    everything = sees_everything(info.actor)
    outer = ("product_type_id", "of_variants", "chosen_by", "sort_order", "pk")
    paths = tuple("attribute_id" if name == "pk" else f"attribute__{name}" for name in names)
    statement = kept(("carried", everything, names), lambda: _of_both(everything, (*outer, *paths)), ())
    return [(statement, missing)]


def _of_both(everything: bool, columns: tuple[str, ...]) -> QuerySet:
    """The attributes of products and those of variants, in one statement."""
    products = models.AttributeProduct.objects.annotate(
        of_variants=Value(False, BooleanField()), chosen_by=Value(False, BooleanField())
    )
    variants = models.AttributeVariant.objects.annotate(
        of_variants=Value(True, BooleanField()), chosen_by=F("variant_selection")
    )
    shown = {} if everything else {"attribute__visible_in_storefront": True}
    first, second = (
        each.filter(product_type__within=PENDING, **shown).values_list(*columns)
        for each in (products, variants)
    )
    return first.union(second, all=True)


def assigned(
    info: Info, model: type[Model], of: str, keys: Iterable[int], columns: Sequence[str] | None = None
) -> Values:
    """The values these objects have, in their order, with `columns` or what is asked below `values`."""
    if columns is None:
        if not info.asks("values"):
            return {}
        columns = info.columns("values")
    names, known = _shared(info, f"values of {of}s", USUAL_OF_VALUES, columns)
    wanted = set(keys)
    for statement, missing in assigned_asked(info, model, of, wanted, columns):
        make = row_class("AttributeValue", names)
        found: dict[int, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for key, attribute, *values in statement.run(missing):
            found[key][attribute].append(make(info.channel, values))
        known.update((key, found.get(key, {})) for key in missing)
    return {key: known[key] for key in wanted}


def assigned_asked(
    info: Info, model: type[Model], of: str, keys: Iterable[int], columns: Sequence[str] | None = None
) -> list[Question]:
    """What `assigned` asks the database for these."""
    if columns is None:
        if not info.asks("values"):
            return []
        columns = info.columns("values")
    names, known = _shared(info, f"values of {of}s", USUAL_OF_VALUES, columns)
    if not (missing := set(keys) - known.keys()):
        return []
    paths = ("value_id" if name == "pk" else f"value__{name}" for name in names)
    columns = (f"{of}_id", "value__attribute_id", *paths)
    return [(kept(("values", model, names), lambda: _in_order(model, of), columns), missing)]


def _in_order(model: type[Model], of: str) -> QuerySet:
    return model._default_manager.filter(**{f"{of}__within": PENDING}).order_by("sort_order", "pk")


def _shared(
    info: Info, what: str, usual: tuple[str, ...], asked: Sequence[str]
) -> tuple[tuple[str, ...], dict]:
    """The columns to read, and where the request keeps such rows by key."""
    names = (*usual, *sorted(set(asked) - set(usual)))
    return names, info.context.memory.setdefault((what, names, info.channel), {})
