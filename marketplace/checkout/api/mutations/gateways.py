"""What a client's page needs to know of ways to pay before it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import graphene

from marketplace.checkout import errors, queries
from marketplace.checkout.api.reading import checkout_key
from marketplace.checkout.api.types import Checkout
from marketplace.graphql.errors import ErrorValue, error_type, error_values
from marketplace.graphql.fields import empty_lists, listed
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC, WITHIN
from marketplace.graphql.scalars import JSON, PositiveDecimal
from marketplace.graphql.types import Type, extend
from marketplace.order.api.discounts import GiftCard
from marketplace.payment import queries as payments
from marketplace.payment.api.types import PaymentGatewayToInitialize
from marketplace.payment.errors import GatewayNotFound


class GatewayConfigErrorCode(StrEnum):
    """The dialect's codes."""

    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"


PaymentGatewayConfigError = error_type("PaymentGatewayConfigError", GatewayConfigErrorCode)
PaymentGatewayInitializeError = error_type("PaymentGatewayInitializeError", GatewayConfigErrorCode)


@dataclass(frozen=True, slots=True)
class Config:
    """A way to pay. None of ours needs to tell the page anything yet, so `data` is empty."""

    id: str
    data: Any = None
    errors: list[ErrorValue] = field(default_factory=list)


class PaymentGatewayConfig(Type):
    """What a way to pay tells the client's page before it begins."""

    class Meta:
        values = (Config,)
        permission = WITHIN

    id = graphene.String(required=True)
    data = JSON()
    errors = graphene.List(graphene.NonNull(PaymentGatewayConfigError))


class PaymentGatewayInitialize(Mutation):
    """Ask ways to pay what the client's page must know; takes no money."""

    gateway_configs = graphene.List(graphene.NonNull(PaymentGatewayConfig))

    class Arguments:
        amount = PositiveDecimal()
        id = graphene.ID(required=True)
        payment_gateways = graphene.List(graphene.NonNull(PaymentGatewayToInitialize))

    class Meta:
        errors = PaymentGatewayInitializeError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, id: str, payment_gateways: Any = None, amount: Any = None) -> Mapping[str, Any]:
        """The ways that were asked about, or all."""
        checkout = queries.whole().filter(pk=checkout_key(id), completed_at=None).first()
        if checkout is None:
            raise errors.CheckoutNotFound
        ways = payments.ways_to_pay(queries.market_of(checkout))
        asked = [each["id"] for each in payment_gateways] if payment_gateways is not None else list(ways)
        return {"gateway_configs": [_config(each, ways) for each in asked]}


def _config(gateway_id: str, ways: Mapping[str, str]) -> Config:
    if gateway_id in ways:
        return Config(gateway_id)
    return Config(gateway_id, errors=error_values(GatewayNotFound(), PaymentGatewayConfigError))


extend(Checkout, gift_cards=listed(GiftCard, empty_lists, description="None yet."))


class Mutations:
    """Fields of Mutation."""

    payment_gateway_initialize = PaymentGatewayInitialize.field()
