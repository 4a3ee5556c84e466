"""Verbs about cooperatives: found one, change it, let its members in."""

from marketplace.cooperative.services.links import make_link, open_link
from marketplace.cooperative.services.people import add_member
from marketplace.cooperative.services.profile import (
    complete,
    create_cooperative,
    set_logo,
    translate_cooperative,
    update_cooperative,
)

__all__ = [
    "add_member",
    "complete",
    "create_cooperative",
    "make_link",
    "open_link",
    "set_logo",
    "translate_cooperative",
    "update_cooperative",
]
