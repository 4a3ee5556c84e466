"""Saying no: to a whole part or to some of its lines (DECISIONS 18)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.events import emit
from marketplace.core.moves import IllegalMove
from marketplace.order import queries
from marketplace.order.errors import LeftChanged, LineNotInSuborder, NotSoMany
from marketplace.order.events import LinesDeclined, SuborderDeclined
from marketplace.order.models import Suborder
from marketplace.order.services.steps import locked, step, subjects
from marketplace.order.services.taking_off import Declined, Lines, all_left, lines_of, take_off
from marketplace.order.statuses import OPEN, SuborderStatus


@transaction.atomic
def decline(
    *, suborder_id: UUID, lines: Sequence[Declined] | None = None, reason: str = "", actor: Actor
) -> Suborder:
    """The cooperative cannot send these lines, or, without lines, anything. Declining all that is left is the whole.

    Raises SuborderNotFound, IllegalMove once the goods have left, LineNotInSuborder, NotSoMany, INVALID for a quantity
    below one, and LeftChanged where another number was left when it was decided: the same press twice takes off once.
    """
    suborder = locked(suborder_id, actor)
    if suborder.status not in OPEN:
        raise IllegalMove(_("The goods have left; they cannot be declined any more."))
    ours = lines_of(suborder)
    wanted = all_left(ours) if lines is None else _checked(lines, ours)
    is_whole = sum(each.quantity for each in wanted) == sum(queries.remaining(line) for line in ours.values())
    refund = take_off(suborder, wanted, ours, reason=reason, whole=is_whole, actor=actor)
    if is_whole:
        step(suborder, SuborderStatus.DECLINED, decline_reason=reason[:500])
        emit(SuborderDeclined(*subjects(suborder), refund.pk), actor=actor)
    else:
        emit(LinesDeclined(*subjects(suborder), refund.pk), actor=actor)
    return suborder


def _checked(lines: Sequence[Declined], ours: Lines) -> list[Declined]:
    """The same lines, each named once and possible."""
    merged: dict[UUID, Declined] = {}
    for each in lines:
        if each.order_line_id not in ours:
            raise LineNotInSuborder
        if each.quantity < 1:
            raise DomainError(_("Decline at least one."), code="INVALID", field="quantity")
        left = queries.remaining(ours[each.order_line_id])
        if each.remaining is not None and each.remaining != left:
            raise LeftChanged(left)
        before = merged.get(each.order_line_id)
        quantity = each.quantity + (before.quantity if before else 0)
        merged[each.order_line_id] = Declined(each.order_line_id, quantity, each.reason)
    for each in merged.values():
        if each.quantity > (left := queries.remaining(ours[each.order_line_id])):
            raise NotSoMany(left)
    if not merged:
        raise DomainError(_("Name the lines that are declined."), code="REQUIRED", field="lines")
    return list(merged.values())
