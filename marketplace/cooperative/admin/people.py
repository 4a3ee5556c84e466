"""Who acts for cooperatives: members with roles, helpers under mandates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative import services
from marketplace.cooperative.models import CooperativeMember, Mandate, MandateStatus, Role
from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, Reasoned, States, masked


class Working(States):
    """Whether somebody is a member still."""

    states = {"con": (_("members"), Q(is_active=True)), "thoi": (_("members no more"), Q(is_active=False))}


class NewNumber(forms.Form):
    """Another phone number."""

    phone = forms.CharField(label=_("new phone number"), max_length=20)


def _call(service: Any, key: str) -> Any:
    def does(row: Any, actor: Actor, **answers: Any) -> Any:
        return service(**{key: row.pk}, actor=actor, **answers)

    return does


def _works(row: CooperativeMember) -> bool:
    return row.is_active


@admin.register(CooperativeMember)
class MemberDesk(Desk):
    """Members of all cooperatives."""

    needs = "manage_users"
    section = "people"
    title = _("Members of cooperatives")
    list_display = ("name", "cooperative", "role", "number", "is_active", "since")
    list_filter = (Working, "role")
    list_select_related = ("cooperative",)
    ordering = ("cooperative__name_sort", "pk")
    search_fields = ("cooperative__search_folded__contains",)
    search_help_text = _("Name or place of the cooperative, with or without marks.")
    fields = ("name", "cooperative", "role", "phone", "user", "is_active", "since", "ended_at")
    deeds = (
        Deed(
            "sign_out",
            _("Sign out everywhere"),
            _call(services.sign_member_out, "member_id"),
            fits=_works,
            many=True,
            warns=_("All ways in end, also open links. Send a new link afterwards."),
        ),
        Deed(
            "send_link",
            _("Send a way in to their phone"),
            _call(services.send_member_link, "member_id"),
            fits=_works,
            warns=_("A one-time link is sent to the number that is written down here. Nobody else sees it."),
        ),
        Deed(
            "new_number",
            _("The phone is lost: another number"),
            _call(services.update_member, "member_id"),
            NewNumber,
            _works,
            warns=_(
                "Have you called the cooperative back at a number you know? All ways in by the old number end."
            ),
        ),
        Deed(
            "appoint",
            _("Make the owner"),
            _call(services.appoint_owner, "member_id"),
            Reasoned,
            lambda row: row.is_active and row.role != Role.OWNER,
            warns=_("Only where no owner is left who could hand over. The reason is kept."),
        ),
        Deed(
            "remove",
            _("Remove"),
            _call(services.remove_member, "member_id"),
            fits=_works,
            warns=_("Acts for the cooperative no more, from now on."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[CooperativeMember]:
        return super().get_queryset(request).select_related("cooperative", "user")

    @admin.display(description=_("phone"))
    def number(self, row: CooperativeMember) -> str:
        """Not in full in lists."""
        return masked(row.phone)


class Living(States):
    """Whether a mandate lends anything; judged by today's date."""

    states = {
        "con": (_("in force"), Q(status=MandateStatus.ACTIVE)),
        "cho": (_("proposed"), Q(status=MandateStatus.PROPOSED)),
        "het": (_("ended"), Q(status__in=(MandateStatus.ENDED, MandateStatus.REFUSED))),
    }

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        """One whose last day is past is not in force, whatever the table says."""
        found = super().queryset(request, rows)
        return found.filter(until__gte=timezone.localdate()) if self.value() == "con" else found


@admin.register(Mandate)
class MandateDesk(Desk):
    """Mandates of helpers."""

    needs = "manage_users"
    section = "people"
    title = _("Mandates of helpers")
    words = {
        "proposed_by": _("proposed by"),
        "proposed_at": _("proposed"),
        "by_helper": _("proposed by the helper"),
        "grantor": _("confirmed by"),
        "confirmed_at": _("confirmed"),
        "ended_by": _("ended by"),
    }
    list_display = ("name", "cooperative", "lends", "until", "status")
    list_filter = (Living,)
    list_select_related = ("cooperative",)
    ordering = ("until", "pk")
    search_fields = ("cooperative__search_folded__contains",)
    search_help_text = _("Name or place of the cooperative, with or without marks.")
    fields = (
        "name", "cooperative", "number", "lends", "until", "status", "by_helper", "proposed_by", "proposed_at",
        "grantor", "confirmed_at", "ended_at", "ended_by",
    )  # fmt: skip
    deeds = (
        Deed(
            "end",
            _("End at once"),
            _call(services.end_mandate, "mandate_id"),
            fits=lambda row: row.status in (MandateStatus.ACTIVE, MandateStatus.PROPOSED),
            many=True,
            warns=_("From this moment the helper can do nothing for the cooperative."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mandate]:
        return super().get_queryset(request).select_related("cooperative", "helper", "grantor")

    @admin.display(description=_("may do"))
    def lends(self, row: Mandate) -> str:
        """The rights, in words."""
        return ", ".join(str(RIGHTS_IN_WORDS[each]) for each in row.rights if each in RIGHTS_IN_WORDS)

    @admin.display(description=_("phone"))
    def number(self, row: Mandate) -> str:
        """Enough to tell two helpers apart."""
        return masked(row.helper.phone)


RIGHTS_IN_WORDS = {"ORDERS": _("orders"), "GOODS": _("goods"), "MONEY": _("money"), "SHOP": _("the shop")}
