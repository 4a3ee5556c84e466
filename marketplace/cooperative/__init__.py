"""Cooperatives, the vendors, and the people who act for them."""
