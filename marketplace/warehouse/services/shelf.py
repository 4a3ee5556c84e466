"""The locked picture of some stocks while one verb decides, and the statement that writes it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from marketplace.core.fields import PENDING
from marketplace.core.moves import IllegalMove
from marketplace.core.statements import kept
from marketplace.warehouse.models import Stock


class Shelf:
    """What may still be taken of some stocks: on hand, less allocated, less what has been set aside."""

    def __init__(self, rows: Iterable[Sequence[int]]) -> None:
        """`rows`: (stock id, variant id, free)."""
        self._free: dict[int, int] = {}
        self._variants: dict[int, int] = {}
        self._stocks: dict[int, list[int]] = {}
        for stock, variant, free in rows:
            self._free[stock] = free
            self._variants[stock] = variant
            self._stocks.setdefault(variant, []).append(stock)

    @property
    def stock_ids(self) -> list[int]:
        """Ids of the stocks on this shelf, in the order in which they were locked."""
        return list(self._free)

    def set_aside(self, quantities: Mapping[int, int]) -> None:
        """Leave so much of each stock to others."""
        for stock, quantity in quantities.items():
            self.take_from(stock, quantity)

    def take_from(self, stock: int, wanted: int) -> int:
        """Take up to `wanted` of this stock; says how much it was."""
        taken = max(0, min(wanted, self._free[stock]))
        self._free[stock] -= taken
        return taken

    def take(self, variant: int, wanted: int) -> Counter[int]:
        """Take up to `wanted` of a variant: {stock id: quantity}. From one stock if one has it all."""
        taken: Counter[int] = Counter()
        for stock in sorted(self._stocks.get(variant, ()), key=lambda each: self._free[each] < wanted):
            taken[stock] = self.take_from(stock, wanted - taken.total())
        return +taken

    def put_back(self, stock: int, quantity: int) -> None:
        """Undo a taking."""
        self._free[stock] += quantity

    def free_of_variants(self) -> Counter[int]:
        """What is left of each variant."""
        left: Counter[int] = Counter()
        for stock, free in self._free.items():
            left[self._variants[stock]] += free
        return left


def lock(stocks: QuerySet[Stock]) -> Shelf:
    """These stocks, locked in the order of their ids."""
    return Shelf(_locking(stocks))


def lock_of_variants(variant_ids: Collection[int]) -> Shelf:
    """All stocks of these variants, locked likewise; the statement of every buyer."""
    if not variant_ids:
        return Shelf(())
    stocks = kept("stocks of variants", lambda: _locking(Stock.objects.filter(variant__within=PENDING)), ())
    return Shelf(stocks.run(variant_ids))


def _locking(stocks: QuerySet[Stock]) -> QuerySet[Stock, tuple[int, int, int]]:
    # FOR NO KEY UPDATE: rows that point to a stock may be inserted by others meanwhile
    rows = stocks.order_by("pk").select_for_update(no_key=True)
    return rows.values_list("pk", "variant_id", F("quantity") - F("quantity_allocated"))


def change(rows: QuerySet[Any], changes: Mapping[int, int], *columns: str) -> None:
    """Add to `columns` of the rows, {id: change}, in one UPDATE. Raises IllegalMove unless all are still there."""
    if not changes:
        return
    steps = [When(pk=pk, then=Value(step)) for pk, step in changes.items()]
    written = rows.filter(pk__in=list(changes)).update(**{each: F(each) + Case(*steps) for each in columns})
    if written != len(changes):
        raise IllegalMove(_("Somebody else was faster. Please look again."))
