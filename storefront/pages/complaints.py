"""The complaint door: a form whose words are written down by the market, for its people to answer."""

import re
import secrets
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from storefront.api import ApiDown, ask
from storefront.forms.answers import spread
from storefront.forms.complaint import API_KINDS, API_NAMES, KINDS, Complaint
from storefront.wording import today

_NUMBER = re.compile(r"KN-(\d{2})(\d{2})(\d{2})-[0-9A-F]{6}")
SEEN_WITHIN, ANSWERED_WITHIN = 1, 3
"""Working days, as the page about complaints promises."""


@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """The form; ?don=1007 comes from an order's page. Its key makes a second tap the same complaint."""
    if request.method != "POST":
        number = request.GET.get("don", "")[:40]
        fresh = {"order": number, "kind": "don" if number else None, "key": secrets.token_urlsafe(12)}
        return _page(request, Complaint(initial=fresh))
    form = Complaint(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    if request.POST.get("website"):  # a field people do not see; what fills it is a program
        return redirect("complaint_received", f"KN-{today():%y%m%d}-{secrets.token_hex(3).upper()}")
    try:
        answer = ask(request, "ComplaintSend", input=_said(form.cleaned_data))["answer"]
    except ApiDown:
        form.add_error(None, _("Chưa gửi được lúc này. Chữ đã gõ vẫn còn; bấm gửi lại, hoặc gọi số ở dưới."))
        return _page(request, form, 503)
    if answer["errors"]:
        spread(
            form,
            [error | {"field": API_NAMES.get(error["field"], error["field"])} for error in answer["errors"]],
        )
        return _page(request, form, 422)
    return redirect("complaint_received", answer["number"])


def _said(typed: dict) -> dict:
    named = {name: typed[name] for name in ("story", "name", "contact", "key")}
    return named | {"kind": API_KINDS[typed["kind"]], "orderNumber": typed["order"]}


def _page(request: HttpRequest, form: Complaint, status: int = 200) -> HttpResponse:
    context = {"form": form, "kinds": KINDS, "address": settings.COMPLAINTS_MAIL}  # type: ignore[misc]
    return render(request, "complaint.html", context, status=status)


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
