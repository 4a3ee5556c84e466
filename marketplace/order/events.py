"""What happens to orders. Ids only; amounts are minor units."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class OrderPlaced(DomainEvent):
    """A checkout became an order."""

    told = _("An order was placed")

    order_id: UUID


@dataclass(frozen=True)
class OrderRefunded(DomainEvent):
    """Money went back to the buyer, and somebody wrote it down. `amount` is minor units."""

    told = _("Money went back to the buyer")

    order_id: UUID
    amount: int


@dataclass(frozen=True)
class SuborderEvent(DomainEvent):
    """Something happened to one cooperative's part."""

    order_id: UUID
    suborder_id: UUID
    cooperative_id: int


@dataclass(frozen=True)
class SuborderAccepted(SuborderEvent):
    """The cooperative will send it."""

    told = _("The cooperative accepted its part")


@dataclass(frozen=True)
class SuborderPacked(SuborderEvent):
    """The goods are packed."""

    told = _("The goods were packed")


@dataclass(frozen=True)
class SuborderShipped(SuborderEvent):
    """The goods are on their way."""

    told = _("The goods were sent")


@dataclass(frozen=True)
class SuborderDelivered(SuborderEvent):
    """The buyer has the goods."""

    told = _("The buyer has the goods")


@dataclass(frozen=True)
class SuborderDeclined(SuborderEvent):
    """The cooperative cannot send any of it."""

    told = _("The cooperative declined its part")

    granted_refund_id: int


@dataclass(frozen=True)
class LinesDeclined(SuborderEvent):
    """The cooperative cannot send some of it; the rest goes on."""

    told = _("The cooperative declined some of the goods")

    granted_refund_id: int


@dataclass(frozen=True)
class SuborderCanceled(SuborderEvent):
    """The buyer does not want it any more; nobody had answered yet."""

    told = _("The buyer canceled a part of the order")

    granted_refund_id: int


@dataclass(frozen=True)
class SuborderReturned(SuborderEvent):
    """The parcel came back to the cooperative."""

    told = _("The parcel came back to the cooperative")

    granted_refund_id: int


@dataclass(frozen=True)
class CashCollected(SuborderEvent):
    """Whoever handed over the goods took the buyer's cash."""

    told = _("The buyer paid in cash")

    amount: int
