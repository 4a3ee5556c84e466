"""What keeps a cart from becoming an order, in words for people and codes for programs."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from marketplace.checkout import errors
from marketplace.checkout.errors import CheckoutError, CheckoutErrorCode
from marketplace.checkout.models import Checkout
from marketplace.checkout.pricing import Line, Parcel, Refusal, Snapshot
from marketplace.checkout.problems import (
    DeliveryInvalid,
    DeliveryStale,
    InsufficientStock,
    NotAvailable,
    PriceChanged,
    Problem,
)
from marketplace.checkout.queries import market_of
from marketplace.core.errors import DomainError
from marketplace.core.money import Money
from marketplace.core.shown import shown
from marketplace.payment import queries as payments

ADULT = "consent.adult"
"""Key in a cart's or order's metadata: when somebody said that buyer and recipient are 18 or older (law L23)."""
NOT_SAID = frozenset({"", "no", "false"})


def missing_in(checkout: Checkout, whole: Snapshot) -> list[DomainError]:
    """What the buyer has not said yet."""
    if not whole.parcels:
        return [CheckoutError(_("Your cart is empty."), code=CheckoutErrorCode.NO_LINES, field="lines")]
    found: list[DomainError] = []
    address = whole.shipping_address or whole.billing_address
    if not (checkout.email or checkout.phone or (address and address.phone)):
        message = _("Leave a phone number or an e-mail address, so that the cooperative can reach you.")
        found.append(CheckoutError(message, code=CheckoutErrorCode.EMAIL_NOT_SET, field="email"))
    if any(_travels(parcel) for parcel in whole.parcels) and whole.shipping_address is None:
        message = _("Say where the goods go.")
        code = CheckoutErrorCode.SHIPPING_ADDRESS_NOT_SET
        found.append(CheckoutError(message, code=code, field="shipping_address"))
    elif address is None:
        message = _("Say who takes the goods.")
        found.append(
            CheckoutError(message, code=CheckoutErrorCode.BILLING_ADDRESS_NOT_SET, field="billing_address")
        )
    found += [_not_chosen(each) for each in whole.parcels if each.needs_delivery and each.method_id is None]
    return found + [_too_small(each) for each in whole.parcels if each.missing_for_minimum]


def age_missing(whole: Snapshot, said: Mapping[str, str]) -> list[DomainError]:
    """Goods for adults, and nobody has said in the metadata to be one (law L23). Says which lines they are."""
    lines = [line for line in whole.lines if line.goods.is_for_adults]
    if not lines or said.get(ADULT, "").strip().lower() not in NOT_SAID:
        return []
    return [
        CheckoutError(
            _("There are goods for adults in the cart: say that you and the recipient are 18 or older."),
            code=CheckoutErrorCode.INVALID,
            field="metadata",
            variants=[line.goods.variant_id for line in lines],
            lines=[line.id for line in lines],
        )
    ]


def payment_missing(checkout: Checkout, total: Money, secured: int) -> list[DomainError]:
    """Money is neither charged nor authorized nor owed on delivery."""
    if secured >= total.minor:
        return []
    gateway = checkout.payment_gateway
    if payments.is_paid_on_delivery(gateway):
        if payments.offered(gateway, market_of(checkout)):
            return []
        message = _("You cannot pay this way here. Choose another one.")
        return [CheckoutError(message, code=CheckoutErrorCode.PAYMENT_ERROR, field="payment_gateway")]
    message = _("Choose how to pay.") if not gateway else _("The payment has not arrived yet.")
    return [CheckoutError(message, code=CheckoutErrorCode.CHECKOUT_NOT_FULLY_PAID, field="payment_gateway")]


def refusal_of(problem: Problem) -> DomainError:
    """The refusal that a problem means when the buyer wants to order."""
    match problem:
        case InsufficientStock(line, available):
            goods = line.goods
            return errors.only_left(goods.name, available, variant_id=goods.variant_id, line_id=line.id)
        case NotAvailable(line, refusal):
            return _not_available(line, refusal)
        case PriceChanged(line, old, new):
            return _went_from(line.goods.name, old, new, field="lines", line=line)
        case DeliveryStale(parcel, old, new):
            return _went_from(
                _("Delivery from %(cooperative)s") % {"cooperative": parcel.cooperative_name},
                old,
                new,
                field="delivery_method_id",
            )
        case DeliveryInvalid(parcel):
            reason = parcel.chosen.reason if parcel.chosen else _("There is no such way of delivery.")
            return errors.cannot_go(f"{parcel.cooperative_name}: {reason}")


def _not_available(line: Line, refusal: Refusal) -> DomainError:
    return CheckoutError(
        f"{line.goods.name}: {refusal.message}",
        code=refusal.code,
        field="lines",
        variants=[line.goods.variant_id],
        lines=[line.id],
    )


def _went_from(name: str, old: Money, new: Money, *, field: str, line: Line | None = None) -> DomainError:
    message = _("%(name)s went from %(old)s to %(new)s. Please look before you order.")
    return CheckoutError(
        message % {"name": name, "old": shown(old), "new": shown(new)},
        code=CheckoutErrorCode.PRICE_CHANGED,
        field=field,
        variants=[line.goods.variant_id] if line else (),
        lines=[line.id] if line else (),
    )


def _too_small(parcel: Parcel) -> DomainError:
    message = _("%(cooperative)s sends orders from %(minimum)s on. Add goods for %(missing)s.") % {
        "cooperative": parcel.cooperative_name,
        "minimum": shown(Money(parcel.minimum or 0, parcel.currency)),
        "missing": shown(Money(parcel.missing_for_minimum, parcel.currency)),
    }
    code = CheckoutErrorCode.MINIMUM_ORDER_NOT_REACHED
    return CheckoutError(message, code=code, field="lines", lines=[line.id for line in parcel.lines])


def _travels(parcel: Parcel) -> bool:
    """Whether somebody brings it; goods fetched in person need no address."""
    return parcel.needs_delivery and not (parcel.chosen and parcel.chosen.method.is_pickup)


def _not_chosen(parcel: Parcel) -> DomainError:
    message = _("Choose how the goods of %(cooperative)s reach you.") % {
        "cooperative": parcel.cooperative_name
    }
    code = CheckoutErrorCode.SHIPPING_METHOD_NOT_SET
    return CheckoutError(
        message, code=code, field="shipping_method", lines=[line.id for line in parcel.lines]
    )
