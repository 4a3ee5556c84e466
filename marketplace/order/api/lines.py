"""OrderLine, Fulfillment and granted refunds."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.account.api.apps import App, users_of
from marketplace.account.api.types import User
from marketplace.catalog.api.media import media
from marketplace.catalog.api.types import ProductVariant
from marketplace.content.api.pages import Page
from marketplace.core.money import Money as MoneyValue
from marketplace.core.money import TaxedMoney as TaxedValue
from marketplace.graphql.fields import SourceField, batch, column, many, one, value
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import WITHIN, staff
from marketplace.graphql.scalars import Money, PositiveDecimal, TaxedMoney
from marketplace.graphql.types import Node, Type, global_id
from marketplace.order import models, queries
from marketplace.order.api.enums import (
    DiscountValueTypeEnum,
    FulfillmentStatus,
    OrderGrantedRefundStatusEnum,
    words,
)
from marketplace.order.api.money import amount, taxed
from marketplace.payment.api.types import TransactionEvent, TransactionItem
from marketplace.site.api.pictures import Image, Picture, picture_arguments, picture_url
from marketplace.tax.api.types import TaxClass
from marketplace.tax.rates import net_of
from marketplace.warehouse.api.types import COUNTS, Allocation, Warehouse, promises

LEFT = ("quantity", "quantity_fulfilled", "quantity_declined")


def thumbnails(rows: Any, info: Info, size: int | None = None, format: Any = None) -> list[Picture | None]:
    """The first picture of the product; null once the goods are gone from the shop."""
    products = [row.variant__product_id for row in rows]
    found = media(info, [product for product in products if product is not None])
    firsts: list[Any] = [
        next((each for each in found.get(product, ()) if each.image), None) for product in products
    ]
    return [Picture(picture_url(each.image, size, format), each.alt) if each else None for each in firsts]


def undiscounted_unit(row: Any) -> TaxedValue:
    """The list price of one, for display."""
    gross = MoneyValue(row.undiscounted_unit_gross_amount, row.currency)
    return net_of(gross, row.tax_percent / 100)


class OrderLine(MetadataFields, Type):
    """One good of an order, as it was agreed."""

    class Meta:
        model = models.OrderLine
        metadata = (staff("MANAGE_ORDERS"), staff("MANAGE_ORDERS"))
        interfaces = (Node, ObjectWithMetadata)
        permission = WITHIN
        # not PUBLIC as the order's: the cooperative knows this id, and what is changed is answered, order and all

    id = global_id("OrderLine")
    product_name = graphene.String(required=True)
    variant_name = graphene.String(required=True)
    translated_product_name = graphene.String(required=True)
    translated_variant_name = graphene.String(required=True)
    product_sku = column(graphene.String, "sku")
    product_variant_id = value(
        graphene.String,
        lambda row: to_global_id("ProductVariant", row.variant_id) if row.variant_id else None,
        needs=("variant_id",),
    )
    variant = one(ProductVariant, "variant_id")
    thumbnail = batch(Image, thumbnails, needs=("variant__product_id",), **picture_arguments())
    is_shipping_required = graphene.Boolean(required=True)
    quantity = graphene.Int(required=True)
    quantity_fulfilled = graphene.Int(required=True)
    quantity_declined = graphene.Int(required=True)
    quantity_to_fulfill = value(
        graphene.Int,
        lambda row: row.quantity - row.quantity_fulfilled - row.quantity_declined,
        needs=LEFT,
        required=True,
    )
    tax_rate = value(graphene.Float, lambda row: row.tax_percent / 100, needs=("tax_percent",), required=True)
    tax_class = one(TaxClass, "tax_class_id")
    tax_class_name = value(graphene.String, lambda row: row.tax_class_name or None, needs=("tax_class_name",))
    unit_price = taxed("unit")
    undiscounted_unit_price = value(
        TaxedMoney,
        undiscounted_unit,
        needs=("undiscounted_unit_gross_amount", "tax_percent", "currency"),
        required=True,
    )
    total_price = taxed("total")
    undiscounted_total_price = taxed("undiscounted_total")
    unit_discount = value(
        Money,
        lambda row: MoneyValue(row.undiscounted_unit_gross_amount - row.unit_gross_amount, row.currency),
        needs=("undiscounted_unit_gross_amount", "unit_gross_amount", "currency"),
        required=True,
    )
    unit_discount_value = value(
        PositiveDecimal,
        lambda row: (
            MoneyValue(row.undiscounted_unit_gross_amount - row.unit_gross_amount, row.currency).amount
        ),
        needs=("undiscounted_unit_gross_amount", "unit_gross_amount", "currency"),
        required=True,
    )
    unit_discount_type = value(DiscountValueTypeEnum, lambda row: "FIXED")
    unit_discount_reason = value(graphene.String, lambda row: None)
    is_price_overridden = value(graphene.Boolean, lambda row: False)
    is_gift = value(graphene.Boolean, lambda row: False)
    price_override_reason = value(graphene.String, lambda row: None, description="Prices are not overridden.")
    voucher_code = value(graphene.String, lambda row: None, description="There are no vouchers yet.")
    allocations = many(Allocation, promises, by="claim", required=False, permission=COUNTS)


def of_fulfillment() -> QuerySet[models.FulfillmentLine]:
    """Lines of parcels, as they stand in the order."""
    return models.FulfillmentLine.objects.order_by("order_line__position")


def came_back(type_: Any, function: Any) -> SourceField:
    """Of a parcel that came back: what follows from the refund that was granted for it. Null for all others."""

    def values(rows: Any, info: Info) -> list[Any]:
        parts = {row.suborder_id for row in rows if row.status == models.FulfillmentStatus.RETURNED}
        known = info.context.memory.setdefault("refunds of parcels", {})
        if missing := parts - known.keys():
            known.update(dict.fromkeys(missing))
            known.update({each.suborder_id: each for each in queries.whole_refunds_of(missing)})
        found = (known[row.suborder_id] if row.suborder_id in parts else None for row in rows)
        return [function(each) if each else None for each in found]

    return batch(type_, values, needs=("suborder_id", "status"))


def paid_back(refund: models.GrantedRefund, amount: int) -> MoneyValue | None:
    """So much of it, once the money went back; null while it is owed and where nothing had been paid."""
    return MoneyValue(amount, refund.currency) if refund.status == models.RefundStatus.SUCCESS else None


class FulfillmentLine(Type):
    """How much of an order line went with a parcel."""

    class Meta:
        model = models.FulfillmentLine
        interfaces = (Node,)
        permission = WITHIN

    id = global_id("FulfillmentLine")
    quantity = graphene.Int(required=True)
    order_line = one(OrderLine, "order_line_id")
    reason = value(graphene.String, lambda row: None, description="Told once for the parcel.")
    reason_reference = value(Page, lambda row: None, description="Reasons are written out.")


class Fulfillment(MetadataFields, Type):
    """Goods of one cooperative that left together."""

    class Meta:
        model = models.Fulfillment
        metadata = (staff("MANAGE_ORDERS"), staff("MANAGE_ORDERS"))
        interfaces = (Node, ObjectWithMetadata)
        permission = WITHIN

    id = global_id("Fulfillment")
    fulfillment_order = column(graphene.Int, "position", required=True)
    status = value(
        FulfillmentStatus,
        lambda row: words(models.FulfillmentStatus, row.status),
        needs=("status",),
        required=True,
    )
    status_display = value(
        graphene.String, lambda row: models.FulfillmentStatus(row.status).label, needs=("status",)
    )
    tracking_number = graphene.String(required=True)
    created = column(graphene.DateTime, "created_at", required=True)
    warehouse = one(Warehouse, "warehouse_id")
    lines = many(FulfillmentLine, of_fulfillment, by="fulfillment_id", required=False)
    reason = came_back(graphene.String, lambda refund: refund.reason or None)
    reason_reference = value(Page, lambda row: None, description="Reasons are written out.")
    total_refunded_amount = came_back(Money, lambda refund: paid_back(refund, refund.amount))
    shipping_refunded_amount = came_back(
        Money, lambda refund: paid_back(refund, refund.suborder.shipping_gross_amount)
    )


def of_refund() -> QuerySet[models.GrantedRefundLine]:
    """Lines of refunds, as they stand in the order."""
    return models.GrantedRefundLine.objects.order_by("order_line__position")


class OrderGrantedRefundLine(Type):
    """How much of an order line need not be paid."""

    class Meta:
        model = models.GrantedRefundLine
        permission = WITHIN

    id = global_id("OrderGrantedRefundLine")
    quantity = graphene.Int(required=True)
    order_line = one(OrderLine, "order_line_id", required=True)
    reason = value(graphene.String, lambda row: row.reason or None, needs=("reason",))
    reason_reference = value(Page, lambda row: None, description="Reasons are written out.")


class OrderGrantedRefund(Type):
    """What the buyer need not pay, or gets back, and why."""

    class Meta:
        model = models.GrantedRefund
        permission = WITHIN

    id = global_id("OrderGrantedRefund")
    created_at = graphene.DateTime(required=True)
    updated_at = column(graphene.DateTime, "created_at", required=True)
    amount = amount("amount")
    reason = value(graphene.String, lambda row: row.reason or None, needs=("reason",))
    shipping_costs_included = column(graphene.Boolean, "shipping_included", required=True)
    status = value(
        OrderGrantedRefundStatusEnum, lambda row: row.status.upper(), needs=("status",), required=True
    )
    lines = many(OrderGrantedRefundLine, of_refund, by="granted_refund_id", required=False)
    reason_reference = value(Page, lambda row: None, description="Reasons are written out.")
    user = batch(
        User,
        lambda rows, info: users_of([row.actor for row in rows], info),
        needs=("actor",),
        permission=staff("MANAGE_ORDERS"),
    )
    app = value(App, lambda row: None, description="None is installed yet.")
    transaction = value(
        TransactionItem, lambda row: None, description="Money goes back for the whole order, by a transfer."
    )
    transaction_events = value(
        graphene.List(graphene.NonNull(TransactionEvent)),
        lambda row: None,
        permission=staff("MANAGE_ORDERS"),
        description="Money goes back for the whole order: its transactions tell.",
    )
