"""Transactions and their events; asks gateways through the port."""
