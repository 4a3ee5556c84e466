"""Orders in the API: the buyer's view, the cooperative's, and the operator's."""

from marketplace.order.api import customers, discounts, drafts, events, gift_cards, nothing, queries
from marketplace.order.api.mutations import Mutations


class Queries(queries.Queries, drafts.Queries, gift_cards.Queries, nothing.Queries):
    """Fields of Query."""


__all__ = ["Mutations", "Queries", "customers", "discounts", "events"]
