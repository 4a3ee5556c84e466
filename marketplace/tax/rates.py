"""Tax as arithmetic: which rate holds on a day, and what of a gross price is net."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from marketplace.core.money import Money, TaxedMoney, divide_half_up


@dataclass(frozen=True, slots=True)
class Rate:
    """One row of the dated table: `percent` from `valid_from` until and with `valid_until`.

    `kind` is the kind of seller it is for; "" = for all that have no row of their own.
    """

    percent: Decimal
    valid_from: date
    valid_until: date | None = None
    kind: str = ""


def rate_on(rates: Iterable[Rate], *, kind: str, day: date) -> Fraction:
    """The rate for a kind of seller on a day (Asia/Ho_Chi_Minh), as a fraction: 8 % is 2/25. Zero without a row.

    A row for this kind goes before one for all; of several the one that began last.
    """
    valid = [
        each
        for each in rates
        if each.kind in ("", kind)
        and each.valid_from <= day
        and (each.valid_until is None or day <= each.valid_until)
    ]
    best = max(valid, key=lambda each: (each.kind == kind and kind != "", each.valid_from), default=None)
    return Fraction(best.percent) / 100 if best else Fraction(0)


def net_of(gross: Money, rate: Fraction | Decimal) -> TaxedMoney:
    """A gross amount with its net, rounded half up once: call it per line, never per unit (DECISIONS 21).

    110.000 ₫ at 10 % is 100.000 ₫ net.
    """
    over, under = rate.as_integer_ratio()
    return TaxedMoney(Money(divide_half_up(gross.minor * under, under + over), gross.currency), gross)
