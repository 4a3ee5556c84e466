"""The operator's start page: what waits, how many and since when, for each desk that this person may open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

Words = str | Promise
SECTIONS: dict[str, Words] = {
    "sellers": _("Shops and listings"),
    "people": _("People"),
    "orders": _("Orders and money"),
    "goods": _("Goods"),
    "rules": _("What we ask of sellers"),
    "content": _("What the shop says"),
    "settings": _("Settings"),
    "trail": _("Audit trail"),
}
"""The parts of the back office, in their order; a desk says in which it stands."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits at a desk. `measure` answers (how many, the oldest's time) in one statement."""

    title: Words
    needs: str
    page: str
    measure: Callable[[], tuple[int, datetime | None]]
    query: str = ""
    within: timedelta | None = None
    """How long each may wait; the start page says what is left of it, or that it is over."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queue as it stands now."""

    title: Words
    address: str
    count: int
    oldest: datetime | None
    deadline: datetime | None = None
    """Until when the oldest has to be done."""


QUEUES: list[Queue] = []
"""Each domain adds its own, in the order of the floors."""


def measured(rows: QuerySet, since: str) -> tuple[int, datetime | None]:
    """(how many, the oldest's time); one statement."""
    found = rows.order_by().aggregate(count=Count("pk"), oldest=Min(since))
    return found["count"], found["oldest"]


SCRIPTED = JavaScriptCatalog.as_view(packages=["django.contrib.admin", "marketplace.core"])


class Office(AdminSite):
    """Django's admin with queues on its start page, and desks in the operator's words and order."""

    site_header = _("Chợ Phiên: the operator's desks")
    site_title = _("Operator's desks")
    index_title = _("What waits today")
    index_template = "office/index.html"
    enable_nav_sidebar = False  # the lists need the room; the start page has all desks

    def i18n_javascript(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The words of calendars and boxes; Django's, and ours where its Vietnamese lacks them."""
        return cast(HttpResponse, SCRIPTED(request))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The start page; the longest wait first, and desks without anything last."""
        known = {"queues": in_order(waiting_for(request)), **NOTES, **(extra_context or {})}
        return super().index(request, known)

    def app_index(  # type: ignore[override]
        self, request: HttpRequest, app_label: str, extra_context: Any = None
    ) -> HttpResponse:
        """The start page: staff know sections, not the program's domains."""
        return HttpResponseRedirect(reverse("admin:index"))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Desks by section instead of by the program's domains."""
        desks: dict[str, list[dict[str, Any]]] = {name: [] for name in SECTIONS}
        for app in self._build_app_dict(request).values():
            for each in app["models"]:
                section = getattr(self._registry[each["model"]], "section", "settings")
                desks[section].append(each)
        return [_section(name, rows) for name, rows in desks.items() if rows]


NOTES: dict[str, Words] = {
    "nothing_waits": _("Nothing waits."),
    "what": _("Queue"),
    "how_many": _("How many"),
    "since": _("Oldest since"),
}


def waiting_for(request: HttpRequest) -> list[Waiting]:
    """The queues of this person's desks, one statement each."""
    return [_waiting(each) for each in QUEUES if request.user.has_perm(f"account.{each.needs}")]


def _waiting(queue: Queue) -> Waiting:
    count, oldest = queue.measure()
    deadline = oldest + queue.within if oldest and queue.within else None
    return Waiting(queue.title, reverse(f"admin:{queue.page}") + queue.query, count, oldest, deadline)


def in_order(queues: Iterable[Waiting]) -> list[Waiting]:
    """The longest wait first."""
    return sorted(queues, key=lambda each: (each.oldest is None, each.oldest and each.oldest.timestamp()))


def _section(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    rows.sort(key=lambda each: str(each["name"]))
    for each in rows:
        each["name"] = capfirst(each["name"])
    return {
        "name": SECTIONS[name],
        "app_label": name,
        "app_url": "#",
        "has_module_perms": True,
        "models": rows,
    }
