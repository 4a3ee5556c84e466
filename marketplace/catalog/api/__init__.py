"""Goods in the API."""

from marketplace.catalog.api import menus, shelves
from marketplace.catalog.api.queries import Queries

__all__ = ["Queries", "menus", "shelves"]
