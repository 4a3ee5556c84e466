"""The operator's view of the shop as a whole."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.core.admin import Counter, Desk
from marketplace.site import services
from marketplace.site.models import ShopSettings, SlugRedirect


@admin.register(ShopSettings)
class ShopSettingsAdmin(Counter):
    """The one row of settings."""

    section = "settings"
    title = _("Settings of the shop")
    needs = "manage_settings"
    exclude = ("id", "metadata", "private_metadata", "company_address")
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
