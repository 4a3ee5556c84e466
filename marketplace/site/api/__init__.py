"""The shop itself in the API."""

from marketplace.site.api.queries import Queries

__all__ = ["Queries"]
