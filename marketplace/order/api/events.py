"""What happened to an order and its parts, for staff, in the dialect's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import graphene

from marketplace.account.api.apps import App, users_of
from marketplace.account.api.types import User
from marketplace.core.events import told
from marketplace.core.models import Event
from marketplace.core.money import Money as MoneyValue
from marketplace.graphql.fields import batch, listed, value
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import WITHIN, staff
from marketplace.graphql.scalars import Money, PositiveDecimal
from marketplace.graphql.types import Node, Type, extend
from marketplace.order import queries
from marketplace.order.api.enums import DiscountValueTypeEnum
from marketplace.order.api.lines import OrderLine
from marketplace.order.api.types import Order
from marketplace.warehouse.api.types import Warehouse

TYPES = {
    "OrderPlaced": "PLACED",
    "OrderRefunded": "PAYMENT_REFUNDED",
    "CashCollected": "PAYMENT_CAPTURED",
    "LinesDeclined": "REMOVED_PRODUCTS",
    "SuborderAccepted": "CONFIRMED",
    "SuborderShipped": "FULFILLMENT_FULFILLED_ITEMS",
    "SuborderDeclined": "FULFILLMENT_CANCELED",
    "SuborderCanceled": "FULFILLMENT_CANCELED",
    "SuborderReturned": "FULFILLMENT_RETURNED",
}
"""The dialect knows nothing of packing or of handing over: for these and what is new, OTHER and the sentence."""

WORDS = """
DRAFT_CREATED DRAFT_CREATED_FROM_REPLACE ADDED_PRODUCTS REMOVED_PRODUCTS PLACED PLACED_FROM_DRAFT
PLACED_AUTOMATICALLY_FROM_PAID_CHECKOUT OVERSOLD_ITEMS CANCELED EXPIRED ORDER_MARKED_AS_PAID
ORDER_FULLY_PAID ORDER_REPLACEMENT_CREATED ORDER_DISCOUNT_ADDED ORDER_DISCOUNT_AUTOMATICALLY_UPDATED
ORDER_DISCOUNT_UPDATED ORDER_DISCOUNT_DELETED ORDER_LINE_DISCOUNT_UPDATED ORDER_LINE_DISCOUNT_REMOVED
ORDER_LINE_PRODUCT_DELETED ORDER_LINE_VARIANT_DELETED UPDATED_ADDRESS EMAIL_SENT CONFIRMED
PAYMENT_AUTHORIZED PAYMENT_CAPTURED EXTERNAL_SERVICE_NOTIFICATION PAYMENT_REFUNDED PAYMENT_VOIDED
PAYMENT_FAILED TRANSACTION_EVENT TRANSACTION_CHARGE_REQUESTED TRANSACTION_REFUND_REQUESTED
TRANSACTION_CANCEL_REQUESTED TRANSACTION_MARK_AS_PAID_FAILED INVOICE_REQUESTED INVOICE_GENERATED
INVOICE_UPDATED INVOICE_SENT FULFILLMENT_CANCELED FULFILLMENT_RESTOCKED_ITEMS FULFILLMENT_FULFILLED_ITEMS
FULFILLMENT_REFUNDED FULFILLMENT_RETURNED FULFILLMENT_REPLACED FULFILLMENT_AWAITS_APPROVAL TRACKING_UPDATED
NOTE_ADDED NOTE_UPDATED OTHER
"""
OrderEventsEnum = graphene.Enum(
    "OrderEventsEnum", [(word, word) for word in WORDS.split()], description="What happened to an order."
)


class OrderEventsEmailsEnum(graphene.Enum):
    """Which letter was sent."""

    PAYMENT_CONFIRMATION = "PAYMENT_CONFIRMATION"
    CONFIRMED = "CONFIRMED"
    SHIPPING_CONFIRMATION = "SHIPPING_CONFIRMATION"
    TRACKING_UPDATED = "TRACKING_UPDATED"
    ORDER_CONFIRMATION = "ORDER_CONFIRMATION"
    ORDER_CANCEL = "ORDER_CANCEL"
    ORDER_REFUND = "ORDER_REFUND"
    FULFILLMENT_CONFIRMATION = "FULFILLMENT_CONFIRMATION"
    DIGITAL_LINKS = "DIGITAL_LINKS"


@dataclass(frozen=True, slots=True)
class Gone:
    """So many of a line, that are not sent."""

    quantity: int
    order_line_id: UUID
    item_name: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of one order, whose currency it counts in."""

    event: Event
    currency: str
    lines: list[Gone] = field(default_factory=list)

    @property
    def date(self) -> datetime:
        """When."""
        return self.event.at

    @property
    def amount(self) -> Decimal | None:
        """The money it is about, where it is about money."""
        minor = self.event.payload.get("amount")
        return None if minor is None else MoneyValue(minor, self.currency).amount


