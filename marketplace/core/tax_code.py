"""Vietnamese tax codes, checked and written one way."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
"""Of the first nine digits; the tenth is ten less the remainder of their sum by eleven."""
_IDLE = re.compile(r"[\s.]")
_OF_ENTERPRISE = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?")
_OF_PERSON = re.compile(r"[0-9]{12}")


class TaxCodeInvalid(DomainError):
    """No tax code has this form."""

    code = "INVALID"


def normalize_tax_code(typed: str, *, field: str = "tax_code") -> str:
    """`typed` as it is printed: "5300123467", with a branch "5300123467-001", or a person's twelve digits.

    Since July 2025 households and individuals are known by their personal number. Raises TaxCodeInvalid on `field`.
    """
    text = _IDLE.sub("", typed)
    if _OF_PERSON.fullmatch(text):
        return text
    found = _OF_ENTERPRISE.fullmatch(text)
    if found is None:
        raise TaxCodeInvalid(
            _("A tax code has 10 digits, with a branch 13, a person's number 12."), field=field
        )
    number, branch = found.groups()
    if not _is_sound(number):
        raise TaxCodeInvalid(
            _("This tax code does not add up: a digit is wrong. Please check it."), field=field
        )
    return f"{number}-{branch}" if branch else number


def _is_sound(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number[:9], strict=True))
    return 10 - total % 11 == int(number[9])
