"""What staff change of kinds of products: their names, their tax, which attributes goods and variants carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.errors import ProductInvalid
from marketplace.catalog.events import ProductTypeChanged
from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    AssignedVariantAttributeValue,
    Attribute,
    AttributeInput,
    AttributeKind,
    Product,
    ProductType,
)
from marketplace.catalog.services import following
from marketplace.catalog.services.products import create_product_type
from marketplace.catalog.services.qualities import named, refuse_others
from marketplace.core.actor import Actor
from marketplace.core.errors import NotFound
from marketplace.core.events import emit

OF_TYPES = frozenset({"name", "tax_class", "is_shipping_required", "is_for_adults"})
"""What can be changed of a kind; its slug stands in addresses, the rest is for gift cards and the like."""
SELECTABLE = frozenset(
    {AttributeInput.DROPDOWN, AttributeInput.SWATCH, AttributeInput.BOOLEAN, AttributeInput.NUMERIC}
)
"""Ways of filling in by which a buyer can choose a variant."""


@transaction.atomic
def add_product_type(*, name: str, actor: Actor, **columns: Any) -> ProductType:
    """A new kind of product, by staff. Raises PermissionDenied, ProductInvalid for no name."""
    refuse_others(actor)
    kind = create_product_type(name=named(name), **columns)
    emit(ProductTypeChanged(kind.pk, {"name": [None, kind.name]}), actor=actor)
    return kind


@transaction.atomic
def update_product_type(*, product_type_id: int, actor: Actor, **columns: Any) -> ProductType:
    """Change some columns (OF_TYPES). Raises PermissionDenied, NotFound, ProductInvalid for no name."""
    refuse_others(actor)
    if unknown := columns.keys() - OF_TYPES:
        raise TypeError(f"not to be changed: {', '.join(sorted(unknown))}")
    kind = _locked(product_type_id)
    if "name" in columns:
        columns["name"] = named(columns["name"])
    changed = {
        name: [_told(getattr(kind, name)), _told(new)]
        for name, new in columns.items()
        if new != getattr(kind, name)
    }
    if changed:
        for name, new in columns.items():
            setattr(kind, name, new)
        kind.name_sort = following.names(kind.name)["name_sort"]
        kind.save()
        emit(ProductTypeChanged(kind.pk, changed), actor=actor)
    if "name" in changed:  # searches find goods by the name of their kind
        following.tell(Product.objects.filter(product_type=kind).order_by("pk").values_list("pk", flat=True))
    return kind


@transaction.atomic
def carry(
    *, product_type_id: int, products: Sequence[int], variants: Mapping[int, bool], actor: Actor
) -> ProductType:
    """Goods of the kind carry exactly these attributes (ids, in their order), and variants those; with True there a
    buyer chooses by it.

    Raises PermissionDenied, NotFound, and ProductInvalid: the same twice, an attribute of something else, one taken
    off that goods have values of, a choice by what cannot be chosen by.
    """
    refuse_others(actor)
    kind = _locked(product_type_id)
    before = _carried(kind)
    known = {each.pk: each for each in Attribute.objects.filter(pk__in={*products, *variants})}
    _refuse_unfit(kind, products, variants, known)
    _refuse_orphans(kind, products, variants)
    _set(kind.product_attributes, {pk: {} for pk in products})
    _set(kind.variant_attributes, {pk: {"variant_selection": each} for pk, each in variants.items()})
    after = _carried(kind)
    if changed := {name: [before[name], after[name]] for name in before if before[name] != after[name]}:
        emit(ProductTypeChanged(kind.pk, changed), actor=actor)
    return kind


@transaction.atomic
def delete_product_type(*, product_type_id: int, actor: Actor) -> None:
    """Take a kind away for good. Raises PermissionDenied, NotFound, ProductInvalid while there are goods of it."""
    refuse_others(actor)
    kind = _locked(product_type_id)
    if count := Product.objects.filter(product_type=kind).count():
        raise ProductInvalid(_("There are %(n)s goods of this type: it stays.") % {"n": count})
    emit(ProductTypeChanged(kind.pk, {"name": [kind.name, None]}), actor=actor)
    kind.delete()


def _locked(product_type_id: int) -> ProductType:
    kind = ProductType.objects.select_for_update().filter(pk=product_type_id).first()
    if kind is None:
        raise NotFound(field="id")
    return kind


def _told(value: Any) -> Any:
    return getattr(value, "pk", value)


def _carried(kind: ProductType) -> dict[str, list[Any]]:
    of_products = kind.product_attributes.order_by("sort_order", "pk").values_list("attribute", flat=True)
    of_variants = kind.variant_attributes.order_by("sort_order", "pk")
    return {
        "products": list(of_products),
        "variants": [list(each) for each in of_variants.values_list("attribute", "variant_selection")],
    }


def _refuse_unfit(
    kind: ProductType, products: Sequence[int], variants: Mapping[int, bool], known: Mapping[int, Attribute]
) -> None:
    if len(set(products)) < len(products):
        raise ProductInvalid(
            _("The same attribute is there twice."), code="DUPLICATED_INPUT_ITEM", field="products"
        )
    if not known.keys() >= {*products, *variants}:
        raise NotFound(field="attribute")
    for each in known.values():
        if each.type != AttributeKind.PRODUCT_TYPE:
            raise ProductInvalid(
                _("“%(name)s” is no attribute of goods.") % {"name": each.name}, field="attribute"
            )
    chosen = {pk for pk, is_chosen in variants.items() if is_chosen}
    already = set(kind.variant_attributes.filter(variant_selection=True).values_list("attribute", flat=True))
    for pk in chosen - already:
        if known[pk].input_type not in SELECTABLE:
            words = {"name": known[pk].name}
            raise ProductInvalid(_("Nobody can choose a variant by “%(name)s”.") % words, field="variants")


def _refuse_orphans(kind: ProductType, products: Sequence[int], variants: Mapping[int, bool]) -> None:
    """What goods say of themselves must not stand there without its attribute."""
    said: dict[str, Any] = {
        "products": AssignedProductAttributeValue.objects.filter(product__product_type=kind).exclude(
            value__attribute__in=products
        ),
        "variants": AssignedVariantAttributeValue.objects.filter(variant__product__product_type=kind).exclude(
            value__attribute__in=[*variants]
        ),
    }
    leaving = {
        "products": kind.product_attributes.exclude(attribute__in=products),
        "variants": kind.variant_attributes.exclude(attribute__in=[*variants]),
    }
    for field, rows in said.items():
        left = rows.filter(value__attribute__in=leaving[field].values("attribute"))
        if found := left.values_list("value__attribute__name", flat=True).order_by("pk").first():
            raise ProductInvalid(
                _("Goods of this type say something of “%(name)s”: it stays.") % {"name": found}, field=field
            )


def _set(rows: Any, wanted: Mapping[int, dict[str, Any]]) -> None:
    rows.exclude(attribute__in=[*wanted]).delete()
    for order, (attribute_id, columns) in enumerate(wanted.items()):
        rows.update_or_create(attribute_id=attribute_id, defaults={"sort_order": order, **columns})
