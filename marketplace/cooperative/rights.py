"""What one may do for a cooperative: five rights, and which of them a role has. The whole of it on one screen.

`sells("ORDERS")` opens a field of the API to whoever has the right for *some* cooperative; the service then asks
`actor.may_for(cooperative_id, "ORDERS")` of the very one.
"""

from __future__ import annotations

from typing import Final

from marketplace.core.actor import Standing

ORDERS: Final = "ORDERS"
GOODS: Final = "GOODS"
MONEY: Final = "MONEY"
PEOPLE: Final = "PEOPLE"
SHOP: Final = "SHOP"

WORDS = {
    ORDERS: "See the cooperative's parts of orders and work them: accept, pack, ship, decline, take by phone",
    GOODS: "Products and their listings, stock, warehouses",
    MONEY: "The sums of orders, statements, the bank account; reading orders",
    PEOPLE: "Members and the mandates of helpers; what touches owners or managers, and confirming, is for owners",
    SHOP: "The profile, closing days, the papers of the opening",
}
RIGHTS = frozenset(WORDS)
"""All there are."""

LENT = RIGHTS - {PEOPLE}
"""What a mandate can carry: whoever could appoint people could make themselves one."""

OWNER, MANAGER, PACKER, ACCOUNTANT, HELPER = "OWNER", "MANAGER", "PACKER", "ACCOUNTANT", "HELPER"

RIGHTS_OF = {
    OWNER: RIGHTS,
    MANAGER: RIGHTS,
    PACKER: frozenset({ORDERS}),
    ACCOUNTANT: frozenset({MONEY}),
}
"""Role -> rights. Among PEOPLE's acts a manager lacks those that touch owners: see `services.people`."""


def standing(role: str) -> Standing:
    """How a member with this role stands with the cooperative. A role nobody knows has no rights."""
    return Standing(rights=RIGHTS_OF.get(role, frozenset()), role=role)


def standing_of_helper(rights: frozenset[str], mandate_id: int) -> Standing:
    """How a helper stands: what the mandate lends, never more than can be lent."""
    return Standing(rights=rights & LENT, role=HELPER, mandate_id=mandate_id)
