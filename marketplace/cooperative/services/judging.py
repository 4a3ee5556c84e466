"""Whether an actor may change the people of a cooperative: judged under the lock, by the table as it is now.

A token may be older than the removal of its member, and of two owners who remove each other at once one comes second.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from marketplace.cooperative import queries
from marketplace.cooperative.errors import CooperativeNotFound, LastOwner, OutOfScope
from marketplace.cooperative.models import Cooperative, CooperativeMember, Role
from marketplace.cooperative.rights import PEOPLE, RIGHTS_OF
from marketplace.core.actor import Actor

RANKS = {Role.OWNER: 2, Role.MANAGER: 1, Role.PACKER: 0, Role.ACCOUNTANT: 0}
"""Owners are over all and over each other; managers over packers and accountants."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What the actor may do with people of one cooperative, whose row is locked."""

    cooperative: Cooperative
    actor: Actor
    member: CooperativeMember | None
    """The actor as its member; None for staff, helpers and strangers."""

    @property
    def is_staff(self) -> bool:
        """Whether staff act, who help where nobody of the cooperative can."""
        return self.actor.may(queries.STAFF_FOR_PEOPLE)

    @property
    def is_owner(self) -> bool:
        """Whether an owner acts."""
        return self.member is not None and self.member.role == Role.OWNER

    def has(self, right: str) -> bool:
        """Whether the actor has this right now, as a member."""
        return self.member is not None and right in RIGHTS_OF.get(self.member.role, frozenset())

    def require_people(self) -> None:
        """Raise CooperativeNotFound for who does not look after people here."""
        if not (self.is_staff or self.has(PEOPLE)):
            raise CooperativeNotFound

    def require_owner(self) -> None:
        """Raise CooperativeNotFound for strangers, OutOfScope for members who are no owners."""
        self.require_people()
        if not (self.is_staff or self.is_owner):
            raise OutOfScope(_("Only an owner can do this."), field="id")

    def require_over(self, role: str, field: str = "id") -> None:
        """Raise OutOfScope unless the actor is over members of this role."""
        self.require_people()
        if self.is_staff or self.is_owner:
            return
        if self.member is None or RANKS[Role(self.member.role)] <= RANKS[Role(role)]:
            raise OutOfScope(_("Only an owner can do this for owners and managers."), field=field)

    def keep_an_owner(self, member: CooperativeMember) -> None:
        """Raise LastOwner if the cooperative would be without an owner, were this member none."""
        others = queries.owners_of(self.cooperative.pk).exclude(pk=member.pk)
        if member.role == Role.OWNER and not others.exists():
            raise LastOwner


def judge(cooperative_id: int, actor: Actor) -> Judge:
    """Lock the cooperative's row and look how the actor stands. Raises CooperativeNotFound."""
    cooperative = Cooperative.objects.select_for_update().filter(pk=cooperative_id).first()
    if cooperative is None:
        raise CooperativeNotFound
    return Judge(cooperative, actor, queries.member_of(actor, cooperative_id))
