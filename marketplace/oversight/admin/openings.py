"""Shops that want to open, and what is decided about shops that have."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.admin import CooperativeAdmin
from marketplace.cooperative.models import Cooperative, OpeningStatus
from marketplace.cooperative.queries import matching
from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, Reasoned, States, ago, lines
from marketplace.core.office import QUEUES, Queue, measured
from marketplace.oversight import queries, services
from marketplace.oversight.models import Application, FileLook, Paper, Step
from marketplace.oversight.queries.checklist import StepState, account_of

S = OpeningStatus
WAITING = Q(cooperative__opening_status=S.SUBMITTED)


class Stage(States):
    """How far the opening is; what waits for staff first."""

    states = {
        "cho": (_("waits for us"), WAITING),
        "them": (_("asked for more"), Q(cooperative__opening_status=S.MORE_WANTED)),
        "dang-viet": (_("being filled in"), Q(cooperative__opening_status=S.DRAFT)),
        "da-mo": (_("open"), Q(cooperative__opening_status=S.APPROVED)),
        "tu-choi": (_("refused"), Q(cooperative__opening_status=S.REFUSED)),
        "ngung": (_("suspended"), Q(cooperative__opening_status=S.SUSPENDED)),
    }


def shop_of(row: Any) -> Cooperative:
    """The shop of an opening, or the shop itself: both are keyed by the cooperative."""
    return row if isinstance(row, Cooperative) else row.cooperative


def stands(*statuses: OpeningStatus) -> Any:
    """Whether a row's shop stands there now."""
    return lambda row: shop_of(row).opening_status in statuses


def _call(service: Any) -> Any:
    def does(row: Any, actor: Actor, **answers: Any) -> Any:
        return service(cooperative_id=row.pk, actor=actor, **answers)

    return does


def _is_announced(row: Any) -> bool:
    found = row if isinstance(row, Application) else Application.objects.filter(pk=row.pk).first()
    return found is not None and found.suspends_at is not None


OPENING = (
    Deed(
        "confirm_account",
        _("Confirm the bank account"),
        _call(services.confirm_bank_account),
        fits=lambda row: bool(account_of(shop_of(row))) and row.bank_confirmed != account_of(shop_of(row)),
        warns=_("Buyers pay this account directly. Have you compared the holder's name with the papers?"),
    ),
    Deed(
        "approve",
        _("Approve: the shop sells"),
        _call(services.approve),
        fits=stands(S.SUBMITTED),
        warns=_("The shop sells from now on. Papers that nobody refused count as accepted."),
    ),
    Deed(
        "ask_more",
        _("Ask for more"),
        _call(services.ask_more),
        Reasoned,
        stands(S.SUBMITTED, S.REFUSED),
        warns=_("Write what is missing, in one sentence they can act on. The cooperative is told."),
    ),
    Deed(
        "refuse",
        _("Refuse"),
        _call(services.refuse),
        Reasoned,
        stands(S.SUBMITTED, S.MORE_WANTED),
        warns=_("The cooperative is told why, and cannot send again by itself."),
    ),
)
SUSPENDING = (
    Deed(
        "suspend",
        _("Announce a suspension"),
        _call(services.announce_suspension),
        Reasoned,
        lambda row: stands(S.APPROVED)(row) and not _is_announced(row),
        warns=_("The shop goes off sale in five days, and is told today."),
    ),
    Deed("withdraw", _("Take the suspension back"), _call(services.withdraw_suspension), fits=_is_announced),
    Deed(
        "reinstate", _("Reinstate: the shop sells again"), _call(services.reinstate), fits=stands(S.SUSPENDED)
    ),
)


