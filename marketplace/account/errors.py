"""The ways this domain says no."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError


class InvalidCredentials(DomainError):
    """No active user has this e-mail and password. Which of the two is wrong is not told."""

    code = "INVALID_CREDENTIALS"

    def __init__(self) -> None:
        super().__init__(_("Please check your e-mail and password."), field="email")


class AlreadyTaken(DomainError):
    """Somebody else has this e-mail or phone number."""

    code = "UNIQUE"


class PasswordTooShort(DomainError):
    """Fewer characters than a password must have."""

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
