"""What stands in a cart's way: judged from a snapshot, without reading anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from marketplace.checkout.pricing import TIME_TO_READ, Line, Parcel, Refusal, Snapshot, only_near
from marketplace.core.address import Address
from marketplace.core.money import Money


@dataclass(frozen=True, slots=True)
class InsufficientStock:
    """Fewer are left than the line asks for."""

    line: Line
    available: int


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """The goods of the line cannot be bought now, or do not go where the buyer is."""

    line: Line
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class PriceChanged:
    """The unit price is another than the buyer has seen (our member of the dialect's union, DECISIONS 22)."""

    line: Line
    old: Money
    new: Money
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class DeliveryInvalid:
    """The parcel cannot go the chosen way."""

    parcel: Parcel


@dataclass(frozen=True, slots=True)
class DeliveryStale:
    """The chosen way costs another sum than when it was chosen."""

    parcel: Parcel
    old: Money
    new: Money
    is_agreed: bool


Problem = InsufficientStock | NotAvailable | PriceChanged | DeliveryInvalid | DeliveryStale


def problems_of(snapshot: Snapshot, *, available: Mapping[int, int] | None, now: datetime) -> list[Problem]:
    """Everything the buyer should know. `available` is {variant id: pieces}; None leaves stock out of it."""
    address = snapshot.shipping_address
    lines = (
        problem
        for parcel in snapshot.parcels
        for line in parcel.lines
        for problem in _of_line(line, _too_far(line, parcel, address), snapshot.currency, available, now)
    )
    parcels = (
        problem for parcel in snapshot.parcels for problem in _of_parcel(parcel, snapshot.currency, now)
    )
    return [*lines, *parcels]


def stands_in_the_way(problem: Problem) -> bool:
    """Whether it keeps the cart from becoming an order: a moved price the buyer agreed to does not."""
    return not getattr(problem, "is_agreed", False)


def _too_far(line: Line, parcel: Parcel, address: Address | None) -> Refusal | None:
    """Fresh goods, and the buyer lives farther than they keep. Whoever fetches them in person may."""
    near = line.goods.only_to
    if near is None or address is None or not address.province_code or address.province_code in near:
        return None
    return None if parcel.chosen and parcel.chosen.method.is_pickup else only_near(near)


def _of_line(
    line: Line,
    too_far: Refusal | None,
    currency: str,
    available: Mapping[int, int] | None,
    now: datetime,
) -> Iterator[Problem]:
    if refusal := line.goods.refusal or too_far:
        yield NotAvailable(line, refusal)
        return
    if available is not None and available.get(line.goods.variant_id, 0) < line.quantity:
        yield InsufficientStock(line, available.get(line.goods.variant_id, 0))
    if line.unit_price != line.seen:
        old, new = Money(line.seen, currency), Money(line.unit_price, currency)
        yield PriceChanged(line, old, new, _agreed(line, line.unit_price, now))


def _of_parcel(parcel: Parcel, currency: str, now: datetime) -> Iterator[Problem]:
    if parcel.method_id is None or not parcel.needs_delivery:
        return
    quote = parcel.chosen
    if quote is None or not quote.usable:
        yield DeliveryInvalid(parcel)
    elif parcel.seen is not None and parcel.seen != quote.price.minor:
        old = Money(parcel.seen, currency)
        yield DeliveryStale(parcel, old, quote.price, _agreed(parcel, quote.price.minor, now))


def _agreed(owner: Line | Parcel, price: int, now: datetime) -> bool:
    """The buyer was told this very price, had time to read it, and comes again."""
    return owner.told == price and owner.told_at is not None and owner.told_at + TIME_TO_READ <= now
