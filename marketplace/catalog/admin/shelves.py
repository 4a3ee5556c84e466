"""Shelves, collections, types and attributes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.catalog import services
from marketplace.catalog.models import (
    Attribute,
    AttributeProduct,
    AttributeValue,
    AttributeVariant,
    Category,
    Collection,
    CollectionChannelListing,
    ProductType,
)
from marketplace.core.admin import Counter, Desk, Rows

WITHOUT = ("metadata", "private_metadata", "name_sort", "description")


@admin.register(Category)
class CategoryAdmin(Counter):
    """The tree of shelves, in its order."""

    section = "goods"
    title = _("Shelves")
    needs = "manage_products"
    list_display = ("shelf", "slug", "sort_order")
    sortable_by = ()
    ordering = ("path",)
    exclude = (*WITHOUT, "path", "background_image")
    writable = ("name", "slug", "sort_order", "seo_title", "seo_description", "background_image_alt")

    @admin.display(description=_("name"))
    def shelf(self, category: Category) -> str:
        """The name, moved in by its level."""
        return "· " * category.level + category.name

    def write(self, obj: Category, columns: dict[str, Any]) -> None:
        services.update_category(category=obj, **columns)


class CollectionListings(Rows):
    model = CollectionChannelListing


@admin.register(Collection)
class CollectionAdmin(Counter):
    """Selections by hand."""

    section = "goods"
    title = _("Collections")
    needs = "manage_products"
    list_display = ("name", "slug")
    ordering = ("name_sort", "pk")
    exclude = (*WITHOUT, "background_image")
    writable = ("name", "slug", "seo_title", "seo_description", "background_image_alt")
    inlines = (CollectionListings,)

    def write(self, obj: Collection, columns: dict[str, Any]) -> None:
        services.update_collection(collection=obj, **columns)


class OfProducts(Rows):
    model = AttributeProduct
    fields = ("attribute", "sort_order")


class OfVariants(Rows):
    model = AttributeVariant
    fields = ("attribute", "variant_selection", "sort_order")


@admin.register(ProductType)
class ProductTypeAdmin(Desk):
    """Kinds of products with their attributes."""

    section = "goods"
    title = _("Types of products")
    needs = "manage_product_types_and_attributes"
    list_display = ("name", "slug", "kind", "is_shipping_required")
    ordering = ("name_sort", "pk")
    exclude = ("metadata", "private_metadata", "name_sort")
    inlines = (OfProducts, OfVariants)


class Values(Rows):
    model = AttributeValue
    fields = ("name", "slug", "sort_order")
    max_num = 200


@admin.register(Attribute)
class AttributeAdmin(Desk):
    """What can be said of goods."""

    section = "goods"
    title = _("Attributes")
    needs = "manage_product_types_and_attributes"
    list_display = ("name", "slug", "input_type", "filterable_in_storefront")
    list_filter = ("input_type",)
    ordering = ("name_sort", "pk")
    exclude = ("metadata", "private_metadata", "name_sort", "reference_product_types")
    inlines = (Values,)
