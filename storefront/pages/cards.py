"""The pictures that links to goods and sellers show in chats."""

from functools import lru_cache

import httpx
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from storefront import cards
from storefront.api import ApiDown, ask, client
from storefront.share import landscape_of
from storefront.spirits import is_spirit
from storefront.templatetags.market import said
from storefront.templatetags.people import place

DAY = 86400


@require_safe
@cache_control(public=True, max_age=DAY)
def of_good(request: HttpRequest, slug: str) -> HttpResponse:
    """A good's card; strong drink has none, for a card praises."""
    good = ask(request, "Card", slug=slug)["product"]
    if good is None or is_spirit(good) or not good["media"]:
        raise Http404
    drawn = _good(good["media"][0]["url"], said(good, "name"), _byline(good["cooperative"]))
    return HttpResponse(drawn, content_type="image/jpeg")


@require_safe
@cache_control(public=True, max_age=DAY)
def of_seller(request: HttpRequest, slug: str) -> HttpResponse:
    """A cooperative's card."""
    seller = ask(request, "CardOfSeller", slug=slug)["cooperative"]
    if seller is None:
        raise Http404
    where = f"{place(seller['commune'])}, {seller['commune']['province']['name']}"
    drawn = _seller(landscape_of(seller), said(seller, "name"), where[:1].upper() + where[1:])
    return HttpResponse(drawn, content_type="image/jpeg")


def _byline(seller: dict) -> str:
    return f"{said(seller, 'name')} · {seller['commune']['name']}"


@lru_cache(maxsize=64)
def _good(url: str, name: str, byline: str) -> bytes:
    try:
        picture = client().get(url, follow_redirects=True).raise_for_status().content
        return cards.of_good(picture, name, byline)
    except (httpx.HTTPError, OSError) as error:
        raise ApiDown(str(error)) from error


_seller = lru_cache(maxsize=64)(cards.of_seller)
