"""What templates may say: money, days, pictures, seasons and icons in the shop's own words."""

import re
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from storefront import icons, ids, pictures, prose, seasons, threads, wording
from storefront.forms.filters import KEYS, MOST_OF_A_KIND
from storefront.languages import VIETNAMESE, by_code

register = template.Library()
register.filter("initials", wording.initials)
register.filter("phone", wording.phone)
register.filter("number", wording.number)
register.filter("weight", wording.weight)
register.filter("day", wording.day)
register.filter("key", ids.key_of)
register.filter("picture", pictures.shop_path)
register.filter("in_season", seasons.in_words)
register.filter("all_year", seasons.is_all_year)
register.filter("thread", threads.thread)
register.filter("state", threads.state)
register.filter("tone", threads.tone)
register.filter("blurb", prose.text_of)


@register.filter
def money(value: dict | None) -> str:
    """Money or TaxedMoney of the API (gross) as `190.000 ₫`; nothing for None."""
    if not value:
        return ""
    value = value.get("gross", value)
    return wording.money(value["amount"], value.get("currency") or "VND")


@register.filter
def hour(value: str) -> str:
    """An API time's hour as the page's language says it."""
    return wording.hour_vi(value) if by_code(get_language()) == VIETNAMESE else wording.hour(value)


@register.filter
def said(thing: dict | None, field: str) -> str:
    """A field of the API in the page's language; English, then Vietnamese, where it is not translated."""
    if not thing:
        return ""
    for translation in (thing.get("told"), thing.get("translation"), thing.get("english")):
        if translation and translation.get(field):
            return translation[field]
    return thing.get(field) or ""


@register.filter
def rich(description: str) -> str:
    """An EditorJS description as safe HTML."""
    return mark_safe(prose.html_of(description))  # noqa: S308  (prose escapes everything but its own tags)


@register.filter
def rich_page(content: str) -> str:
    """A whole page's EditorJS as safe HTML: its headings follow the page's own."""
    return mark_safe(prose.html_of(content, first_heading=2))  # noqa: S308  (as above)


@register.filter
def lines(text: str) -> list[str]:
    """Paragraphs of a plain text."""
    return [part.strip() for part in (text or "").splitlines() if part.strip()]


@register.filter
def unit_price(variant: dict) -> str:
    """`39.000 ₫/kg`, or nothing where the pack is itself one kilogram, litre or piece."""
    per, content = variant.get("pricePerUnit"), variant.get("netContent")
    if not per or not content:
        return ""
    if per["unit"] == "PIECE":
        return _per_piece(variant, money(per["amount"])) if content["amount"] > 1 else ""
    if content["amount"] == 1000 and content["unit"] in ("G", "ML"):
        return ""
    unit = {"KG": "kg", "LITER": _("lít")}[per["unit"]]
    return f"{money(per['amount'])}/{unit}"


def _per_piece(variant: dict, price: str) -> str:
    """A box of ten fruits has a price for each fruit: the noun stands in the Vietnamese name behind the number."""
    noun = re.search(r"\d+ (\w+)$", variant["name"])
    if noun and by_code(get_language()) == VIETNAMESE:
        return f"{price}/{noun[1]}"
    return _("%(price)s một cái") % {"price": price}


@register.filter
def per(variant: dict) -> str:
    """What a price is for, as it stands behind the slash: `bao 5 kg`; goods sold by weight are simply `kg`."""
    if variant["name"].startswith("Bán theo "):
        return variant["name"].removeprefix("Bán theo ")
    name = said(variant, "name")
    return name[:1].lower() + name[1:]


@register.filter
def flag(good: dict) -> str:
    """The one word on a product's picture: gone for now, or where its season stands."""
    return "" if good["isAvailable"] is False else seasons.flag(good, wording.today().month)


@register.filter
def year(good: dict) -> list[dict]:
    """The season strip of a product."""
    return seasons.strip(good, wording.today().month)


@register.filter
def declined(line: dict) -> bool:
    """Whether nothing of an order's line is left."""
    return line["quantityDeclined"] >= line["quantity"]


@register.filter
def minus(left: int, right: int) -> int:
    """left − right."""
    return left - right


@register.filter
def tel(text: str) -> str:
    """A phone number as it stands in a tel: link."""
    return "".join(c for c in text or "" if c.isdigit() or c == "+")


@register.simple_tag
def icon(name: str) -> str:
    """An inline icon; a word always stands beside it."""
    return mark_safe(icons.svg(name))  # noqa: S308  (our own constant)


@register.simple_tag
def photo(thumbnail: dict | None, alt: str = "", early: bool = False) -> str:
    """A product's picture in a list; `early` for what is seen without scrolling."""
    path = pictures.shop_path((thumbnail or {}).get("url"))
    if not path:
        return mark_safe('<span class="no-photo" aria-hidden="true"></span>')
    return format_html(
        '<img src="{}" width="256" height="256" alt="{}" loading="{}" decoding="async">',
        path,
        alt,
        "eager" if early else "lazy",
    )


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: str | None) -> str:
    """This page's query string with some values changed; an empty value removes its key."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = value
    return "?" + urlencode([(k, v) for k in query for v in query.getlist(k)]) if query else "?"


@register.simple_tag(takes_context=True)
def keep(context: Context, *but: str) -> str:
    """What this list shows as hidden fields of a form, all but some keys; paging starts anew."""
    query = context["request"].GET
    return format_html_join(
        "",
        '<input type="hidden" name="{}" value="{}">',
        (
            (key, value[:300])
            for key in KEYS
            if key not in but
            for value in query.getlist(key)[:MOST_OF_A_KIND]
        ),
    )


@register.simple_tag(takes_context=True)
def without(context: Context, name: str, value: str | None = None) -> str:
    """This page's query string without a key, or without one of its values; paging starts anew."""
    query = context["request"].GET.copy()
    kept = [one for one in query.getlist(name) if value and one != value]
    for key in (name, "sau", "truoc"):
        query.pop(key, None)
    pairs = [(key, one) for key in query for one in query.getlist(key)] + [(name, one) for one in kept]
    return "?" + urlencode(pairs)
