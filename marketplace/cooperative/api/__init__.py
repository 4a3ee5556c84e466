"""Cooperatives in the API."""

from marketplace.cooperative.api.mutations import Mutations
from marketplace.cooperative.api.queries import Queries

__all__ = ["Mutations", "Queries"]
