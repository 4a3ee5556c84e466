"""What we ask of a way to pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from marketplace.core.money import Money


class Paid(StrEnum):
    """When the money comes: before there is an order (cards), or with the goods (cash)."""

    BEFORE = "before"
    ON_DELIVERY = "on delivery"


class OutcomeKind(StrEnum):
    """What became of a payment."""

    CHARGED = "charged"
    AUTHORIZED = "authorized"
    WAITING = "waiting"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Market:
    """Where something is to be paid: what a gateway must know to say whether it can serve."""

    currency: str
    country: str
    allows_cash: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gateway's answer. `reference` is its own name for the payment; `data` is for the buyer's browser."""

    kind: OutcomeKind
    amount: Money
    reference: str = ""
    message: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


class PaymentGateway(Protocol):
    """One way to pay. An adapter translates and nothing else: no models, no settings, no request."""

    name: str
    paid: Paid

    def available_for(self, market: Market) -> bool:
        """Whether buyers of this market can pay so."""

    def initialize(self, amount: Money, *, capture: bool, key: str, data: Mapping[str, Any]) -> Outcome:
        """Begin to take `amount`, or without `capture` to set it aside.

        The same key again answers for the same payment and takes nothing twice.
        Raises Refused, Unavailable or Unknown.
        """

    def process(self, amount: Money, *, key: str, reference: str, data: Mapping[str, Any]) -> Outcome:
        """Go on with a waiting payment, for instance when the buyer is back from the bank; safe to repeat."""
