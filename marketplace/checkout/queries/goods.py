"""Variants as a channel sells them now, for carts and for those who want to put something in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from marketplace.catalog.models import ProductTranslation, ProductVariant, ProductVariantTranslation, Review
from marketplace.checkout.pricing import (
    CLOSED,
    NOT_PUBLISHED,
    NOT_SOLD_HERE,
    NOT_YET,
    TAKEN_DOWN,
    Goods,
    Refusal,
    closed_until,
)
from marketplace.checkout.queries.taxes import Taxes
from marketplace.cooperative.terms import near
from marketplace.core.fields import PENDING
from marketplace.core.statements import kept
from marketplace.tax.queries import today


def goods_in(channel_id: int, variant_ids: Iterable[int]) -> dict[int, Goods]:
    """Variants as the channel sells them now, but for taxes; those that do not exist are left out. 1 statement."""

    def wanted() -> QuerySet[Any, Any]:
        rows = with_listings(ProductVariant.objects.filter(pk__within=PENDING), "", channel_id)
        return rows.values(**columns(""))

    rows = kept(("goods in", channel_id), wanted, ()).dicts(set(variant_ids))
    return {goods.variant_id: goods for _row, goods in goods_of(rows)}


def with_listings(rows: QuerySet[Any], prefix: str, channel_id: int) -> QuerySet[Any]:
    """The channel's two listings of each variant, joined under names of our own."""
    variant, product = f"{prefix}channel_listings", f"{prefix}product__channel_listings"
    return rows.annotate(
        own=FilteredRelation(variant, condition=Q(**{f"{variant}__channel": channel_id})),
        whole=FilteredRelation(product, condition=Q(**{f"{product}__channel": channel_id})),
    )


def columns(prefix: str) -> dict[str, Any]:
    """What Goods are made from, as one flat row."""
    product = f"{prefix}product__"
    return {
        "goods_id": F(f"{prefix}id"),
        "cooperative": F(f"{product}cooperative_id"),
        "kind": F(f"{product}cooperative__kind"),
        "is_open": F(f"{product}cooperative__is_active"),
        "closed_until": F(f"{product}cooperative__closed_until"),
        "product_name": F(f"{product}name"),
        "variant_name": F(f"{prefix}name"),
        "code": F(f"{prefix}sku"),
        "limit": F(f"{prefix}quantity_limit_per_customer"),
        "weight": Coalesce(f"{prefix}weight_g", f"{product}weight_g", f"{product}product_type__weight_g", 0),
        "ships": F(f"{product}product_type__is_shipping_required"),
        "is_fresh": F(f"{product}is_fresh"),
        "near": F(f"{product}cooperative__near_provinces"),
        "own_province": F(f"{product}cooperative__province_code"),
        "for_adults": F(f"{product}product_type__is_for_adults"),
        "tax_class": Coalesce(f"{product}tax_class_id", f"{product}product_type__tax_class_id"),
        "tax_class_name": Coalesce(f"{product}tax_class__name", f"{product}product_type__tax_class__name"),
        "price": F("own__discounted_price_amount"),
        "list_price": F("own__price_amount"),
        "is_published": F("whole__is_published"),
        "review": F("whole__review"),
        "published_at": F("whole__published_at"),
        "for_sale_at": F("whole__available_for_purchase_at"),
    }


def translations() -> dict[str, Any]:
    """Names in the cart's language, as the order will freeze them."""
    language = {"language_code": OuterRef("checkout__language_code")}
    product = ProductTranslation.objects.filter(product=OuterRef("variant__product_id"), **language)
    variant = ProductVariantTranslation.objects.filter(variant=OuterRef("variant_id"), **language)
    return {
        "translated_product_name": Subquery(product.values("name")[:1]),
        "translated_variant_name": Subquery(variant.values("name")[:1]),
    }


def goods_of(
    rows: Iterable[dict[str, Any]], taxes: Taxes | None = None
) -> Iterator[tuple[dict[str, Any], Goods]]:
    """Each row of `columns` with its goods."""
    now, day = timezone.now(), today()
    for row in rows:
        yield (
            row,
            Goods(
                variant_id=row["goods_id"],
                cooperative_id=row["cooperative"],
                product_name=row["product_name"],
                variant_name=row["variant_name"],
                translated_product_name=row.get("translated_product_name") or "",
                translated_variant_name=row.get("translated_variant_name") or "",
                sku=row["code"],
                price=row["price"],
                list_price=row["list_price"],
                weight_g=row["weight"],
                limit=row["limit"],
                is_shipping_required=row["ships"],
                is_for_adults=row["for_adults"],
                only_to=_near(row),
                tax_class_id=row["tax_class"],
                tax_class_name=row["tax_class_name"] or "",
                tax_rate=taxes.rate(row["tax_class"], row["kind"]) if taxes else None,
                refusal=_refusal(row, now, day),
            ),
        )


def _near(row: dict[str, Any]) -> tuple[str, ...] | None:
    if not row["is_fresh"] or not row["ships"]:
        return None
    return near(row["near"], row["own_province"])


def _refusal(row: dict[str, Any], now: datetime, day: date) -> Refusal | None:
    if row["price"] is None or row["is_published"] is None:
        return NOT_SOLD_HERE
    if row["review"] == Review.TAKEN_DOWN:
        return TAKEN_DOWN
    if not row["is_published"] or row["published_at"] > now:
        return NOT_PUBLISHED
    if row["for_sale_at"] is None or row["for_sale_at"] > now:
        return NOT_YET
    if not row["is_open"]:
        return CLOSED
    is_closed = row["closed_until"] and row["closed_until"] > day
    return closed_until(row["closed_until"]) if is_closed else None
