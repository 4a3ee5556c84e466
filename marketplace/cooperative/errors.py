"""The ways this domain says no."""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError, NotFound

CODES = """
INVALID NOT_FOUND REQUIRED UNIQUE LAST_OWNER OUT_OF_SCOPE ILLEGAL_STATUS TOO_MANY TOO_LONG
"""
CooperativePeopleErrorCode = Enum(  # type: ignore[misc]
    "CooperativePeopleErrorCode", {code: code for code in CODES.split()}
)
"""The words for refusals about members, mandates and owners."""


class LinkSpent(DomainError):
    """The one-time link is unknown, used already, or has run out. Which of these is not told."""

    code = "INVALID"

    def __init__(self) -> None:
        super().__init__(
            _("This link has been used or has run out. Please ask for a new one."), field="token"
        )


class CooperativeNotFound(NotFound):
    """There is no such cooperative, or the actor may not do this for it. Which of these is not told."""

    def __init__(self) -> None:
        super().__init__(_("There is no such cooperative."), field="cooperative")


class LastOwner(DomainError):
    """A cooperative is never without an owner."""

    code = "LAST_OWNER"

    def __init__(self, field: str = "id") -> None:
        words = _("This is the only owner. Hand the cooperative over to somebody first.")
        super().__init__(words, field=field)


class OutOfScope(DomainError):
    """The actor has the right, but not over this person, or not to lend this."""

    code = "OUT_OF_SCOPE"


class AlreadyThere(DomainError):
    """The person is a member, or has a mandate, already."""

    code = "UNIQUE"


class TooMany(DomainError):
    """More than anybody needs."""

    code = "TOO_MANY"
