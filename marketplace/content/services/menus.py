"""Menus are set as a whole: a tree is easier to say than its changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.content.models import Menu, MenuItem, MenuItemTranslation
from marketplace.core.errors import DomainError
from marketplace.core.vietnamese import fold, sort_key

DEEPEST = 3
"""Levels of a menu; the dialect's clients show three."""


@dataclass(frozen=True)
class MenuLink:
    """A link to one thing at most, or a heading without one, over others.

    `translations` are its names in other languages: {"en": "Tea"}. The caller knows that shelves and collections
    exist: they stand on a higher floor.
    """

    name: str
    url: str = ""
    page_id: int | None = None
    category_id: int | None = None
    collection_id: int | None = None
    translations: Mapping[str, str] = field(default_factory=dict)
    children: Sequence[MenuLink] = ()


@transaction.atomic
def set_menu(*, slug: str, name: str, links: Sequence[MenuLink]) -> Menu:
    """Make the menu, or let it have these links instead of those it has. Raises as `check_links` does."""
    check_links(links)
    columns = {"name": name, "name_folded": fold(name), "name_sort": sort_key(name)}
    menu, _made = Menu.objects.update_or_create(slug=slug, defaults=columns)
    menu.items.all().delete()
    _add(menu, None, links)
    return menu


def check_links(links: Sequence[MenuLink], level: int = 1) -> None:
    """Raise DomainError for what is no menu.

    That is a link to two things, an address that is neither a path nor http(s), tel or mailto, or more than three
    levels.
    """
    if links and level > DEEPEST:
        raise DomainError(_("A menu has three levels at most."), code="INVALID", field="links")
    for link in links:
        targets = (link.url, link.page_id, link.category_id, link.collection_id)
        if sum(bool(target) for target in targets) > 1:
            raise DomainError(_("A link leads to one thing only."), code="INVALID", field="links")
        if link.url and not _harmless(link.url):
            raise DomainError(_("This address cannot be linked to."), code="INVALID", field="url")
        check_links(link.children, level + 1)


def _add(menu: Menu, parent: MenuItem | None, links: Sequence[MenuLink]) -> None:
    for place, link in enumerate(links):
        item = MenuItem.objects.create(
            menu=menu,
            parent=parent,
            level=parent.level + 1 if parent else 0,
            sort_order=place,
            name=link.name,
            name_folded=fold(link.name),
            name_sort=sort_key(link.name),
            page_id=link.page_id,
            category_id=link.category_id,
            collection_id=link.collection_id,
            url=link.url,
        )
        MenuItemTranslation.objects.bulk_create(
            MenuItemTranslation(item=item, language_code=code, name=name)
            for code, name in link.translations.items()
        )
        _add(menu, item, link.children)


def _harmless(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in ("http", "https", "tel", "mailto")
    return not parts.netloc and url.startswith("/")
