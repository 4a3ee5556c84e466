"""Tax classes in the API."""

from marketplace.tax.api.queries import Queries

__all__ = ["Queries"]
