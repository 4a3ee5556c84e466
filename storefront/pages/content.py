"""Pages the market's people write: what the market is, its rules, and what those said before."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from storefront.api import ask, remembered
from storefront.languages import ENGLISH, VIETNAMESE, by_code
from storefront.pages.paging import nodes

RULES = "luat-cho"
"""The page type of rules; other types are about the market."""


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """All rules and pages about the market, each with a sentence."""
    found = nodes(remembered(request, "Pages")["pages"])
    ordered = sorted(found, key=lambda one: (one["pageType"]["slug"] == RULES, one["title"]))
    return render(request, "rules.html", {"pages": ordered})


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page as it is today; ?ban=2 shows what its second version said."""
    # Pages are written in Vietnamese and English; whoever reads Chinese is shown the English ones.
    language = VIETNAMESE if by_code(get_language()) == VIETNAMESE else ENGLISH
    number = request.GET.get("ban", "")
    answer = ask(request, "Page", slug=slug, versions=language.api_code, past=number != "")
    found = answer["page"]
    if found is None:
        raise Http404
    versions = sorted(found["versions"], key=lambda one: -one["number"])
    past = next((one for one in versions[1:] if str(one["number"]) == number), None)
    if number and past is None and number != str(versions[0]["number"] if versions else ""):
        raise Http404
    return render(request, "page.html", {"page": found, "versions": versions, "past": past})
