"""Cash, paid to whoever hands over the goods: nothing to call, the order comes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marketplace.core.money import Money
from marketplace.ports.payments import Market, Outcome, OutcomeKind, Paid


class Gateway:
    """Cash on delivery or at pick-up."""

    name = "Cash on delivery"
    paid = Paid.ON_DELIVERY

    def available_for(self, market: Market) -> bool:
        """Only where notes of đồng change hands."""
        return market.allows_cash and market.country == "VN" and market.currency == "VND"

    def initialize(self, amount: Money, *, capture: bool, key: str, data: Mapping[str, Any]) -> Outcome:
        """Cash always waits for its day."""
        return Outcome(OutcomeKind.WAITING, amount, reference=key)

    def process(self, amount: Money, *, key: str, reference: str, data: Mapping[str, Any]) -> Outcome:
        """Nobody to ask: still waiting."""
        return Outcome(OutcomeKind.WAITING, amount, reference=reference)
