"""Order: the whole, as its buyer and the operator see it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

import graphene
from django.db.models import QuerySet

from marketplace.account.api.types import Address, User
from marketplace.channel.api.types import Channel
from marketplace.core.money import Money as MoneyValue
from marketplace.graphql.fields import batch, column, many, one, value
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, WITHIN, staff
from marketplace.graphql.scalars import Money
from marketplace.graphql.types import Node, Type, extend, global_id
from marketplace.graphql.weights import Grams, Weight
from marketplace.order import models, queries, statuses
from marketplace.order.api.enums import (
    OrderAction,
    OrderAuthorizeStatusEnum,
    OrderChargeStatusEnum,
    OrderOriginEnum,
    OrderStatus,
    PaymentChargeStatusEnum,
    words,
)
from marketplace.order.api.lines import Fulfillment, OrderGrantedRefund, OrderLine
from marketplace.order.api.money import (
    authorize_status,
    balanced,
    charge_status,
    granted,
    is_paid,
    paid,
    payment_status,
    still_owed,
    taxed,
)
from marketplace.order.api.suborders import Suborder, fulfillments_in_order, lines_in_order
from marketplace.payment.api.types import TransactionItem
from marketplace.payment.models import TransactionItem as TransactionRow
from marketplace.shipping.api.types import DeliveryMethod, ShippingMethod, method_value

ONLY_STAFF = staff("MANAGE_ORDERS", "HANDLE_PAYMENTS")


def parts(rows: Any, info: Info) -> dict[UUID, list[models.Suborder]]:
    """{order id: its parts with their methods}; one statement per request and level."""
    known = info.context.memory.setdefault("parts of orders", {})
    if missing := [row.pk for row in rows if row.pk not in known]:
        found: dict[UUID, list[models.Suborder]] = defaultdict(list)
        for part in queries.parts_of(missing):
            found[part.order_id].append(part)
        known.update({pk: found[pk] for pk in missing})
    return known


def of_parts(function: Any) -> Any:
    """A field that follows from an order's parts."""

    def values(rows: Any, info: Info) -> list[Any]:
        known = parts(rows, info)
        return [function(known[row.pk]) for row in rows]

    return values


def method_names(suborders: list[models.Suborder]) -> str | None:
    """Names of the ways the parts go, each once."""
    return (
        ", ".join(dict.fromkeys(part.shipping_method_name for part in suborders if part.shipping_method_name))
        or None
    )


def common_method(suborders: list[models.Suborder]) -> Any:
    """The one way all parts go; None where they differ (DECISIONS 17)."""
    methods = {part.shipping_method_id: part.shipping_method for part in suborders}
    method = next(iter(methods.values()), None)
    if method is None or len(methods) > 1:
        return None
    price = sum(part.shipping_gross_amount for part in suborders)
    return method_value(method, MoneyValue(price, suborders[0].currency))


def all_methods(suborders: list[models.Suborder]) -> list[Any]:
    """The ways the parts go, each once, at what they cost together. A placed order does not change its ways."""
    prices: dict[Any, int] = defaultdict(int)
    for part in suborders:
        if part.shipping_method is not None:
            prices[part.shipping_method] += part.shipping_gross_amount
    return [method_value(way, MoneyValue(sum_, suborders[0].currency)) for way, sum_ in prices.items()]


def shipping_rate(suborders: list[models.Suborder]) -> Any:
    """The tax rate of delivery, as a fraction; the highest where they differ."""
    return max((part.shipping_tax_percent for part in suborders), default=0) / 100


def parts_in_order() -> QuerySet[models.Suborder]:
    """Parts by number."""
    return models.Suborder.objects.order_by("position")


def refunds_in_order() -> QuerySet[models.GrantedRefund]:
    """Granted refunds, oldest first."""
    return models.GrantedRefund.objects.order_by("pk")


def payments_in_order() -> QuerySet[TransactionRow]:
    """Payments, oldest first."""
    return TransactionRow.objects.order_by("created_at", "pk")


def owners(rows: Any, info: Info) -> list[int | None]:
    """Whose order it is, for themselves and for staff; the order's id alone does not tell."""
    may = info.actor.may("MANAGE_USERS", "MANAGE_ORDERS", "HANDLE_PAYMENTS")
    return [row.user_id if may or row.user_id == info.actor.user_id else None for row in rows]


def total_granted(rows: Any, info: Info) -> list[MoneyValue]:
    """What is granted of each order."""
    found = granted(info, [row.pk for row in rows])
    return [MoneyValue(found[row.pk], row.currency) for row in rows]


