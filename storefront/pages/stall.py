"""The workspace besides orders: how listings stand with the market, the shop's own data, private files."""

from urllib.parse import quote, urlsplit

import httpx
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storefront.api import ApiDown, access_of, ask, client
from storefront.forms.answers import in_words, spread
from storefront.forms.terms import Terms
from storefront.ids import global_id
from storefront.pages.paging import asked, nodes
from storefront.wording import today

STATES = {
    "DRAFT": (gettext_lazy("Chưa bán"), ""),
    "WAITING": (gettext_lazy("Chờ chợ xem"), "wait"),
    "APPROVED": (gettext_lazy("Đang bán"), "ok"),
    "SENT_BACK": (gettext_lazy("Cần sửa"), "bad"),
    "TAKEN_DOWN": (gettext_lazy("Bị gỡ"), "bad"),
}
MOVES = {
    "ban": ("SellGoodsSubmit", gettext_lazy("Đã gửi. Hàng hiện ngay, hoặc sau khi chợ xem.")),
    "cat": ("SellGoodsWithdraw", gettext_lazy("Đã cất hàng khỏi chợ.")),
}
_TELL = ("content-type", "content-length", "content-disposition", "x-content-type-options")


@require_safe
def goods(request: HttpRequest) -> HttpResponse:
    """Each listing with its state and what the market says of it."""
    workspace = request.session.get("workspace")
    if not workspace:
        return render(request, "sell/no_entry.html", status=403)
    found = asked(request, lambda window: ask(request, "SellGoods", id=workspace["id"], **window))[
        "cooperative"
    ]
    if found is None:
        return render(request, "sell/no_entry.html", status=403)
    page = found["listingReviews"] or {"edges": [], "pageInfo": {}}
    listings = [_shown(each) for each in nodes(page)]
    return render(request, "sell/goods.html", {"listings": listings, "page": page["pageInfo"]})


def _shown(listing: dict) -> dict:
    words, tone = STATES.get(listing["status"], (listing["status"], ""))
    if listing["status"] == "APPROVED" and not listing["isPublished"]:
        words, tone = STATES["DRAFT"]
    last = next(iter(listing["history"]), None)
    return listing | {"words": words, "tone": tone, "last": last if listing["status"] != "APPROVED" else None}


@require_POST
def move(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """Submit or withdraw."""
    known = global_id("Product", key)
    if known is None or verb not in MOVES:
        raise Http404
    operation, words = MOVES[verb]
    channel = request.POST.get("channel", "")[:255] or settings.CHANNEL  # type: ignore[misc]
    errors = ask(request, operation, id=known, channel=channel)["answer"]["errors"]
    for problem in in_words(errors):
        messages.error(request, problem)
    if not errors:
        messages.success(request, str(words))
    return redirect("sell_goods")


@require_POST
def fresh(request: HttpRequest, key: str) -> HttpResponse:
    """Goods that do not keep on a long way go to near provinces only; pressed again, they go everywhere."""
    known = global_id("Product", key)
    if known is None:
        raise Http404
    answer = ask(request, "SellGoodsFresh", id=known, fresh=request.POST.get("fresh") == "1")["answer"]
    for problem in in_words(answer["errors"]):
        messages.error(request, problem)
    if not answer["errors"]:
        messages.success(request, _("Đã ghi."))
    return redirect("sell_goods")


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """How soon the stall sends, from which sum on, until when it is closed, how far its fresh goods go."""
    workspace = request.session.get("workspace")
    if not workspace:
        return render(request, "sell/no_entry.html", status=403)
    found = ask(request, "SellTerms", id=workspace["id"])
    if not found["cooperative"]:
        return render(request, "sell/no_entry.html", status=403)
    choices = found["addressValidationRules"]["countryAreaChoices"]
    provinces = [one["raw"] or one["verbose"] for one in choices]
    before = _as_said(found["cooperative"])
    if request.method != "POST":
        return render(request, "sell/terms.html", {"form": Terms(provinces, initial=before)})
    form = Terms(provinces, request.POST)
    if form.is_valid():
        typed = {**form.cleaned_data, "closedUntil": str(form.cleaned_data["closedUntil"] or "") or None}
        typed["nearProvinces"] = sorted(typed["nearProvinces"])
        changed = {name: said for name, said in typed.items() if said != before[name]}
        errors = _save(request, workspace["id"], changed)
        if not errors:
            messages.success(request, _("Đã ghi."))
            return redirect("sell_terms")
        spread(form, errors)
    return render(request, "sell/terms.html", {"form": form}, status=422)


def _save(request: HttpRequest, workspace: str, changed: dict) -> list[dict]:
    """What is the market's default stays one, unless they say otherwise: only what they changed is told."""
    if not changed:
        return []
    return ask(request, "SellTermsSave", id=workspace, input=changed)["answer"]["errors"]


def _as_said(cooperative: dict) -> dict:
    """As the form has it; a day on which the stall opened again long ago is no day of closing."""
    minimum, closed = cooperative["minimumOrder"], cooperative["closedUntil"]
    return {
        "handlingDays": cooperative["handlingDays"],
        "minimumOrder": int(minimum["amount"]) if minimum else None,
        "closedUntil": closed if closed and closed > today().isoformat() else None,
        "nearProvinces": sorted(one["fullName"] for one in cooperative["nearProvinces"]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: HttpRequest) -> HttpResponse:
    """Ask for everything the market keeps of the shop, and fetch it."""
    workspace = request.session.get("workspace")
    if not workspace:
        return render(request, "sell/no_entry.html", status=403)
    if request.method == "POST":
        errors = ask(request, "SellDataAsk", id=workspace["id"])["answer"]["errors"]
        for problem in in_words(errors):
            messages.error(request, problem)
        if not errors:
            messages.success(request, _("Đang gom dữ liệu. Xong thì chợ nhắn tin."))
        return redirect("sell_data")
    found = ask(request, "SellData", id=workspace["id"])["cooperative"]
    if found is None:
        return render(request, "sell/no_entry.html", status=403)
    return render(request, "sell/data.html", {"exports": found["dataExports"] or []})


@require_safe
def private_file(request: HttpRequest, token: str) -> HttpResponse:
    """A private file through the shop, in the name of whoever looks: the API asks who that is."""
    access = access_of(request)
    if not access:
        raise Http404
    parts = urlsplit(settings.API_URL)
    address = f"{parts.scheme}://{parts.netloc}/files/{quote(token, safe=':')}"
    try:
        answer = client().get(address, headers={"Authorization": f"Bearer {access}"})
    except httpx.HTTPError as error:
        raise ApiDown(str(error)) from error
    if answer.status_code == 410:
        return render(request, "sell/link_over.html", status=410)
    if answer.status_code != 200:
        raise Http404
    response = HttpResponse(answer.content)
    for name in _TELL:
        if name in answer.headers:
            response.headers[name] = answer.headers[name]
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
