"""The ways this domain says no."""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError

CODES = """
ACTIVATE_OWN_ACCOUNT ACTIVATE_SUPERUSER_ACCOUNT DUPLICATED_INPUT_ITEM DEACTIVATE_OWN_ACCOUNT
DEACTIVATE_SUPERUSER_ACCOUNT DELETE_NON_STAFF_USER DELETE_OWN_ACCOUNT DELETE_STAFF_ACCOUNT
DELETE_SUPERUSER_ACCOUNT GRAPHQL_ERROR INACTIVE INVALID INVALID_PASSWORD
LEFT_NOT_MANAGEABLE_PERMISSION INVALID_CREDENTIALS NOT_FOUND OUT_OF_SCOPE_USER OUT_OF_SCOPE_GROUP
OUT_OF_SCOPE_PERMISSION PASSWORD_ENTIRELY_NUMERIC PASSWORD_TOO_COMMON PASSWORD_TOO_SHORT
PASSWORD_TOO_SIMILAR PASSWORD_RESET_ALREADY_REQUESTED REQUIRED UNIQUE JWT_SIGNATURE_EXPIRED
JWT_INVALID_TOKEN JWT_DECODE_ERROR JWT_MISSING_TOKEN JWT_INVALID_CSRF_TOKEN CHANNEL_INACTIVE
MISSING_CHANNEL_SLUG ACCOUNT_NOT_CONFIRMED LOGIN_ATTEMPT_DELAYED DISABLED_AUTHENTICATION_METHOD
UNKNOWN_IP_ADDRESS FILE_SIZE_LIMIT_EXCEEDED SECOND_PROOF_REQUIRED
"""
AccountErrorCode = Enum("AccountErrorCode", {code: code for code in CODES.split()})  # type: ignore[misc]
"""The words of the dialect for refusals about people."""


class InvalidCredentials(DomainError):
    """No active user has this e-mail and password. Which of the two is wrong is not told."""

    code = "INVALID_CREDENTIALS"

    def __init__(self) -> None:
        super().__init__(_("Please check your e-mail and password."), field="email")


class TooManyAttempts(DomainError):
    """So many attempts in so short a time that nothing was looked at."""

    code = "LOGIN_ATTEMPT_DELAYED"

    def __init__(self, *, minutes: int, field: str | None = None, code: str | None = None) -> None:
        message = _("Too many attempts. Please try again in %(minutes)s minutes.") % {"minutes": minutes}
        super().__init__(message, code=code, field=field)


class LinkRefused(DomainError):
    """The link's token is not ours, is spent, or has run out; or nobody has this e-mail."""

    code = "INVALID"

    def __init__(self) -> None:
        super().__init__(_("This link does not count any more. Please ask for a new one."), field="token")


class CodeRefused(DomainError):
    """Not the code that was sent, or it is spent, too old, or was tried too often."""

    code = "INVALID"

    def __init__(self, field: str = "code") -> None:
        super().__init__(_("This code does not count. Please check it, or ask for a new one."), field=field)


class WrongPassword(DomainError):
    """The password that was asked for once more is not the user's."""

    code = "INVALID_CREDENTIALS"

    def __init__(self, field: str) -> None:
        super().__init__(_("The password is not right."), field=field)


class AlreadyTaken(DomainError):
    """Somebody else has this e-mail or phone number."""

    code = "UNIQUE"


class PasswordRefused(DomainError):
    """A password that is too easy to guess; the code says in which way."""

    code = "PASSWORD_TOO_SHORT"


class TokenRefused(Exception):
    """The token is not ours, or no longer. `code` and the message are what the dialect's clients look for."""

    code = "InvalidTokenError"

    def __init__(self, message: str = "Invalid token") -> None:
        super().__init__(message)


class TokenExpired(TokenRefused):
    """The token was ours and has run out."""

    code = "ExpiredSignatureError"

    def __init__(self) -> None:
        super().__init__("Signature has expired")
