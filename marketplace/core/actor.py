"""Who acts, and for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """Kinds of actors. Apps are here from the start (DECISIONS 3)."""

    GUEST = "guest"
    USER = "user"
    STAFF = "staff"
    APP = "app"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who calls. `cooperatives` maps the ids of cooperatives it may act for to its role there.

    `permissions` are Saleor's words (MANAGE_ORDERS …). `key` names the actor in histories without personal data.
    """

    kind: ActorKind
    user_id: int | None = None
    app_id: int | None = None
    member_id: int | None = None
    permissions: frozenset[str] = frozenset()
    cooperatives: dict[int, str] = field(default_factory=dict)
    language: str = "vi"

    @property
    def key(self) -> str:
        """For histories: "user:5", "member:12", "system"."""
        for name, value in (("user", self.user_id), ("app", self.app_id), ("member", self.member_id)):
            if value is not None:
                return f"{name}:{value}"
        return str(self.kind)

    @property
    def is_staff(self) -> bool:
        """Whether this is the operator's staff or the shop itself."""
        return self.kind in (ActorKind.STAFF, ActorKind.SYSTEM)

    def may(self, *permissions: str) -> bool:
        """Whether the actor has one of these permissions."""
        return self.kind is ActorKind.SYSTEM or not self.permissions.isdisjoint(permissions)

    def sells_for(self, cooperative_id: int | None) -> bool:
        """Whether the actor is a member of this cooperative."""
        return cooperative_id in self.cooperatives


GUEST = Actor(ActorKind.GUEST)
SYSTEM = Actor(ActorKind.SYSTEM)
