"""Who gets the goods, and where. Fields have the API's names, so that its errors find them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storefront.forms import phones
from storefront.wording import phone

ADDRESS = ("firstName", "phone", "countryArea", "city", "streetAddress1")


class Where(forms.Form):
    """Name, phone and address; `communes` are the choices the API gave."""

    firstName = forms.CharField(
        label=gettext_lazy("Họ và tên người nhận"),
        max_length=120,
        error_messages={"required": gettext_lazy("Ghi tên người nhận.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Số điện thoại"),
        max_length=30,
        error_messages={"required": gettext_lazy("Ghi số điện thoại để bà con gọi khi giao.")},
    )
    countryArea = forms.CharField(
        label=gettext_lazy("Tỉnh, thành phố"),
        max_length=120,
        error_messages={"required": gettext_lazy("Hãy chọn tỉnh hoặc thành phố.")},
    )
    city = forms.CharField(
        label=gettext_lazy("Phường, xã"),
        max_length=120,
        error_messages={"required": gettext_lazy("Hãy chọn phường hoặc xã để tính phí gửi.")},
    )
    streetAddress1 = forms.CharField(
        label=gettext_lazy("Số nhà, ngõ, đường, thôn"),
        max_length=250,
        help_text=gettext_lazy("Ghi như vẫn ghi cho người đưa thư. Tên quận, huyện cũ ghi thêm cũng được."),
        error_messages={"required": gettext_lazy("Ghi số nhà, đường hoặc thôn, bản.")},
    )

    def __init__(self, *args: Any, communes: Sequence[str] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.communes = communes

    def clean_phone(self):
        """As the API takes it."""
        return phones.read(self.cleaned_data["phone"])

    def clean_city(self):
        """A commune of another province, left over from before the province was changed, is asked for again."""
        city = self.cleaned_data["city"]
        if self.communes and city not in self.communes:
            raise forms.ValidationError(_("Hãy chọn phường hoặc xã để tính phí gửi."))
        return city

    def address(self) -> dict:
        """The AddressInput of the API."""
        return {name: self.cleaned_data[name] for name in ADDRESS} | {"country": "VN"}


class Contact(Where):
    """For an order: the same with an e-mail and a note."""

    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Để gửi bạn đường dẫn xem đơn."),
        error_messages={"invalid": gettext_lazy("Thư điện tử chưa đúng, ví dụ hang@example.com.")},
    )
    customerNote = forms.CharField(
        label=gettext_lazy("Dặn người gửi"), required=False, max_length=500, widget=forms.Textarea
    )
    field_order = ("firstName", "phone", "email")

    @staticmethod
    def initial_of(checkout: dict) -> dict:
        """What the checkout already knows."""
        place = checkout["shippingAddress"] or {}
        known = {name: place.get(name) or "" for name in ADDRESS}
        return known | {
            "phone": phone(checkout["phone"] or known["phone"]),
            "email": checkout["email"] or "",
            "customerNote": checkout["customerNote"],
        }
