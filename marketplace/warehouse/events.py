"""What happens to stock outside of orders."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class StockChanged(DomainEvent):
    """More or less of a variant is on hand now."""

    variant_id: int
