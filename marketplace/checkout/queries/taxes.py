"""The operator's tax table as a snapshot needs it: read whole, once, and only when something is taxed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from functools import cached_property

from marketplace.core.fields import ONE
from marketplace.core.statements import kept
from marketplace.tax.models import TaxRate
from marketplace.tax.queries import COLUMNS, today
from marketplace.tax.rates import Rate, rate_on


class Taxes:
    """Rates of today (Vietnam's day) by tax class and kind of seller."""

    def __init__(self, country: str = "VN") -> None:
        self.country = country
        self.day: date = today()

    def rate(self, tax_class_id: int | None, kind: str) -> Fraction:
        """The rate of a class for a kind of seller; zero without a class."""
        return rate_on(self._rows[tax_class_id], kind=kind, day=self.day) if tax_class_id else Fraction(0)

    @cached_property
    def _rows(self) -> dict[int, list[Rate]]:
        """One statement. The table is a handful of rows that staff wrote."""
        rows: dict[int, list[Rate]] = defaultdict(list)
        table = kept("tax rates of a country", lambda: TaxRate.objects.filter(country__being=ONE), COLUMNS)
        for tax_class, *rate in table.run(one=self.country):
            rows[tax_class].append(Rate(*rate))
        return rows
