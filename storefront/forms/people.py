"""Who is to work for the cooperative: a member with a role, or a helper with things they may do until a date."""

from django import forms
from django.utils.translation import gettext_lazy

ROLES = [
    ("PACKER", gettext_lazy("Người gói hàng: xem đơn, nhận, gói, gửi")),
    ("ACCOUNTANT", gettext_lazy("Kế toán: xem đơn và tiền")),
    ("MANAGER", gettext_lazy("Quản lý: mọi việc của quầy")),
]
ROLE_NAMES = {
    "OWNER": gettext_lazy("Chủ"),
    "MANAGER": gettext_lazy("Quản lý"),
    "PACKER": gettext_lazy("Người gói hàng"),
    "ACCOUNTANT": gettext_lazy("Kế toán"),
}
RIGHTS = [
    ("ORDERS", gettext_lazy("Xem đơn, nhận, gói, gửi")),
    ("GOODS", gettext_lazy("Đăng hàng, ghi hàng trong kho")),
    ("SHOP", gettext_lazy("Thông tin quầy, ngày nghỉ, giấy tờ")),
    ("MONEY", gettext_lazy("Xem tiền, tài khoản ngân hàng")),
]
RIGHT_NAMES = {
    "ORDERS": gettext_lazy("đơn hàng"),
    "GOODS": gettext_lazy("hàng bán và kho"),
    "SHOP": gettext_lazy("thông tin quầy"),
    "MONEY": gettext_lazy("tiền"),
    "PEOPLE": gettext_lazy("người của quầy"),
}
NAME_WANTED = {"required": gettext_lazy("Ghi tên người ấy.")}
PHONE_WANTED = {"required": gettext_lazy("Ghi số điện thoại để chợ nhắn đường dẫn.")}


class Invitation(forms.Form):
    """A new member of the cooperative."""

    name = forms.CharField(label=gettext_lazy("Tên"), max_length=250, error_messages=NAME_WANTED)
    phone = forms.CharField(
        label=gettext_lazy("Số điện thoại"),
        max_length=30,
        help_text=gettext_lazy("Chợ nhắn đường dẫn vào quầy tới số này."),
        error_messages=PHONE_WANTED,
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Làm việc gì"),
        choices=ROLES,
        initial="PACKER",
        error_messages={
            "required": gettext_lazy("Chọn một việc."),
            "invalid_choice": gettext_lazy("Chọn một việc."),
        },
    )


class HelperForm(forms.Form):
    """A helper from outside, who may do some things until a date."""

    name = forms.CharField(label=gettext_lazy("Tên"), max_length=250, error_messages=NAME_WANTED)
    phone = forms.CharField(
        label=gettext_lazy("Số điện thoại"),
        max_length=30,
        help_text=gettext_lazy("Chợ nhắn đường dẫn vào quầy tới số này."),
        error_messages=PHONE_WANTED,
    )
    rights = forms.MultipleChoiceField(
        label=gettext_lazy("Được làm"),
        choices=RIGHTS,
        error_messages={
            "required": gettext_lazy("Chọn ít nhất một việc."),
            "invalid_choice": gettext_lazy("Chọn ít nhất một việc."),
        },
    )
    until = forms.DateField(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Không quá một năm. Thôi giúp lúc nào cũng được."),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={
            "required": gettext_lazy("Chọn ngày cuối."),
            "invalid": gettext_lazy("Ngày chưa đúng, ví dụ 31/12/2026."),
        },
    )
