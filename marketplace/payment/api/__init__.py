"""Payments in the API; the mutations that take a cart stand in checkout.api."""
