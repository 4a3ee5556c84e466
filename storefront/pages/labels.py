"""Labels to print and stick on jars and stalls: a name, a commune, and a QR code that leads here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from storefront import codes
from storefront.api import ask
from storefront.share import public

SHEET = 10
"""Labels on a sheet of A4."""
LONGEST_SLUG = 100


@require_safe
def of_good(request: HttpRequest, slug: str) -> HttpResponse:
    """A good's label; ?to=1 gives a whole sheet."""
    good = ask(request, "Card", slug=slug)["product"]
    if good is None:
        raise Http404
    return _page(request, "product", slug, good, good["cooperative"])


@require_safe
def of_seller(request: HttpRequest, slug: str) -> HttpResponse:
    """A cooperative's label."""
    seller = ask(request, "CardOfSeller", slug=slug)["cooperative"]
    if seller is None:
        raise Http404
    return _page(request, "cooperative", slug, seller, seller)


def _page(request: HttpRequest, kind: str, slug: str, thing: dict, seller: dict) -> HttpResponse:
    path = reverse(kind, args=[slug])
    context = {
        "thing": thing,
        "seller": seller,
        "is_good": kind == "product",
        "path": path,
        "code": reverse(f"code_of_{kind}", args=[slug]),
        "address": public(path).partition("//")[2],
        "copies": range(SHEET if request.GET.get("to") == "1" else 1),
        "sheet": SHEET,
    }
    return render(request, "label.html", context)


@require_safe
@cache_control(public=True, max_age=86400)
def code(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The code alone. Nobody is asked whether the page exists: a code is only its address, drawn."""
    if len(slug) > LONGEST_SLUG:
        raise Http404
    return HttpResponse(codes.svg(public(reverse(kind, args=[slug]))), content_type="image/svg+xml")
