"""Ways to send goods in the API, and what they cost before there is a cart; with one, checkout.api tells."""

from marketplace.shipping.api import estimates
from marketplace.shipping.api.zones import Queries

__all__ = ["Queries", "estimates"]
