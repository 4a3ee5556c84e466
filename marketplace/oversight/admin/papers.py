"""Papers: looked at by links that end in five minutes, each look written down; accepted or refused."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, Reasoned, States, acting, lines
from marketplace.core.office import QUEUES, Queue, measured
from marketplace.core.private_files import link_of
from marketplace.oversight import services
from marketplace.oversight.models import FileLook, Paper, PaperStatus
from marketplace.oversight.services.looks import PAPER

WAITING = Q(status=PaperStatus.GIVEN, removed_at=None)


class Judged(States):
    """Whether anybody has judged it."""

    states = {
        "cho": (_("waits for us"), WAITING),
        "nhan": (_("accepted"), Q(status=PaperStatus.ACCEPTED, removed_at=None)),
        "tu-choi": (_("refused"), Q(status=PaperStatus.REFUSED, removed_at=None)),
    }


def _accept(row: Paper, actor: Actor) -> Any:
    return services.accept_paper(paper_id=row.pk, actor=actor)


def _refuse(row: Paper, actor: Actor, reason: str) -> Any:
    return services.refuse_paper(paper_id=row.pk, reason=reason, actor=actor)


@admin.register(Paper)
class PaperDesk(Desk):
    """Papers of all shops. The file itself stands on no page."""

    needs = "manage_users"
    section = "sellers"
    title = _("Papers")
    words = {
        "given_at": _("given"),
        "given_by": _("given by"),
        "decided_at": _("decided"),
        "decided_by": _("by"),
    }
    list_display = ("kind", "cooperative", "status", "given_at", "valid_until")
    list_filter = (Judged, "kind")
    list_select_related = ("kind", "cooperative")
    ordering = ("given_at", "pk")
    search_fields = ("cooperative__search_folded__contains", "=number")
    fields = (
        "kind", "cooperative", "number", "valid_until", "file", "status", "reason", "given_at", "given_by",
        "decided_at", "decided_by", "looks",
    )  # fmt: skip
    deeds = (
        Deed("accept", _("Accept the paper"), _accept, fits=lambda row: row.status != PaperStatus.ACCEPTED),
        Deed(
            "refuse",
            _("Refuse the paper"),
            _refuse,
            Reasoned,
            lambda row: row.status != PaperStatus.REFUSED,
            warns=_("The cooperative is told which paper to send again, and why."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Paper]:
        return super().get_queryset(request).filter(removed_at=None).select_related("kind", "cooperative")

    def get_urls(self) -> list[Any]:
        """A link is made when it is followed: one on the page would be over after five minutes."""
        own = path("<uuid:key>/xem/", self.admin_site.admin_view(self.look), name="oversight_paper_look")
        return [own, *super().get_urls()]

    def look(self, request: HttpRequest, key: Any) -> HttpResponseRedirect:
        """To the file, by a fresh link for this very person; opening it writes the look down."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not self.get_queryset(request).filter(pk=key).exclude(stored_name="").exists():
            raise Http404
        return HttpResponseRedirect(link_of(PAPER, key, acting(request).key))

    @admin.display(description=_("file"))
    def file(self, paper: Paper) -> SafeString | str:
        """A link to it, while it is there."""
        if not paper.stored_name:
            return str(_("The file has been deleted."))
        address = reverse("admin:oversight_paper_look", args=[paper.pk])
        words = _("Look at it (your look is written down)")
        return format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', address, words)

    @admin.display(description=_("looks"))
    def looks(self, paper: Paper) -> SafeString:
        """Who has opened it, and when."""
        looks = FileLook.objects.filter(what=PAPER, file_id=paper.pk).order_by("-at", "-pk")
        return lines((each.at, each.actor) for each in looks[:50])


@admin.register(FileLook)
class LookDesk(Desk):
    """Every look at a private file."""

    needs = "manage_users"
    section = "trail"
    title = _("Looks at papers and private files")
    words = {"what": _("what"), "file_id": _("file")}
    list_display = ("at", "actor", "cooperative", "what", "file_id")
    list_filter = ("what",)
    list_select_related = ("cooperative",)
    ordering = ("-at", "-pk")
    search_fields = ("=actor", "cooperative__search_folded__contains")


QUEUES.append(
    Queue(
        PaperDesk.title,
        PaperDesk.needs,
        "oversight_paper_changelist",
        lambda: measured(Paper.objects.filter(WAITING), "given_at"),
    )
)
