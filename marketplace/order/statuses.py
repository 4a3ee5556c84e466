"""Where a suborder can go next, and what its order's status follows from."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderStatus(models.TextChoices):
    """The dialect's words; follows from the suborders and is only cached."""

    DRAFT = "draft", _("Draft")
    UNCONFIRMED = "unconfirmed", _("Unconfirmed")
    UNFULFILLED = "unfulfilled", _("Waiting for the goods")
    PARTIALLY_FULFILLED = "partially fulfilled", _("Partly on its way")
    PARTIALLY_RETURNED = "partially_returned", _("Partly returned")
    RETURNED = "returned", _("Returned")
    FULFILLED = "fulfilled", _("On its way")
    CANCELED = "canceled", _("Canceled")
    EXPIRED = "expired", _("Expired")


class OrderOrigin(models.TextChoices):
    """How an order came about, in the dialect's words: a cart, or drafted by the cooperative for a caller."""

    CHECKOUT = "checkout", _("Ordered in the shop")
    DRAFT = "draft", _("Taken by phone")


class SuborderStatus(models.TextChoices):
    """Where one cooperative's part stands."""

    WAITING = "waiting", _("Waiting for the cooperative")
    ACCEPTED = "accepted", _("Accepted")
    PACKED = "packed", _("Packed")
    SHIPPED = "shipped", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    DECLINED = "declined", _("Declined")
    CANCELED = "canceled", _("Canceled")
    RETURNED = "returned", _("Returned")


_S = SuborderStatus
NEXT: dict[str, frozenset[str]] = {
    _S.WAITING: frozenset({_S.ACCEPTED, _S.DECLINED, _S.CANCELED}),
    _S.ACCEPTED: frozenset({_S.PACKED, _S.SHIPPED, _S.DELIVERED, _S.DECLINED}),
    _S.PACKED: frozenset({_S.SHIPPED, _S.DELIVERED, _S.DECLINED}),
    _S.SHIPPED: frozenset({_S.DELIVERED, _S.RETURNED}),
    _S.DELIVERED: frozenset(),
    _S.DECLINED: frozenset(),
    _S.CANCELED: frozenset(),
    _S.RETURNED: frozenset(),
}
"""Which step may follow which. Goods fetched in person are delivered without being shipped."""

OPEN = frozenset({_S.WAITING, _S.ACCEPTED, _S.PACKED})
"""States in which the goods are still with the cooperative."""

DONE = 9
TURN = {_S.WAITING: 0, _S.ACCEPTED: 1, _S.PACKED: 2, _S.SHIPPED: 3}
"""Place in a cooperative's list of work: what waits for an answer comes first, everything done last (DONE)."""


def order_status(parts: Iterable[str]) -> OrderStatus:
    """The order's status from its suborders' (DECISIONS 18). Declined and canceled parts count only when all are."""
    living = [part for part in parts if part not in (_S.DECLINED, _S.CANCELED)]
    returned = [part for part in living if part == _S.RETURNED]
    gone = [part for part in living if part in (_S.SHIPPED, _S.DELIVERED, _S.RETURNED)]
    if not living:
        return OrderStatus.CANCELED
    if returned:
        return OrderStatus.RETURNED if len(returned) == len(living) else OrderStatus.PARTIALLY_RETURNED
    if gone:
        return OrderStatus.FULFILLED if len(gone) == len(living) else OrderStatus.PARTIALLY_FULFILLED
    return OrderStatus.UNFULFILLED
