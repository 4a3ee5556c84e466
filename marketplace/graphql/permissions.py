"""Who may call: predicates over the actor, joined by | and &."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from marketplace.core.actor import Actor, ActorKind
from marketplace.core.errors import PermissionDenied


@dataclass(frozen=True)
class Permission:
    """A named predicate over the actor."""

    allows: Callable[[Actor], bool]
    names: tuple[str, ...]
    joined: str = " or "

    def __or__(self, other: Permission) -> Permission:
        return Permission(lambda actor: self.allows(actor) or other.allows(actor), self.names + other.names)

    def __and__(self, other: Permission) -> Permission:
        both = self.names + other.names
        return Permission(lambda actor: self.allows(actor) and other.allows(actor), both, " and ")

    @property
    def is_open(self) -> bool:
        """Whether everyone meets it, so that nothing need be asked."""
        return self.names[0] in ("PUBLIC", "WITHIN")

    def require(self, actor: Actor) -> None:
        """Raise PermissionDenied unless the actor may."""
        if not self.allows(actor):
            self.refuse()

    def refuse(self) -> NoReturn:
        """Raise PermissionDenied that says what is needed."""
        wanted = ", ".join(self.names)
        raise PermissionDenied(
            f"To access this path, you need one of the following permissions: {wanted}", self.names
        )


PUBLIC = Permission(lambda actor: True, ("PUBLIC",))
"""Everyone. Stated all the same: what states no permission does not start."""
WITHIN = Permission(lambda actor: True, ("WITHIN",))
"""For types: whoever was let in by the field that leads there. The key of an order, of a cart, of oneself is judged
above, once; what stands below belongs to the same people."""
SIGNED_IN = Permission(lambda actor: actor.kind is not ActorKind.GUEST, ("AUTHENTICATED_USER",))
MEMBER = Permission(lambda actor: bool(actor.cooperatives), ("MEMBER_OF_COOPERATIVE",))
STAFF = Permission(lambda actor: actor.is_staff, ("AUTHENTICATED_STAFF_USER",))


def staff(*permissions: str) -> Permission:
    """The operator's staff and apps with one of Saleor's permissions."""
    return Permission(lambda actor: actor.may(*permissions), permissions)


def sells(*rights: str) -> Permission:
    """Whoever has one of these rights (words of `cooperative.rights`) for some cooperative, as member or as helper.

    Opens the field; the service then asks for the right at the very cooperative it is about.
    """
    return Permission(
        lambda actor: bool(actor.may_for_which(*rights)), tuple(f"SELLS_{each}" for each in rights)
    )
