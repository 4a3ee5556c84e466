"""The operator's tax table. A rate is never changed: a new one begins on a day and ends the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.core.admin import Desk, Rows
from marketplace.tax import services
from marketplace.tax.models import TaxClass, TaxRate


class Kinds(admin.AllValuesFieldListFilter):
    """The kinds with rates of their own. No kind stands for all others: a link without a word is read to nobody."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Each with a word."""
        for each in super().choices(changelist):
            yield {**each, "display": each["display"] or _("all other kinds")}


class Rates(Rows):
    model = TaxRate
    ordering = ("cooperative_kind", "valid_from")


@admin.register(TaxClass)
class TaxClassAdmin(Desk):
    """Classes of goods with their rates."""

    section = "settings"
    title = _("Tax classes")
    needs = "manage_taxes"
    list_display = ("name",)
    ordering = ("name",)
    fields = ("name",)
    inlines = (Rates,)


@admin.register(TaxRate)
class TaxRateAdmin(Desk):
    """All rates; a new one is added here."""

    section = "settings"
    title = _("Tax rates")
    needs = "manage_taxes"
    list_display = ("tax_class", "cooperative_kind", "country", "rate_percent", "valid_from", "valid_until")
    list_filter = ("tax_class", ("cooperative_kind", Kinds))
    list_select_related = ("tax_class",)
    ordering = ("tax_class", "cooperative_kind", "-valid_from")
    fields = ("tax_class", "cooperative_kind", "country", "rate_percent", "valid_from")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def save_model(self, request: HttpRequest, obj: TaxRate, form: Any, change: bool) -> None:
        row = services.set_rate(
            tax_class=obj.tax_class,
            percent=obj.rate_percent,
            valid_from=obj.valid_from,
            kind=obj.cooperative_kind,
            country=obj.country,
        )
        obj.pk = row.pk
