"""The complaint door: a form whose words become a letter to whoever answers for the market."""

import logging
import re
import secrets
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from storefront.forms.complaint import KINDS, Complaint
from storefront.wording import today

log = logging.getLogger("storefront")

_NUMBER = re.compile(r"KN-(\d{2})(\d{2})(\d{2})-[0-9A-F]{6}")
SEEN_WITHIN, ANSWERED_WITHIN = 1, 3
"""Working days, as the page about complaints promises."""


@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """The form; ?don=1007 comes from an order's page."""
    if request.method != "POST":
        number = request.GET.get("don", "")[:40]
        return _page(request, Complaint(initial={"order": number, "kind": "don" if number else None}))
    form = Complaint(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    if request.POST.get("website"):  # a field people do not see; what fills it is a program
        return redirect("complaint_received", _new_number())
    number = _new_number()
    try:
        _letter(number, form).send()
    except OSError as error:  # SMTP's errors are OSErrors too
        log.exception("complaint %s could not be sent", number, exc_info=error)
        form.add_error(None, _("Chưa gửi được lúc này. Chữ đã gõ vẫn còn; bấm gửi lại, hoặc gọi số ở dưới."))
        return _page(request, form, 503)
    return redirect("complaint_received", number)


def _page(request: HttpRequest, form: Complaint, status: int = 200) -> HttpResponse:
    context = {"form": form, "kinds": KINDS, "address": settings.COMPLAINTS_MAIL}  # type: ignore[misc]
    return render(request, "complaint.html", context, status=status)


def _new_number() -> str:
    return f"KN-{today():%y%m%d}-{secrets.token_hex(3).upper()}"


def _letter(number: str, form: Complaint) -> EmailMessage:
    """Plain text for the market's people, in Vietnamese whatever the visitor reads."""
    typed = form.cleaned_data
    kinds = {
        "don": "đơn hàng",
        "nguoi-ban": "người bán, món hàng",
        "quyen": "quyền bị xâm phạm",
        "du-lieu": "dữ liệu",
    }
    lines = [
        f"Khiếu nại {number}: {kinds.get(typed['kind'], 'việc khác')}",
        f"Đơn: {typed['order'] or 'không ghi'}",
        f"Người viết: {typed['name']}, {typed['contact']}",
        f"Báo đã nhận trước hết ngày {working_day(today(), SEEN_WITHIN):%d/%m/%Y}, "
        f"trả lời trước hết ngày {working_day(today(), ANSWERED_WITHIN):%d/%m/%Y}.",
        "",
        typed["story"],
    ]
    answer_to = [typed["contact"]] if "@" in typed["contact"] else []
    subject = " ".join(f"[{number}] {typed['name']}".split())  # a line break in a name is no header
    return EmailMessage(subject, "\n".join(lines), to=[settings.COMPLAINTS_MAIL], reply_to=answer_to)  # type: ignore[misc]


def working_day(day: date, steps: int) -> date:
    """The day some working days later; Saturday and Sunday do not count, holidays are not known."""
    while steps:
        day += timedelta(days=1)
        steps -= day.weekday() < 5
    return day


@require_safe
def received(request: HttpRequest, number: str) -> HttpResponse:
    """The number to keep, and by when the market answers."""
    found = _NUMBER.fullmatch(number)
    if not found:
        raise Http404
    try:
        since = date(2000 + int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise Http404 from error
    context = {
        "number": number,
        "seen_by": working_day(since, SEEN_WITHIN),
        "answered_by": working_day(since, ANSWERED_WITHIN),
    }
    return render(request, "complaint_received.html", context)
