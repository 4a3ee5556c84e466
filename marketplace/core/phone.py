"""Phone numbers, checked and written one way (E.164)."""

from __future__ import annotations

import phonenumbers
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError

MOBILE_DIGITS = 10
"""Digits of a Vietnamese mobile number with its leading 0."""


class PhoneInvalid(DomainError):
    """The number cannot be called."""

    code = "INVALID"


def normalize_phone(typed: str, country: str = "VN", *, field: str = "phone") -> str:
    """`typed` as E.164 ("+84912345678"), read as a number of `country` (ISO, two letters) unless it starts with +.

    Raises PhoneInvalid on `field`, for Vietnamese numbers with the count of digits.
    """
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException as error:
        raise PhoneInvalid(_("This is not a phone number."), field=field) from error
    if not phonenumbers.is_valid_number(number):
        raise PhoneInvalid(_why_invalid(number, typed), field=field)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _why_invalid(number: phonenumbers.PhoneNumber, typed: str) -> object:
    digits = len(phonenumbers.national_significant_number(number))
    if len(phonenumbers.normalize_digits_only(typed)) > digits:  # a 0 or the country's code before it
        digits += 1
    if number.country_code != 84:
        return _("This number does not exist in that country. Please check it.")
    if digits == MOBILE_DIGITS:
        return _("There is no Vietnamese number like this. Please check it.")
    return _("This number has %(digits)s digits. Vietnamese mobile numbers have 10.") % {"digits": digits}


def national(phone: str) -> str:
    """How people say an E.164 number: Vietnamese ones as 0912 345 678, others with their country's code."""
    number = phonenumbers.parse(phone)
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        number, form.NATIONAL if number.country_code == 84 else form.INTERNATIONAL
    )
