"""A list of goods with what narrows it: facets beside it, chosen ones above it, an order."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from storefront import facets, seasons
from storefront.api import ApiDown, ApiRefused, ask
from storefront.forms.filters import Filters
from storefront.pages.paging import nodes


def facets_of(request: HttpRequest, wanted: dict) -> dict:
    """The counts of all goods under a filter; nothing where they cannot be had, for the goods themselves can."""
    try:
        return ask(request, "Facets", filter=wanted)["answer"]
    except (ApiDown, ApiRefused):
        return {"facets": [], "total": None, "isDegraded": True}


def listing(
    request: HttpRequest, filters: Filters, connection: dict, counted: dict, more: dict
) -> HttpResponse:
    """The page; `more` says what kind of list it is."""
    words = more.get("words", "")
    return render(
        request,
        "listing.html",
        {
            "goods": nodes(connection),
            "page_info": connection["pageInfo"],
            "filters": filters,
            "tags": [*facets.tags(filters, counted["facets"]), *filters.tags()],
            "groups": facets.groups(
                counted["facets"], request.GET, without="category" if "shelf" in more else ""
            ),
            "total": None if counted["isDegraded"] else counted["total"],
            "sorts": filters.sorts(words),
            "months": list(zip(range(1, 13), seasons.MONTHS_SHORT, strict=True)),
            **more,
        },
    )
