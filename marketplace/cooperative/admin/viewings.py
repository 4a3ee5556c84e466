"""Seeing as a cooperative: read-only, by a link that opens once, with a reason that is kept."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative import services
from marketplace.cooperative.admin.cooperatives import CooperativeAdmin
from marketplace.cooperative.models import Cooperative, Viewing
from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, Reasoned, States


def _offer(shop: Cooperative, actor: Actor, reason: str) -> str:
    token = services.offer_viewing(cooperative_id=shop.pk, reason=reason, actor=actor)
    return f"{settings.PUBLIC_URL.rstrip('/')}/ban-hang/vao/{token}"


def _told(address: str) -> SafeString:
    link = format_html('<a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a>', address)
    return format_html("{} {}", _("Opens once, within five minutes:"), link)


def _end(viewing: Viewing, actor: Actor) -> None:
    services.end_viewing(viewing_id=viewing.pk, actor=actor)


CooperativeAdmin.deeds = (
    *CooperativeAdmin.deeds,
    Deed(
        "see_as",
        _("See as this cooperative"),
        _offer,
        Reasoned,
        needs="impersonate_user",
        warns=_(
            "You see what its owner sees, for half an hour, and can change nothing. "
            "It is written down that you looked, and why."
        ),
        tells=_told,
    ),
)


class Stage(States):
    """Whether it can show anything."""

    states = {"con": (_("not ended"), Q(ended_at=None)), "xong": (_("ended"), Q(ended_at__isnull=False))}


@admin.register(Viewing)
class ViewingDesk(Desk):
    """Who has seen as which cooperative, when and why."""

    needs = "impersonate_user"
    section = "trail"
    title = _("Seen as a cooperative")
    words = {
        "made_at": _("link made"),
        "used_at": _("opened"),
        "expires_at": _("link opens until"),
        "user": _("by"),
    }
    list_display = ("made_at", "user", "cooperative", "reason", "used_at", "ended_at")
    list_filter = (Stage,)
    list_select_related = ("user", "cooperative")
    ordering = ("-made_at", "-pk")
    search_fields = ("cooperative__search_folded__contains",)
    fields = ("cooperative", "user", "reason", "made_at", "expires_at", "used_at", "ended_at")
    deeds = (Deed("end", _("End at once"), _end, fits=lambda row: row.ended_at is None, many=True),)
