"""People in the API."""

from marketplace.account.api import groups
from marketplace.account.api.mutations import Mutations
from marketplace.account.api.queries import Queries

__all__ = ["Mutations", "Queries", "groups"]
