"""The operator's view of goods."""

from marketplace.catalog.admin import goods, menus, shelves

__all__ = ["goods", "menus", "shelves"]
