"""The map for search engines: every public page, each in three languages."""

from collections.abc import Iterator
from html import escape

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from storefront.api import remembered
from storefront.languages import LANGUAGES, in_language
from storefront.pages.paging import nodes
from storefront.share import public
from storefront.spirits import without_spirits

HOUR = 3600
MOST = 50_000
"""What one map may hold."""
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
_PLACES = {
    "categories": "category",
    "collections": "collection",
    "cooperatives": "cooperative",
    "pages": "page",
}


@require_safe
@cache_control(public=True, max_age=HOUR)
def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    """Streamed, for a market of ten thousand goods asks the API a hundred times, once an hour."""
    entries = [(reverse(name), "") for name in ("home", "shelves", "cooperatives", "rules")]
    places = remembered(request, "SitemapPlaces", HOUR)
    for connection, name in _PLACES.items():
        entries += [(reverse(name, args=[one["slug"]]), "") for one in nodes(places[connection])]
    return StreamingHttpResponse(_map(request, entries), content_type="application/xml")


def _map(request: HttpRequest, entries: list[tuple[str, str]]) -> Iterator[str]:
    yield _HEAD
    left = MOST // len(LANGUAGES)
    for path, changed in _all(request, entries):
        if not left:
            break
        left -= 1
        yield _in_all_languages(path, changed)
    yield "</urlset>\n"


def _all(request: HttpRequest, entries: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield from entries
    after: str | None = None
    while True:
        answer = remembered(request, "SitemapGoods", HOUR, after=after)["products"]
        for good in without_spirits(nodes(answer)):
            yield reverse("product", args=[good["slug"]]), good["updatedAt"][:10]
        after = answer["pageInfo"]["endCursor"]
        if not answer["pageInfo"]["hasNextPage"]:
            return


def _in_all_languages(path: str, changed: str) -> str:
    addresses = {language.html: escape(public(in_language(path, language))) for language in LANGUAGES}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{url}"/>' for code, url in addresses.items()
    )
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    return "".join(f"<url><loc>{url}</loc>{when}{others}</url>\n" for url in addresses.values())
