"""A parcel comes back: nobody opened the door, or nobody wanted it.

Nothing is due any more, delivery included: a buyer who never had the goods pays nothing for them; what was paid
before is granted back. Only the cooperative, with the parcel open before it, knows what is still good, so goods go
back on the shelf only where it says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.events import emit
from marketplace.order.errors import LineNotInSuborder, NotSoManySent
from marketplace.order.events import SuborderReturned
from marketplace.order.models import Fulfillment, FulfillmentStatus, Suborder
from marketplace.order.services.steps import locked, step, subjects
from marketplace.order.services.taking_off import Declined, Lines, grant, lines_of
from marketplace.order.statuses import SuborderStatus
from marketplace.warehouse import services as warehouse
from marketplace.warehouse.models import Stock


@dataclass(frozen=True, slots=True)
class Restocked:
    """So many of an order line are as good as before and can be sold again."""

    order_line_id: UUID
    quantity: int


@transaction.atomic
def take_back(
    *, suborder_id: UUID, restock: Sequence[Restocked] = (), reason: str = "", actor: Actor
) -> Suborder:
    """The parcel is back with the cooperative; what is named in `restock` can be sold again.

    Raises SuborderNotFound, IllegalMove unless the parcel was on its way, LineNotInSuborder, NotSoManySent, and
    INVALID for a quantity below one.
    """
    suborder = locked(suborder_id, actor)
    ours = lines_of(suborder)
    step(suborder, SuborderStatus.RETURNED)
    sent = [Declined(pk, line.quantity_fulfilled) for pk, line in ours.items() if line.quantity_fulfilled]
    refund = grant(suborder, sent, ours, reason=reason, whole=True, actor=actor)
    Fulfillment.objects.filter(suborder=suborder).update(status=FulfillmentStatus.RETURNED)
    _put_back(suborder, _checked(restock, ours), ours)
    emit(SuborderReturned(*subjects(suborder), refund.pk), actor=actor)
    return suborder


def _checked(restock: Sequence[Restocked], ours: Lines) -> dict[UUID, int]:
    """{order line: how many}, each possible."""
    found: dict[UUID, int] = {}
    for each in restock:
        if each.order_line_id not in ours:
            raise LineNotInSuborder
        if each.quantity < 1:
            raise DomainError(_("Put back at least one."), code="INVALID", field="quantity")
        found[each.order_line_id] = found.get(each.order_line_id, 0) + each.quantity
        if found[each.order_line_id] > (sent := ours[each.order_line_id].quantity_fulfilled):
            raise NotSoManySent(sent)
    return found


def _put_back(suborder: Suborder, quantities: dict[UUID, int], ours: Lines) -> None:
    """Into the cooperative's first warehouse that has the good; goods that are not counted have no stock to grow."""
    by_variant = {ours[pk].variant_id: quantity for pk, quantity in quantities.items()}
    there = Stock.objects.filter(
        warehouse__cooperative=suborder.cooperative_id, variant__in=by_variant, variant__track_inventory=True
    )
    for stock in there.order_by("pk"):
        if quantity := by_variant.pop(stock.variant_id, 0):
            warehouse.receive(warehouse_id=stock.warehouse_id, variant_id=stock.variant_id, quantity=quantity)
