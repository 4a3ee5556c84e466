"""What follows for carts when something has happened; safe to run twice."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db import transaction

from marketplace.account.models import Address, User
from marketplace.checkout.models import Checkout
from marketplace.core.address import Address as AddressValue
from marketplace.order.models import Order

CONTACT = {
    "email": "",
    "phone": "",
    "note": "",
    "shipping_address": None,
    "billing_address": None,
    "user": None,
}
COLUMNS = tuple(each.name for each in fields(AddressValue))


@transaction.atomic
def remember_addresses(*, order_id: str) -> None:
    """On OrderPlaced: a user's address book gets the addresses they used, unless they are in it or were not to be."""
    order = Order.objects.select_related("shipping_address", "billing_address").get(pk=UUID(order_id))
    if order.user_id is None or order.checkout_id is None:
        return
    cart = Checkout.objects.get(pk=order.checkout_id)
    user = User.objects.select_for_update().get(pk=order.user_id)
    wanted = (
        (order.shipping_address, cart.save_shipping_address),
        (order.billing_address, cart.save_billing_address),
    )
    for address, is_wanted in wanted:
        if address and is_wanted:
            columns = {name: getattr(address, name) for name in COLUMNS}
            if not user.addresses.filter(**columns).exists():
                user.addresses.add(Address.objects.create(**columns))


@transaction.atomic
def forget_buyer(*, user_id: int, **_event: Any) -> None:
    """On AccountDeleted: their carts lose contact and addresses; what was ordered has its own."""
    carts = Checkout.objects.filter(user=user_id)
    pairs = list(carts.values_list("shipping_address", "billing_address"))
    carts.update(**CONTACT)
    Address.objects.filter(pk__in={key for pair in pairs for key in pair if key is not None}).delete()
