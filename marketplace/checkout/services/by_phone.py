"""An order taken by phone: a cooperative writes down what a caller wants of its goods.

It goes the way of every order, through a cart and its checks, so prices, delivery, stock and letters are the same;
the caller pays on delivery and gets the order's link by text message.

A phone may send the same press twice. Both presses carry one key and name the same cart, and of one cart there is one
order. The key counts together with what is asked: a page gone back to and filled in anew is another order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from marketplace.checkout.errors import CheckoutError, CheckoutErrorCode
from marketplace.checkout.models import CheckoutLine, CheckoutParcel
from marketplace.checkout.services.completion import complete
from marketplace.checkout.services.contact import AddressInput, set_note, set_phone
from marketplace.checkout.services.creation import create
from marketplace.checkout.services.delivery import set_delivery_method
from marketplace.checkout.services.lines import LineInput
from marketplace.checkout.services.payment import initialize_payment
from marketplace.checkout.services.refusals import ADULT
from marketplace.cooperative.rights import ORDERS
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.order import queries as orders_read
from marketplace.order import services as orders
from marketplace.order.models import Suborder
from marketplace.order.statuses import OrderOrigin

CASH = "cod"


def take_by_phone(
    *,
    cooperative_id: int,
    channel_slug: str | None,
    lines: Sequence[LineInput],
    phone: str,
    address: AddressInput,
    method_id: int,
    note: str = "",
    caller_is_adult: bool = False,
    idempotency_key: str = "",
    actor: Actor,
) -> Suborder:
    """The caller's order, accepted at once; all or nothing. Asked again with the same key, the same order.

    Raises NOT_FOUND on `cooperative` for who may not work its orders, INVALID on `lines` for others' goods, REQUIRED on
    `phone` and, for goods that only adults may buy, on `caller_is_adult`; and whatever a cart refuses.
    """
    if not (actor.may_for(cooperative_id, ORDERS) or actor.may("MANAGE_ORDERS")):
        message = _("There is no such cooperative.")
        raise CheckoutError(message, code=CheckoutErrorCode.NOT_FOUND, field="cooperative")
    if not phone.strip():
        message = _("Write down the caller's phone number.")
        raise CheckoutError(message, code=CheckoutErrorCode.REQUIRED, field="phone")
    asked = (cooperative_id, channel_slug, tuple(lines), phone, address, method_id, note, caller_is_adult)
    cart = _name_of(idempotency_key, asked) if idempotency_key else uuid4()
    try:
        return _taken(cart) or _take(cart, *asked, actor)
    except (IntegrityError, DomainError):
        # the same press may have come through meanwhile, and hold the very goods that were short here
        if first := _taken(cart):
            return first
        raise


def _name_of(key: str, asked: tuple[object, ...]) -> UUID:
    """Of the cart that this call makes. Whoever knows a cart's id reads it, so nobody else can work it out."""
    said = salted_hmac("checkout.by_phone", repr((key, asked)), algorithm="sha256").hexdigest()
    return UUID(said[:32])


def _taken(cart: UUID) -> Suborder | None:
    order = orders_read.order_of(cart)
    return order.suborders.get() if order else None


@transaction.atomic
def _take(
    cart: UUID,
    cooperative_id: int,
    channel_slug: str | None,
    lines: Sequence[LineInput],
    phone: str,
    address: AddressInput,
    method_id: int,
    note: str,
    caller_is_adult: bool,
    actor: Actor,
) -> Suborder:
    create(checkout_id=cart, channel_slug=channel_slug, lines=lines, shipping_address=address, actor=actor)
    _refuse_goods_of_others(cart, cooperative_id)
    said = _said_of_age(cart, caller_is_adult)
    set_phone(checkout_id=cart, phone=phone, actor=actor)
    set_note(checkout_id=cart, note=note, actor=actor)
    set_delivery_method(checkout_id=cart, method_id=method_id, actor=actor)
    initialize_payment(checkout_id=cart, gateway_id=CASH, actor=actor)
    order = complete(checkout_id=cart, metadata=said, origin=OrderOrigin.DRAFT, actor=actor)
    return orders.accept(suborder_id=order.suborders.get().pk, actor=actor)


def _refuse_goods_of_others(checkout_id: UUID, cooperative_id: int) -> None:
    sellers = set(CheckoutParcel.objects.filter(checkout=checkout_id).values_list("cooperative", flat=True))
    if not sellers:
        raise CheckoutError(_("Your cart is empty."), code=CheckoutErrorCode.NO_LINES, field="lines")
    if sellers != {cooperative_id}:
        message = _("These are goods of another cooperative.")
        raise CheckoutError(message, code=CheckoutErrorCode.INVALID, field="lines")


def _said_of_age(checkout_id: UUID, caller_is_adult: bool) -> Mapping[str, str]:
    """The seller's word that the caller is grown up, kept as a buyer's own is; nothing where nobody has to say it."""
    for_adults = CheckoutLine.objects.filter(
        checkout=checkout_id, variant__product__product_type__is_for_adults=True
    )
    variants = list(for_adults.order_by("position", "pk").values_list("variant", flat=True))
    if not variants:
        return {}
    if not caller_is_adult:
        message = _("There are goods for adults in the order: ask, and say that the caller is 18 or older.")
        code = CheckoutErrorCode.REQUIRED
        raise CheckoutError(message, code=code, field="caller_is_adult", variants=variants)
    return {ADULT: timezone.now().isoformat(timespec="seconds")}
