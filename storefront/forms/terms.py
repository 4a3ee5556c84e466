"""On what terms a stall sends. Fields have the API's names; the API judges, so that it is said once."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Terms(forms.Form):
    """How soon, from which sum on, when closed, how far fresh goods go."""

    handlingDays = forms.IntegerField(
        label=_("Gói xong trong mấy ngày làm việc"),
        required=False,
        min_value=0,
        max_value=30,
        help_text=_("Khách thấy ngày hàng rời quầy. Chủ nhật không tính. Để trống là theo chợ."),
        error_messages={
            "invalid": _("Ghi số ngày bằng chữ số."),
            "min_value": _("Từ 0 đến 30 ngày."),
            "max_value": _("Từ 0 đến 30 ngày."),
        },
    )
    minimumOrder = forms.IntegerField(
        label=_("Gửi đơn từ bao nhiêu đồng"),
        required=False,
        min_value=1,
        max_value=100_000_000,
        error_messages={
            "invalid": _("Ghi số tiền bằng chữ số."),
            "min_value": _("Từ 1 đến 100.000.000 đồng."),
            "max_value": _("Từ 1 đến 100.000.000 đồng."),
        },
    )
    closedUntil = forms.DateField(
        label=_("Nghỉ, nhận đơn lại từ ngày"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text=_("Để trống là đang mở."),
        error_messages={"invalid": _("Ghi ngày như 15/2/2027.")},
    )
    nearProvinces = forms.MultipleChoiceField(
        label=_("Hàng tươi gửi tới những tỉnh nào"),
        required=False,
        help_text=_("Không chọn là chỉ trong tỉnh của quầy."),
        error_messages={"invalid_choice": _("Chọn tỉnh trong danh sách.")},
    )

    def __init__(self, provinces: list[str], *given: object, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        for name in ("handlingDays", "minimumOrder", "closedUntil"):
            vars(self.fields[name])["max_length"] = 12  # parts/field.html asks it of every field
        self.fields["nearProvinces"].choices = [(one, one) for one in provinces]  # type: ignore[attr-defined]
