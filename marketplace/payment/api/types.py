"""TransactionItem, its events, and ways to pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.account.api.apps import UserOrApp, doers_of
from marketplace.channel.models import Channel
from marketplace.content.api.pages import Page
from marketplace.core.money import Money as MoneyValue
from marketplace.graphql.fields import SourceField, batch, column, listed, many, value
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import STAFF, WITHIN, staff
from marketplace.graphql.scalars import JSON, UUID, Money
from marketplace.graphql.types import Node, Type, extend, global_id
from marketplace.payment import models
from marketplace.payment.queries import ways_to_pay
from marketplace.ports.payments import Market
from marketplace.site.api.types import Shop

TransactionEventTypeEnum = graphene.Enum(
    "TransactionEventTypeEnum",
    [(kind.name, kind.name) for kind in models.EventType],
    description="What was said about a payment.",
)


class TransactionActionEnum(graphene.Enum):
    """What staff can ask of a gateway."""

    CHARGE = "CHARGE"
    REFUND = "REFUND"
    CANCEL = "CANCEL"


class TransactionFlowStrategyEnum(graphene.Enum):
    """Whether money is set aside or taken."""

    AUTHORIZATION = "AUTHORIZATION"
    CHARGE = "CHARGE"


class PaymentGatewayToInitialize(graphene.InputObjectType):
    """A way to pay, and what it wants to know."""

    id = graphene.String(required=True)
    data = JSON()


def amount(name: str) -> SourceField:
    """A column of minor units as Money."""
    return value(
        Money,
        lambda row: MoneyValue(getattr(row, name), row.currency),
        needs=(name, "currency"),
        required=True,
    )


@dataclass(frozen=True, slots=True)
class OtherDetails:
    """Cash, or what a gateway told no more of than its name."""

    name: str


class PaymentMethodDetails(graphene.Interface):
    """What was paid with."""

    name = graphene.String(required=True)


class OtherPaymentMethodDetails(Type):
    """Something that is no card: cash, a transfer."""

    class Meta:
        interfaces = (PaymentMethodDetails,)
        values = (OtherDetails,)
        permission = WITHIN

    name = graphene.String(required=True)


class CardPaymentMethodDetails(Type):
    """A card. No gateway of ours tells of one yet."""

    class Meta:
        interfaces = (PaymentMethodDetails,)
        permission = WITHIN

    name = graphene.String(required=True)
    brand = graphene.String()
    first_digits = graphene.String()
    last_digits = graphene.String()
    exp_month = graphene.Int()
    exp_year = graphene.Int()


class GiftCardPaymentMethodDetails(Type):
    """A gift card. There are none yet."""

    class Meta:
        interfaces = (PaymentMethodDetails,)
        permission = WITHIN

    name = graphene.String(required=True)
    brand = graphene.String()
    last_chars = graphene.String()
    is_saleor_giftcard = graphene.Boolean(required=True)


METHODS = (CardPaymentMethodDetails, GiftCardPaymentMethodDetails, OtherPaymentMethodDetails)
"""Only found through their interface; the schema names them."""


def doers(rows: Any, info: Info) -> list[Any]:
    """Who moved the money, where the reader may look them up."""
    return doers_of([row.actor for row in rows], info)


class TransactionEvent(Type):
    """What a gateway or a person said about a payment."""

    class Meta:
        model = models.TransactionEvent
        interfaces = (Node,)
        permission = WITHIN

    id = global_id("TransactionEvent")
    created_at = graphene.DateTime(required=True)
    psp_reference = graphene.String(required=True)
    message = graphene.String(required=True)
    external_url = graphene.String(required=True)
    amount = amount("amount")
    type = value(TransactionEventTypeEnum, lambda row: row.type.upper(), needs=("type",))
    idempotency_key = graphene.String()
    created_by = batch(UserOrApp, doers, needs=("actor",), permission=STAFF)
    reason_reference = value(Page, lambda row: None, description="Reasons are written out, in `message`.")


def in_order() -> QuerySet[models.TransactionEvent]:
    """Events, oldest first."""
    return models.TransactionEvent.objects.order_by("pk")


class TransactionItem(MetadataFields, Type):
    """Money on its way by one gateway, to the operator or to one cooperative."""

    class Meta:
        model = models.TransactionItem
        interfaces = (Node, ObjectWithMetadata)
        permission = WITHIN
        metadata = (staff("HANDLE_PAYMENTS"), staff("HANDLE_PAYMENTS"))

    id = global_id("TransactionItem")
    token = column(UUID, "pk", required=True)
    created_at = graphene.DateTime(required=True)
    modified_at = graphene.DateTime(required=True)
    actions = value(
        graphene.List(graphene.NonNull(TransactionActionEnum)),
        lambda row: [],
        required=True,
        description="None: cash and the test gateway can be asked for nothing.",
    )
    authorized_amount = amount("authorized_amount")
    authorize_pending_amount = amount("authorize_pending_amount")
    charged_amount = amount("charged_amount")
    charge_pending_amount = amount("charge_pending_amount")
    refunded_amount = amount("refunded_amount")
    refund_pending_amount = amount("refund_pending_amount")
    canceled_amount = amount("canceled_amount")
    cancel_pending_amount = amount("cancel_pending_amount")
    name = graphene.String(required=True)
    message = graphene.String(required=True)
    psp_reference = graphene.String(required=True)
    external_url = graphene.String(required=True)
    events = many(TransactionEvent, in_order, by="transaction_id")
    created_by = batch(UserOrApp, doers, needs=("actor",), permission=STAFF)
    payment_method_details = value(
        PaymentMethodDetails, lambda row: OtherDetails(row.name) if row.name else None, needs=("name",)
    )


@dataclass(frozen=True, slots=True)
class Way:
    """A way to pay in one currency."""

    id: str
    name: str
    currencies: tuple[str, ...]
    config: tuple[Any, ...] = ()


class GatewayConfigLine(Type):
    """A setting a gateway's script needs."""

    class Meta:
        permission = WITHIN

    field = graphene.String(required=True)
    value = graphene.String()


class PaymentGateway(Type):
    """A way to pay that buyers of this cart can use."""

    class Meta:
        values = (Way,)
        permission = WITHIN

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    config = graphene.List(graphene.NonNull(GatewayConfigLine), required=True)
    currencies = graphene.List(graphene.NonNull(graphene.String), required=True)


def all_ways(
    rows: Any, info: Info, currency: str | None = None, channel: str | None = None
) -> list[list[Way]]:
    """Ways to pay in the shop's markets, each with the currencies it takes."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in Channel.objects.filter(is_active=True).order_by("pk"):
        if channel in (None, each.slug) and currency in (None, each.currency_code):
            market = Market(each.currency_code, each.default_country, each.allow_cash_on_delivery)
            for way in ways_to_pay(market).items():
                found.setdefault(way, []).append(each.currency_code)
    ways = [Way(key, name, tuple(dict.fromkeys(taken))) for (key, name), taken in found.items()]
    return [ways for _ in rows]


extend(
    Shop,
    available_payment_gateways=listed(
        PaymentGateway, all_ways, permission=STAFF, currency=graphene.String(), channel=graphene.String()
    ),
)
