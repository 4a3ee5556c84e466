"""Complaints: what came, how long there is to answer, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, States, clock, left
from marketplace.core.office import QUEUES, Queue, measured
from marketplace.oversight import services
from marketplace.oversight.models import Complaint, ComplaintStatus

OPEN = Q(status=ComplaintStatus.RECEIVED)


class Stage(States):
    """Whether it has to be answered yet, and whether it was in time."""

    states = {
        "cho": (_("not answered yet"), OPEN),
        "xong": (_("answered"), Q(status=ComplaintStatus.ANSWERED)),
        "tre": (_("answered too late"), Q(answered_at__gt=F("deadline_at"))),
    }


class Answer(forms.Form):
    """What is written to whoever complained."""

    answer = forms.CharField(
        label=_("answer"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 60}),
        help_text=_("To a phone at most 480 characters."),
    )


def _answer(row: Complaint, actor: Actor, answer: str) -> Any:
    return services.answer_complaint(complaint_id=row.pk, answer=answer, actor=actor)


@admin.register(Complaint)
class ComplaintDesk(Desk):
    """Complaints, the one that has to be answered first on top."""

    needs = "manage_orders"
    section = "orders"
    title = _("Complaints")
    list_display = ("number", "kind", "order_number", "received_at", "time", "status")
    list_filter = (Stage, "kind")
    ordering = ("deadline_at", "pk")
    search_fields = ("=number", "=order_number")
    fields = (
        "number", "kind", "order_number", "order", "story", "name", "email", "phone", "received_at", "deadline_at",
        "time", "status", "answer", "answered_at", "answered_by", "forgotten_at",
    )  # fmt: skip
    deeds = (
        Deed(
            "answer",
            _("Answer"),
            _answer,
            Answer,
            lambda row: row.status == ComplaintStatus.RECEIVED,
            warns=_("The answer goes out by mail or message the moment you confirm, and is not taken back."),
        ),
    )

    @admin.display(description=_("until the deadline"))
    def time(self, row: Complaint) -> SafeString:
        """What is left; of what was answered, what it took."""
        if row.answered_at is None:
            return left(row.deadline_at)
        late = "late" if row.answered_at > row.deadline_at else ""
        return format_html('<span class="{}">{}</span>', late, clock(row.answered_at - row.received_at))


QUEUES.append(
    Queue(
        ComplaintDesk.title,
        ComplaintDesk.needs,
        "oversight_complaint_changelist",
        lambda: measured(Complaint.objects.filter(OPEN), "received_at"),
    )
)
