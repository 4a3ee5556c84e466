"""Finding by words: the page of what was found, and suggestions while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront import seasons
from storefront.api import ApiDown, ApiRefused, ask, remembered
from storefront.forms.filters import Filters
from storefront.pages.listing import listing
from storefront.pages.paging import asked, nodes
from storefront.spirits import without_spirits
from storefront.wording import money, today

LONGEST_SEARCH = 100
OFFERED = 4


def words_typed(text: str) -> str:
    """What somebody typed, on one line and of a length that a name can have."""
    readable = "".join(each if each.isprintable() else " " for each in text[: 10 * LONGEST_SEARCH])
    return " ".join(readable.split())[:LONGEST_SEARCH].strip()


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Goods for the words typed; without words, all goods under the filters."""
    words = words_typed(request.GET.get("q", ""))
    filters = Filters.read(request.GET)
    answer = asked(
        request,
        lambda page: ask(
            request,
            "Search",
            search=words or None,
            text=words,
            filter=filters.for_api(),
            sortBy=filters.sort_for_api(),
            **page,
        ),
    )
    more = {
        "words": words,
        "is_search": True,
        "month_name": seasons.MONTHS[filters.month - 1] if filters.month else "",
        "shorter": " ".join(words.split()[:-1]),
        "answer": answer["answer"],
        "price_named": price_named(answer["answer"]["price"]),
        "is_first": not {"sau", "truoc"} & request.GET.keys(),
    }
    if more["is_first"] and not answer["products"]["edges"]:
        more["offered"] = _seasonal(request)
    return listing(request, filters, answer["products"], answer["answer"], more)


def price_named(price: dict | None) -> str:
    """What the words typed say it may cost, as the API understood them; "" where they say nothing of it."""
    low, high = ((price or {}).get(end) or {} for end in ("start", "stop"))
    if low and high:
        return f"{money(low['amount'])} – {money(high['amount'])}"
    if high:
        return _("Đến %(price)s") % {"price": money(high["amount"])}
    return _("Từ %(price)s") % {"price": money(low["amount"])} if low else ""


def _seasonal(request: HttpRequest) -> list[dict]:
    """A few goods of the month for somebody who found nothing; another day others."""
    wanted = {"months": [today().month], "stockAvailability": "IN_STOCK"}
    try:
        found = without_spirits(nodes(remembered(request, "Seasonal", filter=wanted)["products"]))
    except (ApiDown, ApiRefused):
        return []
    turn = today().toordinal() % len(found) if found else 0
    return (found[turn:] + found[:turn])[:OFFERED]


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Names that begin so, as a piece of a page for the box above; nothing while they cannot be had."""
    words = words_typed(request.GET.get("q", ""))
    found: list[dict] = []
    if words:
        try:
            found = ask(request, "Suggest", text=words)["suggestions"]
        except (ApiDown, ApiRefused):
            found = []
    kinds = {
        "products": [
            (each["text"], reverse("product", args=[each["slug"]])) for each in _of(found, "PRODUCT")
        ],
        "sellers": [
            (each["text"], reverse("cooperative", args=[each["slug"]])) for each in _of(found, "COOPERATIVE")
        ],
        "places": [(each["text"], f"{reverse('search')}?xa={each['slug']}") for each in _of(found, "PLACE")],
    }
    response = render(request, "parts/suggestions.html", kinds | {"any": bool(found)})
    response.headers["Cache-Control"] = "private, max-age=60"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _of(found: list[dict], kind: str) -> list[dict]:
    return [each for each in found if each["kind"] == kind]
