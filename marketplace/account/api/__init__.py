"""People in the API, and the programs that may act one day."""

from marketplace.account.api import groups, programs, queries
from marketplace.account.api.mutations import Mutations


class Queries(queries.Queries, programs.Queries):
    """Fields of Query."""


__all__ = ["Mutations", "Queries", "groups"]
