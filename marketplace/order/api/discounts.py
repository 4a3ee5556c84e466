"""Vouchers, discounts and gift cards: types the dialect's clients ask for. There are none of them yet."""

from __future__ import annotations

import graphene

from marketplace.graphql.fields import empty_lists, listed, value
from marketplace.graphql.permissions import WITHIN
from marketplace.graphql.scalars import Money, PositiveDecimal
from marketplace.graphql.types import Node, Type, extend
from marketplace.order.api.enums import DiscountValueTypeEnum
from marketplace.order.api.lines import OrderLine
from marketplace.order.api.types import Order


class OrderDiscountType(graphene.Enum):
    """Where a discount comes from."""

    SALE = "SALE"
    VOUCHER = "VOUCHER"
    MANUAL = "MANUAL"
    PROMOTION = "PROMOTION"
    ORDER_PROMOTION = "ORDER_PROMOTION"


class OrderDiscount(Type):
    """What an order costs less, and why."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    type = graphene.Field(OrderDiscountType, required=True)
    name = graphene.String()
    translated_name = graphene.String()
    value_type = graphene.Field(DiscountValueTypeEnum, required=True)
    value = PositiveDecimal(required=True)
    reason = graphene.String()
    amount = graphene.Field(Money, required=True)
    total = graphene.Field(Money, required=True)


class OrderLineDiscount(Type):
    """What a line of an order costs less, and why."""

    class Meta:
        permission = WITHIN

    id = graphene.ID(required=True)
    type = graphene.Field(OrderDiscountType, required=True)
    name = graphene.String()
    translated_name = graphene.String()
    value_type = graphene.Field(DiscountValueTypeEnum, required=True)
    value = PositiveDecimal(required=True)
    reason = graphene.String()
    total = graphene.Field(Money, required=True)
    unit = graphene.Field(Money, required=True)


class VoucherTypeEnum(graphene.Enum):
    """What a code makes cheaper."""

    SHIPPING = "SHIPPING"
    ENTIRE_ORDER = "ENTIRE_ORDER"
    SPECIFIC_PRODUCT = "SPECIFIC_PRODUCT"


class Voucher(Type):
    """A code that makes an order cheaper."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    name = graphene.String()
    code = graphene.String()
    type = graphene.Field(VoucherTypeEnum, required=True)


class GiftCardEventsEnum(graphene.Enum):
    """What happened to a gift card."""

    ISSUED = "ISSUED"
    BOUGHT = "BOUGHT"
    UPDATED = "UPDATED"
    ACTIVATED = "ACTIVATED"
    DEACTIVATED = "DEACTIVATED"
    BALANCE_RESET = "BALANCE_RESET"
    EXPIRY_DATE_UPDATED = "EXPIRY_DATE_UPDATED"
    TAGS_UPDATED = "TAGS_UPDATED"
    SENT_TO_CUSTOMER = "SENT_TO_CUSTOMER"
    RESENT = "RESENT"
    NOTE_ADDED = "NOTE_ADDED"
    USED_IN_ORDER = "USED_IN_ORDER"
    REFUNDED_IN_ORDER = "REFUNDED_IN_ORDER"
    BALANCE_ADJUSTED = "BALANCE_ADJUSTED"
    ASSIGNED_TO_USER = "ASSIGNED_TO_USER"
    UNASSIGNED_FROM_USER = "UNASSIGNED_FROM_USER"


class GiftCardEventBalance(Type):
    """What was on a gift card before and after."""

    class Meta:
        permission = WITHIN

    initial_balance = graphene.Field(Money)
    current_balance = graphene.Field(Money, required=True)
    old_initial_balance = graphene.Field(Money)
    old_current_balance = graphene.Field(Money)


class GiftCardEvent(Type):
    """Something that happened to a gift card."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    date = graphene.DateTime()
    type = graphene.Field(GiftCardEventsEnum)
    order_id = graphene.ID()
    balance = graphene.Field(GiftCardEventBalance)


class GiftCard(Type):
    """Money paid before."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    display_code = graphene.String(required=True)
    last_4_code_chars = graphene.String(required=True, name="last4CodeChars")
    is_active = graphene.Boolean(required=True)
    expiry_date = graphene.Date()
    events = graphene.List(graphene.NonNull(GiftCardEvent), required=True)
    current_balance = graphene.Field(Money, required=True)


extend(
    Order,
    discounts=listed(OrderDiscount, empty_lists, description="None yet."),
    voucher=value(Voucher, lambda row: None, description="None yet."),
    gift_cards=listed(GiftCard, empty_lists, description="None yet."),
)
extend(
    OrderLine,
    discounts=listed(OrderLineDiscount, empty_lists, required=False, description="None yet."),
)
