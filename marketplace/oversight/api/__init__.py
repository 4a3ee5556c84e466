"""Opening a shop, looks at listings, take-downs and a seller's own data in the API."""

from marketplace.oversight.api import additions
from marketplace.oversight.api.mutations import Mutations
from marketplace.oversight.api.queries import Queries

__all__ = ["Mutations", "Queries", "additions"]
