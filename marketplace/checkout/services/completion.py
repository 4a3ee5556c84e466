"""A cart becomes an order, exactly once, or stays as it was with everything said that stands in its way.

A moved price stops the first try. The refusal tells both prices, and they are remembered as told; the buyer agrees
by ordering again (not within `TIME_TO_READ`, because a phone may send the same press twice), or by setting the line
anew, which takes on today's price.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.checkout import queries
from marketplace.checkout.errors import CheckoutError, CheckoutErrorCode, CheckoutNotFound, CheckoutProblems
from marketplace.checkout.models import Checkout, CheckoutLine, CheckoutParcel
from marketplace.checkout.pricing import Priced, Snapshot, priced
from marketplace.checkout.problems import (
    DeliveryStale,
    InsufficientStock,
    PriceChanged,
    problems_of,
    stands_in_the_way,
)
from marketplace.checkout.services.cart import locked_even_if_completed
from marketplace.checkout.services.creation import refuse_closed
from marketplace.checkout.services.refusals import age_missing, missing_in, payment_missing, refusal_of
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.money import Money
from marketplace.core.writing import update
from marketplace.order import queries as orders
from marketplace.order import services as order_services
from marketplace.order.models import Order
from marketplace.order.pricing import Draft
from marketplace.order.statuses import OrderOrigin
from marketplace.payment import queries as payments
from marketplace.site.queries import shop_settings
from marketplace.warehouse.errors import StockExhausted

URL_LENGTH = 500
Moved = PriceChanged | DeliveryStale


class _MovedPrices(Exception):  # noqa: N818 -- carries what is to be remembered out of the transaction
    def __init__(self, moved: Sequence[Moved], refusal: CheckoutProblems) -> None:
        super().__init__()
        self.moved = moved
        self.refusal = refusal


def complete(
    *,
    checkout_id: UUID,
    redirect_url: str = "",
    metadata: Mapping[str, str] | None = None,
    origin: OrderOrigin = OrderOrigin.CHECKOUT,
    actor: Actor,
) -> Order:
    """Turn a cart into an order. Called again, also after completion, it answers with the same order.

    Raises CheckoutNotFound, CHANNEL_INACTIVE, or CheckoutProblems with everything the buyer must mend; then the
    cart is as it was.
    """
    if len(redirect_url) > URL_LENGTH:
        raise CheckoutError(_("This is too long."), code=CheckoutErrorCode.INVALID, field="redirect_url")
    try:
        return _complete(checkout_id, redirect_url, metadata or {}, origin, actor)
    except _MovedPrices as stopped:
        _remember_told(stopped.moved)
        raise stopped.refusal from None


@transaction.atomic
def _complete(
    checkout_id: UUID, redirect_url: str, metadata: Mapping[str, str], origin: OrderOrigin, actor: Actor
) -> Order:
    checkout = locked_even_if_completed(checkout_id)
    if checkout is None:
        raise CheckoutNotFound
    if checkout.completed_at:
        return _placed(checkout)
    refuse_closed(checkout.channel)
    whole = _with_goods(queries.snapshot(checkout))
    prices = priced(whole)
    secured = payments.secured(checkout.pk, checkout.currency)
    said = {**checkout.metadata, **metadata}
    _refuse_what_must_be_mended(checkout, whole, prices, secured, said)
    draft = _draft(checkout, whole, prices, secured, redirect_url, said, origin)
    try:
        order = order_services.place(draft=draft, actor=actor)
    except StockExhausted as short:
        raise _sold_meanwhile(whole, short) from short
    checkout.completed_at = checkout.updated_at = order.created_at
    update([checkout], "completed_at", "updated_at")
    return order


def _with_goods(whole: Snapshot) -> Snapshot:
    """Without parcels that nothing is in any more: goods that were deleted have taken their lines with them."""
    return replace(whole, parcels=tuple(parcel for parcel in whole.parcels if parcel.lines))


def _placed(checkout: Checkout) -> Order:
    if (order := orders.order_of(checkout.pk)) is None:
        raise CheckoutNotFound
    return order


def _refuse_what_must_be_mended(
    checkout: Checkout, whole: Snapshot, prices: Priced, secured: int, said: Mapping[str, str]
) -> None:
    """Raise everything at once. Stock is looked up only when something else is wrong: placing judges it for good."""
    now = timezone.now()
    missing = missing_in(checkout, whole) + age_missing(whole, said)
    standing = [each for each in problems_of(whole, available=None, now=now) if stands_in_the_way(each)]
    unpaid = payment_missing(checkout, prices.total.gross, secured)
    if not (missing or standing or unpaid):
        return
    standing = [each for each in queries.problems(whole) if stands_in_the_way(each)]
    refusals: list[DomainError] = [*missing, *map(refusal_of, standing), *unpaid]
    moved = [each for each in standing if isinstance(each, Moved)]
    refusal = CheckoutProblems(refusals)
    raise _MovedPrices(moved, refusal) if moved else refusal


def _draft(
    checkout: Checkout,
    whole: Snapshot,
    prices: Priced,
    secured: int,
    redirect_url: str,
    metadata: dict[str, str],
    origin: OrderOrigin,
) -> Draft:
    shipping, billing = whole.shipping_address, whole.billing_address
    address = shipping or billing
    return Draft(
        checkout_id=checkout.pk,
        channel_id=checkout.channel_id,
        currency=checkout.currency,
        user_id=checkout.user_id,
        email=checkout.email,
        phone=checkout.phone or (address.phone if address else ""),
        language_code=checkout.language_code,
        shipping_address=shipping,
        billing_address=billing or shipping,
        customer_note=checkout.note,
        redirect_url=redirect_url or checkout.redirect_url,
        payment_gateway=checkout.payment_gateway,
        pays_on_delivery=payments.is_paid_on_delivery(checkout.payment_gateway),
        paid=Money(secured, checkout.currency),
        display_gross_prices=shop_settings().display_gross_prices,
        metadata=metadata,
        private_metadata=checkout.private_metadata,
        placed_at=timezone.now(),
        origin=origin,
        parts=prices.parts,
    )


def _sold_meanwhile(whole: Snapshot, short: StockExhausted) -> CheckoutProblems:
    left: Mapping[int, int] = short.details["short"]
    gone = [line for line in whole.lines if line.goods.variant_id in left]
    return CheckoutProblems(
        [refusal_of(InsufficientStock(line, left[line.goods.variant_id])) for line in gone]
    )


@transaction.atomic
def _remember_told(moved: Sequence[Moved]) -> None:
    """From now on the buyer knows these prices. Told again, the first telling counts."""
    now = timezone.now()
    for each in moved:
        told = {"price_told_amount": each.new.minor, "price_told_at": now}
        untold = Q(price_told_amount=None) | ~Q(price_told_amount=each.new.minor)
        if isinstance(each, PriceChanged):
            CheckoutLine.objects.filter(untold, pk=each.line.id).update(**told)
        else:
            CheckoutParcel.objects.filter(untold, pk=each.parcel.id).update(**told)
