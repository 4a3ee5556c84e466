"""Money as whole minor units. Đồng has no decimals, so for VND the integer is the amount.

No float ever enters: the API's `amount` is made from `Money.amount`, a Decimal, at the very edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

DECIMALS = {"VND": 0, "JPY": 0, "KRW": 0}
"""Decimals of the currencies that do not have two (ISO 4217)."""


class CurrencyMismatch(ValueError):
    """Two currencies met in one sum. Always a fault of the program, never of the user."""


def decimals_of(currency: str) -> int:
    """How many decimals `currency` has: 0 for VND, 2 for most others."""
    return DECIMALS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount: `minor` whole minor units (đồng, cents) of `currency` (ISO 4217)."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"Money holds whole minor units, not {self.minor!r}")

    @property
    def amount(self) -> Decimal:
        """The amount in major units, exact: 190000 for 190.000 ₫, 12.5 for 1250 cents."""
        return Decimal(self.minor).scaleb(-decimals_of(self.currency))

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """From major units. Raises ValueError where the currency has no such fraction (0.5 ₫)."""
        scaled = Decimal(amount).scaleb(decimals_of(currency))
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{amount} is not a whole number of {currency}'s smallest unit")
        return cls(int(scaled), currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in `currency`."""
        return cls(0, currency)

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __mul__(self, quantity: int) -> Money:
        return Money(self.minor * quantity, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other.minor

    def times(self, factor: Fraction | Decimal) -> Money:
        """This amount times a rate, rounded half up (away from zero) once."""
        return Money(round_half_up(Fraction(factor) * self.minor), self.currency)

    def split(self, weights: Sequence[int]) -> list[Money]:
        """Shares in proportion to `weights` that add up exactly; the largest remainders take the spare units.

        Equal remainders are served first come, first served. Where all weights are zero the shares are equal.
        100.000 ₫ over three equal weights: 33.334 + 33.333 + 33.333.
        """
        if not weights:
            raise ValueError("nothing to split over")
        if min(weights) < 0:
            raise ValueError("weights cannot be negative")
        total = sum(weights)
        if total == 0:
            weights, total = [1] * len(weights), len(weights)
        sign, size = (-1, -self.minor) if self.minor < 0 else (1, self.minor)
        shares = [size * weight // total for weight in weights]
        remainders = [size * weight % total for weight in weights]
        by_remainder = sorted(range(len(weights)), key=lambda place: -remainders[place])
        for place in by_remainder[: size - sum(shares)]:
            shares[place] += 1
        return [Money(sign * share, self.currency) for share in shares]


@dataclass(frozen=True, slots=True)
class TaxedMoney:
    """Net and gross travel together; the tax is their difference and never stored a third time."""

    net: Money
    gross: Money

    @property
    def tax(self) -> Money:
        """What of the gross is tax."""
        return self.gross - self.net

    @property
    def currency(self) -> str:
        """The one currency of both."""
        return self.gross.currency

    @classmethod
    def zero(cls, currency: str) -> TaxedMoney:
        """Nothing, in `currency`."""
        return cls(Money.zero(currency), Money.zero(currency))

    def __add__(self, other: TaxedMoney) -> TaxedMoney:
        return TaxedMoney(self.net + other.net, self.gross + other.gross)

    def __sub__(self, other: TaxedMoney) -> TaxedMoney:
        return TaxedMoney(self.net - other.net, self.gross - other.gross)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum, zero for none."""
    return sum(amounts, Money.zero(currency))


def total_taxed(amounts: Iterable[TaxedMoney], currency: str) -> TaxedMoney:
    """The sum of nets and of grosses, zero for none."""
    return sum(amounts, TaxedMoney.zero(currency))


def divide_half_up(amount: int, by: int) -> int:
    """amount / by (positive), as the nearest integer; halves go away from zero, as shop receipts round."""
    rounded = (2 * abs(amount) + by) // (2 * by)
    return -rounded if amount < 0 else rounded


def round_half_up(value: Fraction) -> int:
    """The nearest integer; halves go away from zero."""
    return divide_half_up(value.numerator, value.denominator)


def parse_amount(text: str, currency: str) -> Money:
    """Money from typed text in major units, rounded half up to the currency's smallest unit."""
    exponent = Decimal(1).scaleb(-decimals_of(currency))
    return Money.of(Decimal(text).quantize(exponent, rounding=ROUND_HALF_UP), currency)
