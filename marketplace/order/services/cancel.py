"""The buyer changes their mind, while the cooperative has not answered yet.

Whoever knows an order's id is its buyer (DECISIONS 2); a signed-in buyer need not show it. Goods become free, and
nothing is due any more.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.events import emit
from marketplace.core.moves import IllegalMove
from marketplace.order.errors import OrderNotFound, SuborderNotFound
from marketplace.order.events import SuborderCanceled
from marketplace.order.models import Order, Suborder
from marketplace.order.services.steps import step, subjects
from marketplace.order.services.taking_off import all_left, lines_of, take_off
from marketplace.order.statuses import SuborderStatus


@transaction.atomic
def cancel(*, suborder_id: UUID, order_id: UUID | None = None, reason: str = "", actor: Actor) -> Suborder:
    """One cooperative's part is not wanted any more.

    Raises SuborderNotFound for who is not the buyer, and IllegalMove once the cooperative has answered; canceling
    what the buyer has canceled already changes nothing.
    """
    seen = Suborder.objects.filter(pk=suborder_id).select_related("order").first()
    if seen is None or not _is_buyer(actor, seen.order, order_id):
        raise SuborderNotFound
    order = Order.objects.select_for_update().get(pk=seen.order_id)
    suborder = Suborder.objects.get(pk=suborder_id)
    suborder.order = order
    if suborder.status == SuborderStatus.CANCELED:
        return suborder
    if suborder.status != SuborderStatus.WAITING:
        raise _too_late()
    return _cancel(suborder, reason, actor)


@transaction.atomic
def cancel_order(*, order_id: UUID, reason: str = "", actor: Actor) -> Order:
    """Every part that still waits for its cooperative is not wanted any more; the others go on.

    Raises OrderNotFound, and IllegalMove when none waits; an order canceled already stays so.
    """
    order = Order.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise OrderNotFound
    parts = list(Suborder.objects.filter(order=order).order_by("position"))
    waiting = [part for part in parts if part.status == SuborderStatus.WAITING]
    if not waiting and any(part.status != SuborderStatus.CANCELED for part in parts):
        raise _too_late()
    for part in waiting:
        part.order = order
        _cancel(part, reason, actor)
    return order


def _is_buyer(actor: Actor, order: Order, shown: UUID | None) -> bool:
    """Who shows the order's id, its signed-in owner, or staff who manage orders in their stead."""
    is_owner = actor.user_id is not None and actor.user_id == order.user_id
    return shown == order.pk if shown else is_owner or actor.may("MANAGE_ORDERS")


def _cancel(suborder: Suborder, reason: str, actor: Actor) -> Suborder:
    ours = lines_of(suborder)
    refund = take_off(suborder, all_left(ours), ours, reason=reason, whole=True, actor=actor)
    step(suborder, SuborderStatus.CANCELED)
    emit(SuborderCanceled(*subjects(suborder), refund.pk), actor=actor)
    return suborder


def _too_late() -> IllegalMove:
    return IllegalMove(_("The cooperative has already answered. Please call them."))
