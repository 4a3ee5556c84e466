"""Reads of cooperatives, and who may act for them."""

from marketplace.cooperative.queries.cooperatives import closed_now, matching, near, visible_to
from marketplace.cooperative.queries.people import actor_of, first_member

__all__ = [
    "actor_of",
    "closed_now",
    "first_member",
    "matching",
    "near",
    "visible_to",
]
