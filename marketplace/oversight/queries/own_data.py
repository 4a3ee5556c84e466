"""What is a cooperative's own: profile, people, goods, stock, papers, its parts of orders. Nobody else's rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from marketplace.catalog.models import ProductChannelListing, ProductVariantChannelListing
from marketplace.cooperative.models import Cooperative, CooperativeMember
from marketplace.order.models import OrderLine, Suborder
from marketplace.oversight.models import Application, ListingEntry, OpeningEntry, Paper, RulesAcceptance
from marketplace.warehouse.models import Stock, Warehouse

Table = tuple[str, Sequence[str], Iterator[Sequence[Any]]]
PROFILE = (
    "slug", "name", "legal_name", "kind", "tax_code", "story", "province_code", "commune_code", "commune_name",
    "street", "phone", "email", "founded_year", "member_count", "opening_status", "is_active", "closed_until",
    "bank_bin", "bank_account_number", "bank_account_name", "minimum_order_amount", "created_at", "updated_at",
)  # fmt: skip
OF_APPLICATION = (
    "responsible_name",
    "responsible_phone",
    "submitted_at",
    "decided_at",
    "reason",
    "suspends_at",
)
ADDRESS = ("street_address_1", "street_address_2", "city", "city_area", "country_area", "phone")
BUYER = tuple(f"order__shipping_address__{name}" for name in ("first_name", "last_name", *ADDRESS))


def profile_of(cooperative: Cooperative) -> dict[str, Any]:
    """The cooperative's own columns, its opening and its texts in other languages."""
    profile = {name: getattr(cooperative, name) for name in PROFILE}
    opening = Application.objects.filter(cooperative=cooperative).values(*OF_APPLICATION).first()
    texts = cooperative.translations.order_by("language_code").values("language_code", "name", "story")
    return {**profile, "opening": opening, "translations": list(texts)}


def tables_of(cooperative: Cooperative) -> Iterator[Table]:
    """(name, columns, rows) of each table, read one after the other."""
    pk = cooperative.pk
    yield _table(
        "members", CooperativeMember.objects.filter(cooperative=pk), "name", "phone", "role", "is_active"
    )
    yield _table(
        "warehouses",
        Warehouse.objects.filter(cooperative=pk),
        "name",
        *(f"address__{each}" for each in ADDRESS),
    )
    yield _table("listings", ProductChannelListing.objects.filter(cooperative=pk), *OF_LISTINGS)
    prices = ProductVariantChannelListing.objects.filter(variant__product__cooperative=pk)
    yield _table("prices", prices, *OF_PRICES)
    yield _table("stock", Stock.objects.filter(warehouse__cooperative=pk), *OF_STOCK)
    yield _table("orders", Suborder.objects.filter(cooperative=pk), *OF_ORDERS)
    yield _table("order_lines", OrderLine.objects.filter(suborder__cooperative=pk), *OF_LINES)
    yield _table("papers", Paper.objects.filter(cooperative=pk), *OF_PAPERS)
    rules = RulesAcceptance.objects.filter(cooperative=pk)
    yield _table(
        "rules_accepted", rules, "version__title", "version__number", "version__since", "at", "actor"
    )
    yield _table(
        "opening_history",
        OpeningEntry.objects.filter(cooperative=pk),
        "at",
        "actor",
        "status",
        "note",
        "reason",
    )
    looks = ListingEntry.objects.filter(cooperative=pk)
    yield _table("listing_history", looks, "at", "actor", "product_name", "deed", "reason")


OF_LISTINGS = (
    "product__id", "product__name", "product__slug", "product__category__name", "channel__slug", "review",
    "is_published", "published_at", "submitted_at",
)  # fmt: skip
OF_PRICES = (
    "variant__product__name", "variant__name", "variant__sku", "channel__slug", "currency", "price_amount",
    "discounted_price_amount",
)  # fmt: skip
OF_STOCK = (
    "warehouse__name", "variant__product__name", "variant__name", "variant__sku", "quantity", "quantity_allocated",
)  # fmt: skip
OF_ORDERS = (
    "number", "status", "created_at", "currency", "subtotal_gross_amount", "shipping_gross_amount",
    "total_gross_amount", "amount_due_amount", "payment_gateway", "shipping_method_name", "carrier_name",
    "tracking_number", "decline_reason", "order__phone", *BUYER, "order__customer_note",
)  # fmt: skip
OF_LINES = (
    "suborder__number", "position", "product_name", "variant_name", "sku", "quantity", "quantity_fulfilled",
    "quantity_declined", "unit_gross_amount", "total_gross_amount", "tax_percent",
)  # fmt: skip
OF_PAPERS = ("kind__name", "number", "valid_until", "status", "reason", "given_at", "removed_at")


def _table(name: str, rows: QuerySet[Any], *columns: str) -> Table:
    heads = [column.removeprefix("order__").replace("__", "_") for column in columns]
    return name, heads, rows.order_by("pk").values_list(*columns).iterator(chunk_size=2000)
