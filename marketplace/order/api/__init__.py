"""Orders in the API: the buyer's view, the cooperative's, and the operator's."""

from marketplace.order.api import customers, discounts, events, nothing
from marketplace.order.api.mutations import Mutations
from marketplace.order.api.queries import Queries

__all__ = ["Mutations", "Queries", "customers", "discounts", "events", "nothing"]
