"""What is a cooperative's own: profile, people, goods, stock, papers, parts of orders, payments, decisions on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    AssignedVariantAttributeValue,
    AttributeInput,
    AttributeValueTranslation,
    Product,
    ProductChannelListing,
    ProductMedia,
    ProductTranslation,
    ProductVariant,
    ProductVariantChannelListing,
    ProductVariantTranslation,
)
from marketplace.cooperative.models import Cooperative, CooperativeMember, Mandate, OpeningStatus
from marketplace.core.pictures import address_of
from marketplace.order.models import GrantedRefund, OrderLine, Suborder
from marketplace.oversight.models import (
    Application,
    Asker,
    ListingEntry,
    OpeningEntry,
    Paper,
    RulesAcceptance,
    TakeDown,
)
from marketplace.payment.models import TransactionEvent, TransactionItem
from marketplace.shipping.models import RateRow
from marketplace.warehouse.models import Stock, Warehouse

Table = tuple[str, Sequence[str], Iterator[Sequence[Any]]]
PROFILE = (
    "slug", "name", "legal_name", "kind", "tax_code", "story", "province_code", "commune_code", "commune_name",
    "street", "phone", "email", "founded_year", "member_count", "opening_status", "is_active", "closed_until",
    "bank_bin", "bank_account_number", "bank_account_name", "minimum_order_amount", "handling_days",
    "near_provinces", "created_at", "updated_at",
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
    yield from _goods_of(pk)
    yield _table("listings", ProductChannelListing.objects.filter(cooperative=pk), *OF_LISTINGS)
    prices = ProductVariantChannelListing.objects.filter(variant__product__cooperative=pk)
    yield _table("prices", prices, *OF_PRICES)
    yield _table("stock", Stock.objects.filter(warehouse__cooperative=pk), *OF_STOCK)
    yield _table("orders", Suborder.objects.filter(cooperative=pk), *OF_ORDERS)
    yield _table("order_lines", OrderLine.objects.filter(suborder__cooperative=pk), *OF_LINES)
    yield from _money_of(pk)
    yield from _decisions_on(pk)


def _decisions_on(pk: int) -> Iterator[Table]:
    """Papers, rules, mandates, and what the operator has decided."""
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
    yield _table("mandates", Mandate.objects.filter(cooperative=pk), *OF_MANDATES)
    # a person who asked stays unnamed, as in the letter to the seller
    authority = Case(When(asker=Asker.AUTHORITY, then=F("authority")), default=Value(""))
    taken = TakeDown.objects.filter(cooperative=pk).annotate(asked_by=authority)
    yield _table("take_downs", taken, *OF_TAKE_DOWNS)
    steps = OpeningEntry.objects.filter(cooperative=pk)
    suspended = Q(status=OpeningStatus.SUSPENDED) | Q(note__startswith="SUSPENSION")
    yield _table("suspensions", steps.filter(suspended), "at", "status", "note", "reason")


def _goods_of(pk: int) -> Iterator[Table]:
    """What is written and chosen for goods, and where their pictures are."""
    of_products, of_variants = "product__cooperative", "variant__product__cooperative"
    yield _table("products", Product.objects.filter(cooperative=pk), *OF_PRODUCTS)
    texts = ProductTranslation.objects.filter(**{of_products: pk})
    yield _table("product_translations", texts, *OF_TRANSLATIONS)
    yield _table("variants", ProductVariant.objects.filter(**{of_products: pk}), *OF_VARIANTS)
    names = ProductVariantTranslation.objects.filter(**{of_variants: pk})
    yield _table("variant_translations", names, "variant__sku", "variant__name", "language_code", "name")
    chosen = AssignedProductAttributeValue.objects.filter(**{of_products: pk})
    yield _table("product_attributes", chosen, "product__id", "product__name", *OF_VALUES)
    chosen_for_packs = AssignedVariantAttributeValue.objects.filter(**{of_variants: pk})
    yield _table("variant_attributes", chosen_for_packs, "variant__sku", "variant__name", *OF_VALUES)
    written = AttributeValueTranslation.objects.filter(
        value__attribute__input_type__in=(AttributeInput.PLAIN_TEXT, AttributeInput.RICH_TEXT),
        value__product_assignments__product__cooperative=pk,
    )
    yield _table("attribute_translations", written, *OF_WRITTEN)
    name, heads, rows = _table("pictures", ProductMedia.objects.filter(**{of_products: pk}), *OF_PICTURES)
    yield name, heads, ((*row[:-1], _address(row[-1])) for row in rows)


def _money_of(pk: int) -> Iterator[Table]:
    """What sending costs by the shop's own tables, and what was paid to it and granted back."""
    yield _table("shipping_rates", RateRow.objects.filter(cooperative=pk), *OF_RATES)
    number = Suborder.objects.filter(pk=OuterRef("suborder_id")).values("number")
    paid = TransactionItem.objects.filter(payee=pk).annotate(suborder_number=Subquery(number))
    yield _table("payments", paid, *OF_PAYMENTS)
    number = Suborder.objects.filter(pk=OuterRef("transaction__suborder_id")).values("number")
    steps = TransactionEvent.objects.filter(transaction__payee=pk).annotate(suborder_number=Subquery(number))
    yield _table("payment_history", steps, *OF_PAYMENT_STEPS)
    yield _table("refunds", GrantedRefund.objects.filter(suborder__cooperative=pk), *OF_REFUNDS)


