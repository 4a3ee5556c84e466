"""The operator's view of pages and menus."""

from marketplace.content.admin.menus import TARGETS, MenuAdmin
from marketplace.content.admin.pages import PageAdmin, PageTypeAdmin, PageVersionAdmin

__all__ = ["TARGETS", "MenuAdmin", "PageAdmin", "PageTypeAdmin", "PageVersionAdmin"]
