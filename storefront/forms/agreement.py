"""What a buyer agrees to before ordering, each purpose by itself, and the proof of it (law 91/2025)."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class Agreement(forms.Form):
    """The rules, being 18 where strong drink is bought, and, freely, being written to later. Nothing is pre-ticked."""

    agree = forms.BooleanField(
        error_messages={"required": gettext_lazy("Đánh dấu đồng ý với luật chợ rồi đặt.")}
    )
    adult = forms.BooleanField(
        error_messages={
            "required": gettext_lazy("Trong giỏ có rượu: đánh dấu là bạn và người nhận đủ 18 tuổi.")
        }
    )
    contact = forms.BooleanField(required=False)

    def __init__(self, *args: Any, for_adults: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not for_adults:
            del self.fields["adult"]

    def proof(self, now: datetime) -> list[dict[str, str]]:
        """MetadataInput of the order: what was agreed to, and when (UTC). A box left empty leaves a no."""
        at = now.isoformat(timespec="seconds")
        return [
            {"key": f"consent.{name}", "value": at if self.cleaned_data[name] else "no"}
            for name in sorted(self.fields)
        ]
