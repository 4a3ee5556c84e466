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
class Standing:
    """How an actor stands with one cooperative: what it may do there, as whom, and under which mandate.

    `rights` are words of `cooperative.rights`; a member's follow from the role, a helper's from the mandate.
    """

    rights: frozenset[str] = frozenset()
    role: str = ""
    mandate_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who calls. `cooperatives` maps the ids of cooperatives it may act for to its standing there.

    `permissions` are Saleor's words (MANAGE_ORDERS …). `key` names the actor in histories without personal data.
    """

    kind: ActorKind
    user_id: int | None = None
    app_id: int | None = None
    member_id: int | None = None
    helper_id: int | None = None
    viewing_id: int | None = None
    """Staff who see as a cooperative: they read what its owner reads, and can change nothing."""
    permissions: frozenset[str] = frozenset()
    cooperatives: dict[int, Standing] = field(default_factory=dict)
    language: str = "vi"

    @property
    def key(self) -> str:
        """For histories: "user:5", "member:12", "helper:3", "system"."""
        for name in ("user", "app", "member", "helper", "viewing"):
            if (value := getattr(self, f"{name}_id")) is not None:
                return f"{name}:{value}"
        return str(self.kind)

    @property
    def reads_only(self) -> bool:
        """Whether the actor can change nothing, whatever rights it has."""
        return self.viewing_id is not None

    @property
    def is_staff(self) -> bool:
        """Whether this is the operator's staff or the shop itself."""
        return self.kind in (ActorKind.STAFF, ActorKind.SYSTEM)

    def may(self, *permissions: str) -> bool:
        """Whether the actor has one of these permissions."""
        return self.kind is ActorKind.SYSTEM or not self.permissions.isdisjoint(permissions)

    def sells_for(self, cooperative_id: int | None) -> bool:
        """Whether the actor stands for this cooperative at all, with whatever rights."""
        return cooperative_id in self.cooperatives

    def may_for(self, cooperative_id: int | None, right: str) -> bool:
        """Whether the actor has this right (a word of `cooperative.rights`) for this very cooperative."""
        found = self.cooperatives.get(cooperative_id) if cooperative_id is not None else None
        return found is not None and right in found.rights

    def for_whom(self, cooperative_id: int | None) -> tuple[str, int | None]:
        """For histories: on whose behalf the actor acts on what is this cooperative's, and under which mandate.

        ("cooperative:7", 3) for a helper, ("cooperative:7", None) for a member, ("", None) for everyone else.
        """
        standing = self.cooperatives.get(cooperative_id) if cooperative_id is not None else None
        return (f"cooperative:{cooperative_id}", standing.mandate_id) if standing else ("", None)

    def may_for_which(self, *rights: str) -> list[int]:
        """The cooperatives for which the actor has one of these rights, to begin a query with."""
        wanted = frozenset(rights)
        return [pk for pk, each in self.cooperatives.items() if not wanted.isdisjoint(each.rights)]


GUEST = Actor(ActorKind.GUEST)
SYSTEM = Actor(ActorKind.SYSTEM)
