"""The verbs of carts. Each locks the cart's row first, and any of them restarts its holds (DECISIONS 16)."""

from marketplace.checkout.services.by_phone import take_by_phone
from marketplace.checkout.services.completion import complete
from marketplace.checkout.services.contact import (
    AddressInput,
    attach_customer,
    detach_customer,
    set_billing_address,
    set_email,
    set_language,
    set_note,
    set_phone,
    set_shipping_address,
)
from marketplace.checkout.services.creation import create
from marketplace.checkout.services.delivery import ParcelChoice, set_delivery_method, update_parcels
from marketplace.checkout.services.lines import (
    LineInput,
    LineUpdate,
    add_lines,
    delete_lines,
    update_lines,
)
from marketplace.checkout.services.payment import initialize_payment
from marketplace.checkout.services.reorder import Reordered, Unavailable, create_from_order

__all__ = [
    "AddressInput",
    "LineInput",
    "LineUpdate",
    "ParcelChoice",
    "Reordered",
    "Unavailable",
    "add_lines",
    "attach_customer",
    "complete",
    "create",
    "create_from_order",
    "delete_lines",
    "detach_customer",
    "initialize_payment",
    "set_billing_address",
    "set_delivery_method",
    "set_email",
    "set_language",
    "set_note",
    "set_phone",
    "set_shipping_address",
    "take_by_phone",
    "update_lines",
    "update_parcels",
]
