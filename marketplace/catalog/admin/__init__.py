"""The operator's view of goods."""

from marketplace.catalog.admin import goods, menus, qualities, shelves

__all__ = ["goods", "menus", "qualities", "shelves"]
