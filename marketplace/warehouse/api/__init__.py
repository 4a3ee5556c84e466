"""Warehouses and stock in the API; what can be had now is added to products and variants."""

from marketplace.warehouse.api import additions
from marketplace.warehouse.api.queries import Queries

__all__ = ["Queries", "additions"]
