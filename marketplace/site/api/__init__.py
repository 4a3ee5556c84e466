"""The shop itself in the API."""

from marketplace.site.api.avatars import Mutations
from marketplace.site.api.queries import Queries

__all__ = ["Mutations", "Queries"]