def _address(image: str) -> str:
    """Where a stored picture is opened; a film has none of ours."""
    return urljoin(settings.API_URL, address_of(image, None, "original")) if image else ""


OF_PRODUCTS = (
    "id", "name", "slug", "product_type__name", "category__name", "description", "seo_title", "seo_description",
    "weight_g", "rating", "is_fresh", "created_at", "updated_at",
)  # fmt: skip
OF_TRANSLATIONS = (
    "product__id", "product__name", "language_code", "name", "slug", "description", "seo_title", "seo_description",
)  # fmt: skip
OF_VARIANTS = (
    "product__id", "product__name", "name", "sku", "net_amount", "net_unit", "weight_g", "track_inventory",
    "quantity_limit_per_customer", "created_at", "updated_at",
)  # fmt: skip
OF_VALUES = (
    "value__attribute__name", "value__name", "value__plain_text", "value__rich_text", "value__boolean",
    "value__numeric", "value__date_time", "value__file_url",
)  # fmt: skip
OF_WRITTEN = ("value__attribute__name", "value__name", "language_code", "name", "plain_text", "rich_text")
OF_PICTURES = ("product__id", "product__name", "sort_order", "type", "alt", "external_url", "image")
OF_RATES = (
    "method__name", "province_code", "max_weight_g", "min_value_amount", "currency", "price_amount",
)  # fmt: skip
OF_PAYMENTS = (
    "suborder_number", "gateway", "name", "psp_reference", "message", "currency", "authorized_amount",
    "charged_amount", "refunded_amount", "canceled_amount", "created_at", "modified_at",
)  # fmt: skip
OF_PAYMENT_STEPS = (
    "suborder_number", "type", "currency", "amount", "psp_reference", "message", "actor", "created_at",
)  # fmt: skip
OF_REFUNDS = (
    "suborder__number", "currency", "amount", "shipping_included", "reason", "status", "actor", "created_at",
)  # fmt: skip
OF_MANDATES = (
    "name", "rights", "until", "status", "by_helper", "grantor__name", "proposed_at", "confirmed_at", "ended_at",
)  # fmt: skip
OF_TAKE_DOWNS = (
    "product_name", "is_whole_shop", "asker", "asked_by", "reference", "reason", "received_at", "deadline_at",
    "done_at", "restoration__at", "restoration__reason",
)  # fmt: skip
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
