"""Carts as rows."""

from __future__ import annotations

from django.db.models import QuerySet

from marketplace.checkout.models import Checkout
from marketplace.core.actor import Actor
from marketplace.ports.payments import Market


def open_carts() -> QuerySet[Checkout]:
    """Carts that have not become an order (DECISIONS 20); whoever has an id may read one."""
    return Checkout.objects.filter(completed_at=None)


def whole() -> QuerySet[Checkout]:
    """All carts with what a snapshot needs beside them."""
    return Checkout.objects.select_related("channel", "shipping_address", "billing_address")


def visible_to(actor: Actor) -> QuerySet[Checkout]:
    """Carts in lists: staff with MANAGE_CHECKOUTS or HANDLE_PAYMENTS all, a user the own ones, a guest none."""
    if actor.may("MANAGE_CHECKOUTS", "HANDLE_PAYMENTS"):
        return open_carts()
    return open_carts().filter(user=actor.user_id) if actor.user_id is not None else Checkout.objects.none()


def market_of(checkout: Checkout) -> Market:
    """Where the cart is paid: its channel, and the country the goods go to."""
    address = checkout.shipping_address or checkout.billing_address
    country = address.country if address else checkout.channel.default_country
    return Market(checkout.currency, country, checkout.channel.allow_cash_on_delivery)
