"""Verbs about pages and menus."""

from marketplace.content.services.menus import MenuLink, check_links, set_menu
from marketplace.content.services.pages import (
    create_page,
    create_page_type,
    edit_page,
    hide_page,
    publish_page,
    rename_page_type,
    translate_page,
)

__all__ = [
    "MenuLink",
    "check_links",
    "create_page",
    "create_page_type",
    "edit_page",
    "hide_page",
    "publish_page",
    "rename_page_type",
    "set_menu",
    "translate_page",
]
