"""An order taken by phone: a cooperative writes down what a caller wants of its goods.

It goes the way of every order, through a cart and its checks, so prices, delivery, stock and letters are the same;
the caller pays on delivery and gets the order's link by text message.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.checkout.errors import CheckoutError, CheckoutErrorCode
from marketplace.checkout.models import CheckoutParcel
from marketplace.checkout.services.completion import complete
from marketplace.checkout.services.contact import AddressInput, set_note, set_phone
from marketplace.checkout.services.creation import create
from marketplace.checkout.services.delivery import set_delivery_method
from marketplace.checkout.services.lines import LineInput
from marketplace.checkout.services.payment import initialize_payment
from marketplace.cooperative.rights import ORDERS
from marketplace.core.actor import Actor
from marketplace.order import services as orders
from marketplace.order.models import Suborder
from marketplace.order.statuses import OrderOrigin

CASH = "cod"


@transaction.atomic
def take_by_phone(
    *,
    cooperative_id: int,
    channel_slug: str | None,
    lines: Sequence[LineInput],
    phone: str,
    address: AddressInput,
    method_id: int,
    note: str = "",
    actor: Actor,
) -> Suborder:
    """The caller's order, accepted at once; all or nothing.

    Raises NOT_FOUND on `cooperative` for who may not work its orders, INVALID on `lines` for others' goods, REQUIRED on
    `phone`, and whatever a cart refuses.
    """
    if not (actor.may_for(cooperative_id, ORDERS) or actor.may("MANAGE_ORDERS")):
        message = _("There is no such cooperative.")
        raise CheckoutError(message, code=CheckoutErrorCode.NOT_FOUND, field="cooperative")
    if not phone.strip():
        message = _("Write down the caller's phone number.")
        raise CheckoutError(message, code=CheckoutErrorCode.REQUIRED, field="phone")
    cart = create(channel_slug=channel_slug, lines=lines, shipping_address=address, actor=actor).pk
    _refuse_goods_of_others(cart, cooperative_id)
    set_phone(checkout_id=cart, phone=phone, actor=actor)
    set_note(checkout_id=cart, note=note, actor=actor)
    set_delivery_method(checkout_id=cart, method_id=method_id, actor=actor)
    initialize_payment(checkout_id=cart, gateway_id=CASH, actor=actor)
    order = complete(checkout_id=cart, origin=OrderOrigin.DRAFT, actor=actor)
    return orders.accept(suborder_id=order.suborders.get().pk, actor=actor)


def _refuse_goods_of_others(checkout_id: UUID, cooperative_id: int) -> None:
    sellers = set(CheckoutParcel.objects.filter(checkout=checkout_id).values_list("cooperative", flat=True))
    if not sellers:
        raise CheckoutError(_("Your cart is empty."), code=CheckoutErrorCode.NO_LINES, field="lines")
    if sellers != {cooperative_id}:
        message = _("These are goods of another cooperative.")
        raise CheckoutError(message, code=CheckoutErrorCode.INVALID, field="lines")
