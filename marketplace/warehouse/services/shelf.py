"""The locked picture of some stocks while one verb decides, and the statement that writes it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import F, Model, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import ProductVariant
from marketplace.core.fields import PENDING
from marketplace.core.moves import IllegalMove
from marketplace.core.statements import kept
from marketplace.core.writing import add
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


def lock(stocks: QuerySet[Stock]) -> None:
    """Lock these stocks in the order of their ids."""
    list(_locking(stocks).values_list("pk"))


def lock_of_variants(variant_ids: Collection[int]) -> tuple[Shelf, set[int]]:
    """All stocks of these variants, locked likewise, and which of the variants are counted: every buyer's statement."""
    rows = kept("stocks of variants", _of_variants, ()).run(variant_ids) if variant_ids else []
    counted = {variant for _stock, variant, _free, is_counted in rows if is_counted}
    if nowhere := set(variant_ids) - {variant for _stock, variant, *_ in rows}:
        counted.update(pk for (pk,) in kept("counted variants", _counted, ("pk",)).run(nowhere))
    return Shelf(row[:3] for row in rows), counted


def _of_variants() -> QuerySet[Stock, tuple[int, int, int, bool]]:
    # asked below, not beside: a variant's row is not to be locked
    is_counted = ProductVariant.objects.filter(pk=OuterRef("variant_id")).values("track_inventory")
    rows = _locking(Stock.objects.filter(variant__within=PENDING))
    return rows.values_list("pk", "variant_id", F("quantity") - F("quantity_allocated"), Subquery(is_counted))


def _counted() -> QuerySet[ProductVariant]:
    return ProductVariant.objects.filter(pk__within=PENDING, track_inventory=True)


def _locking(stocks: QuerySet[Stock]) -> QuerySet[Stock]:
    # FOR NO KEY UPDATE: rows that point to a stock may be inserted by others meanwhile
    return stocks.order_by("pk").select_for_update(no_key=True)


def change(model: type[Model], changes: Mapping[int, int], *columns: str) -> None:
    """Add to `columns` of the rows, {id: change}, in one UPDATE. Raises IllegalMove unless all are still there."""
    if add(model, changes, *columns) != len(changes):
        raise IllegalMove(_("Somebody else was faster. Please look again."))
