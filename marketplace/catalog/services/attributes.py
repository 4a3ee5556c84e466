"""Attributes, their values, and which goods have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.errors import NotCarried, ProductInvalid
from marketplace.catalog.models import (
    AssignedPageAttributeValue,
    AssignedProductAttributeValue,
    AssignedVariantAttributeValue,
    Attribute,
    AttributeInput,
    AttributePage,
    AttributeValue,
    Product,
    ProductVariant,
)
from marketplace.catalog.models.attributes import CHOSEN
from marketplace.catalog.services import following
from marketplace.content.models import Page
from marketplace.core.vietnamese import fold, slugify
from marketplace.site.services import unused_slug

SEVERAL = frozenset({AttributeInput.MULTISELECT, AttributeInput.REFERENCE})
NAME_LENGTH = 250


@transaction.atomic
def create_attribute(*, name: str, slug: str = "", **columns: Any) -> Attribute:
    """A new attribute. `columns` are those of the model, `input_type` above all."""
    return Attribute.objects.create(
        slug=unused_slug(Attribute, slug or name), **following.names(name), **columns
    )


@transaction.atomic
def create_value(*, attribute: Attribute, name: str, slug: str = "", **columns: Any) -> AttributeValue:
    """A new entry of an attribute's list. Raises ProductInvalid when the list has this entry already."""
    slug = slug or slugify(name)
    if attribute.values.filter(slug=slug).exists():
        raise ProductInvalid(_("The list has this value already."), code="UNIQUE", field="slug")
    return AttributeValue.objects.create(
        attribute=attribute, name=name, name_folded=fold(name), slug=slug, **columns
    )


@transaction.atomic
def assign_product_values(
    *, product: Product, attribute: Attribute, values: Sequence[AttributeValue] = (), **content: Any
) -> list[AttributeValue]:
    """A product has exactly these values of an attribute: entries of its list, or the `content` written for it.

    `content` is the column of the input: plain_text=…, numeric=…, boolean=…, date_time=…, rich_text=…, file_url=….
    Neither = none. Raises ProductInvalid when products of this type do not carry the attribute.
    """
    if not product.product_type.product_attributes.filter(attribute=attribute).exists():
        raise NotCarried(_("Products of this type do not have this attribute."), field="attributes")
    chosen = _values(attribute, f"p{product.pk}", values, content)
    AssignedProductAttributeValue.objects.filter(product=product, value__attribute=attribute).delete()
    AssignedProductAttributeValue.objects.bulk_create(
        AssignedProductAttributeValue(product=product, value=value, sort_order=order)
        for order, value in enumerate(chosen)
    )
    following.refresh_search([product.pk])
    return chosen


@transaction.atomic
def assign_variant_values(
    *, variant: ProductVariant, attribute: Attribute, values: Sequence[AttributeValue] = (), **content: Any
) -> list[AttributeValue]:
    """The same for a variant."""
    if not variant.product.product_type.variant_attributes.filter(attribute=attribute).exists():
        raise NotCarried(_("Variants of this type do not have this attribute."), field="attributes")
    chosen = _values(attribute, f"v{variant.pk}", values, content)
    AssignedVariantAttributeValue.objects.filter(variant=variant, value__attribute=attribute).delete()
    AssignedVariantAttributeValue.objects.bulk_create(
        AssignedVariantAttributeValue(variant=variant, value=value, sort_order=order)
        for order, value in enumerate(chosen)
    )
    following.tell([variant.product_id])
    return chosen


@transaction.atomic
def assign_page_values(
    *, page: Page, attribute: Attribute, values: Sequence[AttributeValue] = (), **content: Any
) -> list[AttributeValue]:
    """The same for a page."""
    if not AttributePage.objects.filter(page_type=page.page_type_id, attribute=attribute).exists():
        raise NotCarried(_("Pages of this type do not have this attribute."), field="attributes")
    chosen = _values(attribute, f"g{page.pk}", values, content)
    AssignedPageAttributeValue.objects.filter(page=page, value__attribute=attribute).delete()
    AssignedPageAttributeValue.objects.bulk_create(
        AssignedPageAttributeValue(page=page, value=value, sort_order=order)
        for order, value in enumerate(chosen)
    )
    return chosen


def _values(
    attribute: Attribute, owner: str, values: Sequence[AttributeValue], content: dict[str, Any]
) -> list[AttributeValue]:
    if any(value.attribute_id != attribute.pk for value in values):
        raise ProductInvalid(_("This value is of another attribute."), field="attributes")
    if attribute.input_type in CHOSEN:
        if len(values) > 1 and attribute.input_type not in SEVERAL:
            raise ProductInvalid(_("Only one value can be chosen."), field="attributes")
        return list(values)
    return [_written(attribute, owner, content)] if content else list(values)


def yes_or_no(attribute: Attribute, is_so: bool) -> str:
    """The name of a value of yes or no: in the market's own language, whoever writes it first."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{attribute.name}: {_('yes') if is_so else _('no')}"


def _written(attribute: Attribute, owner: str, content: dict[str, Any]) -> AttributeValue:
    """The value row of one object; yes and no are shared by all."""
    ((column, what),) = content.items()
    if attribute.input_type == AttributeInput.BOOLEAN:
        slug, name = (
            f"{attribute.pk}_{str(what).lower()}",
            yes_or_no(attribute, what),
        )
    else:
        slug, name = f"{owner}_{attribute.pk}", str(what)[:NAME_LENGTH]
    written, _made = AttributeValue.objects.update_or_create(
        attribute=attribute,
        slug=slug,
        defaults={column: what, "name": name, "name_folded": fold(name)[:NAME_LENGTH]},
    )
    return written
