"""Products with everything that belongs to them, to read; hiding one is the operator's only act here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.catalog import queries, services
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
        "created_at",
        "updated_at",
    )
    inlines = (Variants, Listings, Pictures, Attributes, Translations)
    actions = ("hide",)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return queries.matching(queryset, search_term), False

    @admin.action(description=_("Hide in all channels"))
    def hide(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        """Take these goods off the shelves; their cooperative can publish them again."""
        for product in queryset:
            for listing in product.channel_listings.select_related("channel"):
                services.unpublish(product=product, channel=listing.channel)
        self.message_user(request, _("%(count)s products are hidden.") % {"count": len(queryset)})
