"""The verbs of orders: placing, what a cooperative does with its part, and the buyer who changes their mind."""

from marketplace.order.services.cancel import cancel, cancel_order
from marketplace.order.services.decline import decline
from marketplace.order.services.place import place
from marketplace.order.services.refunding import record_refund
from marketplace.order.services.returning import Restocked, take_back
from marketplace.order.services.steps import accept, deliver, pack, ship
from marketplace.order.services.taking_off import Declined

__all__ = [
    "Declined",
    "Restocked",
    "accept",
    "cancel",
    "cancel_order",
    "decline",
    "deliver",
    "pack",
    "place",
    "record_refund",
    "ship",
    "take_back",
]
