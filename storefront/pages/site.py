"""The shop itself: health, robots and manifest, and what to show when something is wrong."""

from contextlib import suppress

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import is_valid_path, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from storefront.forms.again import is_from_here, typed
from storefront.share import public
from storefront.signed_in import LONGEST_WAY

PIECE, MOST_PIECES = 1 << 16, 160
"""Ten megabytes."""


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The shop's own pulse; it says nothing about the API, which has its own."""
    return JsonResponse({"status": "ok"})


@require_safe
@cache_control(max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything but carts, orders and the workspace."""
    secret = ("/gio", "/dat-hang/", "/don/", "/ban-hang/", "/tai-khoan/")
    closed = [f"Disallow: {prefix}{path}" for prefix in ("", "/en", "/zh") for path in secret]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {public('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
@cache_control(max_age=86400)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web manifest: name, colours and icon when the shop is put on a phone's first screen."""
    return JsonResponse(
        {
            "name": "Chợ Phiên",
            "short_name": "Chợ Phiên",
            "lang": "vi",
            "start_url": "/",
            "display": "browser",
            "background_color": "#f7f0e1",
            "theme_color": "#27356b",
            "id": "/",
            "scope": "/",
            "icons": [
                {"src": static("art/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
                _icon("icon-192", 192),
                _icon("icon-512", 512),
                _icon("maskable-512", 512) | {"purpose": "maskable"},
            ],
        },
        content_type="application/manifest+json",
    )


def _icon(name: str, size: int) -> dict[str, str]:
    return {"src": static(f"icons/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png"}


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask here whatever the page says."""
    return redirect(static("icons/favicon.ico"), permanent=False)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 with a search field; an address with one slash too many is sent to the right one."""
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    if path.endswith("/") and len(path + query) <= LONGEST_WAY and is_valid_path(path.rstrip("/")):
        # One leading slash only: `//host/x/` would lead away from here.
        return redirect("/" + path.strip("/") + (f"?{query}" if query else ""), permanent=True)
    return render(request, "404.html", status=404)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: not what a browser sends; 413 for more than anybody types."""
    too_long = isinstance(exception, RequestDataTooBig)
    if too_long:
        _read_on(request)
    return render(request, "400.html", {"too_long": too_long}, status=413 if too_long else 400)


def _read_on(request: HttpRequest) -> None:
    """What is on its way is taken in and dropped: a browser cut off in the middle of sending never sees the answer."""
    with suppress(OSError):
        for _piece in range(MOST_PIECES):
            if not request.read(PIECE):
                return


def behind_a_button(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: somebody came to what a button does by its address: a bookmark, or the link to another language."""
    page = render(request, "405.html", {"page_before": _page_before(request.path)}, status=405)
    page.headers["Allow"] = allowed
    return page


def _page_before(path: str) -> str:
    """The nearest address above that has a page: of an order's button, the order."""
    while above := path.rstrip("/").rpartition("/")[0]:
        for path in (above, f"{above}/"):
            if is_valid_path(path):
                return path
    return reverse("home")


def broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours, said kindly; a form can be sent again."""
    return render(request, "500.html", _again(request), status=500)


def _again(request: HttpRequest) -> dict:
    """What can be sent again. What puts goods into the cart may have done so already: its sender looks there first."""
    match = request.resolver_match
    name = match.view_name if match and request.method == "POST" else ""
    if name == "order_again" or (name == "cart" and "variant" in request.POST):
        return {"typed": None, "is_in_cart_perhaps": True}
    return {"typed": typed(request)}


def closed(request: HttpRequest) -> HttpResponse:
    """503: the API cannot be had. The cart is in the cookie, and a form can be sent again."""
    page = render(request, "503.html", _again(request), status=503)
    page.headers["Retry-After"] = "60"
    return page


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose safety token is missing or old: cookies are off, or somebody came in meanwhile in another window.

    What was typed is offered again only where the browser says that our own page sent it.
    """
    again = typed(request) if is_from_here(request) else None
    return render(request, "stale_form.html", {"typed": again}, status=403)
