"""A transaction's amounts are what its events add up to: pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from marketplace.payment.models import EventType

_E = EventType


def sums(events: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The amount columns of a TransactionItem from (type, minor units) of all its events. None falls below zero."""
    by_type: Counter[str] = Counter()
    for kind, amount in events:
        by_type[kind] += amount
    captured = by_type[_E.CHARGE_SUCCESS]
    refunded = by_type[_E.REFUND_SUCCESS] - by_type[_E.REFUND_REVERSE]
    canceled = by_type[_E.CANCEL_SUCCESS]
    result = {
        "authorized_amount": by_type[_E.AUTHORIZATION_SUCCESS] - captured - canceled,
        "authorize_pending_amount": _open(by_type, "authorization"),
        "charged_amount": captured - refunded - by_type[_E.CHARGE_BACK],
        "charge_pending_amount": _open(by_type, "charge") - by_type[_E.AUTHORIZATION_SUCCESS] - canceled,
        "refunded_amount": refunded,
        "refund_pending_amount": _open(by_type, "refund"),
        "canceled_amount": canceled,
        "cancel_pending_amount": _open(by_type, "cancel"),
    }
    return {name: max(0, amount) for name, amount in result.items()}


def _open(by_type: Counter[str], stage: str) -> int:
    """What was asked for and has neither come nor failed."""
    asked, came, failed = (by_type[f"{stage}_{end}"] for end in ("request", "success", "failure"))
    return asked - came - failed
