"""The operator's view of goods."""

from marketplace.catalog.admin import menus

__all__ = ["menus"]