@admin.register(Application)
class OpeningDesk(Desk):
    """Openings, those that wait for staff first and the oldest of them first."""

    needs = "manage_users"
    section = "sellers"
    title = _("Shops to open")
    list_display = ("shop", "kind", "commune", "status", "submitted_at", "waits")
    list_filter = (Stage, "cooperative__kind")
    list_select_related = ("cooperative",)
    ordering = ("submitted_at", "pk")
    search_fields = ("cooperative__search_folded",)
    search_help_text = _("Name or place, with or without marks.")
    deeds = (*OPENING, *SUSPENDING)
    fields = (
        "shop", "status", "kind", "commune", "legal_name", "tax_code", "responsible_name", "responsible_phone",
        "account", "steps", "papers", "looks", "submitted_at", "reason", "suspends_at", "history",
    )  # fmt: skip
    words = {"suspends_at": _("suspended from"), "reason": _("our last word")}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return super().get_queryset(request).select_related("cooperative")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Shops whose name or place match."""
        if not search_term:
            return queryset, False
        return queryset.filter(cooperative__in=matching(Cooperative.objects.all(), search_term)), False

    @admin.display(description=_("shop"), ordering="cooperative__name_sort")
    def shop(self, row: Application) -> str:
        """Its name."""
        return row.cooperative.name

    @admin.display(description=_("kind of seller"))
    def kind(self, row: Application) -> str:
        """Cooperative, group, household …"""
        return row.cooperative.get_kind_display()

    @admin.display(description=_("commune"))
    def commune(self, row: Application) -> str:
        """Where it is."""
        return row.cooperative.commune_name

    @admin.display(description=_("state"))
    def status(self, row: Application) -> str:
        """How far it is."""
        return str(S(row.cooperative.opening_status).label)

    @admin.display(description=_("waits"))
    def waits(self, row: Application) -> str:
        """For how long it has been waiting for us."""
        return ago(row.submitted_at) if row.cooperative.opening_status == S.SUBMITTED else ""

    @admin.display(description=_("legal name"))
    def legal_name(self, row: Application) -> str:
        """As on its papers."""
        return row.cooperative.legal_name

    @admin.display(description=_("tax code"))
    def tax_code(self, row: Application) -> str:
        """As printed."""
        return row.cooperative.tax_code

    @admin.display(description=_("bank account"))
    def account(self, row: Application) -> str:
        """The account in one line, and whether staff have seen it."""
        account = account_of(row.cooperative)
        seen = _("confirmed") if account and row.bank_confirmed == account else _("not confirmed")
        return f"{account} ({seen})" if account else ""

    @admin.display(description=_("checklist"))
    def steps(self, row: Application) -> SafeString:
        """The steps asked of this kind of seller, and how each stands."""
        words = {StepState.MISSING: _("missing"), StepState.GIVEN: _("given"), StepState.DONE: _("done")}
        rows = (
            (each.state, each.paper_kind or STEP_WORDS[each.step], words[each.state])
            for each in queries.checklists([row.cooperative])[row.pk]
        )
        items = format_html_join("", '<li><span class="state-{}">{}: {}</span></li>', rows)
        return format_html('<ul class="steps">{}</ul>', items)

    @admin.display(description=_("papers"))
    def papers(self, row: Application) -> SafeString:
        """Each with a link to its page, where it is looked at and judged."""
        papers = Paper.objects.filter(cooperative=row.pk, removed_at=None).select_related("kind")
        rows = (
            (reverse("admin:oversight_paper_change", args=[each.pk]), each.kind, each.get_status_display())
            for each in papers.order_by("given_at", "pk")
        )
        items = format_html_join("", '<li><a href="{}">{}</a>: {}</li>', rows)
        return format_html('<ul class="steps">{}</ul>', items)

    @admin.display(description=_("looks at its papers"))
    def looks(self, row: Application) -> SafeString:
        """Who has opened a paper, and when: the last ten."""
        looks = FileLook.objects.filter(cooperative=row.pk).order_by("-at", "-pk")[:10]
        return lines((each.at, each.actor) for each in looks)

    @admin.display(description=_("history"))
    def history(self, row: Application) -> SafeString:
        """What happened to it, the newest first."""
        entries = row.cooperative.opening_history.order_by("-at", "-pk")[:20]
        return lines(
            (each.at, f"{each.actor}: {each.get_status_display()} {each.reason}") for each in entries
        )


STEP_WORDS = dict(Step.choices)
CooperativeAdmin.deeds = (*CooperativeAdmin.deeds, *SUSPENDING)

QUEUES.append(
    Queue(
        OpeningDesk.title,
        OpeningDesk.needs,
        "oversight_application_changelist",
        lambda: measured(Application.objects.filter(WAITING), "submitted_at"),
    )
)
