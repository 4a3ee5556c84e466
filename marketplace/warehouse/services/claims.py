"""Holds of carts, and their turning into promises to orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from marketplace.core.fields import MORE, ONE, PENDING, Place
from marketplace.core.statements import kept
from marketplace.core.transactions import refusing_first
from marketplace.core.writing import insert, insert_or_set, kept_delete, kept_update
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


@refusing_first
def hold(*, claims: Sequence[Claim], until: datetime) -> None:
    """Hold goods for these claims until then, in place of whatever each of them held before.

    All or none: raises StockExhausted when there is less, before anything is written, and then the earlier holds
    stand as they were. Goods that are not counted are not held. 3 statements, one more where a hold moves to another
    stock. The caller has locked the cart the claims are of.
    """
    ids = [each.claim for each in claims]
    claims, shelf = _open_shelf(claims)
    held = _held(ids, shelf)
    shelf.set_aside(held.by_others)
    parts = _share_out(claims, shelf)
    kept_ones = {(claim, stock) for claim, taken in parts.items() for stock in taken}
    if gone := held.places - kept_ones:
        some = kept_delete(
            "some holds", lambda: Reservation.objects.filter(claim__within=PENDING, stock__within=MORE)
        )
        some.run({claim for claim, _stock in gone}, more={stock for _claim, stock in gone})
    insert_or_set(
        (
            Reservation(stock_id=stock, claim=claim, quantity=quantity, reserved_until=until)
            for claim, taken in parts.items()
            for stock, quantity in taken.items()
        ),
        same=("claim", "stock"),
        columns=("quantity", "reserved_until"),
    )


def prolong(*, claims: Iterable[UUID], until: datetime) -> None:
    """Let holds begin anew that live for a while yet: 1 statement, and no stock is locked, for nothing is taken that
    was not. Not for holds that end within moments: they may be free for others before this is committed.

    The caller has locked their cart.
    """
    mine = kept_update(
        "holds begin anew",
        lambda: Reservation.objects.filter(claim__within=PENDING),
        reserved_until=Place(ONE),
    )
    mine.run(claims, until)


def release(*, claims: Iterable[UUID]) -> None:
    """End the holds of these claims; unknown ones are ignored. 1 statement. The caller has locked their cart."""
    kept_delete("holds", lambda: Reservation.objects.filter(claim__within=PENDING)).run(claims)


@refusing_first
def allocate(*, claims: Sequence[Claim], holds: Mapping[UUID, UUID]) -> None:
    """Promise goods to order lines, for good. `holds` maps an order line's claim to its checkout line's.

    A live hold becomes the promise; only what it falls short of competes for goods that nobody holds. All or
    none: raises StockExhausted before anything is written. The holds named end. 5 statements. The caller has locked
    the cart.
    """
    counted, shelf = _open_shelf(claims)
    held = _held(holds.values(), shelf)
    own = _own_holds(held, shelf, holds)
    shelf.set_aside(held.by_others)
    parts = _share_out(counted, shelf, own)
    change(Stock, sum(parts.values(), Counter()), "quantity_allocated")
    insert(
        Allocation(stock_id=stock, claim=claim, quantity=quantity)
        for claim, taken in parts.items()
        for stock, quantity in taken.items()
    )
    if holds:
        release(claims=holds.values())


@transaction.atomic
def sweep(*, limit: int = 1000) -> int:
    """Delete up to `limit` holds that have run out, and say how many. Only tidies: they count as free already."""
    ended = Reservation.objects.filter(reserved_until__lte=timezone.now()).order_by("reserved_until")
    if connection.features.has_select_for_update_skip_locked:
        ended = ended.select_for_update(skip_locked=True)
    deleted, _ = Reservation.objects.filter(pk__in=list(ended.values_list("pk", flat=True)[:limit])).delete()
    return deleted


@dataclass
class _Held:
    """What is held of the stocks on a shelf."""

    live: Parts
    """One's own holds that have not run out."""
    places: set[tuple[UUID, int]]
    """(claim, stock) of all of one's own, also of those that have."""
    by_others: Counter[int]


def _open_shelf(claims: Sequence[Claim]) -> tuple[list[Claim], Shelf]:
    """The claims on goods that are counted, and the stocks of all, locked."""
    shelf, counted = lock_of_variants({each.variant_id for each in claims})
    return [each for each in claims if each.variant_id in counted and each.quantity > 0], shelf


def _held(claims: Iterable[UUID], shelf: Shelf) -> _Held:
    """What these claims hold, and what all others do. 1 statement, after the stocks were locked: what others wrote
    before they let go of them is seen."""
    held = _Held({}, set(), Counter())
    if not shelf.stock_ids:
        return held
    for stock, claim, is_live, quantity in kept("holds now", queries.held_now, ()).run(
        claims, more=shelf.stock_ids
    ):
        if claim is None:
            held.by_others[stock] = quantity
            continue
        held.places.add((claim, stock))
        if is_live:
            held.live.setdefault(claim, Counter())[stock] = quantity
    return held


def _own_holds(held: _Held, shelf: Shelf, holds: Mapping[UUID, UUID]) -> Parts:
    """Take the live holds out of the shelf, each for the claim it turns into, as far as goods are there."""
    own: Parts = {}
    for claim, before in holds.items():
        taken = held.live.get(before, Counter())
        own[claim] = Counter({stock: shelf.take_from(stock, quantity) for stock, quantity in taken.items()})
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
