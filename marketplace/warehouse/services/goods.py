"""Goods come and go, and promises are taken back or kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import SYSTEM
from marketplace.core.errors import DomainError
from marketplace.core.events import emit
from marketplace.warehouse.errors import NotSoMuchAllocated, PromisedAway, StockExhausted
from marketplace.warehouse.events import StockChanged
from marketplace.warehouse.models import Allocation, Stock
from marketplace.warehouse.services.shelf import change, lock


@transaction.atomic
def deallocate(*, quantities: Mapping[UUID, int]) -> None:
    """Take back so much of what each order line was promised: {claim: quantity}. 5 statements.

    Raises NotSoMuchAllocated. Of goods that were not counted when the order was placed nothing was promised;
    leave their lines out (`queries.allocated`).
    """
    change(Stock, _end_promises(quantities), "quantity_allocated")


@transaction.atomic
def ship(*, quantities: Mapping[UUID, int]) -> None:
    """So much of each order line leaves the warehouse: stock and promise fall together. 5 statements.

    Raises NotSoMuchAllocated.
    """
    change(Stock, _end_promises(quantities), "quantity_allocated", "quantity")


@transaction.atomic
def set_quantity(*, warehouse_id: UUID, variant_id: int, quantity: int) -> Stock:
    """So much is on hand, after counting. Raises PromisedAway below what orders have been promised."""
    _refuse_negative(quantity)
    stock, _new = Stock.objects.get_or_create(warehouse_id=warehouse_id, variant_id=variant_id)
    if not Stock.objects.filter(pk=stock.pk, quantity_allocated__lte=quantity).update(quantity=quantity):
        stock.refresh_from_db()
        raise PromisedAway(stock.quantity_allocated)
    emit(StockChanged(variant_id), actor=SYSTEM)
    stock.refresh_from_db()
    return stock


@transaction.atomic
def receive(*, warehouse_id: UUID, variant_id: int, quantity: int) -> Stock:
    """So much has come in, or come back."""
    _refuse_negative(quantity)
    stock, _new = Stock.objects.get_or_create(warehouse_id=warehouse_id, variant_id=variant_id)
    Stock.objects.filter(pk=stock.pk).update(quantity=F("quantity") + quantity)
    emit(StockChanged(variant_id), actor=SYSTEM)
    stock.refresh_from_db()
    return stock


@transaction.atomic
def withdraw(*, warehouse_id: UUID, variant_id: int, quantity: int) -> Stock:
    """So much is gone without an order: sold at the stall, spoiled. Raises StockExhausted beyond what is free."""
    _refuse_negative(quantity)
    stocks = Stock.objects.filter(warehouse_id=warehouse_id, variant_id=variant_id)
    enough = stocks.filter(quantity__gte=F("quantity_allocated") + quantity)
    if not enough.update(quantity=F("quantity") - quantity):
        free = stocks.values_list(F("quantity") - F("quantity_allocated"), flat=True).first() or 0
        raise StockExhausted({variant_id: free})
    emit(StockChanged(variant_id), actor=SYSTEM)
    return stocks.get()


def _end_promises(quantities: Mapping[UUID, int]) -> Counter[int]:
    """Lock the stocks, lower or delete the allocations, and say what changes: {stock id: minus quantity}."""
    wanted = {claim: quantity for claim, quantity in quantities.items() if quantity}
    mine = Allocation.objects.filter(claim__in=list(wanted))
    lock(Stock.objects.filter(pk__in=mine.values("stock")))
    lowered: Counter[int] = Counter()
    stocks: Counter[int] = Counter()
    emptied: list[int] = []
    for row in mine.order_by("pk"):
        part = min(row.quantity, wanted[row.claim])
        wanted[row.claim] -= part
        stocks[row.stock_id] -= part
        if part == row.quantity:
            emptied.append(row.pk)
        elif part:
            lowered[row.pk] -= part
    if any(wanted.values()):
        raise NotSoMuchAllocated
    Allocation.objects.filter(pk__in=emptied).delete()
    change(Allocation, lowered, "quantity")
    return Counter({stock: step for stock, step in stocks.items() if step})


def _refuse_negative(quantity: int) -> None:
    if quantity < 0:
        raise DomainError(_("A quantity is not negative."), field="quantity")
