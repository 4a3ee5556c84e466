"""E-mail addresses, checked and written one way (lower case)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError

LONGEST = 254


class EmailInvalid(DomainError):
    """Nothing can be sent there."""

    code = "INVALID"


def normalize_email(typed: str, *, field: str = "email") -> str:
    """`typed` in lower case, without spaces around. Raises EmailInvalid on `field`."""
    email = typed.strip().lower()
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise EmailInvalid(_("This is not an e-mail address. Please check it."), field=field) from wrong
    if len(email) > LONGEST:
        raise EmailInvalid(_("This is too long."), field=field)
    return email
