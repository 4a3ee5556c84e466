"""Money of goods as arithmetic: the price of a kilo, a liter, a piece; ranges of prices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from marketplace.core.money import Money

PER = {"G": ("KG", 1000), "ML": ("LITER", 1000), "PIECE": ("PIECE", 1)}
"""Unit of the net content -> (unit of comparison, how many of the former are one of the latter)."""


@dataclass(frozen=True, slots=True)
class PricePerUnit:
    """What one `unit` (KG, LITER, PIECE) costs."""

    amount: Money
    unit: str


@dataclass(frozen=True, slots=True)
class MoneyRange:
    """The lowest and the highest of some prices."""

    start: Money
    stop: Money


def price_per_unit(price: Money, net_amount: int | None, net_unit: str | None) -> PricePerUnit | None:
    """The price of a kilo, a liter or a piece, rounded half up to the smallest unit of money; None without content.

    62.000 ₫ for 750 g is 82.667 ₫ a kilo.
    """
    if not net_amount or net_unit not in PER:
        return None
    unit, of = PER[net_unit]
    return PricePerUnit(price.times(Fraction(of, net_amount)), unit)


def range_of(prices: Iterable[Money]) -> MoneyRange | None:
    """The span of `prices`, None for none."""
    known = sorted(prices, key=lambda each: each.minor)
    return MoneyRange(known[0], known[-1]) if known else None
