"""Pictures of the API under the shop's own address, so that a phone which sees only the shop sees them too."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from storefront import api
from storefront.api import ApiDown
from storefront.pictures import PREFIXES, shop_path

_ASKED = ("If-None-Match", "If-Modified-Since", "Range")
_TIMEOUT = httpx.Timeout(5.0, connect=2.0)
"""A page is complete without its pictures, so they hold a thread for less long."""
_ANSWERED = (
    "content-type",
    "content-length",
    "content-range",
    "accept-ranges",
    "cache-control",
    "etag",
    "last-modified",
    "expires",
)


@require_safe
def picture(request: HttpRequest) -> HttpResponseBase:
    """Stream one picture with the API's own cache headers; anything but a picture's path is not found."""
    path = request.path_info
    if not path.startswith(PREFIXES) or ".." in path.split("/"):
        raise Http404
    parts = urlsplit(settings.API_URL)
    headers = {name: request.headers[name] for name in _ASKED if name in request.headers}
    try:
        wanted = httpx.URL(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port,
            path=path,
            query=request.META.get("QUERY_STRING", "").encode() or None,
        )
    except httpx.InvalidURL as error:  # nothing that an address can hold
        raise Http404 from error
    try:
        with api.patience.asking():
            answer = api.client().send(_question(request, wanted, headers), stream=True)
    except httpx.HTTPError as error:
        raise ApiDown(str(error)) from error
    return _passed_on(answer)


def _question(request: HttpRequest, wanted: httpx.URL, headers: dict[str, str]) -> httpx.Request:
    headers = headers | {"Accept-Encoding": "identity"}
    return api.client().build_request(request.method or "GET", wanted, headers=headers, timeout=_TIMEOUT)


def _passed_on(answer: httpx.Response) -> HttpResponseBase:
    response: HttpResponseBase
    if answer.status_code in (301, 302, 307, 308):
        answer.close()
        response = HttpResponse(
            status=answer.status_code, headers={"Location": shop_path(answer.headers.get("location"))}
        )
    elif answer.status_code == 304:
        answer.close()
        response = HttpResponse(status=304)
    elif answer.status_code in (200, 206, 416):
        response = StreamingHttpResponse(_pieces(answer), status=answer.status_code)
    else:
        answer.close()
        raise Http404 if answer.status_code < 500 else ApiDown(f"picture: {answer.status_code}")
    for name in _ANSWERED:
        if name in answer.headers:
            response.headers[name] = answer.headers[name]
    # An uploaded SVG must never run as a page of ours.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def _pieces(answer: httpx.Response) -> Iterator[bytes]:
    try:
        yield from answer.iter_raw(1 << 16)
    finally:
        answer.close()
