"""What happens to cooperatives and their people. Ids only: no names, no numbers, no secrets.

`occasion` tells one asking from the next, so that each has its own message and none is sent twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

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

    told = _("A member of a cooperative was invited")

    occasion: str = field(default_factory=_occasion)


class MemberChanged(MemberEvent):
    """Name, number or role are others now."""

    told = _("A member of a cooperative was changed")


class MemberRemoved(MemberEvent):
    """Acts for the cooperative no more."""

    told = _("A member of a cooperative was removed")


class OwnerGone(MemberEvent):
    """The last owner's account was deleted, and nothing leads to them: staff appoint another."""

    told = _("The last owner of a cooperative is gone")


class MemberSignedOut(MemberEvent):
    """All the member's tokens and links are void."""

    told = _("A member of a cooperative was signed out everywhere")


@dataclass(frozen=True)
class MemberLinkAsked(MemberEvent):
    """The member is sent a fresh way in."""

    told = _("A member of a cooperative was sent a way in")

    occasion: str = field(default_factory=_occasion)


@dataclass(frozen=True)
class MemberJoinedAccount(MemberEvent):
    """The member and an account turned out to be one person."""

    told = _("A member of a cooperative and an account were joined")

    user_id: int


@dataclass(frozen=True)
class HandoverEvent(DomainEvent):
    """Something happened to the ownership."""

    cooperative_id: int
    handover_id: int


class OwnerHandoverOffered(HandoverEvent):
    """An owner offers the cooperative to a member."""

    told = _("The ownership of a cooperative was offered to a member")


class OwnerHandedOver(HandoverEvent):
    """Both agreed: the member is the owner."""

    told = _("A cooperative was handed over to a new owner")


class OwnerHandoverEnded(HandoverEvent):
    """One of the two does not want it."""

    told = _("An offer of ownership was ended")


class OwnerAppointed(HandoverEvent):
    """Staff made a member the owner; the row says why."""

    told = _("Staff made a member the owner")


@dataclass(frozen=True)
class MandateEvent(DomainEvent):
    """Something happened to a mandate (not under it: what is done under one is in the event's own column)."""

    cooperative_id: int
    about_mandate_id: int


class MandateProposed(MandateEvent):
    """The cooperative, or a helper, asks for one; an owner is to confirm it."""

    told = _("A mandate for a helper was proposed")


@dataclass(frozen=True)
class MandateConfirmed(MandateEvent):
    """The helper may."""

    told = _("A mandate was confirmed")

    occasion: str = field(default_factory=_occasion)


class MandateEnded(MandateEvent):
    """Refused or revoked, by either side."""

    told = _("A mandate was ended")


@dataclass(frozen=True)
class MandateLinkAsked(MandateEvent):
    """The helper is sent a fresh way in."""

    told = _("A helper was sent a way in")

    occasion: str = field(default_factory=_occasion)


@dataclass(frozen=True)
class CooperativeChanged(DomainEvent):
    """What a cooperative says of itself is another now."""

    told = _("What a cooperative says of itself was changed")

    cooperative_id: int


@dataclass(frozen=True)
class ViewingEvent(DomainEvent):
    """Staff see as a cooperative; the row `viewing_id` has the reason."""

    cooperative_id: int
    viewing_id: int


class ViewingOffered(ViewingEvent):
    """A member of staff got a one-time link."""

    told = _("A link to see as a cooperative was made")


class ViewingBegun(ViewingEvent):
    """The link was opened."""

    told = _("Staff began to see as a cooperative")


class ViewingEnded(ViewingEvent):
    """It shows nothing any more."""

    told = _("Staff no longer see as a cooperative")
