"""What follows from what: the whole shop's consequences on one screen. Each is safe to run twice."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.checkout import tasks as checkout
from marketplace.core.events import DomainEvent
from marketplace.notification import tasks as notification
from marketplace.order import events as order
from marketplace.payment import tasks as payment

REACTIONS: dict[type[DomainEvent], list[Callable[..., None]]] = {
    order.OrderPlaced: [
        notification.thank_buyer,
        notification.call_cooperatives,
        checkout.remember_addresses,
    ],
    order.SuborderAccepted: [notification.tell_accepted],
    order.SuborderPacked: [notification.tell_packed],
    order.SuborderShipped: [notification.tell_shipped],
    order.SuborderDelivered: [notification.tell_delivered],
    order.SuborderDeclined: [notification.tell_declined],
    order.SuborderCanceled: [notification.tell_canceled],
    order.SuborderReturned: [notification.tell_returned],
    order.LinesDeclined: [notification.tell_lines_declined],
    order.CashCollected: [payment.record_cash],
}
