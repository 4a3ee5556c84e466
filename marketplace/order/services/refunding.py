"""Money that went back to a buyer: written down by staff, once per transfer, whichever orders."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, NotFound, PermissionDenied
from marketplace.core.events import emit
from marketplace.core.money import Money
from marketplace.order import queries
from marketplace.order.events import OrderRefunded
from marketplace.order.models import GrantedRefund, Order, RefundStatus
from marketplace.payment import services as payment

MAY_REFUND = "HANDLE_PAYMENTS"


@transaction.atomic
def record_refund(*, order_id: UUID, amount: int, reference: str, actor: Actor) -> Order:
    """So many minor units went back to the buyer, by the transfer with this reference. With the last of what is owed
    the order's pending refunds are done.

    Raises PermissionDenied, NotFound, REQUIRED on `reference`, INVALID on `amount` for more than is owed, and as
    `payment.record_refund` does.
    """
    if not actor.may(MAY_REFUND):
        raise PermissionDenied(permissions=(MAY_REFUND,))
    order = Order.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise NotFound(_("There is no such order."), field="id")
    reference = " ".join(reference.split())[:100]
    if not reference:
        raise DomainError(_("Write down the number of the transfer."), code="REQUIRED", field="reference")
    owed = queries.with_owed(Order.objects.filter(pk=order.pk)).values_list("owed", flat=True).get()
    if not 0 < amount <= max(owed, 0):
        words = _("So much is owed: %(amount)s.") % {"amount": Money(max(owed, 0), order.currency)}
        raise DomainError(words, code="INVALID", field="amount")
    payment.record_refund(order_id=order.pk, amount=amount, reference=reference, actor=actor)
    if amount == owed:
        pending = GrantedRefund.objects.filter(order=order, status=RefundStatus.PENDING)
        pending.update(status=RefundStatus.SUCCESS)
    emit(OrderRefunded(order.pk, amount), actor=actor)
    return order
