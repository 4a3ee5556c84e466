"""Carts, read: as rows, and as snapshots that pricing and judging need."""

from marketplace.checkout.queries.carts import market_of, open_carts, visible_to, whole
from marketplace.checkout.queries.goods import goods_in
from marketplace.checkout.queries.snapshot import available_in, problems, quoted, snapshot, snapshots

__all__ = [
    "available_in",
    "goods_in",
    "market_of",
    "open_carts",
    "problems",
    "quoted",
    "snapshot",
    "snapshots",
    "visible_to",
    "whole",
]
