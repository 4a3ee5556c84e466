"""The types of goods."""

from marketplace.catalog.api.media import ProductMedia
from marketplace.catalog.api.types.attributes import Attribute, AttributeValue, SelectedAttribute
from marketplace.catalog.api.types.listings import (
    CollectionChannelListing,
    ProductChannelListing,
    ProductVariantChannelListing,
)
from marketplace.catalog.api.types.products import Product, ProductType, ProductVariant
from marketplace.catalog.api.types.shelves import Category, Collection

__all__ = [
    "Attribute",
    "AttributeValue",
    "Category",
    "Collection",
    "CollectionChannelListing",
    "Product",
    "ProductChannelListing",
    "ProductMedia",
    "ProductType",
    "ProductVariant",
    "ProductVariantChannelListing",
    "SelectedAttribute",
]
