"""Goods in the API."""

from marketplace.catalog.api import additions, menus, pages, references, shelves
from marketplace.catalog.api.assigned import TYPES
from marketplace.catalog.api.queries import Queries

__all__ = ["TYPES", "Queries", "additions", "menus", "pages", "references", "shelves"]
