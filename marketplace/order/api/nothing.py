"""Invoices, the dialect's older payments, models of reasons: its clients ask for them. An order here has none of these.

Invoices are the sellers' own (the tax law has it so), and money is told of by `Order.transactions`. Why money or
goods went back is said in words, so reasons refer to no models. The lists are empty because there is nothing in them.
"""

from __future__ import annotations

from types import SimpleNamespace

import graphene

from marketplace.channel.api.types import Channel
from marketplace.content.api.pages import PageType
from marketplace.graphql.fields import empty_lists, listed, root, value
from marketplace.graphql.permissions import STAFF, WITHIN, staff
from marketplace.graphql.scalars import Money
from marketplace.graphql.types import Node, Type, extend
from marketplace.order.api.enums import OrderAction
from marketplace.order.api.types import ONLY_STAFF, Order


class JobStatusEnum(graphene.Enum):
    """How far a piece of work is."""

    PENDING = "PENDING"
    SUCCESS = "SUCCESS"
    FAILED = "FAILED"
    DELETED = "DELETED"


class Invoice(Type):
    """A bill for an order."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    status = graphene.Field(JobStatusEnum, required=True)
    created_at = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    number = graphene.String()
    url = graphene.String()


class TransactionKind(graphene.Enum):
    """What happened to a payment of the older kind."""

    EXTERNAL = "EXTERNAL"
    AUTH = "AUTH"
    PENDING = "PENDING"
    ACTION_TO_CONFIRM = "ACTION_TO_CONFIRM"
    REFUND = "REFUND"
    REFUND_ONGOING = "REFUND_ONGOING"
    CAPTURE = "CAPTURE"
    VOID = "VOID"
    CONFIRM = "CONFIRM"
    CANCEL = "CANCEL"


class Transaction(Type):
    """Something that happened to a payment of the older kind."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    created = graphene.DateTime(required=True)
    token = graphene.String(required=True)
    kind = graphene.Field(TransactionKind, required=True)
    is_success = graphene.Boolean(required=True)


class Payment(Type):
    """A payment of the older kind."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    gateway = graphene.String(required=True)
    is_active = graphene.Boolean(required=True)
    created = graphene.DateTime(required=True)
    modified = graphene.DateTime(required=True)
    token = graphene.String(required=True)
    payment_method_type = graphene.String(required=True)
    actions = graphene.List(graphene.NonNull(OrderAction), required=True)
    total = graphene.Field(Money)
    captured_amount = graphene.Field(Money)
    available_capture_amount = graphene.Field(Money)
    available_refund_amount = graphene.Field(Money)
    transactions = graphene.List(graphene.NonNull(Transaction))


class MarkAsPaidStrategyEnum(graphene.Enum):
    """What is made where staff write down that an order was paid."""

    TRANSACTION_FLOW = "TRANSACTION_FLOW"
    PAYMENT_FLOW = "PAYMENT_FLOW"


class OrderSettings(Type):
    """What becomes of a channel's orders by themselves. The rules are the house's, the same for all channels."""

    class Meta:
        permission = WITHIN

    automatically_confirm_all_new_orders = graphene.Boolean(required=True)
    mark_as_paid_strategy = graphene.Field(MarkAsPaidStrategyEnum, required=True)
    allow_unpaid_orders = graphene.Boolean(required=True)


RULES = SimpleNamespace(
    automatically_confirm_all_new_orders=False,  # each cooperative accepts its part
    mark_as_paid_strategy="TRANSACTION_FLOW",
    allow_unpaid_orders=True,  # cash on delivery
)

extend(
    Channel,
    order_settings=value(
        OrderSettings, lambda row: RULES, required=True, permission=staff("MANAGE_CHANNELS", "MANAGE_ORDERS")
    ),
)
extend(
    Order,
    invoices=listed(Invoice, empty_lists, description="None: sellers write theirs."),
    payments=listed(
        Payment,
        empty_lists,
        permission=ONLY_STAFF,
        description="None: see `transactions`.",
    ),
)


class RefundSettings(Type):
    """How staff say why money goes back."""

    class Meta:
        permission = WITHIN

    reason_reference_type = graphene.Field(PageType)


class ReturnSettings(Type):
    """How staff say why goods come back."""

    class Meta:
        permission = WITHIN

    reason_reference_type = graphene.Field(PageType)


IN_WORDS = SimpleNamespace(reason_reference_type=None)


class Queries:
    """Fields of Query."""

    refund_settings = root(RefundSettings, lambda info: IN_WORDS, required=True, permission=STAFF)
    return_settings = root(ReturnSettings, lambda info: IN_WORDS, required=True, permission=STAFF)
