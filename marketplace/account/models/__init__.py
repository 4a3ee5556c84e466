"""People, their addresses, and what guards their accounts."""

from marketplace.account.models.guards import OneTimeCode, Purpose, Throttle
from marketplace.account.models.people import PERMISSIONS, Address, User, fresh_token_key

__all__ = ["PERMISSIONS", "Address", "OneTimeCode", "Purpose", "Throttle", "User", "fresh_token_key"]
