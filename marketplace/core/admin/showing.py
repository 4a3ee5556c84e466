"""How desks show things: personal data only as far as a list needs them, times as ages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HIDDEN = "•••"


def masked(phone: str | None) -> str:
    """A number that its owner recognizes and nobody can call: "+84 ••• 678"."""
    return f"{phone[:3]} {HIDDEN} {phone[-3:]}" if phone and len(phone) > 8 else phone and HIDDEN or ""


def masked_mail(email: str | None) -> str:
    """An address that its owner recognizes: "l•••@example.com"."""
    name, at, host = (email or "").rpartition("@")
    return f"{name[:1]}{HIDDEN}{at}{host}" if at else ""


def ago(since: datetime | None) -> str:
    """How long ago, in one unit: "3 hours"; "" for never."""
    if since is None:
        return ""
    age = max(timezone.now() - since, timedelta())
    if age >= timedelta(days=2):
        return ngettext("%(n)s day", "%(n)s days", age.days) % {"n": age.days}
    hours = int(age.total_seconds() // 3600)
    if hours:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return _("%(n)s min") % {"n": int(age.total_seconds() // 60)}


def clock(length: timedelta) -> str:
    """Hours and minutes: "26:05"."""
    minutes = int(length.total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def left(deadline: datetime) -> SafeString:
    """What is left until then, in hours and minutes: "2:05 left"; marked where it is over."""
    rest = deadline - timezone.now()
    if rest < timedelta():
        return format_html(
            '<strong class="late">{}</strong>', _("overdue by %(time)s") % {"time": clock(-rest)}
        )
    return format_html("<span>{}</span>", _("%(time)s left") % {"time": clock(rest)})


def lines(rows: Iterable[tuple[datetime, Any]]) -> SafeString:
    """(time, words) as a list."""
    told = ((date_format(timezone.localtime(at), "d/m/Y H:i"), words) for at, words in rows)
    return format_html('<ul class="steps">{}</ul>', format_html_join("", "<li>{} {}</li>", told))
