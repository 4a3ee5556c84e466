"""Fields between types that are made one after the other: product types and their attributes, lists of variants."""

from __future__ import annotations

from typing import Any

import graphene

from marketplace.account.api.types import AddressInput
from marketplace.catalog import models
from marketplace.catalog.api import inputs, lists, prices
from marketplace.catalog.api.attributes import carried
from marketplace.catalog.api.enums import VariantAttributeScope
from marketplace.catalog.api.types import (
    Attribute,
    Product,
    ProductChannelListing,
    ProductType,
    ProductVariant,
)
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import batch, column, listed
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type, extend


class AssignedVariantAttribute(Type):
    """An attribute of variants, and whether buyers choose by it."""

    class Meta:
        permission = PUBLIC

    attribute = graphene.Field(Attribute, required=True)
    variant_selection = column(graphene.Boolean, "chosen_by", required=True)


def of_products(rows: Any, info: Info) -> list[list[Any]]:
    """`ProductType.productAttributes`."""
    there = carried(info, [row.pk for row in rows], info.columns())
    return [[each.attribute for each in there[row.pk] if not each.of_variants] for row in rows]


def of_variants(rows: Any, info: Info, variant_selection: Any = None) -> list[list[Any]]:
    """`ProductType.assignedVariantAttributes`: all, or only those a buyer chooses by (or does not)."""
    columns = info.columns() if info.field.name == "variantAttributes" else info.columns("attribute")
    there, scope = carried(info, [row.pk for row in rows], columns), variant_selection
    if scope is None or scope.value == "ALL":
        return [[each for each in there[row.pk] if each.of_variants] for row in rows]
    chosen_by = scope.value == "VARIANT_SELECTION"
    return [
        [each for each in there[row.pk] if each.of_variants and each.chosen_by == chosen_by] for row in rows
    ]


def bare_of_variants(rows: Any, info: Info, variant_selection: Any = None) -> list[list[Any]]:
    """`ProductType.variantAttributes`."""
    return [[each.attribute for each in there] for there in of_variants(rows, info, variant_selection)]


def types(info: Info) -> Listing:
    """Product types by name."""
    return Listing(models.ProductType.objects.all(), ("name_sort",))


SCOPE = graphene.Argument(VariantAttributeScope)
extend(
    ProductType,
    product_attributes=listed(Attribute, of_products, needs=("pk",), required=False),
    variant_attributes=listed(
        Attribute, bare_of_variants, needs=("pk",), required=False, variant_selection=SCOPE
    ),
    assigned_variant_attributes=listed(
        AssignedVariantAttribute, of_variants, needs=("pk",), required=False, variant_selection=SCOPE
    ),
)
extend(
    Attribute,
    product_types=connection(ProductType, types, by="product_attributes__attribute_id", required=True),
    product_variant_types=connection(
        ProductType, types, by="variant_attributes__attribute_id", required=True
    ),
)
extend(
    Product,
    product_variants=connection(
        ProductVariant,
        lists.variants_below,
        by="product_id",
        filter=graphene.Argument(inputs.ProductVariantFilterInput),
        where=graphene.Argument(inputs.ProductVariantWhereInput),
        sort_by=graphene.Argument(inputs.ProductVariantSortingInput),
    ),
)
extend(
    ProductChannelListing,
    pricing=batch(
        prices.ProductPricingInfo,
        prices.of_listings,
        needs=("product_id",),
        address=graphene.Argument(AddressInput),
    ),
)
