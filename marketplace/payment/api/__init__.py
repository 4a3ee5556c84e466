"""Payments in the API; the mutations that take a cart stand in checkout.api."""

from marketplace.payment.api.types import METHODS

__all__ = ["METHODS"]
