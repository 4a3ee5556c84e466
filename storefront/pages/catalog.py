"""Home, shelves, lists and products: each asks one operation and shows its answer."""

from collections import Counter
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront import seasons, sending, structured
from storefront.api import ask, remembered
from storefront.context import market
from storefront.forms.filters import Filters, season
from storefront.pages.age import ask_age
from storefront.pages.listing import facets_of, listing
from storefront.pages.paging import asked, nodes
from storefront.prose import text_of
from storefront.share import Share, address, cover, public
from storefront.spirits import is_adult, is_spirit, without_spirits
from storefront.templatetags.market import money, per, said
from storefront.wording import today

SHOWN_ELSEWHERE = {seasons.ATTRIBUTE, "bao-quan", "dac-san"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The month leads: what is in season, then the shelves, what is there all year, one cooperative's story."""
    month, sellers = today().month, market(request)["cooperatives"]
    story = sellers[today().toordinal() % len(sellers)]["slug"] if sellers else "-"
    answer = remembered(
        request,
        "Home",
        story=story,
        inSeason={"attributes": [season(month)], "stockAvailability": "IN_STOCK"},
        any={"stockAvailability": "IN_STOCK"},
    )
    # What has the shortest season leads: pomelos before the tea that is picked nine months.
    ripe = sorted(
        (good for good in without_spirits(nodes(answer["inSeason"])) if not seasons.is_all_year(good)),
        key=lambda good: len(seasons.months_of(good)),
    )
    steady = [good for good in without_spirits(nodes(answer["any"])) if seasons.is_all_year(good)]
    turn = today().toordinal() % len(steady) if steady else 0  # another day, other goods lead
    steady = steady[turn:] + steady[:turn]
    return render(
        request,
        "home.html",
        {
            "ripe": _spread(ripe, 8),
            "steady": _spread(steady, 4),
            "rail": seasons.rail(month),
            "month_name": seasons.MONTHS[month - 1],
            "gifts": seasons.GIFTS[month - 1],
            "story": answer["cooperative"],
            "share": _share_of_home(month),
        },
    )


def _share_of_home(month: int) -> Share:
    title = _("Chợ Phiên: phiên %(month)s") % {"month": seasons.MONTHS[month - 1]}
    text = _("Đang mùa %(gifts)s. Mua thẳng của hợp tác xã vùng cao Lào Cai.") % {
        "gifts": seasons.GIFTS[month - 1]
    }
    return Share(title, text, cover(), about=[structured.website(address("home"), address("search"))])


def _spread(goods: list[dict], wanted: int) -> list[dict]:
    """First goods of different sellers and shelves, then their second ones: a market shows many people and things."""
    seen: Counter[str] = Counter()
    turns = []
    for place, good in enumerate(goods):
        signs = [good["cooperative"]["slug"], (good.get("category") or {}).get("slug", "")]
        turns.append((max(seen[sign] for sign in signs), place, good))
        seen.update(signs)
    return [good for *_turn, good in sorted(turns, key=lambda turn: turn[:2])[:wanted]]


@require_safe
def shelves(request: HttpRequest) -> HttpResponse:
    """All shelves of the market."""
    return render(request, "shelves.html")


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One shelf with its goods."""
    return _shelf(request, "Category", slug)


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """A collection the market's people put together."""
    return _shelf(request, "Collection", slug)


def _shelf(request: HttpRequest, operation: str, slug: str) -> HttpResponse:
    filters, own = Filters.read(request.GET), "collections"
    if operation == "Category":  # one shelf at a time
        filters, own = replace(filters, categories=[]), "categories"
    answer = asked(
        request,
        lambda page: ask(
            request,
            operation,
            slug=slug,
            filter=filters.for_api(),
            sortBy=filters.sort_for_api(),
            **page,
        ),
    )
    if answer["shelf"] is None:
        raise Http404
    shelf = answer["shelf"]
    counted = facets_of(request, {own: [shelf["id"]], **filters.for_api()})
    more = {"shelf": shelf, "share": _share_of_shelf(operation.lower(), shelf)}
    return listing(request, filters, shelf["products"], counted, more)


def _share_of_shelf(kind: str, shelf: dict) -> Share:
    parent = shelf.get("parent")
    steps = [(_("Chợ"), address("home"))]
    steps += [(said(parent, "name"), address(kind, parent["slug"]))] if parent else []
    steps += [(said(shelf, "name"), address(kind, shelf["slug"]))]
    text = text_of(said(shelf, "description"))
    return Share(said(shelf, "name"), text, cover(), about=[structured.crumbs(steps)])


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One good: name, price per kilogram and seller before any prose."""
    good = ask(request, "Product", slug=slug)["product"]
    if good is None:
        raise Http404
    if is_spirit(good) and not is_adult(request):
        return ask_age(request)
    return render(request, "product.html", product_context(request, good))


def product_context(request: HttpRequest, good: dict) -> dict:
    """What the product page shows; `co` in the address chooses the pack."""
    packs = good["variants"] or []
    asked_for = request.GET.get("co") or request.POST.get("variant")
    default = good["defaultVariant"] or {}
    free = [pack for pack in packs if pack["quantityAvailable"]]
    wanted = (
        [p for p in packs if p["id"] == asked_for]
        or [p for p in free if p["id"] == default.get("id")]
        or free
        or packs
    )
    papers = {paper["attribute"]["slug"]: paper for paper in good["papers"]}
    others = [other for other in nodes(good["cooperative"]["products"]) if other["slug"] != good["slug"]]
    return {
        "good": good,
        "packs": packs,
        "pack": wanted[0] if wanted else None,
        "papers": papers,
        "hidden_papers": SHOWN_ELSEWHERE,
        "others": others[:4],
        "typed": request.POST.get("quantity", "1"),
        "is_spirit": is_spirit(good),
        "sending": sending.to_province(request, good, wanted[0] if wanted else None),
        "share": None if is_spirit(good) else _share_of_good(good, wanted[0] if wanted else None),
    }


def _share_of_good(good: dict, pack: dict | None) -> Share:
    name, seller, url = said(good, "name"), good["cooperative"], address("product", good["slug"])
    steps = [(_("Chợ"), address("home"))]
    if shelf := good["category"]:
        steps.append((said(shelf, "name"), address("category", shelf["slug"])))
    price = money(pack["pricing"]["price"]) if pack else ""
    title = f"{name} · {price} / {per(pack)}" if pack and price else name
    text = f"{said(seller, 'name')}, {seller['commune']['fullName']}. {text_of(said(good, 'description'))}"
    about = [structured.product(good, name, url, public("")), structured.crumbs([*steps, (name, url)])]
    image = reverse("card_of_good", args=[good["slug"]]) if good["media"] else cover()
    return Share(title, text, image, "product", about)
