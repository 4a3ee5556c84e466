"""A phone number as people type it. Vietnamese numbers are counted here, in plain words; the API knows the rest."""

import re

from django import forms
from django.utils.translation import gettext as _


def read(typed: str) -> str:
    """The number as the API takes it. Raises ValidationError with the count of digits."""
    digits = re.sub(r"\D", "", typed)
    if typed.strip().startswith("+") and not digits.startswith("84"):
        return typed.strip()
    local = "0" + digits[2:] if digits.startswith("84") and len(digits) > 10 else digits
    if len(local) != 10:
        raise forms.ValidationError(
            _("Số này có %(count)s chữ số. Số di động ở Việt Nam có 10 chữ số, ví dụ 0912 345 678.")
            % {"count": len(local)}
        )
    return local
