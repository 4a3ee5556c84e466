"""The cooperative's workspace: what waits for an answer, what to pack, what is on its way."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storefront.api import ApiRefused, ask, ask_as_stranger
from storefront.forms.answers import in_words
from storefront.ids import global_id, key_of
from storefront.pages.paging import nodes
from storefront.signed_in import come_in_by_link, has_account
from storefront.wording import count_typed

LONGEST_TOKEN = 300
DONE = {
    "nhan": ("SellAccept", gettext_lazy("Đã nhận đơn.")),
    "goi": ("SellPack", gettext_lazy("Đã ghi là gói xong.")),
    "giao": ("SellDeliver", gettext_lazy("Đã ghi là khách nhận hàng.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time link: opening it shows a button, so that a preview in a chat does not spend it."""
    if request.method != "POST":
        return render(request, "sell/enter.html")
    answer = ask_as_stranger(request, "LinkOpen", token=token.replace("\0", "")[:LONGEST_TOKEN])["answer"]
    if answer["errors"] or not answer["token"]:
        return render(request, "sell/no_entry.html", {"errors": in_words(answer["errors"])}, status=403)
    come_in_by_link(request, answer["token"])
    request.session["looking"] = answer["token"][-20:] if answer.get("readsOnly") else ""
    if answer["cooperative"] is None:  # a helper whose mandates are over, or not confirmed yet
        return redirect("sell_shops")
    request.session["workspace"] = {"id": answer["cooperative"]["id"], "name": answer["cooperative"]["name"]}
    return redirect("sell_orders")


def at_work(request: HttpRequest) -> dict | None:
    """The cooperative one works for now: {"id", "name"}; None for who has not come in."""
    return request.session.get("workspace")


@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """The cooperative's orders, oldest unanswered first."""
    workspace = at_work(request)
    if not workspace and has_account(request):
        return redirect("sell_shops")
    if not workspace:
        return render(request, "sell/no_entry.html", status=403)
    found = ask(request, "SellOrders", cooperative=workspace["id"])["cooperative"]
    if found is None or found["waiting"] is None:
        return render(request, "sell/no_entry.html", status=403)
    oldest_first = {name: sorted(nodes(found[name]), key=_age) for name in ("waiting", "packing", "going")}
    closed = sorted(nodes(found["closed"]), key=_age, reverse=True)
    return render(request, "sell/orders.html", {"cooperative": found, "closed": closed, **oldest_first})


def _age(part: dict) -> str:
    return part["created"]


@require_safe
def order(request: HttpRequest, key: str, page: str = "sell/order.html") -> HttpResponse:
    """One part of an order with what can be done next, or its packing slip."""
    return render(request, page, {"part": _part(request, key)})


@require_POST
def act(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """Accept, pack or deliver; where the state has moved meanwhile, say so and show it."""
    known = global_id("Suborder", key)
    if known is None or verb not in DONE:
        raise Http404
    operation, words = DONE[verb]
    return _answered(request, known, ask(request, operation, id=known)["answer"]["errors"], str(words))


@require_POST
def ship(request: HttpRequest, key: str) -> HttpResponse:
    """Sent off, with a tracking number where there is one."""
    part = _part(request, key)
    typed = {
        name: " ".join(request.POST.get(name, "").split())[:80] for name in ("trackingNumber", "carrierName")
    }
    errors = ask(request, "SellShip", id=part["id"], input=typed)["answer"]["errors"]
    if errors:
        context = {"part": part, "typed": typed, "errors": in_words(errors)}
        return render(request, "sell/order.html", context, status=422)
    return _answered(request, part["id"], [], _("Đã ghi là gửi đi."))


@require_POST
def decline(request: HttpRequest, key: str) -> HttpResponse:
    """Take lines off the order, or refuse it whole (`whole`)."""
    part = _part(request, key)
    reason = " ".join(request.POST.get("reason", "").split())[:300]
    lines = None if "whole" in request.POST else _counts(request, part, "gone")
    for line in lines or []:  # what the page showed: the same press twice is refused the second time
        line["remaining"] = count_typed(request.POST.get(f"left-{line['orderLineId']}", ""))
    if lines == []:
        errors = [{"message": _("Ghi số lượng không còn ở ít nhất một món.")}]
    else:
        errors = ask(request, "SellDecline", id=part["id"], lines=lines, reason=reason)["answer"]["errors"]
    if errors:
        context = {"part": part, "errors": in_words(errors), "typed": request.POST.dict()}
        return render(request, "sell/order.html", context, status=422)
    return _answered(request, part["id"], [], _("Đã báo cho khách."))


@require_POST
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """The parcel came back; what is still good goes on the shelf again."""
    part = _part(request, key)
    reason = " ".join(request.POST.get("reason", "").split())[:300]
    restock = _counts(request, part, "good")
    errors = ask(request, "SellReturn", id=part["id"], reason=reason, restock=restock)["answer"]["errors"]
    if errors:
        context = {"part": part, "errors": in_words(errors), "typed": request.POST.dict()}
        return render(request, "sell/order.html", context, status=422)
    return _answered(request, part["id"], [], _("Đã ghi là hàng quay về."))


def _counts(request: HttpRequest, part: dict, prefix: str) -> list[dict]:
    """What was typed for the lines, where it is a number above nought."""
    counts = {
        line["id"]: count_typed(request.POST.get(f"{prefix}-{line['id']}", "")) or 0 for line in part["lines"]
    }
    return [{"orderLineId": line, "quantity": count} for line, count in counts.items() if count > 0]


def _answered(request: HttpRequest, known: str, errors: list[dict], words: str) -> HttpResponse:
    for problem in in_words(errors):
        messages.error(request, problem)
    if not errors:
        messages.success(request, words)
    return (
        redirect("sell_orders")
        if request.POST.get("back") == "list"
        else redirect("sell_order", key_of(known))
    )


def _part(request: HttpRequest, key: str) -> dict:
    known = global_id("Suborder", key)
    if known is None:
        raise Http404
    try:
        part = ask(request, "SellOrder", id=known)["suborder"]
    except ApiRefused as refusal:
        if refusal.forbids:
            raise
        raise Http404 from refusal
    if part is None:
        raise Http404
    return part
