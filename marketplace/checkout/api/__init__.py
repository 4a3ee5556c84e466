"""Carts in the API, and the mutations that take a cart."""

from marketplace.checkout.api.mutations import Mutations
from marketplace.checkout.api.queries import Queries

__all__ = ["Mutations", "Queries"]
