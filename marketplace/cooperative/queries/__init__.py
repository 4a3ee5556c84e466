"""Reads of cooperatives, and who may act for them."""

from marketplace.cooperative.queries.callers import actor_of
from marketplace.cooperative.queries.cooperatives import closed_now, matching, near, visible_to
from marketplace.cooperative.queries.people import (
    STAFF_FOR_PEOPLE,
    STAFF_WHO_VIEW,
    account_has,
    account_with,
    first_member,
    handovers_of,
    helped_by,
    helper_of,
    mandates_visible_to,
    member_of,
    members_visible_to,
    memberships_of,
    names_of,
    owners_of,
)

__all__ = [
    "STAFF_FOR_PEOPLE",
    "STAFF_WHO_VIEW",
    "account_has",
    "account_with",
    "actor_of",
    "closed_now",
    "first_member",
    "handovers_of",
    "helped_by",
    "helper_of",
    "mandates_visible_to",
    "matching",
    "member_of",
    "members_visible_to",
    "memberships_of",
    "names_of",
    "near",
    "owners_of",
    "visible_to",
]
