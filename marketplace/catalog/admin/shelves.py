"""Shelves and collections."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.catalog import services
from marketplace.catalog.models import (
    Category,
    Collection,
    CollectionChannelListing,
)
from marketplace.core.admin import Counter, Rows

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
