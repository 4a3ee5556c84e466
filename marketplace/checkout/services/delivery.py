"""How each cooperative's part reaches the buyer (DECISIONS 17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.checkout import errors
from marketplace.checkout.models import Checkout, CheckoutParcel
from marketplace.checkout.pricing import Parcel, Snapshot
from marketplace.checkout.queries import snapshot
from marketplace.checkout.services.cart import locked, write
from marketplace.core.actor import Actor
from marketplace.core.writing import update
from marketplace.shipping.queries import Quote, cheapest


@dataclass(frozen=True, slots=True)
class ParcelChoice:
    """This cooperative's part goes this way."""

    cooperative_id: int
    method_id: int


@dataclass(frozen=True, slots=True)
class Sent:
    """The cart, and all of it with its choices as they are now."""

    checkout: Checkout
    whole: Snapshot


@transaction.atomic
def set_delivery_method(*, checkout_id: UUID, method_id: int | None, actor: Actor) -> Sent:
    """Send every parcel this way, and by its own cheapest way where it cannot go so. None takes the choice back.

    A parcel that cannot go at all stays without a choice. Raises CheckoutNotFound, NOT_FOUND for a method that is
    not offered here, and DELIVERY_METHOD_NOT_APPLICABLE with the reason when no parcel can go this way.
    """
    checkout = locked(checkout_id)
    whole = snapshot(checkout)
    if method_id is None:
        return _choose(checkout, whole, {parcel.id: None for parcel in whole.parcels})
    quotes = [_quote_of(parcel, method_id) for parcel in whole.parcels]
    if not any(quote.usable for quote in quotes):
        raise errors.cannot_go(quotes[0].reason if quotes else _("Your cart is empty."))
    return _choose(
        checkout,
        whole,
        {
            parcel.id: quote if quote.usable else cheapest(parcel.quotes)
            for parcel, quote in zip(whole.parcels, quotes, strict=True)
        },
    )


@transaction.atomic
def update_parcels(*, checkout_id: UUID, choices: Sequence[ParcelChoice], actor: Actor) -> Sent:
    """Choose for single parcels; the others stay as they are.

    Raises CheckoutNotFound, NOT_FOUND for a cooperative that is not in the cart or a method that is not offered
    here, and DELIVERY_METHOD_NOT_APPLICABLE with the reason.
    """
    checkout = locked(checkout_id)
    whole = snapshot(checkout)
    parcels = {parcel.cooperative_id: parcel for parcel in whole.parcels}
    chosen: dict[UUID, Quote | None] = {}
    for each in choices:
        parcel = parcels.get(each.cooperative_id)
        if parcel is None:
            message = _("Nothing of this cooperative is in your cart.")
            raise errors.CheckoutError(message, code=errors.CheckoutErrorCode.NOT_FOUND, field="cooperative")
        quote = _quote_of(parcel, each.method_id)
        if not quote.usable:
            raise errors.cannot_go(quote.reason)
        chosen[parcel.id] = quote
    return _choose(checkout, whole, chosen)


def _quote_of(parcel: Parcel, method_id: int) -> Quote:
    """The parcel's quote for a method of this channel. Raises NOT_FOUND."""
    quote = next((each for each in parcel.quotes if each.method_id == method_id), None)
    if quote is None:
        raise errors.no_such_method()
    return quote


def _choose(checkout: Checkout, whole: Snapshot, chosen: dict[UUID, Quote | None]) -> Sent:
    """Write the choices, with today's prices as those the buyer saw; one statement for all parcels."""
    rows = [
        CheckoutParcel(
            pk=parcel,
            shipping_method_id=quote.method_id if quote else None,
            price_seen_amount=quote.price.minor if quote else None,
        )
        for parcel, quote in chosen.items()
    ]
    update(rows, "shipping_method", "price_seen_amount", "price_told_amount", "price_told_at")
    parcels = (_going(each, chosen[each.id]) if each.id in chosen else each for each in whole.parcels)
    return Sent(write(checkout), replace(whole, parcels=tuple(parcels)))


def _going(parcel: Parcel, quote: Quote | None) -> Parcel:
    """The parcel with this choice, and its price as the one the buyer saw."""
    method, seen = (quote.method_id, quote.price.minor) if quote else (None, None)
    return replace(parcel, method_id=method, seen=seen, told=None, told_at=None)
