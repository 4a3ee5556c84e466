"""The buyer's orders: by the link, which is the key."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storefront import basket
from storefront.api import ApiRefused, ask
from storefront.forms.answers import in_words
from storefront.ids import global_id, key_of
from storefront.pages.paging import asked, nodes
from storefront.signed_in import has_account
from storefront.threads import FALLEN

LONGEST_REASON = 300
ORDERS_A_PAGE = 12


@require_safe
def order(request: HttpRequest, key: str) -> HttpResponse:
    """One order with the way of each of its parcels."""
    found = _found(request, "Order", key)
    parts, currency = found["suborders"], found["total"]["gross"]["currency"]
    ways = {way["name"]: way for way in found.get("shippingMethods") or []}
    for part in parts:
        name = part["shippingMethodName"]
        part["way"] = ways.get(name) or (name and {"name": name})
        part["reasons"] = _reasons(found, part)
        part["taken_off"] = _sum([part["total"]["gross"]["amount"], -part["amountDue"]["amount"]], currency)
    going = [part for part in parts if part["status"] not in FALLEN]
    context = {
        "order": found,
        "due": _sum([part["amountDue"]["amount"] for part in going], currency),
        "fees": _sum([part["shippingPrice"]["gross"]["amount"] for part in going], currency),
    }
    return render(request, "order.html", context)


# The order's page sends no referrer, so its forms come with `Origin: null`, which Django's check refuses.
# The key in the address is a secret no other site knows: it guards the form as a token would.
@csrf_exempt
@require_POST
def again(request: HttpRequest, key: str) -> HttpResponse:
    """The same goods into the cart once more, as far as they are still sold."""
    lines = _found(request, "OrderAgain", key)["lines"]
    wanted = [
        {"variantId": line["variant"]["id"], "quantity": line["quantity"]}
        for line in lines
        if line["variant"]
    ]
    errors = basket.add_all(request, wanted) if wanted else []
    for words in in_words(errors):
        messages.error(request, words)
    if len(wanted) < len(lines):
        messages.error(request, _("Có món không còn bán ở chợ."))
    return redirect("cart")


@csrf_exempt  # as above
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """One cooperative's part, while that has not answered: first the question, then the deed."""
    found, wanted = _found(request, "Order", key), global_id("Suborder", part)
    theirs = next((one for one in found["suborders"] if one["id"] == wanted), None)
    if theirs is None:
        raise Http404
    if request.method != "POST":
        return render(request, "order_cancel.html", {"order": found, "part": theirs})
    reason = " ".join(request.POST.get("reason", "").split())[:LONGEST_REASON]
    answer = ask(request, "OrderCancelPart", part=wanted, order=found["id"], reason=reason)["answer"]
    for words in in_words(answer["errors"]):
        messages.error(request, words)
    if not answer["errors"]:
        messages.success(request, _("Đã huỷ kiện này. Hợp tác xã được báo rồi."))
    return redirect("order", key_of(found["id"]))


def _found(request: HttpRequest, operation: str, key: str) -> dict:
    known = global_id("Order", key)
    if known is None:
        raise Http404
    try:
        found = ask(request, operation, id=known)["order"]
    except ApiRefused as refusal:
        raise Http404 from refusal
    if found is None:
        raise Http404
    return found


def _sum(amounts: list, currency: str) -> dict:
    return {"amount": sum(amounts), "currency": currency}


def _reasons(found: dict, part: dict) -> list[str]:
    """What the cooperative said when it took goods off this part, each word once."""
    own = {line["id"] for line in part["lines"]}
    ours = [
        refund
        for refund in found["grantedRefunds"]
        if own & {line["orderLine"]["id"] for line in refund["lines"]}
    ]
    said = [
        words
        for refund in ours
        for words in (refund["reason"], *(line["reason"] for line in refund["lines"]))
    ]
    return list(dict.fromkeys(filter(None, said)))


@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """The account's orders; those placed from this browser, as far as its cookie remembers."""
    here = request.session.get("orders", [])
    me = _own(request) if has_account(request) else None
    if me is None:
        return render(request, "orders.html", {"orders": here})
    own = nodes(me["orders"])
    known = {key_of(each["id"]) for each in own}
    others = [each for each in here if each["id"] not in known]
    page = me["orders"]["pageInfo"]
    context = {"own": own, "page_info": page, "orders": [] if page["hasPreviousPage"] else others}
    return render(request, "orders.html", context)


def _own(request: HttpRequest) -> dict | None:
    return asked(request, lambda window: ask(request, "MyOrders", **window), ORDERS_A_PAGE)["me"]
