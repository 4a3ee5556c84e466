"""The shop itself: health, robots and manifest, and what to show when something is wrong."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import is_valid_path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from storefront.share import public


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
    path = request.path_info
    if path.endswith("/") and is_valid_path(path.rstrip("/")):
        # One leading slash only: `//host/x/` would lead away from here.
        query = request.META.get("QUERY_STRING", "")
        return redirect("/" + path.strip("/") + (f"?{query}" if query else ""), permanent=True)
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours, said kindly."""
    return render(request, "500.html", status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose safety token is missing or old: cookies are off, or the page lay open for long."""
    return render(request, "stale_form.html", status=403)
