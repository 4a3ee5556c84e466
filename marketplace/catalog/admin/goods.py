"""Products with everything that belongs to them, to read; what is done about them stands in `oversight.admin`."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.catalog import queries
from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    Product,
    ProductChannelListing,
    ProductMedia,
    ProductTranslation,
    ProductVariant,
)
from marketplace.core.admin import Desk, Rows


class Variants(Rows):
    model = ProductVariant
    fields = ("sku", "name", "net_amount", "net_unit", "weight_g", "track_inventory")


class Listings(Rows):
    model = ProductChannelListing
    fields = (
        "channel",
        "discounted_price_amount",
        "currency",
        "is_published",
        "published_at",
        "visible_in_listings",
    )


class Pictures(Rows):
    model = ProductMedia
    fields = ("image", "alt", "width", "height")


class Attributes(Rows):
    model = AssignedProductAttributeValue
    fields = ("value",)


class Translations(Rows):
    model = ProductTranslation
    fields = ("language_code", "name")


@admin.register(Product)
class ProductAdmin(Desk):
    """Goods of all cooperatives."""

    section = "goods"
    title = _("Products")
    named_by = "product_id"
    needs = "manage_products"
    list_display = ("name", "cooperative", "category", "product_type", "updated_at")
    list_filter = ("category", "product_type", "cooperative")
    list_select_related = ("cooperative", "category", "product_type")
    search_fields = ("search_folded",)
    ordering = ("name_sort", "pk")
    fields = (
        "name",
        "slug",
        "cooperative",
        "product_type",
        "category",
        "tax_class",
        "is_fresh",
        "created_at",
        "updated_at",
    )
    inlines = (Variants, Listings, Pictures, Attributes, Translations)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return queries.matching(queryset, search_term), False
