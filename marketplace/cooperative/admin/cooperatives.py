"""The operator's view of cooperatives."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative import queries, services
from marketplace.cooperative.models import Cooperative, CooperativeMember, CooperativeTranslation
from marketplace.core.admin import Counter, Rows


class Members(Rows):
    model = CooperativeMember
    fields = ("name", "role", "phone", "user", "is_active")


class Translations(Rows):
    model = CooperativeTranslation


@admin.register(Cooperative)
class CooperativeAdmin(Counter):
    """Cooperatives with their members. A changed slug goes on leading to the same page."""

    named_by = "cooperative_id"
    needs = "manage_users"
    list_display = ("name", "kind", "commune_name", "phone", "is_active", "closed_until", "is_demo")
    list_filter = ("kind", "is_active", "is_demo")
    search_fields = ("search_folded",)
    ordering = ("name_sort", "pk")
    exclude = (
        "metadata",
        "private_metadata",
        "name_folded",
        "name_sort",
        "search_folded",
        "logo",
        "near_provinces",
    )
    writable = (
        "name", "slug", "legal_name", "kind", "story", "commune_code", "street", "latitude", "longitude", "phone",
        "email", "founded_year", "member_count", "is_active", "closed_until", "bank_bin", "bank_account_number",
        "bank_account_name", "minimum_order_amount",
        "handling_days",
    )  # fmt: skip
    section = "sellers"
    title = _("Cooperatives")
    inlines = (Members, Translations)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return queries.matching(queryset, search_term), False

    def write(self, obj: Cooperative, columns: dict[str, Any]) -> None:
        services.update_cooperative(cooperative=obj, **columns)
