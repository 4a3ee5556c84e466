"""The buyer's orders: by the link, which is the key."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from storefront.api import ApiRefused, ask
from storefront.ids import global_id
from storefront.threads import FALLEN


@require_safe
def order(request: HttpRequest, key: str) -> HttpResponse:
    """One order with the way of each of its parcels."""
    known = global_id("Order", key)
    if known is None:
        raise Http404
    try:
        found = ask(request, "Order", id=known)["order"]
    except ApiRefused as refusal:
        raise Http404 from refusal
    if found is None:
        raise Http404
    due = sum(part["amountDue"]["amount"] for part in found["suborders"] if part["status"] not in FALLEN)
    total = found["total"]["gross"]
    return render(request, "order.html", {"order": found, "due": total | {"amount": due}})


@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """The orders placed from this browser, as far as its cookie remembers."""
    return render(request, "orders.html", {"orders": request.session.get("orders", [])})
