"""A complaint: what it is about, what happened, and how to answer."""

import re
import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHORTEST_KEY = 8
KINDS = [
    ("don", gettext_lazy("Hàng trong đơn có vấn đề")),
    ("nguoi-ban", gettext_lazy("Người bán hoặc món hàng ở chợ")),
    ("quyen", gettext_lazy("Tên, nhãn, hình của tôi bị dùng sai")),
    ("du-lieu", gettext_lazy("Dữ liệu của tôi: xem, sửa, xoá, rút đồng ý")),
    ("khac", gettext_lazy("Việc khác")),
]

API_KINDS = {"don": "ORDER", "nguoi-ban": "SELLER", "quyen": "RIGHTS", "du-lieu": "DATA", "khac": "OTHER"}
"""As the API calls them."""
API_NAMES = {"orderNumber": "order", "key": None}
"""Fields of this form by the API's names, where they differ; what nobody sees blames the form as a whole."""


class Complaint(forms.Form):
    """Every field is words; only a name, a way to answer and what happened are asked for."""

    key = forms.CharField(max_length=64, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Việc gì"),
        choices=KINDS,
        error_messages={
            "required": gettext_lazy("Chọn một việc."),
            "invalid_choice": gettext_lazy("Chọn một việc."),
        },
    )
    order = forms.CharField(
        label=gettext_lazy("Số đơn"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Ghi ở đầu trang đơn hàng, ví dụ 1007."),
    )
    story = forms.CharField(
        label=gettext_lazy("Chuyện thế nào, bạn muốn thế nào"),
        max_length=3000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Kể vài lời để chợ biết chuyện gì.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Tên bạn"),
        max_length=120,
        error_messages={"required": gettext_lazy("Ghi tên để chợ xưng hô.")},
    )
    contact = forms.CharField(
        label=gettext_lazy("Số điện thoại hoặc thư điện tử"),
        max_length=200,
        help_text=gettext_lazy("Chợ trả lời bạn qua đây."),
        error_messages={"required": gettext_lazy("Ghi một cách để chợ trả lời.")},
    )

    def clean_key(self):
        """Of the form it was typed in; a form without one is a complaint of its own."""
        key = re.sub(r"[^\w-]", "", self.cleaned_data["key"])
        return key if len(key) >= SHORTEST_KEY else secrets.token_urlsafe(12)

    def clean_name(self):
        """On one line: it stands in the letter's subject."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_contact(self):
        """A phone number of eight digits or more, or an e-mail address."""
        typed = self.cleaned_data["contact"].strip()
        if "@" in typed:
            try:
                validate_email(typed)
            except ValidationError as error:
                raise forms.ValidationError(_("Thư điện tử chưa đúng, ví dụ hang@example.com.")) from error
        elif not 8 <= len(re.sub(r"\D", "", typed)) <= 15:
            raise forms.ValidationError(_("Số điện thoại chưa đúng, ví dụ 0912 345 678."))
        return typed
