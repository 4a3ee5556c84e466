"""The people of a cooperative: its members, who owns it, and helpers from outside under mandates."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from storefront import basket
from storefront.api import ApiRefused, access_of, ask
from storefront.context import looking
from storefront.forms.answers import in_words, spread
from storefront.forms.people import ROLES, HelperForm, Invitation
from storefront.ids import global_id
from storefront.pages.paging import nodes
from storefront.pages.sell import at_work
from storefront.signed_in import end_link, ended_everywhere, go_out, has_account

PERSON_VERBS = {
    "gui": ("PersonSendLink", gettext_lazy("Đã nhắn đường dẫn mới.")),
    "khoa": ("PersonSignOut", gettext_lazy("Máy cũ không vào được nữa. Gửi đường dẫn mới để vào lại.")),
    "thoi": ("PersonRemove", gettext_lazy("Người này không vào quầy được nữa.")),
    "chuyen": ("HandoverOffer", gettext_lazy("Đã hỏi. Người ấy đồng ý thì thành chủ.")),
}
HANDOVER_VERBS = {
    "nhan": ("HandoverAccept", gettext_lazy("Bạn là chủ quầy từ bây giờ.")),
    "thoi": ("HandoverEnd", gettext_lazy("Đã thôi, không chuyển nữa.")),
}
MANDATE_VERBS = {
    "nhan": ("MandateConfirm", gettext_lazy("Người giúp làm được từ bây giờ.")),
    "thoi": ("MandateEnd", gettext_lazy("Đã thôi ngay.")),
    "gui": ("MandateSendLink", gettext_lazy("Đã nhắn đường dẫn mới.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Members with what can be done about each, and a form to invite one."""
    shop = at_work(request)
    if shop is None:
        return render(request, "sell/no_entry.html", status=403)
    form = Invitation(request.POST if request.method == "POST" else None, initial={"role": "PACKER"})
    if request.method == "POST" and form.is_valid():
        typed = {"cooperative": shop["id"], **form.cleaned_data}
        if _done(form, ask(request, "PersonInvite", input=typed)):
            messages.success(request, _("Đã mời. Chợ nhắn đường dẫn tới số điện thoại ấy."))
            return redirect("sell_people")
    found = _looked_after(request, "SellPeople", shop["id"])
    if found is None:
        return redirect("sell_shops")
    me = _standing(found, shop["id"])
    context = {"form": form, "members": nodes(found["cooperative"]["members"]), "me": me}
    return render(request, "sell/people.html", context, status=422 if form.errors else 200)


@require_POST
def person(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """One step with one member."""
    return _step(request, "CooperativeMember", key, PERSON_VERBS, verb, "sell_people")


@require_POST
def person_role(request: HttpRequest, key: str) -> HttpResponse:
    """Another role, or another number."""
    known = global_id("CooperativeMember", key)
    if known is None:
        raise Http404
    typed = {name: request.POST[name].strip() for name in ("role", "phone") if request.POST.get(name)}
    if typed.get("role", "PACKER") not in dict(ROLES):
        raise Http404
    errors = ask(request, "PersonChange", id=known, input=typed)["answer"]["errors"]
    return _said(request, errors, _("Đã ghi lại."), "sell_people")


@require_POST
def handover(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """Agree to be the owner, or end the offer."""
    return _step(request, "CooperativeHandover", key, HANDOVER_VERBS, verb, "sell_shops")


@require_http_methods(["GET", "HEAD", "POST"])
def helpers(request: HttpRequest) -> HttpResponse:
    """Helpers with what they may do and until when, and a form to name one."""
    shop = at_work(request)
    if shop is None:
        return render(request, "sell/no_entry.html", status=403)
    form = HelperForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data, "until": form.cleaned_data["until"].isoformat()}
        if _done(form, ask(request, "MandatePropose", input={"cooperative": shop["id"], **typed})):
            messages.success(request, _("Đã ghi người giúp."))
            return redirect("sell_helpers")
    found = _looked_after(request, "SellHelpers", shop["id"])
    if found is None:
        return redirect("sell_shops")
    all_of_them = nodes(found["cooperative"]["mandates"])
    context: dict[str, Any] = {
        "form": form,
        "me": _standing(found, shop["id"]),
        "waiting": [each for each in all_of_them if each["status"] == "PROPOSED"],
        "helping": [each for each in all_of_them if each["status"] == "ACTIVE"],
        "past": [each for each in all_of_them if each["status"] in ("EXPIRED", "ENDED", "REFUSED")][:10],
    }
    return render(request, "sell/helpers.html", context, status=422 if form.errors else 200)


@require_POST
def mandate(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """One step with one mandate, by the cooperative or by the helper."""
    back = "sell_shops" if request.POST.get("back") == "shops" else "sell_helpers"
    return _step(request, "CooperativeMandate", key, MANDATE_VERBS, verb, back)


@require_http_methods(["GET", "HEAD", "POST"])
def shops(request: HttpRequest) -> HttpResponse:
    """The cooperatives one works for: choose one; what one may do there, until when; end it."""
    if not access_of(request):
        return render(request, "sell/no_entry.html", status=403)
    found = ask(request, "MyShops")
    standings = found["myCooperatives"]
    if request.method == "POST":
        chosen = next(
            (each for each in standings if each["cooperative"]["id"] == request.POST.get("shop")), None
        )
        if chosen is None:
            raise Http404
        request.session["workspace"] = chosen["cooperative"]
        return redirect("sell_orders")
    waiting = [each for each in found["myMandates"] if each["status"] == "PROPOSED"]
    return render(request, "sell/shops.html", {"standings": standings, "waiting": waiting})


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the workspace here, or on every device; who came to it by a link stays in their account."""
    everywhere = "everywhere" in request.POST and not looking(request.session)  # whose token ends nothing
    by_link = "by_link" in request.session
    if has_account(request) and not by_link:
        basket.leave_behind(request)
    if everywhere and not ended_everywhere(request, "LeaveEverywhere"):
        messages.error(request, _("Đã ra ở máy này. Các máy khác chưa ra được: vào lại rồi thử lần nữa."))
        way = "sign_in"  # the first page shows no notes
    else:
        messages.success(request, _("Đã ra khỏi quầy."))
        way = "home"
    if by_link:
        end_link(request)
    else:
        go_out(request)
    return redirect(way)


def _looked_after(request: HttpRequest, operation: str, cooperative: str) -> dict | None:
    """The people of the cooperative; None, and a word about it, for who does not look after them."""
    try:
        found = ask(request, operation, cooperative=cooperative)
    except ApiRefused as refusal:
        if "PermissionDenied" not in refusal.codes:
            raise
        messages.error(request, _("Người của quầy do chủ và quản lý xem."))
        return None
    return found if found["cooperative"] is not None else None


def _standing(found: dict, cooperative: str) -> dict | None:
    return next((each for each in found["myCooperatives"] if each["cooperative"]["id"] == cooperative), None)


def _done(form: Form, data: dict) -> bool:
    spread(form, data["answer"]["errors"])
    return not data["answer"]["errors"]


def _step(
    request: HttpRequest, kind: str, key: str, verbs: dict[str, tuple[str, Any]], verb: str, back: str
) -> HttpResponse:
    known = global_id(kind, key)
    if known is None or verb not in verbs:
        raise Http404
    operation, words = verbs[verb]
    return _said(request, ask(request, operation, id=known)["answer"]["errors"], str(words), back)


def _said(request: HttpRequest, errors: list[dict], words: str, back: str) -> HttpResponse:
    for problem in in_words(errors):
        messages.error(request, problem)
    if not errors:
        messages.success(request, words)
    return redirect(back)
