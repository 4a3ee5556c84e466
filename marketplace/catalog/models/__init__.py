"""The tables of goods."""

from marketplace.catalog.models.attributes import (
    AssignedProductAttributeValue,
    AssignedVariantAttributeValue,
    Attribute,
    AttributeEntity,
    AttributeInput,
    AttributeKind,
    AttributeProduct,
    AttributeValue,
    AttributeVariant,
)
from marketplace.catalog.models.listings import (
    CollectionChannelListing,
    ProductChannelListing,
    ProductVariantChannelListing,
    Review,
    ShelfCount,
)
from marketplace.catalog.models.media import MediaKind, ProductMedia, VariantMedia
from marketplace.catalog.models.pages import AssignedPageAttributeValue, AttributePage
from marketplace.catalog.models.products import NetUnit, Product, ProductType, ProductTypeKind, ProductVariant
from marketplace.catalog.models.shelves import Category, Collection, CollectionProduct
from marketplace.catalog.models.translations import (
    AttributeTranslation,
    AttributeValueTranslation,
    CategoryTranslation,
    CollectionTranslation,
    ProductTranslation,
    ProductVariantTranslation,
)

__all__ = [
    "AssignedPageAttributeValue",
    "AssignedProductAttributeValue",
    "AssignedVariantAttributeValue",
    "Attribute",
    "AttributeEntity",
    "AttributeInput",
    "AttributeKind",
    "AttributePage",
    "AttributeProduct",
    "AttributeTranslation",
    "AttributeValue",
    "AttributeValueTranslation",
    "AttributeVariant",
    "Category",
    "CategoryTranslation",
    "Collection",
    "CollectionChannelListing",
    "CollectionProduct",
    "CollectionTranslation",
    "MediaKind",
    "NetUnit",
    "Product",
    "ProductChannelListing",
    "ProductMedia",
    "ProductTranslation",
    "ProductType",
    "ProductTypeKind",
    "ProductVariant",
    "ProductVariantChannelListing",
    "ProductVariantTranslation",
    "Review",
    "ShelfCount",
    "VariantMedia",
]
