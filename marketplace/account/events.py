"""What happens to accounts. No e-mail, number, name or secret: whoever writes a letter looks them up.

`occasion` tells one asking from the next, so that each has its own letter and none is written twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

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

    told = _("A letter to confirm the e-mail was asked for")


class RegisteredAgain(_Asked):
    """Somebody registered with the e-mail of an account that is there and confirmed."""

    told = _("Somebody registered with the e-mail of an account that is there")


class PasswordResetAsked(_Asked):
    """Somebody has forgotten their password, or says so."""

    told = _("A letter for a new password was asked for")


class EmailChangeAsked(_Asked):
    """A user wants another e-mail."""

    told = _("An account wants another e-mail")


class DeletionAsked(_Asked):
    """A user wants their account deleted."""

    told = _("An account wants to be deleted")


class Invited(_Asked):
    """Staff made an account for somebody, who is to choose a password."""

    told = _("Staff made an account, and its owner was sent a letter")


@dataclass(frozen=True)
class _Happened(DomainEvent):
    user_id: int
    occasion: str = field(default_factory=_occasion)


class AccountConfirmed(_Happened):
    """It is known that the e-mail is the user's own."""

    told = _("The e-mail of an account was confirmed")


class PhoneConfirmed(_Happened):
    """It is known that the number is the user's own."""

    told = _("The phone number of an account was confirmed")


class PhoneChanged(_Happened):
    """The account has another number."""

    told = _("The phone number of an account was changed")


class PhoneReleased(_Happened):
    """The number belongs to somebody else by now and was taken off the account."""

    told = _("A number that is somebody else's by now was taken off an account")


class PasswordChanged(_Happened):
    """There is a new password, and all tokens are void."""

    told = _("The password of an account was changed")


class EmailChanged(_Happened):
    """The account has another e-mail."""

    told = _("The e-mail of an account was changed")


class SignedOutEverywhere(_Happened):
    """All tokens are void."""

    told = _("An account was signed out everywhere")


class AccountSwitchedOff(_Happened):
    """Staff let nobody in by this account any more."""

    told = _("An account was switched off")


class AccountSwitchedOn(_Happened):
    """Staff let its owner in again."""

    told = _("An account was switched on again")


class AccountDeleted(_Happened):
    """The account's personal data are gone; what stays is for the books."""

    told = _("An account was deleted")


class StaffChanged(_Happened):
    """A member of staff was made, changed, or is one no more."""

    told = _("A member of staff was made, changed or removed")


@dataclass(frozen=True)
class GroupChanged(DomainEvent):
    """A group of permissions was made, changed or deleted."""

    told = _("A group of permissions was changed")

    group_id: int
