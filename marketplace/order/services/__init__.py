"""The verbs of orders: placing, and what a cooperative does with its part."""

from marketplace.order.services.decline import Declined, decline
from marketplace.order.services.place import place
from marketplace.order.services.steps import accept, deliver, pack, ship

__all__ = ["Declined", "accept", "decline", "deliver", "pack", "place", "ship"]
