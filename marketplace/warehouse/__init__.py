"""Warehouses and quantities; the only writer of quantities."""
