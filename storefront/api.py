"""How the shop speaks to the market: `ask` sends one named operation over HTTP and returns its data."""

import json
import logging
import threading
import time
from decimal import Decimal
from typing import Any

import httpx
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from storefront.documents import Document, document
from storefront.languages import VIETNAMESE, by_code, split_path
from storefront.patience import LONGEST, Patience

log = logging.getLogger("storefront.api")

WORKSPACE = "/ban-hang/"
"""Where the pages of cooperatives' people are."""
EXPIRED = {"ExpiredSignatureError", "InvalidTokenError", "InvalidSignatureError"}
# A connection the API closed while it lay idle fails on first use; one silent retry hides that.
_TIMEOUT = httpx.Timeout(LONGEST, connect=2.0)
_lock = threading.Lock()
_client: httpx.Client | None = None
_remembered: dict[tuple, tuple[float, dict]] = {}
patience = Patience()


class ApiDown(Exception):
    """The API cannot be reached, takes too long, or is broken: nobody's input is at fault."""


class ApiRefused(Exception):
    """The API answered with top-level errors: a bad id or cursor, a missing permission, a spent token."""

    def __init__(self, errors: list[dict]):
        super().__init__("; ".join(str(error.get("message")) for error in errors))
        self.errors = errors

    @property
    def codes(self) -> set[str]:
        """The machine-readable names of what went wrong."""
        extensions = [error.get("extensions") or {} for error in self.errors]
        found = [(e.get("exception") or {}).get("code") or e.get("code") for e in extensions]
        return {code for code in found if code}

    @property
    def forbids(self) -> bool:
        """Whether this visitor may not do that, as against a question that makes no sense."""
        return bool(self.codes & (EXPIRED | {"PermissionDenied", "PERMISSION_DENIED"}))


def ask(request: HttpRequest, operation: str, **variables: Any) -> dict:
    """Send one operation for this visitor and return its `data` as plain dicts.

    `channel`, `language` and `translated` are filled in where the operation declares them.
    Raises ApiDown or ApiRefused. A spent access token is renewed once, or forgotten.
    """
    wanted = document(operation)
    access = access_of(request)
    try:
        return _send(wanted, variables, _headers(request, access))
    except ApiRefused as refusal:
        if not access or not refusal.codes & EXPIRED:
            raise
        return _send(wanted, variables, _headers(request, _renewed(request)))


def access_of(request: HttpRequest) -> str | None:
    """The visitor's token on this page, if they came in.

    Who opened a link to a workspace while signed in is there whom the link was for. Everywhere else they are the
    account: cart, orders and addresses stay the buyer's.
    """
    return request.session.get("by_link") if _is_by_link(request) else request.session.get("access")


def _is_by_link(request: HttpRequest) -> bool:
    at_work = split_path(request.path)[1].startswith(WORKSPACE)
    return at_work and bool(request.session.get("by_link"))


def ask_as_stranger(request: HttpRequest, operation: str, **variables: Any) -> dict:
    """Like `ask`, without the visitor's token: the ways in are open whoever came in before, or only looks."""
    return _send(document(operation), variables, _headers(request, None))


def ask_with_file(request: HttpRequest, operation: str, file: Any, **variables: Any) -> dict:
    """Like `ask`, with one uploaded file as the variable `file`: by the GraphQL multipart request specification."""
    wanted = document(operation)
    body = {
        "query": wanted.text,
        "operationName": wanted.name,
        "variables": _complete(wanted, variables) | {"file": None},
    }
    fields = {"operations": json.dumps(body), "map": json.dumps({"0": ["variables.file"]})}
    access = access_of(request)

    def send(token: str | None) -> dict:
        file.seek(0)
        headers = _headers(request, token)
        headers.pop("Content-Type")  # httpx writes it, with the boundary
        parts = {"0": ("file", file, "application/octet-stream")}
        return _posted(wanted.name, headers, data=fields, files=parts)

    try:
        return send(access)
    except ApiRefused as refusal:
        if not access or not refusal.codes & EXPIRED:
            raise
        return send(_renewed(request))


