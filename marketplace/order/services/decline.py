"""Saying no: to a whole part or to some of its lines (DECISIONS 18).

The order's total stays as it was agreed; a granted refund tells what falls away, the goods become free, and what is
due falls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.events import emit
from marketplace.core.money import Money
from marketplace.core.moves import IllegalMove
from marketplace.order import pricing, queries
from marketplace.order.errors import LineNotInSuborder, NotSoMany
from marketplace.order.events import LinesDeclined, SuborderDeclined
from marketplace.order.models import GrantedRefund, GrantedRefundLine, OrderLine, RefundStatus, Suborder
from marketplace.order.services.steps import locked, step, subjects
from marketplace.order.statuses import OPEN, SuborderStatus
from marketplace.payment import services as payment
from marketplace.warehouse import queries as stock
from marketplace.warehouse import services as warehouse


@dataclass(frozen=True, slots=True)
class Declined:
    """So many of an order line cannot be sent."""

    order_line_id: UUID
    quantity: int
    reason: str = ""


@transaction.atomic
def decline(
    *, suborder_id: UUID, lines: Sequence[Declined] | None = None, reason: str = "", actor: Actor
) -> Suborder:
    """The cooperative cannot send these lines, or, without lines, anything. Declining all that is left is the whole.

    Raises SuborderNotFound, IllegalMove once the goods have left, LineNotInSuborder, NotSoMany, and INVALID for a
    quantity below one.
    """
    suborder = locked(suborder_id, actor)
    if suborder.status not in OPEN:
        raise IllegalMove(_("The goods have left; they cannot be declined any more."))
    ours = {line.pk: line for line in suborder.lines.order_by("position")}
    wanted = _all_left(ours) if lines is None else _checked(lines, ours)
    is_whole = sum(each.quantity for each in wanted) == sum(queries.remaining(line) for line in ours.values())
    refund = _grant(suborder, wanted, ours, reason, is_whole, actor)
    _free(wanted, ours)
    _lower_due(suborder, refund, actor)
    if is_whole:
        step(suborder, SuborderStatus.DECLINED, decline_reason=reason[:500])
        emit(SuborderDeclined(*subjects(suborder), refund.pk), actor=actor)
    else:
        emit(LinesDeclined(*subjects(suborder), refund.pk), actor=actor)
    return suborder


def _all_left(ours: dict[UUID, OrderLine]) -> list[Declined]:
    return [Declined(pk, left) for pk, line in ours.items() if (left := queries.remaining(line))]


def _checked(lines: Sequence[Declined], ours: dict[UUID, OrderLine]) -> list[Declined]:
    """The same lines, each named once and possible."""
    merged: dict[UUID, Declined] = {}
    for each in lines:
        if each.order_line_id not in ours:
            raise LineNotInSuborder
        if each.quantity < 1:
            raise DomainError(_("Decline at least one."), code="INVALID", field="quantity")
        before = merged.get(each.order_line_id)
        quantity = each.quantity + (before.quantity if before else 0)
        merged[each.order_line_id] = Declined(each.order_line_id, quantity, each.reason)
    for each in merged.values():
        if each.quantity > (left := queries.remaining(ours[each.order_line_id])):
            raise NotSoMany(left)
    if not merged:
        raise DomainError(_("Name the lines that are declined."), code="REQUIRED", field="lines")
    return list(merged.values())


def _grant(
    suborder: Suborder,
    wanted: list[Declined],
    ours: dict[UUID, OrderLine],
    reason: str,
    is_whole: bool,
    actor: Actor,
) -> GrantedRefund:
    goods = sum(_falls_away(ours[each.order_line_id], each.quantity).minor for each in wanted)
    amount = goods + (suborder.shipping_gross_amount if is_whole else 0)
    refund = GrantedRefund.objects.create(
        order_id=suborder.order_id,
        suborder=suborder,
        currency=suborder.currency,
        amount=amount,
        shipping_included=is_whole,
        reason=reason[:500],
        status=RefundStatus.NONE if amount <= suborder.amount_due_amount else RefundStatus.PENDING,
        actor=actor.key,
        created_at=timezone.now(),
    )
    GrantedRefundLine.objects.bulk_create(
        GrantedRefundLine(
            granted_refund=refund,
            order_line_id=each.order_line_id,
            quantity=each.quantity,
            reason=each.reason[:500],
        )
        for each in wanted
    )
    return refund


def _falls_away(line: OrderLine, quantity: int) -> Money:
    return pricing.declined_share(
        Money(line.total_gross_amount, line.currency),
        quantity=line.quantity,
        before=line.quantity_declined,
        now=quantity,
    )


def _free(wanted: list[Declined], ours: dict[UUID, OrderLine]) -> None:
    """The goods can be bought by others. What was not counted was not promised."""
    promised = stock.allocated(each.order_line_id for each in wanted)
    warehouse.deallocate(
        quantities={each.order_line_id: each.quantity for each in wanted if each.order_line_id in promised}
    )
    for each in wanted:
        OrderLine.objects.filter(pk=each.order_line_id).update(
            quantity_declined=F("quantity_declined") + each.quantity
        )


def _lower_due(suborder: Suborder, refund: GrantedRefund, actor: Actor) -> None:
    """What was not paid yet need not be paid."""
    less = min(refund.amount, suborder.amount_due_amount)
    suborder.amount_due_amount -= less
    suborder.updated_at = timezone.now()
    suborder.save(update_fields=["amount_due_amount", "updated_at"])
    if less:
        payment.lower(suborder_id=suborder.pk, amount=less, key=f"declined:{refund.pk}", actor=actor)
