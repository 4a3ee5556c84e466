"""The ways a whole cart can be sent, as a client with one choice sees them (DECISIONS 17): pure."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.checkout.pricing import Parcel, Snapshot
from marketplace.core.money import Money, total
from marketplace.shipping.models import ShippingMethod
from marketplace.shipping.queries import cheapest


@dataclass(frozen=True, slots=True)
class Way:
    """A method for the whole cart: the sum over its parcels, each going its own cheapest way where it cannot go so."""

    method: ShippingMethod
    price: Money


def ways(snapshot: Snapshot) -> list[Way]:
    """Methods that at least one parcel can go, in the operator's order."""
    parcels = _to_be_sent(snapshot)
    methods = {quote.method_id: quote.method for parcel in parcels for quote in parcel.quotes if quote.usable}
    return [Way(method, _price(parcels, method.pk, snapshot.currency)) for method in methods.values()]


@dataclass(frozen=True, slots=True)
class Choice:
    """What has been chosen for the whole cart. `method` is None where parcels go different ways."""

    method: ShippingMethod | None
    names: tuple[str, ...]
    price: Money


def choice(snapshot: Snapshot) -> Choice | None:
    """The choice so far; None before any."""
    quotes = [parcel.chosen for parcel in _to_be_sent(snapshot) if parcel.chosen]
    if not quotes:
        return None
    methods = {quote.method_id: quote.method for quote in quotes}
    price = total((quote.price for quote in quotes), snapshot.currency)
    (first, *others) = methods.values()
    return Choice(None if others else first, tuple(method.name for method in methods.values()), price)


def _to_be_sent(snapshot: Snapshot) -> list[Parcel]:
    return [parcel for parcel in snapshot.parcels if parcel.needs_delivery]


def _price(parcels: list[Parcel], method_id: int, currency: str) -> Money:
    return total(_prices(parcels, method_id), currency)


def _prices(parcels: list[Parcel], method_id: int) -> list[Money]:
    """Each parcel's price this way, else its own cheapest; parcels that can go nowhere cost nothing yet."""
    found = []
    for parcel in parcels:
        this_way = next(
            (quote for quote in parcel.quotes if quote.method_id == method_id and quote.usable), None
        )
        if quote := this_way or cheapest(parcel.quotes):
            found.append(quote.price)
    return found
