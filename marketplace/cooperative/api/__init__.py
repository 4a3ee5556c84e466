"""Cooperatives in the API."""

from marketplace.cooperative.api import people, queries
from marketplace.cooperative.api.mutations import Mutations


class Queries(queries.Queries, people.Queries):
    """Fields of Query."""


__all__ = ["Mutations", "Queries"]
