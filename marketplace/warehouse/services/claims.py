"""Holds of carts, and their turning into promises to orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from marketplace.catalog.models import ProductVariant
from marketplace.core.fields import PENDING
from marketplace.core.statements import kept
from marketplace.warehouse import queries
from marketplace.warehouse.errors import StockExhausted
from marketplace.warehouse.models import Allocation, Reservation, Stock
from marketplace.warehouse.services.shelf import Shelf, change, lock_of_variants


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody wants `quantity` of a variant; `claim` is the id of the checkout line or order line."""

    claim: UUID
    variant_id: int
    quantity: int


Parts = dict[UUID, Counter[int]]
"""For each claim, what it gets of which stock: {claim: {stock id: quantity}}."""


@transaction.atomic
def hold(*, claims: Sequence[Claim], until: datetime) -> None:
    """Hold goods for these claims until then, in place of whatever each of them held before.

    All or none: raises StockExhausted when there is less, and then the earlier holds stand as they were.
    Goods that are not counted are not held. 5 statements. The caller has locked the cart the claims are of.
    """
    ids = [each.claim for each in claims]
    claims, shelf = _open_shelf(claims)
    shelf.set_aside(dict(queries.held_per_stock(shelf.stock_ids, but_for=ids)))
    parts = _share_out(claims, shelf)
    release(claims=ids)
    Reservation.objects.bulk_create(
        Reservation(stock_id=stock, claim=claim, quantity=quantity, reserved_until=until)
        for claim, taken in parts.items()
        for stock, quantity in taken.items()
    )


def release(*, claims: Iterable[UUID]) -> None:
    """End the holds of these claims; unknown ones are ignored. 1 statement. The caller has locked their cart."""
    Reservation.objects.filter(claim__in=list(claims)).delete()


@transaction.atomic
def allocate(*, claims: Sequence[Claim], holds: Mapping[UUID, UUID]) -> None:
    """Promise goods to order lines, for good. `holds` maps an order line's claim to its checkout line's.

    A live hold becomes the promise; only what it falls short of competes for goods that nobody holds. All or
    none: raises StockExhausted. The holds named end. 7 statements. The caller has locked the cart.
    """
    counted, shelf = _open_shelf(claims)
    own = _own_holds(shelf, holds)
    shelf.set_aside(dict(queries.held_per_stock(shelf.stock_ids, but_for=list(holds.values()))))
    parts = _share_out(counted, shelf, own)
    change(Stock.objects.all(), sum(parts.values(), Counter()), "quantity_allocated")
    Allocation.objects.bulk_create(
        Allocation(stock_id=stock, claim=claim, quantity=quantity)
        for claim, taken in parts.items()
        for stock, quantity in taken.items()
    )
    release(claims=holds.values())


@transaction.atomic
def sweep(*, limit: int = 1000) -> int:
    """Delete up to `limit` holds that have run out, and say how many. Only tidies: they count as free already."""
    ended = Reservation.objects.filter(reserved_until__lte=timezone.now()).order_by("reserved_until")
    if connection.features.has_select_for_update_skip_locked:
        ended = ended.select_for_update(skip_locked=True)
    deleted, _ = Reservation.objects.filter(pk__in=list(ended.values_list("pk", flat=True)[:limit])).delete()
    return deleted


def _open_shelf(claims: Sequence[Claim]) -> tuple[list[Claim], Shelf]:
    """The claims on goods that are counted, and their stocks, locked."""
    wanted = {each.variant_id for each in claims}
    tracked = {pk for (pk,) in kept("counted variants", _tracked, ("pk",)).run(wanted)}
    counted = [each for each in claims if each.variant_id in tracked and each.quantity > 0]
    return counted, lock_of_variants(tracked)


def _tracked() -> QuerySet[ProductVariant]:
    return ProductVariant.objects.filter(pk__within=PENDING, track_inventory=True)


def _own_holds(shelf: Shelf, holds: Mapping[UUID, UUID]) -> Parts:
    """Take the live holds out of the shelf, each for the claim it turns into, as far as goods are there."""
    into = {held: claim for claim, held in holds.items()}
    live = queries.live_holds().filter(claim__in=list(into), stock__in=shelf.stock_ids).order_by("pk")
    own: Parts = {}
    for stock, held, quantity in live.values_list("stock_id", "claim", "quantity"):
        own.setdefault(into[held], Counter())[stock] += shelf.take_from(stock, quantity)
    return own


def _share_out(claims: Sequence[Claim], shelf: Shelf, own: Parts | None = None) -> Parts:
    """What each claim gets: of its own hold first, then of what is free. Raises StockExhausted."""
    own = own or {}
    there = shelf.free_of_variants()
    parts: Parts = {}
    missing: set[int] = set()
    for each in claims:
        mine = own.get(each.claim, Counter())
        there[each.variant_id] += mine.total()
        parts[each.claim] = _of_own(mine, each.quantity, shelf)
        parts[each.claim] += shelf.take(each.variant_id, each.quantity - parts[each.claim].total())
        if parts[each.claim].total() < each.quantity:
            missing.add(each.variant_id)
    if missing:
        raise StockExhausted({variant: there[variant] for variant in missing})
    return parts


def _of_own(mine: Counter[int], wanted: int, shelf: Shelf) -> Counter[int]:
    """Up to `wanted` of one's own hold; what is left over goes back to the shelf."""
    used: Counter[int] = Counter()
    for stock, quantity in mine.items():
        used[stock] = min(quantity, wanted - used.total())
        shelf.put_back(stock, quantity - used[stock])
    return +used
