"""What happens to cooperatives and their people. Ids only: no names, no numbers, no secrets.

`occasion` tells one asking from the next, so that each has its own message and none is sent twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import uuid4

from marketplace.core.events import DomainEvent


def _occasion() -> str:
    return uuid4().hex


@dataclass(frozen=True)
class MemberEvent(DomainEvent):
    """Something happened to a member."""

    cooperative_id: int
    member_id: int


@dataclass(frozen=True)
class MemberInvited(MemberEvent):
    """Somebody acts for the cooperative from now on, and is sent a way in."""

    occasion: str = field(default_factory=_occasion)


class MemberChanged(MemberEvent):
    """Name, number or role are others now."""


class MemberRemoved(MemberEvent):
    """Acts for the cooperative no more."""


class OwnerGone(MemberEvent):
    """The last owner's account was deleted, and nothing leads to them: staff appoint another."""


class MemberSignedOut(MemberEvent):
    """All the member's tokens and links are void."""


@dataclass(frozen=True)
class MemberLinkAsked(MemberEvent):
    """The member is sent a fresh way in."""

    occasion: str = field(default_factory=_occasion)


@dataclass(frozen=True)
class MemberJoinedAccount(MemberEvent):
    """The member and an account turned out to be one person."""

    user_id: int


@dataclass(frozen=True)
class HandoverEvent(DomainEvent):
    """Something happened to the ownership."""

    cooperative_id: int
    handover_id: int


class OwnerHandoverOffered(HandoverEvent):
    """An owner offers the cooperative to a member."""


class OwnerHandedOver(HandoverEvent):
    """Both agreed: the member is the owner."""


class OwnerHandoverEnded(HandoverEvent):
    """One of the two does not want it."""


class OwnerAppointed(HandoverEvent):
    """Staff made a member the owner; the row says why."""


@dataclass(frozen=True)
class MandateEvent(DomainEvent):
    """Something happened to a mandate (not under it: what is done under one is in the event's own column)."""

    cooperative_id: int
    about_mandate_id: int


class MandateProposed(MandateEvent):
    """The cooperative, or a helper, asks for one; an owner is to confirm it."""


@dataclass(frozen=True)
class MandateConfirmed(MandateEvent):
    """The helper may."""

    occasion: str = field(default_factory=_occasion)


class MandateEnded(MandateEvent):
    """Refused or revoked, by either side."""


@dataclass(frozen=True)
class MandateLinkAsked(MandateEvent):
    """The helper is sent a fresh way in."""

    occasion: str = field(default_factory=_occasion)


@dataclass(frozen=True)
class CooperativeChanged(DomainEvent):
    """What a cooperative says of itself is another now."""

    cooperative_id: int


@dataclass(frozen=True)
class ViewingEvent(DomainEvent):
    """Staff see as a cooperative; the row `viewing_id` has the reason."""

    cooperative_id: int
    viewing_id: int


class ViewingOffered(ViewingEvent):
    """A member of staff got a one-time link."""


class ViewingBegun(ViewingEvent):
    """The link was opened."""


class ViewingEnded(ViewingEvent):
    """It shows nothing any more."""
