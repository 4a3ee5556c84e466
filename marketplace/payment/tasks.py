"""What payments do when something has happened elsewhere; safe to run twice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marketplace.core.actor import SYSTEM
from marketplace.payment import services


def record_cash(*, suborder_id: str, amount: int, **_event: Any) -> None:
    """On CashCollected: the suborder's pending charge is charged."""
    services.record_cash(suborder_id=UUID(suborder_id), amount=amount, actor=SYSTEM)
