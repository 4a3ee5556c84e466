"""The audit trail and the work that is due."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.admin.deeds import Deed
from marketplace.core.admin.desks import Desk
from marketplace.core.admin.things import named, names_of, things_in
from marketplace.core.admin.words import called
from marketplace.core.events import kinds, told
from marketplace.core.models import Event, Job
from marketplace.core.office import QUEUES, Queue, measured
from marketplace.core.retrying import try_again
from marketplace.core.vietnamese import fold


class Kind(admin.SimpleListFilter):
    """By what happened. The choices are the program's own list: reading them from the table would read it whole."""

    title = _("what happened")
    parameter_name = "viec"

    def lookups(self, request: HttpRequest, desk: Any) -> list[tuple[str, str]]:
        """Every kind of event there is, by its sentence."""
        return sorted(((kind, str(words)) for kind, words in kinds().items()), key=lambda each: fold(each[1]))

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        """Those of the kind."""
        return rows.filter(kind=self.value()) if self.value() in kinds() else rows


class When(admin.SimpleListFilter):
    """By time."""

    title = _("when")
    parameter_name = "khi"

    def lookups(self, request: HttpRequest, desk: Any) -> list[tuple[str, Any]]:
        """The last day, week, month."""
        return [("1", _("last day")), ("7", _("last 7 days")), ("31", _("last 31 days"))]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        """Those since then."""
        days = self.value()
        if days not in ("1", "7", "31"):
            return rows
        return rows.filter(at__gte=timezone.now() - timedelta(days=int(days)))


@admin.register(Event)
class EventAdmin(Desk):
    """What happened, by whom and for whom: only to be read, by anybody."""

    needs = "manage_observability"
    section = "trail"
    title = _("What happened")
    words = {"kind": _("name of the event"), "for_whom": _("for whom"), "mandate_id": _("under mandate")}
    list_display = ("at", "what", "actor", "for_whom", "mandate_id", "about")
    list_filter = (When, Kind)
    ordering = ("-at", "pk")
    search_fields = ("actor",)
    search_help_text = _(
        "By whom or for whom (user:5, member:12, cooperative:7), a kind, or the id of an order."
    )
    fields = (
        "at",
        "what",
        "kind",
        "actor",
        "for_whom",
        "mandate_id",
        "cooperative_id",
        "order_id",
        "suborder_id",
        "all",
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Each word narrows: a key of a person or cooperative, a kind of event, an id."""
        for word in search_term.split()[:4]:
            queryset = queryset.filter(_matching(word))
        return queryset, False

    def prepare(self, rows: Iterable[Any]) -> None:
        """The names of what these events are about."""
        names = names_of(thing for event in rows for thing in things_in(event.payload))
        for event in rows:
            event.names = names

    @admin.display(description=_("what"))
    def what(self, event: Event) -> str:
        """Its sentence."""
        return told(event.kind)

    @admin.display(description=_("about"))
    def about(self, event: Any) -> str:
        """What it is about, short."""
        return Truncator(", ".join(f"{name}: {words}" for name, words in _payload(event).items())).chars(160)

    @admin.display(description=_("everything written down"))
    def all(self, event: Event) -> SafeString:
        """The payload, whole, with the reader's words for its keys."""
        return format_html("<pre>{}</pre>", json.dumps(_payload(event), ensure_ascii=False, indent=1))


def _payload(event: Any) -> dict[str, Any]:
    """Everything written down of a prepared event, with the reader's words for its keys and the names of things."""
    return {called(key): named(key, value, event.names) for key, value in event.payload.items()}


def _matching(word: str) -> Q:
    found = Q(actor=word) | Q(for_whom=word) | Q(kind=word)
    name, _colon, number = word.partition(":")
    if name == "cooperative" and number.isdecimal() and len(number) < 19:
        found |= Q(cooperative_id=int(number))
    try:
        key = UUID(word)
    except ValueError:
        return found
    return found | Q(order_id=key) | Q(suborder_id=key)


def _again(job: Job, actor: Actor) -> None:
    try_again(job_id=job.pk, actor=actor)


@admin.register(Job)
class JobAdmin(Desk):
    """Work that is due, and work that has failed too often."""

    section = "trail"
    title = _("Work that is due")
    words = {
        "reaction": _("what"),
        "run_after": _("due"),
        "attempts": _("attempts"),
        "failed_at": _("failed"),
        "last_error": _("last error"),
    }
    list_display = ("reaction", "run_after", "attempts", "failed_at", "last_error")
    list_filter = (("failed_at", admin.EmptyFieldListFilter),)
    ordering = ("-failed_at", "run_after")
    deeds = (
        Deed("try_again", _("Try again now"), _again, fits=lambda job: job.failed_at is not None, many=True),
    )


QUEUES.append(
    Queue(
        _("Work that has failed"),
        JobAdmin.needs,
        "core_job_changelist",
        lambda: measured(Job.objects.filter(failed_at__isnull=False), "failed_at"),
        "?failed_at__isempty=0",
    )
)
