"""What happens to goods."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class ProductPublished(DomainEvent):
    """A product can be seen in a channel from now on, or from the time its listing names."""

    product_id: int
    channel_id: int
    cooperative_id: int


@dataclass(frozen=True)
class GoodsChanged(DomainEvent):
    """What is said, asked or shown of these products is another now, or they are gone."""

    product_ids: list[int]
