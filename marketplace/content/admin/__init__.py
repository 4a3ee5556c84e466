"""The operator's view of pages and menus."""

from marketplace.content.admin.menus import TARGETS, MenuAdmin, named_in
from marketplace.content.admin.pages import OTHER_LANGUAGES, PageAdmin, PageTypeAdmin, PageVersionAdmin, Part

__all__ = [
    "OTHER_LANGUAGES",
    "TARGETS",
    "MenuAdmin",
    "PageAdmin",
    "PageTypeAdmin",
    "PageVersionAdmin",
    "Part",
    "named_in",
]
