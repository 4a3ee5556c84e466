"""How the buyer will pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from marketplace.checkout import queries
from marketplace.checkout.models import Checkout
from marketplace.checkout.pricing import priced
from marketplace.checkout.services.cart import locked, write
from marketplace.core.actor import Actor
from marketplace.core.money import Money
from marketplace.payment import queries as payments
from marketplace.payment import services as payment
from marketplace.payment.errors import GatewayNotFound


@dataclass(frozen=True, slots=True)
class Begun:
    """The cart with its choice, and what the gateway said; nothing for cash, which waits for the order."""

    checkout: Checkout
    happened: payment.Happened | None


def initialize_payment(
    *,
    checkout_id: UUID,
    gateway_id: str,
    amount: Money | None = None,
    capture: bool = True,
    data: Mapping[str, Any] | None = None,
    key: str = "",
    actor: Actor,
) -> Begun:
    """Choose a gateway for the cart and begin to pay where money comes before the order.

    Without `amount` all that is not yet secured. Cash is only noted (DECISIONS 19). The gateway is called after
    our rows are committed. Raises CheckoutNotFound, GatewayNotFound, AmountInvalid, KeyInUse.
    """
    checkout = _choose(checkout_id, gateway_id)
    if payments.is_paid_on_delivery(gateway_id):
        return Begun(checkout, None)
    happened = payment.initialize(
        checkout_id=checkout.pk,
        gateway_id=gateway_id,
        amount=amount or _unsecured(checkout),
        market=queries.market_of(checkout),
        capture=capture,
        data=data or {},
        key=key,
        actor=actor,
    )
    return Begun(checkout, happened)


@transaction.atomic
def _choose(checkout_id: UUID, gateway_id: str) -> Checkout:
    checkout = locked(checkout_id)
    if not payments.offered(gateway_id, queries.market_of(checkout)):
        raise GatewayNotFound
    return write(checkout, payment_gateway=gateway_id)


def _unsecured(checkout: Checkout) -> Money:
    total = priced(queries.snapshot(checkout)).total.gross
    return total - Money(payments.secured(checkout.pk, checkout.currency), checkout.currency)
