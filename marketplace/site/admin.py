"""The operator's view of the shop as a whole."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.core.admin import Counter, Desk
from marketplace.core.office import Words
from marketplace.site import services
from marketplace.site.models import ShopSettings, SlugRedirect


@admin.register(ShopSettings)
class ShopSettingsAdmin(Counter):
    """The one row of settings."""

    section = "settings"
    title = _("Settings of the shop")
    needs = "manage_settings"
    exclude = ("id", "metadata", "private_metadata", "company_address")
    words: ClassVar[dict[str, Words]] = {
        "description": _("what the shop is, in a sentence"),
        "header_text": _("line at the top of the shop"),
        "default_weight_unit": _("unit of weight"),
        "default_mail_sender_name": _("name of the sender of letters"),
        "default_mail_sender_address": _("address of the sender of letters"),
        "reserve_stock_duration_anonymous_user": _("minutes for which a visitor's cart keeps goods"),
        "reserve_stock_duration_authenticated_user": _(
            "minutes for which a signed-in buyer's cart keeps goods"
        ),
        "limit_quantity_per_checkout": _("most of one kind in a cart"),
        "display_gross_prices": _("prices are shown with tax"),
        "track_inventory_by_default": _("new goods count their stock"),
        "fulfillment_auto_approve": _("parcels need no second approval"),
        "fulfillment_allow_unpaid": _("goods may be sent before they are paid"),
        "customer_set_password_url": _("page on which a new password is set"),
        "terms_of_sale": _("terms of sale"),
        "privacy_policy": _("privacy policy"),
        "first_listings_looked_at": _("first listings looked at"),
        "answer_within_hours": _("hours after which an order counts as unanswered"),
        "operator_notice": _("notice of who runs the market"),
    }
    writable = tuple(
        field.name for field in ShopSettings._meta.concrete_fields if field.name not in services.NOT_SETTINGS
    )

    def write(self, obj: ShopSettings, columns: dict[str, Any]) -> None:
        services.update_settings(**columns)


@admin.register(SlugRedirect)
class SlugRedirectAdmin(Desk):
    """Where old addresses lead."""

    section = "settings"
    title = _("Old addresses")
    list_display = ("kind", "old_slug", "object_id", "created_at")
    list_filter = ("kind",)
    search_fields = ("old_slug__startswith",)
    ordering = ("kind", "old_slug")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) or request.user.has_perm("account.manage_products")
