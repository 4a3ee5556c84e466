"""Filters and sortings of shelves, types and attributes."""

from __future__ import annotations

import graphene

from marketplace.catalog.api.enums import (
    AttributeTypeEnum,
    CollectionPublished,
    ProductTypeEnum,
    ProductTypeKindEnum,
)
from marketplace.graphql.conditions import DateTimeRangeInput, StringFilterInput
from marketplace.graphql.searching import MetadataFilter
from marketplace.graphql.sorting import OrderDirection


def ids() -> graphene.List:
    """`[ID!]`."""
    return graphene.List(graphene.NonNull(graphene.ID))


def strings() -> graphene.List:
    """`[String!]`."""
    return graphene.List(graphene.NonNull(graphene.String))


def sorting(name: str, fields: str, what: str) -> type[graphene.InputObjectType]:
    """`CategorySortingInput` with its `CategorySortField` of these words."""
    field_name = name.removesuffix("ingInput") + "Field"
    field = graphene.Enum(
        field_name, [(each, each) for each in fields.split()], description=f"What {what} are sorted by."
    )
    attributes = {
        "__doc__": f"How {what} are sorted.",
        "direction": graphene.InputField(OrderDirection, required=True),
        "field": graphene.InputField(field, required=True),
    }
    return type(name, (graphene.InputObjectType,), attributes)


CategorySortingInput = sorting("CategorySortingInput", "NAME PRODUCT_COUNT SUBCATEGORY_COUNT", "categories")
CollectionSortingInput = sorting(
    "CollectionSortingInput", "NAME AVAILABILITY PRODUCT_COUNT PUBLICATION_DATE PUBLISHED_AT", "collections"
)
ProductTypeSortingInput = sorting(
    "ProductTypeSortingInput", "NAME DIGITAL SHIPPING_REQUIRED", "product types"
)
ProductVariantSortingInput = sorting("ProductVariantSortingInput", "LAST_MODIFIED_AT", "variants")
AttributeChoicesSortingInput = sorting("AttributeChoicesSortingInput", "NAME SLUG", "choices")
AttributeSortingInput = sorting(
    "AttributeSortingInput",
    "NAME SLUG VALUE_REQUIRED IS_VARIANT_ONLY VISIBLE_IN_STOREFRONT FILTERABLE_IN_STOREFRONT"
    " FILTERABLE_IN_DASHBOARD STOREFRONT_SEARCH_POSITION AVAILABLE_IN_GRID",
    "attributes",
)


class MediaChoicesSortField(graphene.Enum):
    """What media are sorted by."""

    ID = "ID"


class MediaSortingInput(graphene.InputObjectType):
    """How media are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(MediaChoicesSortField, required=True)


class AttributeValueFilterInput(graphene.InputObjectType):
    """Which values."""

    search = graphene.String()
    ids = ids()
    slugs = strings()


class AttributeFilterInput(graphene.InputObjectType):
    """Which attributes."""

    value_required = graphene.Boolean()
    is_variant_only = graphene.Boolean()
    visible_in_storefront = graphene.Boolean()
    filterable_in_storefront = graphene.Boolean()
    filterable_in_dashboard = graphene.Boolean()
    available_in_grid = graphene.Boolean()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    search = graphene.String()
    ids = ids()
    type = graphene.InputField(AttributeTypeEnum)
    in_collection = graphene.ID()
    in_category = graphene.ID()
    slugs = strings()
    channel = graphene.String()


class CategoryFilterInput(graphene.InputObjectType):
    """Which categories."""

    search = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    ids = ids()
    slugs = strings()
    updated_at = graphene.InputField(DateTimeRangeInput)


class CollectionFilterInput(graphene.InputObjectType):
    """Which collections."""

    published = graphene.InputField(CollectionPublished)
    search = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    ids = ids()
    slugs = strings()
    channel = graphene.String()


class ProductTypeFilterInput(graphene.InputObjectType):
    """Which product types."""

    search = graphene.String()
    product_type = graphene.InputField(ProductTypeEnum)
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    kind = graphene.InputField(ProductTypeKindEnum)
    ids = ids()
    slugs = strings()


class ProductVariantFilterInput(graphene.InputObjectType):
    """Which variants."""

    search = graphene.String()
    sku = strings()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    updated_at = graphene.InputField(DateTimeRangeInput)


class ProductVariantWhereInput(graphene.InputObjectType):
    """Which variants, with AND and OR."""

    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    ids = ids()
    sku = graphene.InputField(StringFilterInput)
    updated_at = graphene.InputField(DateTimeRangeInput)
    AND = graphene.List(graphene.NonNull(lambda: ProductVariantWhereInput))
    OR = graphene.List(graphene.NonNull(lambda: ProductVariantWhereInput))


class CategoryWhereInput(graphene.InputObjectType):
    """Which categories, with AND and OR."""

    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    ids = ids()
    AND = graphene.List(graphene.NonNull(lambda: CategoryWhereInput))
    OR = graphene.List(graphene.NonNull(lambda: CategoryWhereInput))


class CollectionWhereInput(graphene.InputObjectType):
    """Which collections, with AND and OR."""

    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    ids = ids()
    AND = graphene.List(graphene.NonNull(lambda: CollectionWhereInput))
    OR = graphene.List(graphene.NonNull(lambda: CollectionWhereInput))
