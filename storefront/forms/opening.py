"""What is typed while a shop is opened. Fields have the API's names; the API judges, so that it is said once."""

from django import forms
from django.utils.translation import gettext_lazy as _

KINDS = (
    ("COOPERATIVE", _("Hợp tác xã")),
    ("COOPERATIVE_GROUP", _("Tổ hợp tác")),
    ("UNION", _("Liên hiệp hợp tác xã")),
    ("HOUSEHOLD", _("Hộ kinh doanh")),
    ("INDIVIDUAL", _("Cá nhân")),
    ("COMPANY", _("Công ty")),
)


class Start(forms.Form):
    """A shop's name, kind and place."""

    name = forms.CharField(
        label=_("Tên quầy"),
        max_length=250,
        help_text=_("Như bà con vẫn gọi, ví dụ: HTX Nương Mây."),
        error_messages={"required": _("Ghi tên quầy.")},
    )
    kind = forms.ChoiceField(
        label=_("Quầy của ai"),
        choices=KINDS,
        error_messages={"required": _("Chọn một."), "invalid_choice": _("Chọn một.")},
    )
    communeCode = forms.CharField(
        label=_("Xã, phường"), max_length=5, error_messages={"required": _("Chọn xã hoặc phường.")}
    )
    phone = forms.CharField(
        label=_("Số điện thoại của quầy"), max_length=30, error_messages={"required": _("Ghi số điện thoại.")}
    )


class Legal(forms.Form):
    """Who it is before the law."""

    legalName = forms.CharField(
        label=_("Tên ghi trên giấy đăng ký"),
        max_length=250,
        error_messages={"required": _("Ghi tên trên giấy.")},
    )
    taxCode = forms.CharField(
        label=_("Mã số thuế"),
        max_length=20,
        help_text=_("10 chữ số; hộ và cá nhân ghi 12 số căn cước."),
        error_messages={"required": _("Ghi mã số thuế.")},
    )


class Person(forms.Form):
    """Who answers for it."""

    responsibleName = forms.CharField(
        label=_("Họ và tên"), max_length=250, error_messages={"required": _("Ghi họ tên.")}
    )
    responsiblePhone = forms.CharField(
        label=_("Số điện thoại"), max_length=30, error_messages={"required": _("Ghi số điện thoại.")}
    )


class BankAccount(forms.Form):
    """Where buyers' money goes: straight to the cooperative."""

    bankBin = forms.CharField(
        label=_("Ngân hàng"), max_length=6, error_messages={"required": _("Chọn ngân hàng.")}
    )
    bankAccountNumber = forms.CharField(
        label=_("Số tài khoản"), max_length=30, error_messages={"required": _("Ghi số tài khoản.")}
    )
    bankAccountName = forms.CharField(
        label=_("Tên chủ tài khoản"),
        max_length=100,
        help_text=_("Đúng như ngân hàng in; tên của hợp tác xã, không phải của một người quen."),
        error_messages={"required": _("Ghi tên chủ tài khoản.")},
    )


class Pickup(forms.Form):
    """Where goods are fetched."""

    pickupCommuneCode = forms.CharField(
        label=_("Xã, phường"), max_length=5, error_messages={"required": _("Chọn xã hoặc phường.")}
    )
    pickupStreet = forms.CharField(
        label=_("Thôn, bản, số nhà"),
        max_length=250,
        help_text=_("Chỗ bưu tá tới lấy hàng."),
        error_messages={"required": _("Ghi thôn, bản hoặc số nhà.")},
    )


class PaperForm(forms.Form):
    """A paper: a photo or a PDF, with its number and end where it has them."""

    file = forms.FileField(label=_("Ảnh hoặc tệp"), error_messages={"required": _("Chụp ảnh hoặc chọn tệp.")})
    number = forms.CharField(label=_("Số giấy"), max_length=100, required=False)
    validUntil = forms.DateField(
        label=_("Có giá trị đến"), required=False, error_messages={"invalid": _("Ghi ngày như 2027-12-31.")}
    )


STEPS: dict[str, tuple[type[forms.Form], object]] = {
    "ten": (Legal, _("Tên pháp lý và mã số thuế")),
    "nguoi": (Person, _("Người chịu trách nhiệm")),
    "ngan-hang": (BankAccount, _("Tài khoản ngân hàng")),
    "lay-hang": (Pickup, _("Nơi lấy hàng")),
}
"""Addresses of the plain steps."""
PAGE_OF = {
    "LEGAL_NAME": "ten",
    "TAX_CODE": "ten",
    "RESPONSIBLE_PERSON": "nguoi",
    "BANK_ACCOUNT": "ngan-hang",
    "PICKUP_ADDRESS": "lay-hang",
}
NAMES = {
    "LEGAL_NAME": _("Tên pháp lý"),
    "TAX_CODE": _("Mã số thuế"),
    "RESPONSIBLE_PERSON": _("Người chịu trách nhiệm"),
    "BANK_ACCOUNT": _("Tài khoản ngân hàng"),
    "PICKUP_ADDRESS": _("Nơi lấy hàng"),
    "RULES": _("Đồng ý quy chế chợ"),
}
