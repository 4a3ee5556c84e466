"""Words of orders."""

from __future__ import annotations

import graphene

from marketplace.order import models, statuses

OrderStatus = graphene.Enum(
    "OrderStatus",
    [(each.name, each.name) for each in statuses.OrderStatus],
    description="Where an order stands.",
)
SuborderStatus = graphene.Enum(
    "SuborderStatus",
    [(each.name, each.name) for each in statuses.SuborderStatus],
    description="Where one cooperative's part stands.",
)
FulfillmentStatus = graphene.Enum(
    "FulfillmentStatus",
    [(each.name, each.name) for each in models.FulfillmentStatus],
    description="Where a parcel stands.",
)
OrderGrantedRefundStatusEnum = graphene.Enum(
    "OrderGrantedRefundStatusEnum",
    [(each.name, each.name) for each in models.RefundStatus],
    description="Whether money has to go back, and has gone.",
)


class OrderAuthorizeStatusEnum(graphene.Enum):
    """How much of the total is set aside or taken."""

    NONE = "NONE"
    PARTIAL = "PARTIAL"
    FULL = "FULL"


class OrderChargeStatusEnum(graphene.Enum):
    """How much of the total is taken."""

    NONE = "NONE"
    PARTIAL = "PARTIAL"
    FULL = "FULL"
    OVERCHARGED = "OVERCHARGED"


class PaymentChargeStatusEnum(graphene.Enum):
    """How an order's payment stands, in the dialect's older words."""

    NOT_CHARGED = "NOT_CHARGED"
    PENDING = "PENDING"
    PARTIALLY_CHARGED = "PARTIALLY_CHARGED"
    FULLY_CHARGED = "FULLY_CHARGED"
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    FULLY_REFUNDED = "FULLY_REFUNDED"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"


class OrderOriginEnum(graphene.Enum):
    """How an order came about."""

    CHECKOUT = "CHECKOUT"
    DRAFT = "DRAFT"
    REISSUE = "REISSUE"
    BULK_CREATE = "BULK_CREATE"


class DiscountValueTypeEnum(graphene.Enum):
    """What a discount is counted in."""

    FIXED = "FIXED"
    PERCENTAGE = "PERCENTAGE"


class OrderAction(graphene.Enum):
    """What staff can do with an order's payment, in the dialect's older words."""

    CAPTURE = "CAPTURE"
    MARK_AS_PAID = "MARK_AS_PAID"
    REFUND = "REFUND"
    VOID = "VOID"


def words(choices: type, name: str) -> str:
    """The API's word for a stored status: "partially fulfilled" is PARTIALLY_FULFILLED."""
    return str(choices(name).name)