class OrderEventDiscountObject(Type):
    """A discount before and after. There are none yet."""

    class Meta:
        permission = WITHIN

    value_type = graphene.Field(DiscountValueTypeEnum, required=True)
    value = PositiveDecimal(required=True)
    reason = graphene.String()
    amount = graphene.Field(Money)
    old_value_type = graphene.Field(DiscountValueTypeEnum)
    old_value = PositiveDecimal()
    old_amount = graphene.Field(Money)


class OrderEventOrderLineObject(Type):
    """A line that an event is about."""

    class Meta:
        values = (Gone,)
        permission = WITHIN

    quantity = graphene.Int()
    order_line = value(OrderLine, lambda row: row.order_line_id)
    item_name = graphene.String()
    discount = value(OrderEventDiscountObject, lambda row: None)


class OrderEvent(Type):
    """Something that happened to an order or to a cooperative's part of it."""

    class Meta:
        values = (Happened,)
        interfaces = (Node,)
        permission = WITHIN

    id = value(graphene.ID, lambda row: to_global_id("OrderEvent", row.event.pk), required=True)
    date = graphene.DateTime()
    type = value(OrderEventsEnum, lambda row: TYPES.get(row.event.kind, "OTHER"))
    user = batch(
        User,
        lambda rows, info: users_of([row.event.actor for row in rows], info),
        description="Null for the people of a cooperative.",
    )
    app = value(App, lambda row: None, description="None is installed yet.")
    message = value(graphene.String, lambda row: told(row.event.kind))
    amount = graphene.Float()
    lines = graphene.List(graphene.NonNull(OrderEventOrderLineObject))
    email = value(graphene.String, lambda row: None, description="Letters have a history of their own.")
    email_type = value(OrderEventsEmailsEnum, lambda row: None)
    quantity = value(graphene.Int, lambda row: sum(each.quantity for each in row.lines) or None)
    composed_id = value(graphene.String, lambda row: None)
    invoice_number = value(graphene.String, lambda row: None)
    warehouse = value(Warehouse, lambda row: None)
    transaction_reference = value(graphene.String, lambda row: None)
    shipping_costs_included = value(
        graphene.Boolean, lambda row: row.event.kind != "LinesDeclined" if row.lines else None
    )
    related_order = value(Order, lambda row: None, description="Orders are not made of others.")
    related = value(lambda: OrderEvent, lambda row: None)
    discount = value(OrderEventDiscountObject, lambda row: None)


def of_orders(rows: Any, info: Info) -> list[list[Happened]]:
    """Everything that happened, oldest first; 1 statement, and 1 where goods were taken off and are asked for."""
    currencies = {row.pk: row.currency for row in rows}
    events = list(queries.history_of_orders(currencies))
    gone = (
        _gone(events)
        if info.asks("lines") or info.asks("quantity") or info.asks("shippingCostsIncluded")
        else {}
    )
    found: dict[UUID, list[Happened]] = defaultdict(list)
    for each in events:
        assert each.order_id is not None
        lines = gone.get(each.payload.get("granted_refund_id"), [])
        found[each.order_id].append(Happened(each, currencies[each.order_id], lines))
    return [found[row.pk] for row in rows]


def _gone(events: Iterable[Event]) -> dict[int | None, list[Gone]]:
    """{granted refund: what it takes off}."""
    ids = [each.payload["granted_refund_id"] for each in events if "granted_refund_id" in each.payload]
    found: dict[int | None, list[Gone]] = defaultdict(list)
    for line in queries.lines_of_refunds(ids) if ids else ():
        each = line.order_line
        name = f"{each.product_name}, {each.variant_name}" if each.variant_name else each.product_name
        found[line.granted_refund_id].append(Gone(line.quantity, each.pk, name))
    return found


extend(
    Order,
    events=listed(OrderEvent, of_orders, needs=("pk", "currency"), permission=staff("MANAGE_ORDERS")),
)
