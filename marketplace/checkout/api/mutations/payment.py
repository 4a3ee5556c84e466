"""How the buyer pays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene
from django.utils.translation import gettext_lazy as _

from marketplace.checkout import errors, queries, services
from marketplace.checkout.api.errors import CheckoutError
from marketplace.checkout.api.reading import checkout_key
from marketplace.checkout.api.types import Checkout
from marketplace.core.errors import DomainError
from marketplace.core.money import Money
from marketplace.graphql.errors import error_type
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.scalars import JSON, UUID, PositiveDecimal
from marketplace.payment import services as payment
from marketplace.payment.api.types import (
    PaymentGatewayToInitialize,
    TransactionEvent,
    TransactionFlowStrategyEnum,
    TransactionItem,
)
from marketplace.payment.errors import TransactionInitializeErrorCode, TransactionProcessErrorCode

TransactionInitializeError = error_type("TransactionInitializeError", TransactionInitializeErrorCode)
TransactionProcessError = error_type("TransactionProcessError", TransactionProcessErrorCode)


class TransactionInitialize(Mutation):
    """Choose how to pay for a cart, and begin where money comes before the order; cash is only noted."""

    transaction = graphene.Field(TransactionItem)
    transaction_event = graphene.Field(TransactionEvent)
    data = JSON()

    class Arguments:
        action = graphene.Argument(TransactionFlowStrategyEnum)
        amount = PositiveDecimal()
        id = graphene.ID(required=True)
        idempotency_key = graphene.String()
        payment_gateway = graphene.Argument(PaymentGatewayToInitialize, required=True)

    class Meta:
        errors = TransactionInitializeError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info,
        id: str,
        payment_gateway: Any,
        action: Any = None,
        amount: Any = None,
        idempotency_key: str | None = None,
    ) -> Mapping[str, Any]:
        """What the gateway said; nothing for cash."""
        key = checkout_key(id)
        begun = services.initialize_payment(
            checkout_id=key,
            gateway_id=payment_gateway["id"],
            amount=None if amount is None else amount_in(key, amount),
            capture=action is None or action.value == "CHARGE",
            data=data_of(payment_gateway.get("data")),
            key=idempotency_key or "",
            actor=info.actor,
        )
        return payload(begun.happened) if begun.happened else {}


class TransactionProcess(Mutation):
    """Go on with a payment that waits for the buyer."""

    transaction = graphene.Field(TransactionItem)
    transaction_event = graphene.Field(TransactionEvent)
    data = JSON()

    class Arguments:
        data = JSON()
        id = graphene.ID()
        token = UUID()

    class Meta:
        errors = TransactionProcessError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, id: Any = None, token: Any = None, data: Any = None) -> Mapping[str, Any]:
        """What the gateway said now."""
        key = token if token is not None else key_of(id or "", "TransactionItem")
        return payload(payment.process(item_id=key, data=data_of(data), actor=info.actor))


class CheckoutAddPromoCode(Mutation):
    """Use a voucher: there are none yet, so every code is refused."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        checkout_id = graphene.ID()
        id = graphene.ID()
        promo_code = graphene.String(required=True)
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info, promo_code: str, id: Any = None, checkout_id: Any = None, token: Any = None
    ) -> Mapping[str, Any]:
        """Refused."""
        raise errors.CheckoutError(
            _("There are no vouchers in this market."),
            code=errors.CheckoutErrorCode.VOUCHER_NOT_APPLICABLE,
            field="promo_code",
        )


class CheckoutRemovePromoCode(Mutation):
    """Take a voucher back: no cart has one, so none changes."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        checkout_id = graphene.ID()
        id = graphene.ID()
        promo_code = graphene.String()
        promo_code_id = graphene.ID()
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info,
        id: Any = None,
        promo_code: Any = None,
        promo_code_id: Any = None,
        checkout_id: Any = None,
        token: Any = None,
    ) -> Mapping[str, Any]:
        """The cart as it is."""
        key = checkout_key(id, checkout_id, token)
        if not queries.open_carts().filter(pk=key).exists():
            raise errors.CheckoutNotFound
        return {"checkout": key}


def data_of(given: Any) -> Mapping[str, Any]:
    """What the client sends along for the gateway. Raises INVALID unless it is an object."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise DomainError(_("Send an object."), code="INVALID", field="data")
    return given


def amount_in(checkout_id: Any, amount: Any) -> Money:
    """The amount in the cart's currency. Raises NOT_FOUND, and INVALID for half a đồng."""
    currency = queries.open_carts().filter(pk=checkout_id).values_list("currency", flat=True).first()
    if currency is None:
        raise errors.CheckoutNotFound
    try:
        return Money.of(amount, currency)
    except ValueError as wrong:
        raise DomainError(_("There is no such amount of money."), code="INVALID", field="amount") from wrong


def payload(happened: payment.Happened) -> Mapping[str, Any]:
    """A payment's answer."""
    return {
        "transaction": happened.item,
        "transaction_event": happened.event,
        "data": dict(happened.data) or None,
    }


class Mutations:
    """Fields of Mutation."""

    transaction_initialize = TransactionInitialize.field()
    transaction_process = TransactionProcess.field()
    checkout_add_promo_code = CheckoutAddPromoCode.field()
    checkout_remove_promo_code = CheckoutRemovePromoCode.field()
