"""The operator's view of what lies where. A count is written by the service that knows what is promised."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.core.admin import Counter, Desk
from marketplace.warehouse import services
from marketplace.warehouse.models import Allocation, Reservation, Stock, Warehouse


@admin.register(Warehouse)
class WarehouseAdmin(Counter):
    """Warehouses of all cooperatives."""

    section = "goods"
    title = _("Warehouses")
    needs = "manage_products"
    list_display = ("name", "cooperative", "click_and_collect_option", "is_private")
    list_filter = ("click_and_collect_option",)
    list_select_related = ("cooperative",)
    ordering = ("cooperative__name_sort", "pk")
    exclude = ("metadata", "private_metadata")
    writable = ("name", "email", "is_private", "click_and_collect_option")

    def write(self, obj: Warehouse, columns: dict[str, Any]) -> None:
        services.update_warehouse(warehouse=obj, **columns)


@admin.register(Stock)
class StockAdmin(Counter):
    """Quantities."""

    section = "goods"
    title = _("Stock")
    needs = "manage_products"
    list_display = ("variant", "warehouse", "quantity", "quantity_allocated")
    list_select_related = ("variant", "warehouse")
    search_fields = ("variant__sku__startswith",)
    ordering = ("warehouse", "variant")
    writable = ("quantity",)

    def write(self, obj: Stock, columns: dict[str, Any]) -> None:
        services.set_quantity(warehouse_id=obj.warehouse_id, variant_id=obj.variant_id, **columns)


@admin.display(description=_("stock line"), ordering="stock_id")
def line(row: Reservation | Allocation) -> str:
    """The key of the stock: its own words would be a statement for every row."""
    return str(row.stock_id)


@admin.register(Reservation)
class ReservationAdmin(Desk):
    """Holds of carts."""

    section = "goods"
    title = _("Goods held for carts")
    needs = "manage_checkouts"
    list_display = (line, "quantity", "reserved_until", "claim")
    ordering = ("-reserved_until",)


@admin.register(Allocation)
class AllocationAdmin(Desk):
    """Promises to orders."""

    section = "goods"
    title = _("Goods promised to orders")
    needs = "manage_orders"
    list_display = (line, "quantity", "claim")
    ordering = ("-pk",)
