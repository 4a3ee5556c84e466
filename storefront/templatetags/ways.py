"""Where links lead: menus of the API, and this page's address for others."""

import json

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

from storefront.forms.again import typed
from storefront.prose import harmless
from storefront.share import public

register = template.Library()
register.filter("absolute", public)
_HARMFUL = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@register.simple_tag
def structured_data(about: list[dict]) -> str:
    """schema.org's data as JSON-LD: a block of data, which no browser runs and no policy forbids."""
    text = json.dumps({"@context": "https://schema.org", "@graph": about}, ensure_ascii=False).translate(
        _HARMFUL
    )
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  (no < is left in it)


@register.simple_tag(takes_context=True)
def typed_before(context: template.Context) -> list[tuple[str, str]] | None:
    """The fields of the form that was sent to this address, where they may stand in a page."""
    return typed(context["request"])


@register.simple_tag
def leads_to(signpost: dict) -> str:
    """The address of a menu's item: a page, a shelf, a collection, or what its author typed if that is harmless."""
    for kind in ("page", "category", "collection"):
        if signpost[kind]:
            return reverse(kind, args=[signpost[kind]["slug"]])
    return harmless(signpost["url"]) or reverse("home")
