"""What a password must be: long enough, and not among the first that somebody would guess."""

from __future__ import annotations

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace.account.errors import PasswordRefused
from marketplace.account.models import User

SHORTEST, LONGEST = 8, 256
RULES = (
    (MinimumLengthValidator(SHORTEST), "PASSWORD_TOO_SHORT", _("A password has at least 8 characters.")),
    (NumericPasswordValidator(), "PASSWORD_ENTIRELY_NUMERIC", _("A password is not of digits alone.")),
    (CommonPasswordValidator(), "PASSWORD_TOO_COMMON", _("Too many people have this password.")),
    (
        UserAttributeSimilarityValidator(("email", "phone", "first_name", "last_name")),
        "PASSWORD_TOO_SIMILAR",
        _("This password is too much like your name or e-mail."),
    ),
)


def check_new(password: str, *, user: User | None = None, field: str = "password") -> None:
    """Raise PasswordRefused on `field`, with the dialect's code, for a password that is too easy to guess."""
    if len(password) > LONGEST:
        raise PasswordRefused(_("This is too long."), code="INVALID_PASSWORD", field=field)
    for rule, code, message in RULES:
        try:
            rule.validate(password, user)
        except ValidationError:
            raise PasswordRefused(message, code=code, field=field) from None
