"""The operator's ways of sending and their tables of rates; a table is saved as a whole, through the service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.core.admin import Desk, acting
from marketplace.core.places import provinces
from marketplace.shipping import services
from marketplace.shipping.models import RateRow, ShippingMethod, ShippingMethodChannelListing


class RateForm(forms.ModelForm):
    """One line of the table."""

    province_code = forms.ChoiceField(label=_("province"), required=False)

    class Meta:
        model = RateRow
        fields = ("province_code", "max_weight_g", "min_value_amount", "price_amount")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        everywhere = ("", _("everywhere"))
        self.fields["province_code"].choices = [  # type: ignore[attr-defined]
            everywhere,
            *((each.code, each.name) for each in provinces()),
        ]


class RateTable(admin.TabularInline):
    """The operator's own table; cooperatives' tables are theirs, and only shown."""

    model = RateRow
    form = RateForm
    extra = 3
    verbose_name = verbose_name_plural = _("our table of rates")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RateRow]:
        rows = super().get_queryset(request).filter(cooperative=None)
        return rows.order_by("province_code", "max_weight_g", "pk")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever may open the method

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(ShippingMethod)
class MethodDesk(Desk):
    """Ways to send goods."""

    needs = "manage_shipping"
    section = "settings"
    title = _("Ways to send, and rates")
    words = {
        "zone": _("zone"),
        "is_pickup": _("fetched in person"),
        "minimum_delivery_days": _("days at least"),
        "maximum_delivery_days": _("days at most"),
    }
    list_display = ("name", "zone", "is_pickup", "is_active")
    list_select_related = ("zone",)
    ordering = ("sort_order", "pk")
    fields = ("name", "zone", "is_pickup", "is_active", "minimum_delivery_days", "maximum_delivery_days")
    readonly_fields = fields
    inlines = (RateTable,)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: ShippingMethod, form: Any, change: bool) -> None:
        """Nothing: only the table is written here."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        if not formset.has_changed():
            return
        kept = (each for each in formset.cleaned_data if each and not each.get("DELETE"))
        services.set_rates(
            method=form.instance,
            cooperative_id=None,
            currency=_currency(form.instance),
            rates=[
                services.Rate(
                    price_amount=each["price_amount"],
                    province_code=each["province_code"] or None,
                    max_weight_g=each["max_weight_g"],
                    min_value_amount=each["min_value_amount"],
                )
                for each in kept
            ],
            actor=acting(request),
        )


def _currency(method: ShippingMethod) -> str:
    listed = ShippingMethodChannelListing.objects.filter(method=method).values_list("currency", flat=True)
    return listed.order_by("pk").first() or "VND"


@admin.register(RateRow)
class RateDesk(Desk):
    """All rates, the cooperatives' own among them; to read."""

    needs = "manage_shipping"
    section = "settings"
    title = _("All rates")
    words = {
        "method": _("way"),
        "max_weight_g": _("up to grams"),
        "min_value_amount": _("from value"),
        "price_amount": _("price"),
    }
    list_display = (
        "method",
        "cooperative",
        "province_code",
        "max_weight_g",
        "min_value_amount",
        "price_amount",
    )
    list_filter = ("method",)
    list_select_related = ("method", "cooperative")
    ordering = ("method", "cooperative", "province_code", "max_weight_g", "pk")
    search_fields = ("cooperative__search_folded__contains",)
