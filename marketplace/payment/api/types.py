"""TransactionItem, its events, and ways to pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.core.money import Money as MoneyValue
from marketplace.graphql.fields import SourceField, column, many, value
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import WITHIN, staff
from marketplace.graphql.scalars import JSON, UUID, Money
from marketplace.graphql.types import Node, Type, global_id
from marketplace.payment import models

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
