"""What follows from what: the whole shop's consequences on one screen. Each is safe to run twice."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.core.events import DomainEvent
from marketplace.order.events import CashCollected
from marketplace.payment.tasks import record_cash

REACTIONS: dict[type[DomainEvent], list[Callable[..., None]]] = {
    CashCollected: [record_cash],
}
