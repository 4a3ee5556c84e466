"""The only writer of quantities.

Every verb locks the stocks it touches in the order of their ids before it reads them (PostgreSQL; SQLite runs one
writer at a time), so that no two of them wait for each other, and writes each table in one statement however many
lines there are. The database's own checks stand behind.
"""

from marketplace.warehouse.services.claims import Claim, allocate, hold, prolong, release, sweep
from marketplace.warehouse.services.goods import deallocate, receive, set_quantity, ship, withdraw
from marketplace.warehouse.services.warehouses import create_warehouse, update_warehouse

__all__ = [
    "Claim",
    "allocate",
    "create_warehouse",
    "deallocate",
    "hold",
    "prolong",
    "receive",
    "release",
    "set_quantity",
    "ship",
    "sweep",
    "update_warehouse",
    "withdraw",
]
