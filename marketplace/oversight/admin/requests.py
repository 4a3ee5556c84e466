"""Requests to take goods down that were received: what is left of 24 hours, then done or refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.models import Cooperative
from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, Moment, Reasoned, States, clock, left
from marketplace.core.office import QUEUES, Queue, measured
from marketplace.oversight import services
from marketplace.oversight.admin.take_downs import Subject, chosen
from marketplace.oversight.models import Asker, RequestStatus, TakeDownRequest
from marketplace.oversight.services.take_downs import WITHIN

OPEN = Q(status=RequestStatus.RECEIVED)


class Stage(States):
    """Whether it has to be done yet, and whether it was in time."""

    states = {
        "cho": (_("received, not done yet"), OPEN),
        "xong": (_("done"), Q(status=RequestStatus.DONE)),
        "tu-choi": (_("refused"), Q(status=RequestStatus.REFUSED)),
        "tre": (_("later than 24 hours"), Q(ended_at__gt=F("deadline_at"))),
    }


class Received(Subject):
    """What came: who asks for what, and when it came."""

    asker = forms.ChoiceField(label=_("asked by"), choices=Asker.choices)
    asked_by = forms.CharField(label=_("which authority or person"), max_length=250)
    reference = forms.CharField(
        label=_("reference number"),
        max_length=100,
        required=False,
        help_text=_("An authority's request has one."),
    )
    received_at = forms.SplitDateTimeField(label=_("received"), widget=Moment)
    reason = Reasoned.base_fields["reason"]


def _receive(
    _row: None, actor: Actor, goods: str, whole_shop: Cooperative | None, **came: Any
) -> TakeDownRequest:
    return services.receive_request(**chosen(goods, whole_shop), actor=actor, **came)


def _follow(row: TakeDownRequest, actor: Actor) -> Any:
    return services.follow_request(request_id=row.pk, actor=actor)


def _refuse(row: TakeDownRequest, actor: Actor, reason: str) -> Any:
    return services.refuse_request(request_id=row.pk, reason=reason, actor=actor)


def _is_open(row: TakeDownRequest) -> bool:
    return row.status == RequestStatus.RECEIVED


@admin.register(TakeDownRequest)
class RequestDesk(Desk):
    """Requests, the one that has to be done first on top."""

    needs = "manage_products"
    section = "sellers"
    title = _("Requests to take goods down")
    list_display = ("reference", "asked_by", "cooperative", "goods", "received_at", "time", "status")
    list_filter = (Stage, "asker")
    list_select_related = ("cooperative",)
    ordering = ("deadline_at", "pk")
    search_fields = ("=reference", "cooperative__search_folded__contains")
    fields = (
        "asker", "asked_by", "reference", "cooperative", "goods", "reason", "received_at", "deadline_at", "time",
        "written_at", "written_by", "status", "deed", "refusal", "ended_at", "ended_by",
    )  # fmt: skip
    words = {"ended_by": _("by")}
    makes = Deed(
        "receive",
        _("Write down a request"),
        _receive,
        Received,
        warns=_(
            "24 hours run from when it came. Nothing is hidden yet: do it, or refuse it, from the queue."
        ),
    )
    deeds = (
        Deed(
            "follow",
            _("Take the goods down"),
            _follow,
            fits=_is_open,
            warns=_("The goods are off sale the moment you confirm. The cooperative is told that, not why."),
        ),
        Deed(
            "refuse",
            _("Refuse: the goods stay"),
            _refuse,
            Reasoned,
            _is_open,
            warns=_("The reason stays in the log. Tell whoever asked."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[TakeDownRequest]:
        return super().get_queryset(request).select_related("cooperative", "take_down")

    @admin.display(description=_("goods"))
    def goods(self, row: TakeDownRequest) -> str:
        """Which, as it was called then."""
        return str(_("the whole shop")) if row.is_whole_shop else row.product_name

    @admin.display(description=_("of 24 hours"))
    def time(self, row: TakeDownRequest) -> SafeString:
        """What is left of them; of what has ended, what it took."""
        if row.ended_at is None:
            return left(row.deadline_at)
        late = "late" if row.ended_at > row.deadline_at else ""
        return format_html('<span class="{}">{}</span>', late, clock(row.ended_at - row.received_at))

    @admin.display(description=_("take-down"))
    def deed(self, row: TakeDownRequest) -> SafeString | str:
        """What was done, with its own page."""
        if row.take_down is None:
            return ""
        page = reverse("admin:oversight_takedown_change", args=[row.take_down_id])
        return format_html('<a href="{}">{}</a>', page, row.take_down)


QUEUES.append(
    Queue(
        RequestDesk.title,
        RequestDesk.needs,
        "oversight_takedownrequest_changelist",
        lambda: measured(TakeDownRequest.objects.filter(OPEN), "received_at"),
        within=WITHIN,
    )
)
