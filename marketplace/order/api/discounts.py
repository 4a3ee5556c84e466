"""Vouchers, discounts and gift cards: types the dialect's clients ask for. There are none of them yet."""

from __future__ import annotations

import graphene

from marketplace.graphql.fields import listed, value
from marketplace.graphql.permissions import WITHIN
from marketplace.graphql.scalars import Money
from marketplace.graphql.types import Node, Type, extend
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
    amount = graphene.Field(Money, required=True)
    total = graphene.Field(Money, required=True)


class Voucher(Type):
    """A code that makes an order cheaper."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    name = graphene.String()
    code = graphene.String()


class GiftCard(Type):
    """Money paid before."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    display_code = graphene.String(required=True)
    current_balance = graphene.Field(Money, required=True)


extend(
    Order,
    discounts=listed(OrderDiscount, lambda rows, info: [[] for _ in rows], description="None yet."),
    voucher=value(Voucher, lambda row: None, description="None yet."),
    gift_cards=listed(GiftCard, lambda rows, info: [[] for _ in rows], description="None yet."),
)
