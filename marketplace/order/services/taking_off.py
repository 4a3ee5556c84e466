"""What falls away from a part: a granted refund tells it, what is due falls, and the goods become free.

The order's total stays as it was agreed (DECISIONS 18). Declining, canceling and returning share this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from marketplace.core.actor import Actor
from marketplace.core.money import Money
from marketplace.order import pricing, queries
from marketplace.order.models import GrantedRefund, GrantedRefundLine, OrderLine, RefundStatus, Suborder
from marketplace.payment import services as payment
from marketplace.warehouse import queries as stock
from marketplace.warehouse import services as warehouse

Lines = Mapping[UUID, OrderLine]


@dataclass(frozen=True, slots=True)
class Declined:
    """So many of an order line cannot be sent, or are not wanted any more."""

    order_line_id: UUID
    quantity: int
    reason: str = ""
    remaining: int | None = None
    """How many were left when this was decided, where that is known."""


def lines_of(suborder: Suborder) -> dict[UUID, OrderLine]:
    """{id: line} of the part, as they stand in the order."""
    return {line.pk: line for line in suborder.lines.order_by("position")}


def all_left(ours: Lines) -> list[Declined]:
    """Everything that has neither gone nor fallen away."""
    return [Declined(pk, left) for pk, line in ours.items() if (left := queries.remaining(line))]


def take_off(
    suborder: Suborder, wanted: Sequence[Declined], ours: Lines, *, reason: str, whole: bool, actor: Actor
) -> GrantedRefund:
    """These goods are not sent: free for others, and not to be paid. With `whole` delivery is not paid either."""
    refund = grant(suborder, wanted, ours, reason=reason, whole=whole, actor=actor)
    _free(wanted)
    return refund


def grant(
    suborder: Suborder, wanted: Sequence[Declined], ours: Lines, *, reason: str, whole: bool, actor: Actor
) -> GrantedRefund:
    """What these goods cost need not be paid, or is to go back; the goods themselves stay where they are."""
    goods = sum(_falls_away(ours[each.order_line_id], each.quantity).minor for each in wanted)
    amount = goods + (suborder.shipping_gross_amount if whole else 0)
    refund = GrantedRefund.objects.create(
        order_id=suborder.order_id,
        suborder=suborder,
        currency=suborder.currency,
        amount=amount,
        shipping_included=whole,
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
    _lower_due(suborder, refund, actor)
    return refund


def _falls_away(line: OrderLine, quantity: int) -> Money:
    return pricing.declined_share(
        Money(line.total_gross_amount, line.currency),
        quantity=line.quantity,
        before=line.quantity_declined,
        now=quantity,
    )


def _free(wanted: Sequence[Declined]) -> None:
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
