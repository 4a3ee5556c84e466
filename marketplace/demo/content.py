"""The demo's pages and menus: rules that say they are a trial's, shelves at the top, rules at the bottom."""

from __future__ import annotations

from typing import Any

from marketplace.catalog.models import Category, Collection
from marketplace.content import services as content
from marketplace.content.models import Menu, Page, PageType
from marketplace.content.services import MenuLink
from marketplace.content.texts import to_blocks
from marketplace.core.actor import SYSTEM
from marketplace.demo.reading import OPENING, data

PAGE_TYPES = {"ve-cho": "Về chợ", "luat-cho": "Luật chợ"}
SHELVES = ("gao", "che", "qua-tuoi", "thit-gac-bep", "tho-cam")
"""What the top of every page leads to. Spirits are not shown off there."""
GIFTS = "qua-tang"
FOOTER = (
    ("Chợ Phiên", {"en": "Chợ Phiên", "zh-hans": "Chợ Phiên"}, ("gioi-thieu", "quy-che", "du-lieu-cua-toi")),
    (
        "Mua hàng",
        {"en": "Buying", "zh-hans": "买东西"},
        ("thanh-toan", "giao-hang-doi-tra", "dieu-khoan-mua-ban", "khieu-nai"),
    ),
)


def load_content() -> None:
    """Pages, then the menus that lead to them; what is there already stays as it is."""
    load_pages()
    if not Menu.objects.filter(slug="navbar").exists():
        content.set_menu(slug="navbar", name="Đầu trang", links=[*map(_shelf, SHELVES), _gifts()])
    if not Menu.objects.filter(slug="footer").exists():
        content.set_menu(slug="footer", name="Cuối trang", links=_footer())


def load_pages() -> None:
    """Write and publish the pages, in all three languages."""
    known = set(Page.objects.values_list("slug", flat=True))
    for entry in data("pages"):
        if entry["slug"] not in known:
            _load_page(entry)


def _load_page(entry: dict[str, Any]) -> None:
    page_type = PageType.objects.filter(slug=entry["type"]).first()
    page_type = page_type or content.create_page_type(name=PAGE_TYPES[entry["type"]], slug=entry["type"])
    page = content.create_page(page_type=page_type, actor=SYSTEM, slug=entry["slug"], **_texts(entry, "vi"))
    content.translate_page(
        page_id=page.pk, language_code="en", actor=SYSTEM, slug=entry["slug_en"], **_texts(entry, "en")
    )
    content.translate_page(page_id=page.pk, language_code="zh-hans", actor=SYSTEM, **_texts(entry, "zh"))
    content.publish_page(page_id=page.pk, actor=SYSTEM, at=OPENING)


def _texts(entry: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "title": entry[f"title_{language}"],
        "content": to_blocks("\n".join(entry[f"text_{language}"])),
        "seo_description": entry[f"summary_{language}"],
    }


def _shelf(slug: str) -> MenuLink:
    shelf = Category.objects.get(slug=slug)
    below = [_to_category(each) for each in shelf.children.order_by("sort_order", "pk")]
    return _to_category(shelf, below)


def _to_category(shelf: Category, children: list[MenuLink] | None = None) -> MenuLink:
    names = {code: name for code, name in shelf.translations.values_list("language_code", "name") if name}
    return MenuLink(shelf.name, category_id=shelf.pk, translations=names, children=children or ())


def _gifts() -> MenuLink:
    gifts = Collection.objects.get(slug=GIFTS)
    names = {code: name for code, name in gifts.translations.values_list("language_code", "name") if name}
    return MenuLink(gifts.name, collection_id=gifts.pk, translations=names)


def _footer() -> list[MenuLink]:
    pages = {page.slug: page for page in Page.objects.prefetch_related("translations")}
    return [
        MenuLink(name, translations=names, children=[_to_page(pages[slug]) for slug in slugs])
        for name, names, slugs in FOOTER
    ]


def _to_page(page: Page) -> MenuLink:
    names = {each.language_code: each.title for each in page.translations.all()}
    return MenuLink(page.title, page_id=page.pk, translations=names)
