"""What happens to accounts. No e-mail, number, name or secret: whoever writes a letter looks them up.

`occasion` tells one asking from the next, so that each has its own letter and none is written twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import uuid4

from marketplace.core.events import DomainEvent


def _occasion() -> str:
    return uuid4().hex


@dataclass(frozen=True)
class _Asked(DomainEvent):
    """Somebody asked for a letter with a link that leads to `redirect_url`.

    `user_id` is None where nobody has such an account: written down all the same, so that it takes as long.
    """

    user_id: int | None
    redirect_url: str = ""
    occasion: str = field(default_factory=_occasion)


class ConfirmationAsked(_Asked):
    """An account waits for its e-mail to be confirmed."""


class RegisteredAgain(_Asked):
    """Somebody registered with the e-mail of an account that is there and confirmed."""


class PasswordResetAsked(_Asked):
    """Somebody has forgotten their password, or says so."""


class EmailChangeAsked(_Asked):
    """A user wants another e-mail."""


class DeletionAsked(_Asked):
    """A user wants their account deleted."""


class Invited(_Asked):
    """Staff made an account for somebody, who is to choose a password."""


@dataclass(frozen=True)
class _Happened(DomainEvent):
    user_id: int
    occasion: str = field(default_factory=_occasion)


class AccountConfirmed(_Happened):
    """It is known that the e-mail is the user's own."""


class PhoneConfirmed(_Happened):
    """It is known that the number is the user's own."""


class PhoneChanged(_Happened):
    """The account has another number."""


class PhoneReleased(_Happened):
    """The number belongs to somebody else by now and was taken off the account."""


class PasswordChanged(_Happened):
    """There is a new password, and all tokens are void."""


class EmailChanged(_Happened):
    """The account has another e-mail."""


class SignedOutEverywhere(_Happened):
    """All tokens are void."""


class AccountSwitchedOff(_Happened):
    """Staff let nobody in by this account any more."""


class AccountSwitchedOn(_Happened):
    """Staff let its owner in again."""


class AccountDeleted(_Happened):
    """The account's personal data are gone; what stays is for the books."""


class StaffChanged(_Happened):
    """A member of staff was made, changed, or is one no more."""


@dataclass(frozen=True)
class GroupChanged(DomainEvent):
    """A group of permissions was made, changed or deleted."""

    group_id: int
