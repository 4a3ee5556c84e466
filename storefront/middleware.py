"""What happens around every page: its language, its security headers, and kind words when something is down."""

import logging

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import translation

from storefront.api import ApiDown, ApiRefused
from storefront.languages import split_path
from storefront.pages import site

log = logging.getLogger("storefront")

_CSP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        f"img-src 'self' data: {settings.PICTURE_HOSTS}".strip(),  # type: ignore[misc]
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
_PRIVATE_PAGES = ("/don/", "/dat-hang/", "/ban-hang/", "/gio", "/tai-khoan/")
# The id of an order is its key (a guest has no other), so its address is told to nobody, not even to ourselves.
# Pages with forms cannot do the same: under no-referrer a browser posts with `Origin: null`, which CSRF refuses.
_SECRET_ADDRESSES = ("/don/",)


class LanguageOfAddress:
    """The path alone decides the language: a shared link reads the same for everybody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language, _ = split_path(request.path_info)
        with translation.override(language.code):
            request.language = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language.html)
            return response


class PageHeaders:
    """Content-Security-Policy everywhere; pages that carry a secret id neither leak nor get indexed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _CSP)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)")
        path = split_path(request.path_info)[1]
        if path.startswith(_SECRET_ADDRESSES):
            response.headers["Referrer-Policy"] = "no-referrer"
        if path.startswith(_PRIVATE_PAGES):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            response.headers["Cache-Control"] = "no-store"
        return response


class CompressedPages(GZipMiddleware):
    """Pages are compressed; pictures stream through as they are, for they are compressed already."""

    def process_response(self, request, response):
        return response if response.streaming else super().process_response(request, response)


class KindAnswers:
    """Turns what the API could not do into a page that says so; the cookie with the cart is left alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return site.behind_a_button(request, response.headers["Allow"])
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, ApiDown):
            return site.closed(request)
        if isinstance(exception, ApiRefused):
            if "READ_ONLY" in exception.codes:
                return render(request, "sell/read_only.html", status=403)
            if exception.forbids:
                return render(request, "sell/no_entry.html", status=403)
            # the page's name, not its address: order ids and one-time links are secrets
            match = request.resolver_match
            log.error("%s %s: refused: %s", request.method, match and match.view_name, exception)
            return site.broken(request)
        return None
