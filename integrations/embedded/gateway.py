"""A way to pay that approves, declines or waits on request. Takes no money; refused in production."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from typing import Any

from marketplace.core.money import Money
from marketplace.ports.payments import Market, Outcome, OutcomeKind, Paid

log = logging.getLogger(__name__)

KINDS = {
    "CHARGE_SUCCESS": OutcomeKind.CHARGED,
    "AUTHORIZATION_SUCCESS": OutcomeKind.AUTHORIZED,
    "CHARGE_REQUEST": OutcomeKind.WAITING,
    "CHARGE_ACTION_REQUIRED": OutcomeKind.WAITING,
    "CHARGE_FAILURE": OutcomeKind.DECLINED,
    "AUTHORIZATION_FAILURE": OutcomeKind.DECLINED,
}
"""The dialect's words in `data = {"event": {"type": …}}`; without one it does what is asked."""


class TestGateway:
    """The twin of a card gateway."""

    __test__ = False
    name = "Test payment"
    paid = Paid.BEFORE

    def __init__(self) -> None:
        log.warning("Payments go to the test gateway: no money moves.")

    def available_for(self, market: Market) -> bool:
        """Everywhere."""
        return True

    def initialize(self, amount: Money, *, capture: bool, key: str, data: Mapping[str, Any]) -> Outcome:
        """What `data` asks for, under a reference that follows from the key."""
        usual = OutcomeKind.CHARGED if capture else OutcomeKind.AUTHORIZED
        return _outcome(amount, _reference(key), data, usual)

    def process(self, amount: Money, *, key: str, reference: str, data: Mapping[str, Any]) -> Outcome:
        """The buyer is back: what `data` asks for now."""
        return _outcome(amount, reference, data, OutcomeKind.CHARGED)


def _outcome(amount: Money, reference: str, data: Mapping[str, Any], usual: OutcomeKind) -> Outcome:
    event = data.get("event")
    word = event.get("type") if isinstance(event, Mapping) else None
    kind = KINDS.get(str(word), usual)
    message = "Declined on request" if kind is OutcomeKind.DECLINED else ""
    return Outcome(kind, amount, reference=reference, message=message)


def _reference(key: str) -> str:
    return "test-" + hashlib.sha256(key.encode()).hexdigest()[:24]
