"""Pages and menus in the API."""

from marketplace.content.api.queries import Queries

__all__ = ["Queries"]
