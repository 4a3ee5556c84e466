"""The same once more: what an order had goes into a new cart, as far as it can be had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from marketplace.account.models import User
from marketplace.checkout.errors import OrderNotFound
from marketplace.checkout.models import Checkout
from marketplace.checkout.services.creation import create
from marketplace.checkout.services.lines import LineInput
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainErrors
from marketplace.order import queries as orders
from marketplace.order.models import OrderLine


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A line that is not in the new cart, and why: a code of CheckoutErrorCode and a sentence."""

    line_id: UUID
    variant_id: int | None
    code: str
    message: Any


@dataclass(frozen=True, slots=True)
class Reordered:
    """The new cart, None where nothing of the order can be had, and what is missing from it."""

    checkout: Checkout | None
    unavailable: list[Unavailable]


def create_from_order(
    *, order_id: UUID, user: User | None = None, language_code: str = "vi", actor: Actor
) -> Reordered:
    """A cart of `user` with everything the order had that can be had now, at today's prices.

    Whoever knows an order's id may do so; contact and addresses stay with the order. A line goes in whole or not at
    all. Raises ORDER_NOT_FOUND, CHANNEL_INACTIVE.
    """
    order = orders.with_id(order_id)
    if order is None:
        raise OrderNotFound
    lines = list(OrderLine.objects.filter(order=order).order_by("position"))
    missing = [
        Unavailable(line.pk, None, "NOT_FOUND", _("There is no such good."))
        for line in lines
        if line.variant_id is None
    ]
    by_variant = {line.variant_id: line for line in lines if line.variant_id is not None}
    while by_variant:
        wanted = [LineInput(variant, line.quantity) for variant, line in by_variant.items()]
        try:
            made = create(
                channel_slug=order.channel.slug,
                lines=wanted,
                user=user,
                language_code=language_code,
                actor=actor,
            )
        except DomainErrors as refused:
            # the verb that fills carts is the one judge of what can be had; without what it names, once more
            missing += _refused(refused, by_variant)
        else:
            return Reordered(made, missing)
    return Reordered(None, missing)


def _refused(refusal: DomainErrors, by_variant: dict[int, OrderLine]) -> Iterable[Unavailable]:
    """What was refused, taken out of `by_variant`. A refusal that names no variant goes on to the caller."""
    named = [(each, variant) for each in refusal.errors for variant in each.details.get("variants") or ()]
    found = [
        Unavailable(line.pk, variant, each.code, each.message)
        for each, variant in named
        if (line := by_variant.pop(variant, None))
    ]
    if not found:
        raise refusal
    return found
