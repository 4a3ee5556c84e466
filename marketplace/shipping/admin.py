"""The operator's ways of sending and the tables of rates, its own and the cooperatives'; each is saved as a whole."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.core.admin import Desk, Table, Whole, acting
from marketplace.core.places import provinces
from marketplace.shipping import services
from marketplace.shipping.models import OwnTables, RateRow, ShippingMethod, ShippingMethodChannelListing


class RateForm(forms.ModelForm):
    """One line of the table."""

    province_code = forms.ChoiceField(label=_("province"), required=False)

    class Meta:
        model = RateRow
        fields: Any = ("province_code", "max_weight_g", "min_value_amount", "price_amount")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        everywhere = ("", _("everywhere"))
        self.fields["province_code"].choices = [  # type: ignore[attr-defined]
            everywhere,
            *((each.code, each.name) for each in provinces()),
        ]


class RateTable(Table):
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

    named_by = "method_id"
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
            rates=[_rate(each) for each in kept],
            actor=acting(request),
        )


def _rate(typed: dict[str, Any]) -> services.Rate:
    return services.Rate(
        price_amount=typed["price_amount"],
        province_code=typed["province_code"] or None,
        max_weight_g=typed["max_weight_g"],
        min_value_amount=typed["min_value_amount"],
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


class OwnRateForm(RateForm):
    """One line of a cooperative's own tables."""

    class Meta(RateForm.Meta):
        fields: Any = ("method", *RateForm.Meta.fields)


class OwnTable(RateTable):
    """The cooperative's own tables."""

    form = OwnRateForm
    verbose_name = verbose_name_plural = _("the cooperative's own rates")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RateRow]:
        rows = Table.get_queryset(self, request)
        return rows.order_by("method", "currency", "province_code", "max_weight_g", "pk")

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        """The ways to choose from are read once for all lines."""
        made: Any = super().get_formset(request, obj, **options)
        ways = ShippingMethod.objects.order_by("sort_order", "pk").values_list("pk", "name")
        made.form.base_fields["method"].choices = [("", "---------"), *ways]
        return made

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        made = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.name == "method" and made is not None:
            made.widget = made.widget.widget  # without the pencils: the table is wide enough
        return made


class ReasonForm(forms.ModelForm):
    """Why the tables are changed."""

    reason = forms.CharField(
        label=_("reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text=_("The cooperative reads it: who asked for this, when, and why."),
    )

    class Meta:
        model = OwnTables
        fields = ()


@admin.register(OwnTables)
class OwnTablesDesk(Whole):
    """Rates of cooperatives, each its own.

    They are the cooperative's word, and it has no page to write them on: it calls, or brings a paper, and staff type
    it in, as clerks do. So staff may write them, never without a reason, which stands in the trail and which the
    cooperative's owner is sent; a table that staff could only switch off would leave the cooperative without the
    prices it pays its carrier. Without rows the market's table counts again.
    """

    needs = "manage_shipping"
    section = "settings"
    title = _("Rates of cooperatives")
    makes_new = False
    form = ReasonForm
    list_display = ("name", "commune_name")
    ordering = ("name_sort", "pk")
    search_fields = ("search_folded__contains",)
    fields = ("name", "reason")
    readonly_fields = ("name",)
    inlines = (OwnTable,)

    def save_whole(self, request: HttpRequest, obj: OwnTables, form: Any, formsets: list[Any]) -> None:
        """All tables together."""
        (table,) = formsets
        tables: dict[Any, list[services.Rate]] = defaultdict(list)
        for each in table.forms:
            if (typed := each.cleaned_data) and not typed.get("DELETE"):
                currency = each.instance.currency if each.instance.pk else _currency(typed["method"])
                tables[typed["method"], currency].append(_rate(typed))
        services.set_rates_for(
            cooperative_id=obj.pk, tables=tables, reason=form.cleaned_data["reason"], actor=acting(request)
        )