class Order(MetadataFields, Type):
    """What a buyer ordered, whole. Its id is the guest's key."""

    class Meta:
        model = models.Order
        interfaces = (Node, ObjectWithMetadata)
        channel_column = "channel_id"
        metadata = (PUBLIC, staff("MANAGE_ORDERS"))
        permission = WITHIN

    id = global_id("Order")
    number = value(graphene.String, lambda row: str(row.number), needs=("number",), required=True)
    token = value(graphene.String, lambda row: str(row.pk), needs=("pk",), required=True)
    created = column(graphene.DateTime, "created_at", required=True)
    updated_at = graphene.DateTime(required=True)
    status = value(
        OrderStatus, lambda row: words(statuses.OrderStatus, row.status), needs=("status",), required=True
    )
    status_display = value(
        graphene.String,
        lambda row: statuses.OrderStatus(row.status).label,
        needs=("status",),
        required=True,
    )
    user = batch(User, owners, needs=("user_id",))
    user_email = value(graphene.String, lambda row: row.email or None, needs=("email",))
    phone = value(graphene.String, lambda row: row.phone or None, needs=("phone",))
    tracking_client_id = value(graphene.String, lambda row: "", required=True)
    billing_address = one(Address, "billing_address_id")
    shipping_address = one(Address, "shipping_address_id")
    channel = one(Channel, "channel_id", required=True)
    checkout_id = value(
        graphene.ID,
        lambda row: to_global_id("Checkout", row.checkout_id) if row.checkout_id else None,
        needs=("checkout_id",),
    )
    origin = value(OrderOriginEnum, lambda row: row.origin.upper(), needs=("origin",), required=True)
    customer_note = graphene.String(required=True)
    redirect_url = value(graphene.String, lambda row: row.redirect_url or None, needs=("redirect_url",))
    language_code_enum = value(
        LanguageCodeEnum,
        lambda row: row.language_code.upper().replace("-", "_"),
        needs=("language_code",),
        required=True,
    )
    display_gross_prices = graphene.Boolean(required=True)
    weight = value(Weight, lambda row: Grams(row.weight_g), needs=("weight_g",), required=True)
    suborders = many(Suborder, parts_in_order, by="order_id")
    lines = many(OrderLine, lines_in_order, by="order_id")
    fulfillments = many(Fulfillment, fulfillments_in_order, by="order_id")
    is_shipping_required = batch(
        graphene.Boolean,
        of_parts(lambda suborders: any(part.shipping_method_name for part in suborders)),
        needs=("pk",),
        required=True,
    )
    shipping_method_name = batch(graphene.String, of_parts(method_names), needs=("pk",))
    collection_point_name = value(graphene.String, lambda row: None)
    delivery_method = batch(DeliveryMethod, of_parts(common_method), needs=("pk",))
    shipping_method = batch(ShippingMethod, of_parts(common_method), needs=("pk",))
    shipping_methods = batch(
        graphene.List(graphene.NonNull(ShippingMethod)), of_parts(all_methods), needs=("pk",), required=True
    )
    shipping_tax_rate = batch(graphene.Float, of_parts(shipping_rate), needs=("pk",), required=True)
    subtotal = taxed("subtotal")
    shipping_price = taxed("shipping")
    undiscounted_shipping_price = value(
        Money,
        lambda row: MoneyValue(row.shipping_gross_amount, row.currency),
        needs=("shipping_gross_amount", "currency"),
        required=True,
    )
    total = taxed("total")
    undiscounted_total = taxed("undiscounted_total")
    voucher_code = value(graphene.String, lambda row: None)
    can_finalize = value(
        graphene.Boolean, lambda row: False, required=True, description="Only drafts are finalized."
    )
    actions = value(
        graphene.List(graphene.NonNull(OrderAction)),
        lambda row: [],
        required=True,
        description="None: payments are asked through their transactions.",
    )
    transactions = many(TransactionItem, payments_in_order, by="order_id", permission=ONLY_STAFF)
    is_paid = balanced(is_paid, graphene.Boolean)
    payment_status = balanced(payment_status, PaymentChargeStatusEnum)
    payment_status_display = balanced(
        lambda *sums: payment_status(*sums).replace("_", " ").capitalize(), graphene.String
    )
    authorize_status = balanced(authorize_status, OrderAuthorizeStatusEnum)
    charge_status = balanced(charge_status, OrderChargeStatusEnum)
    total_authorized = paid(lambda amounts: amounts.authorized)
    total_authorize_pending = paid(lambda amounts: amounts.authorize_pending)
    total_charged = paid(lambda amounts: amounts.charged)
    total_captured = paid(lambda amounts: amounts.charged)
    total_charge_pending = paid(lambda amounts: amounts.charge_pending)
    total_canceled = paid(lambda amounts: amounts.canceled)
    total_cancel_pending = paid(lambda amounts: amounts.cancel_pending)
    total_refunded = paid(lambda amounts: amounts.refunded)
    total_refund_pending = paid(lambda amounts: amounts.refund_pending)
    total_balance = balanced(lambda amounts, total, refunds: amounts.charged - (total - refunds), Money)
    granted_refunds = many(OrderGrantedRefund, refunds_in_order, by="order_id")
    total_remaining_grant = balanced(still_owed, Money)
    total_granted_refund = batch(Money, total_granted, needs=("pk", "currency"), required=True)


def orders_of_suborders(rows: Any, info: Info) -> list[UUID | None]:
    """The whole, but not for members of the cooperative: an order's id is the buyer's secret (DECISIONS 2)."""
    return [None if info.actor.sells_for(row.cooperative_id) else row.order_id for row in rows]


extend(Suborder, order=batch(Order, orders_of_suborders, needs=("cooperative_id", "order_id")))
extend(
    TransactionItem,
    order=batch(Order, lambda rows, info: [row.order_id for row in rows], needs=("order_id",)),
)