def remembered(request: HttpRequest, operation: str, seconds: int = 60, **variables: Any) -> dict:
    """Like `ask`, for answers that are the same for everybody: kept in this process for some seconds.

    Sent without the visitor's token. When the API is down, an old answer is better than none.
    """
    key = (operation, get_language(), json.dumps(variables, sort_keys=True))
    until, data = _remembered.get(key, (0.0, None))
    if data is not None and until > time.monotonic():
        return data
    try:
        fresh = _send(document(operation), variables, _headers(request, None))
    except ApiDown:
        if data is None:
            raise
        return data
    if len(_remembered) > 500:
        _remembered.clear()
    _remembered[key] = (time.monotonic() + seconds, fresh)
    return fresh


def client() -> httpx.Client:
    """The one keep-alive HTTP client of this process."""
    global _client
    with _lock:
        if _client is None:
            limits = httpx.Limits(max_connections=64, max_keepalive_connections=32, keepalive_expiry=20)
            _client = httpx.Client(
                timeout=_TIMEOUT, limits=limits, transport=httpx.HTTPTransport(retries=1, limits=limits)
            )
    return _client


def visitor_address(request: HttpRequest) -> str:
    """The network address of the person before the screen, as far as we can know it."""
    forwarded = request.headers.get(settings.VISITOR_HEADER, "") if settings.VISITOR_HEADER else ""
    return forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")


def _headers(request: HttpRequest, access: str | None) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept-Language": by_code(get_language()).html}
    if access:
        headers["Authorization"] = f"Bearer {access}"
    if settings.SHOP_SECRET:
        headers["Shop-Visitor"] = visitor_address(request)
        headers["Shop-Secret"] = settings.SHOP_SECRET
    return headers


def _renewed(request: HttpRequest) -> str | None:
    """A fresh access token, or None after forgetting both: the visitor goes on as a guest.

    A link to a workspace is not renewed: who is signed in besides goes on as the account.
    The cart in their hand is still the account's; `storefront.basket` takes only the goods out of it.
    """
    if _is_by_link(request):
        request.session.pop("by_link")
        request.session.pop("workspace", None)
        return request.session.get("access")
    refresh = request.session.get("refresh")
    answer = ask_as_stranger(request, "TokenRefresh", refresh=refresh)["tokenRefresh"] if refresh else None
    if token := answer and answer["token"]:
        request.session["access"] = token
        return token
    request.session.pop("access", None)
    if request.session.pop("refresh", None):
        request.session["goods_only"] = True
    return None


def _send(wanted: Document, variables: dict, headers: dict[str, str]) -> dict:
    body = json.dumps(
        {"query": wanted.text, "operationName": wanted.name, "variables": _complete(wanted, variables)}
    )
    return _posted(wanted.name, headers, content=body)


def _posted(name: str, headers: dict[str, str], **body: Any) -> dict:
    started = time.monotonic()
    try:
        with patience.asking():
            response = client().post(settings.API_URL, headers=headers, **body)
    except httpx.HTTPError as error:
        log.warning("%s: the API cannot be reached (%r)", name, error)
        raise ApiDown(str(error)) from error
    log.debug("%s: %s in %.0f ms", name, response.status_code, 1000 * (time.monotonic() - started))
    return _data(name, response)


def _complete(wanted: Document, variables: dict) -> dict:
    language = by_code(get_language())
    standing = {
        "channel": settings.CHANNEL,  # type: ignore[misc]
        "language": language.api_code,
        "translated": language != VIETNAMESE,
    }
    known = {name: value for name, value in standing.items() if name in wanted.variables}
    return known | _as_text(variables)


def _as_text(value: Any) -> Any:
    """The same without the one character that no text has: the API refuses a question that holds it.

    It comes by addresses and forms that programs fill. Something stands in its place, so that no other thing is meant.
    """
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    if isinstance(value, dict):
        return {name: _as_text(each) for name, each in value.items()}
    return [_as_text(each) for each in value] if isinstance(value, list) else value


def _data(name: str, response: httpx.Response) -> dict:
    if response.status_code >= 500:
        raise ApiDown(f"{name}: status {response.status_code}")
    try:
        answer = json.loads(response.content, parse_float=Decimal)
    except ValueError as error:
        raise ApiDown(f"{name}: not JSON, status {response.status_code}") from error
    if errors := answer.get("errors"):
        raise ApiRefused(errors)
    if not isinstance(answer.get("data"), dict):
        raise ApiDown(f"{name}: no data, status {response.status_code}")
    return answer["data"]
