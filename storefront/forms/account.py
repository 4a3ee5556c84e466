"""What people type about their own account. Fields have the API's names; the API judges, so that it is said once.

A password is never put back into a page.
"""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storefront.forms import phones
from storefront.forms.contact import ADDRESS, Where
from storefront.languages import LANGUAGES
from storefront.wording import phone

EMAIL = {
    "required": _("Ghi thư điện tử."),
    "invalid": _("Thư điện tử chưa đúng, ví dụ hang@example.com."),
}
PASSWORD = {"required": _("Ghi mật khẩu.")}
NEW_PASSWORD = _("Ít nhất 8 ký tự. Một câu ngắn dễ nhớ là tốt nhất.")


def secret(label: Any, required: bool = True, **options: Any) -> forms.CharField:
    """A password's field: what is typed stays as it is, spaces too."""
    return forms.CharField(
        label=label, max_length=200, strip=False, required=required, error_messages=PASSWORD, **options
    )


class Digits(forms.CharField):
    """A code: some phones put spaces between its digits, some keyboards write them wide."""

    default_error_messages = {"required": _("Ghi 6 chữ số trong tin nhắn.")}

    def clean(self, value: Any) -> str:
        """The digits; what has none is no try."""
        typed = super().clean(value)
        digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", typed))
        if typed and not digits:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return digits


class ByPhone(forms.Form):
    """A number that a code is sent to."""

    phone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=30,
        error_messages={"required": _("Ghi số điện thoại để chợ nhắn mã.")},
    )

    def clean_phone(self):
        """As the API takes it."""
        return phones.read(self.cleaned_data["phone"])


class Code(forms.Form):
    """The six digits; for an account that nobody used for long also its password, or the wish for a new one."""

    code = Digits(label=_("Mã trong tin nhắn"), max_length=20)
    password = secret(_("Mật khẩu"), required=False)
    startAfresh = forms.BooleanField(required=False)


class ByPassword(forms.Form):
    """E-mail, or phone number, and password."""

    email = forms.CharField(
        label=_("Thư điện tử hoặc số điện thoại"),
        max_length=200,
        error_messages={"required": _("Ghi thư điện tử hoặc số điện thoại.")},
    )
    password = secret(_("Mật khẩu"))


class Registration(forms.Form):
    """A new account by e-mail."""

    firstName = forms.CharField(label=_("Họ và tên"), max_length=120, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=200, error_messages=EMAIL)
    password = secret(_("Mật khẩu"), help_text=NEW_PASSWORD)


class Forgotten(forms.Form):
    """Where the link is to go."""

    email = forms.EmailField(label=_("Thư điện tử"), max_length=200, error_messages=EMAIL)


class NewPassword(forms.Form):
    """The password chosen by a letter's link."""

    password = secret(_("Mật khẩu mới"), help_text=NEW_PASSWORD)


class PasswordChange(forms.Form):
    """Another password; the old one only where there is one."""

    oldPassword = secret(_("Mật khẩu đang dùng"), required=False)
    newPassword = secret(_("Mật khẩu mới"), help_text=NEW_PASSWORD)


class EmailChange(forms.Form):
    """Another e-mail, with the password."""

    newEmail = forms.EmailField(label=_("Thư điện tử mới"), max_length=200, error_messages=EMAIL)
    password = secret(_("Mật khẩu"))


class PhoneChange(forms.Form):
    """The code at the new number, and the password, or the code at the old number where there is none."""

    code = Digits(label=_("Mã gửi tới số mới"), max_length=20)
    password = secret(_("Mật khẩu"), required=False)
    oldCode = Digits(label=_("Mã gửi tới số cũ"), max_length=20, required=False)


class Profile(forms.Form):
    """The name, and the language letters are written in."""

    firstName = forms.CharField(label=_("Họ và tên"), max_length=120, required=False)
    languageCode = forms.ChoiceField(
        label=_("Chợ viết cho bạn bằng"), choices=[(one.api_code, one.name) for one in LANGUAGES]
    )


class AddressForm(Where):
    """An entry of the address book."""

    @staticmethod
    def initial_of_entry(entry: dict) -> dict:
        """What the book says."""
        known = {name: entry.get(name) or "" for name in ADDRESS}
        return known | {"firstName": full_name(entry), "phone": phone(known["phone"])}


def full_name(person: dict) -> str:
    """First and last name in one field, as Vietnamese say it."""
    return " ".join(filter(None, (person.get("lastName"), person.get("firstName"))))
