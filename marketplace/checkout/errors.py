"""The ways a cart says no. The codes are the dialect's, and two of ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError, DomainErrors, NotFound


class CheckoutErrorCode(StrEnum):
    """The dialect's codes; PRICE_CHANGED (DECISIONS 22) and MINIMUM_ORDER_NOT_REACHED are ours."""

    BILLING_ADDRESS_NOT_SET = "BILLING_ADDRESS_NOT_SET"
    CHECKOUT_NOT_FULLY_PAID = "CHECKOUT_NOT_FULLY_PAID"
    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    PRODUCT_NOT_PUBLISHED = "PRODUCT_NOT_PUBLISHED"
    PRODUCT_UNAVAILABLE_FOR_PURCHASE = "PRODUCT_UNAVAILABLE_FOR_PURCHASE"
    INSUFFICIENT_STOCK = "INSUFFICIENT_STOCK"
    INVALID = "INVALID"
    INVALID_SHIPPING_METHOD = "INVALID_SHIPPING_METHOD"
    NOT_FOUND = "NOT_FOUND"
    PAYMENT_ERROR = "PAYMENT_ERROR"
    PRICE_OVERRIDE_REASON_WITHOUT_OVERRIDE = "PRICE_OVERRIDE_REASON_WITHOUT_OVERRIDE"
    QUANTITY_GREATER_THAN_LIMIT = "QUANTITY_GREATER_THAN_LIMIT"
    REQUIRED = "REQUIRED"
    SHIPPING_ADDRESS_NOT_SET = "SHIPPING_ADDRESS_NOT_SET"
    SHIPPING_METHOD_NOT_APPLICABLE = "SHIPPING_METHOD_NOT_APPLICABLE"
    DELIVERY_METHOD_NOT_APPLICABLE = "DELIVERY_METHOD_NOT_APPLICABLE"
    SHIPPING_METHOD_NOT_SET = "SHIPPING_METHOD_NOT_SET"
    SHIPPING_NOT_REQUIRED = "SHIPPING_NOT_REQUIRED"
    TAX_ERROR = "TAX_ERROR"
    UNIQUE = "UNIQUE"
    VOUCHER_NOT_APPLICABLE = "VOUCHER_NOT_APPLICABLE"
    GIFT_CARD_NOT_APPLICABLE = "GIFT_CARD_NOT_APPLICABLE"
    ZERO_QUANTITY = "ZERO_QUANTITY"
    MISSING_CHANNEL_SLUG = "MISSING_CHANNEL_SLUG"
    CHANNEL_INACTIVE = "CHANNEL_INACTIVE"
    UNAVAILABLE_VARIANT_IN_CHANNEL = "UNAVAILABLE_VARIANT_IN_CHANNEL"
    EMAIL_NOT_SET = "EMAIL_NOT_SET"
    NO_LINES = "NO_LINES"
    INACTIVE_PAYMENT = "INACTIVE_PAYMENT"
    NON_EDITABLE_GIFT_LINE = "NON_EDITABLE_GIFT_LINE"
    NON_REMOVABLE_GIFT_LINE = "NON_REMOVABLE_GIFT_LINE"
    SHIPPING_CHANGE_FORBIDDEN = "SHIPPING_CHANGE_FORBIDDEN"
    MISSING_ADDRESS_DATA = "MISSING_ADDRESS_DATA"
    PRICE_CHANGED = "PRICE_CHANGED"
    MINIMUM_ORDER_NOT_REACHED = "MINIMUM_ORDER_NOT_REACHED"


_C = CheckoutErrorCode


class CheckoutCreateFromOrderErrorCode(StrEnum):
    """The dialect's codes."""

    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    INVALID = "INVALID"
    ORDER_NOT_FOUND = "ORDER_NOT_FOUND"
    CHANNEL_INACTIVE = "CHANNEL_INACTIVE"
    TAX_ERROR = "TAX_ERROR"


class UnavailableVariantCode(StrEnum):
    """The dialect's codes of what could not be ordered again."""

    NOT_FOUND = "NOT_FOUND"
    PRODUCT_UNAVAILABLE_FOR_PURCHASE = "PRODUCT_UNAVAILABLE_FOR_PURCHASE"
    UNAVAILABLE_VARIANT_IN_CHANNEL = "UNAVAILABLE_VARIANT_IN_CHANNEL"
    PRODUCT_NOT_PUBLISHED = "PRODUCT_NOT_PUBLISHED"
    QUANTITY_GREATER_THAN_LIMIT = "QUANTITY_GREATER_THAN_LIMIT"
    INSUFFICIENT_STOCK = "INSUFFICIENT_STOCK"


class CheckoutError(DomainError):
    """A refusal about certain lines and variants of a cart; their ids are in `details`."""

    def __init__(
        self,
        message: Any,
        *,
        code: str,
        field: str | None = None,
        variants: Iterable[int] = (),
        lines: Iterable[UUID] = (),
        address_type: str | None = None,
    ) -> None:
        details = {
            "variants": list(variants) or None,
            "lines": list(lines) or None,
            "address_type": address_type,
        }
        super().__init__(message, code=code, field=field, details=details)


class CheckoutNotFound(NotFound):
    """There is no such cart, or it has become an order."""

    def __init__(self) -> None:
        super().__init__(_("This cart is gone. Please start a new one."), field="id")


class OrderNotFound(DomainError):
    """There is no such order to order again."""

    code = "ORDER_NOT_FOUND"

    def __init__(self) -> None:
        super().__init__(_("There is no such order."), field="id")


class CheckoutProblems(DomainErrors):
    """Everything the buyer must mend before the cart becomes an order. Nothing was changed."""

    def __init__(self, errors: Sequence[DomainError]) -> None:
        super().__init__(list(errors))


def at_least_one(variant_id: int) -> DomainError:
    """A quantity below one."""
    return CheckoutError(
        _("Take at least one."), code=_C.ZERO_QUANTITY, field="quantity", variants=[variant_id]
    )


def more_than_limit(variant_id: int, limit: int) -> DomainError:
    """More than one buyer may take."""
    message = _("At most %(limit)s of this for one buyer.") % {"limit": limit}
    return CheckoutError(
        message, code=_C.QUANTITY_GREATER_THAN_LIMIT, field="quantity", variants=[variant_id]
    )


def unknown_variant(variant_id: int) -> DomainError:
    """No such good."""
    return CheckoutError(
        _("There is no such good."), code=_C.NOT_FOUND, field="variant_id", variants=[variant_id]
    )


def only_left(name: str, left: int, *, variant_id: int, line_id: UUID | None = None) -> DomainError:
    """Less stock than asked for."""
    message = _("Only %(left)s of %(name)s left.") if left else _("%(name)s is sold out.")
    return CheckoutError(
        message % {"left": left, "name": name},
        code=_C.INSUFFICIENT_STOCK,
        field="quantity",
        variants=[variant_id],
        lines=[line_id] if line_id else (),
    )


def unknown_line() -> DomainError:
    """The line is not in this cart."""
    return CheckoutError(_("This is not in your cart any more."), code=_C.NOT_FOUND, field="line_id")


def no_such_method() -> DomainError:
    """The method does not exist or is not offered here."""
    return CheckoutError(
        _("There is no such way of delivery."), code=_C.NOT_FOUND, field="delivery_method_id"
    )


def cannot_go(reason: Any) -> DomainError:
    """The goods cannot go this way."""
    return CheckoutError(reason, code=_C.DELIVERY_METHOD_NOT_APPLICABLE, field="delivery_method_id")
