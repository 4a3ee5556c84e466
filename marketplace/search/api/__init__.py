"""Searches in the API."""

from marketplace.search.api.queries import Queries

__all__ = ["Queries"]
