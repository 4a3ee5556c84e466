"""An order taken by phone: who called, what they want, and how it goes there."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storefront.forms.contact import Contact
from storefront.forms.quantities import read


class PhoneOrder(Contact):
    """The caller's name, phone and address, the pieces of each pack (`so-<id>`), a way of sending, and the age
    where goods for adults are asked for (the API says whether)."""

    email = None  # type: ignore[assignment]  # Django's way to leave out an inherited field
    deliveryMethodId = forms.CharField(
        label=gettext_lazy("Cách gửi"),
        max_length=200,
        error_messages={"required": gettext_lazy("Chọn cách gửi.")},
    )
    callerIsAdult = forms.BooleanField(label=gettext_lazy("Người gọi đủ 18 tuổi"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["firstName"].label = _("Họ và tên người gọi")
        self.fields["customerNote"].label = _("Khách dặn")

    def clean(self) -> dict:
        """At least one good, each in whole pieces."""
        typed = {name[3:]: text.strip() for name, text in self.data.items() if name.startswith("so-")}
        self.lines = [
            {"variantId": variant, "quantity": self._count(text)} for variant, text in typed.items() if text
        ]
        self.lines = [line for line in self.lines if line["quantity"]]
        if not self.lines and not self.non_field_errors():
            self.add_error(None, _("Ghi số lượng ở ít nhất một món khách đặt."))
        return self.cleaned_data

    def _count(self, text: str) -> int:
        count, words = read(text, least=0)
        if words:
            self.add_error(None, words)
        return count or 0

    def asked(self, cooperative: str) -> Mapping[str, Any]:
        """The SuborderByPhoneInput of the API."""
        return {
            "cooperative": cooperative,
            "lines": self.lines,
            "phone": self.cleaned_data["phone"],
            "shippingAddress": self.address(),
            "deliveryMethodId": self.cleaned_data["deliveryMethodId"],
            "note": self.cleaned_data["customerNote"],
            "callerIsAdult": self.cleaned_data["callerIsAdult"],
        }
