"""Keyset paging both ways, as plain links: ?sau=<cursor> for what follows, ?truoc=<cursor> for what was before."""

from collections.abc import Callable

from django.http import HttpRequest

from storefront.api import ApiRefused

PAGE = 24
_LONGEST_CURSOR = 600


def window(request: HttpRequest, size: int = PAGE) -> dict:
    """The paging variables an address asks for."""
    after, before = request.GET.get("sau", ""), request.GET.get("truoc", "")
    if before and len(before) <= _LONGEST_CURSOR:
        return {"last": size, "before": before}
    if after and len(after) <= _LONGEST_CURSOR:
        return {"first": size, "after": after}
    return {"first": size}


def asked(request: HttpRequest, ask: Callable[[dict], dict], size: int = PAGE) -> dict:
    """Ask for the page in the address; where its cursor makes no sense to the API, for the first page."""
    wanted = window(request, size)
    try:
        return ask(wanted)
    except ApiRefused as refusal:
        if refusal.forbids or not {"after", "before"} & wanted.keys():
            raise
        return ask({"first": size})


def nodes(connection: dict | None) -> list[dict]:
    """The things in a connection, without its edges."""
    return [edge["node"] for edge in (connection or {"edges": []})["edges"]]
