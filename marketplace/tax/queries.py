"""The operator's tax table, read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet
from django.utils import timezone

from marketplace.core.fields import ONE, PENDING
from marketplace.core.statements import kept
from marketplace.tax.models import TaxRate
from marketplace.tax.rates import Rate, rate_on

COLUMNS = ("tax_class_id", "rate_percent", "valid_from", "valid_until", "cooperative_kind")


def today() -> date:
    """The day in Vietnam, by which rates begin and end (DECISIONS 23)."""
    return timezone.localdate()


def rates_of(tax_class_ids: Iterable[int], *, country: str = "VN") -> dict[int, list[Rate]]:
    """The rows of these tax classes; one statement. Feed them to `rates.rate_on`."""
    table: dict[int, list[Rate]] = defaultdict(list)

    def wanted() -> QuerySet:
        rows = TaxRate.objects.filter(tax_class__within=PENDING, country__being=ONE)
        return rows.order_by("valid_from")

    for tax_class, *rate in kept("tax rates", wanted, COLUMNS).run(set(tax_class_ids), country):
        table[tax_class].append(Rate(*rate))
    return table


def rate_for(tax_class_id: int | None, kind: str, day: date | None = None) -> Fraction:
    """The rate of goods of this class sold by this kind of seller, today or on `day`; zero without a class."""
    if tax_class_id is None:
        return Fraction(0)
    return rate_on(rates_of([tax_class_id])[tax_class_id], kind=kind, day=day or today())
