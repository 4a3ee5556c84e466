"""What a cooperative does with its part: accept, pack, ship, deliver. Each is one move along NEXT."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from marketplace.core.actor import Actor
from marketplace.core.events import emit
from marketplace.core.moves import move
from marketplace.order import queries
from marketplace.order.errors import NotFetchedInPerson, SuborderNotFound
from marketplace.order.events import (
    CashCollected,
    SuborderAccepted,
    SuborderDelivered,
    SuborderPacked,
    SuborderShipped,
)
from marketplace.order.models import Fulfillment, FulfillmentLine, Order, OrderLine, Suborder
from marketplace.order.statuses import DONE, NEXT, TURN, SuborderStatus, order_status
from marketplace.payment import queries as payments
from marketplace.warehouse import queries as stock
from marketplace.warehouse import services as warehouse


@transaction.atomic
def accept(*, suborder_id: UUID, actor: Actor) -> Suborder:
    """The cooperative will send it. Raises SuborderNotFound, IllegalMove."""
    suborder = locked(suborder_id, actor)
    step(suborder, SuborderStatus.ACCEPTED)
    emit(SuborderAccepted(*subjects(suborder)), actor=actor)
    return suborder


@transaction.atomic
def pack(*, suborder_id: UUID, actor: Actor) -> Suborder:
    """The goods are packed. Raises SuborderNotFound, IllegalMove."""
    suborder = locked(suborder_id, actor)
    step(suborder, SuborderStatus.PACKED)
    emit(SuborderPacked(*subjects(suborder)), actor=actor)
    return suborder


@transaction.atomic
def ship(*, suborder_id: UUID, tracking_number: str = "", carrier_name: str = "", actor: Actor) -> Suborder:
    """Everything that was not declined leaves the warehouse. Raises SuborderNotFound, IllegalMove."""
    suborder = locked(suborder_id, actor)
    carriage = {"tracking_number": tracking_number[:100], "carrier_name": carrier_name[:100]}
    step(suborder, SuborderStatus.SHIPPED, **carriage)
    _fulfill(suborder)
    emit(SuborderShipped(*subjects(suborder)), actor=actor)
    return suborder


@transaction.atomic
def deliver(*, suborder_id: UUID, actor: Actor) -> Suborder:
    """The buyer has the goods; cash that was due has been taken with them.

    Goods that travel must have been shipped; those fetched in person leave the warehouse now.
    Raises SuborderNotFound, IllegalMove, NotFetchedInPerson.
    """
    suborder = locked(suborder_id, actor)
    was = suborder.status
    step(suborder, SuborderStatus.DELIVERED)
    if was != SuborderStatus.SHIPPED:
        if not suborder.collects_in_person:
            raise NotFetchedInPerson
        _fulfill(suborder)
    emit(SuborderDelivered(*subjects(suborder)), actor=actor)
    if suborder.amount_due_amount and payments.is_paid_on_delivery(suborder.payment_gateway):
        emit(CashCollected(*subjects(suborder), suborder.amount_due_amount), actor=actor)
    return suborder


def locked(suborder_id: UUID, actor: Actor) -> Suborder:
    """The suborder if this actor may work on it, with its order's row locked. Raises SuborderNotFound.

    The order is the lock of all its parts: its status follows from them.
    """
    seen = queries.workable_by(actor).filter(pk=suborder_id).first()
    if seen is None:
        raise SuborderNotFound
    order = Order.objects.select_for_update().get(pk=seen.order_id)
    suborder = Suborder.objects.get(pk=suborder_id)
    suborder.order = order
    return suborder


def step(suborder: Suborder, to: SuborderStatus, **also: Any) -> None:
    """Move the suborder, and its order's status with it. Raises IllegalMove."""
    now = timezone.now()
    move(suborder, to, table=NEXT, turn=TURN.get(to, DONE), updated_at=now, **also)
    order = suborder.order
    parts = Suborder.objects.filter(order=order).values_list("status", flat=True).order_by("position")
    order.status, order.updated_at = order_status(parts), now
    order.save(update_fields=["status", "updated_at"])


def subjects(suborder: Suborder) -> tuple[UUID, UUID, int]:
    """Ids that every event of a suborder carries: order, suborder, cooperative."""
    return suborder.order_id, suborder.pk, suborder.cooperative_id


def _fulfill(suborder: Suborder) -> None:
    """What is left of every line goes, in one parcel. Goods that are not counted have no promise to keep."""
    lines = [line for line in suborder.lines.order_by("position") if queries.remaining(line)]
    promised = stock.allocated(line.pk for line in lines)
    position = (
        Fulfillment.objects.filter(order=suborder.order_id).aggregate(last=Max("position"))["last"] or 0
    )
    parcel = Fulfillment.objects.create(
        order_id=suborder.order_id,
        suborder=suborder,
        position=position + 1,
        tracking_number=suborder.tracking_number,
        carrier_name=suborder.carrier_name,
        created_at=timezone.now(),
    )
    FulfillmentLine.objects.bulk_create(
        FulfillmentLine(fulfillment=parcel, order_line=line, quantity=queries.remaining(line))
        for line in lines
    )
    warehouse.ship(quantities={line.pk: queries.remaining(line) for line in lines if line.pk in promised})
    everything = F("quantity") - F("quantity_declined")
    OrderLine.objects.filter(pk__in=[line.pk for line in lines]).update(quantity_fulfilled=everything)
