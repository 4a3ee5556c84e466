"""An old order becomes a new cart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.checkout import services
from marketplace.checkout.api.mutations.lines import user_of
from marketplace.checkout.api.reading import changed
from marketplace.checkout.api.types import Checkout
from marketplace.checkout.errors import CheckoutCreateFromOrderErrorCode, UnavailableVariantCode
from marketplace.graphql.errors import error_type
from marketplace.graphql.fields import value
from marketplace.graphql.ids import key_of, to_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC, WITHIN
from marketplace.graphql.types import Type

CheckoutCreateFromOrderError = error_type("CheckoutCreateFromOrderError", CheckoutCreateFromOrderErrorCode)
NAME = "CheckoutCreateFromOrderUnavailableVariant"


class CheckoutCreateFromOrderUnavailableVariant(Type):
    """A line of the order that is not in the new cart, and why."""

    class Meta:
        values = (services.Unavailable,)
        permission = WITHIN

    message = value(graphene.String, lambda each: str(each.message), required=True)
    code = graphene.Field(
        graphene.Enum.from_enum(UnavailableVariantCode, name=f"{NAME}ErrorCode"), required=True
    )
    variant_id = value(
        graphene.ID,
        lambda each: to_global_id("ProductVariant", each.variant_id) if each.variant_id else "",
        required=True,
        description="Empty where the goods are gone from the shop.",
    )
    line_id = value(graphene.ID, lambda each: to_global_id("OrderLine", each.line_id), required=True)


class CheckoutCreateFromOrder(Mutation):
    """Start a cart with what an order had; what cannot be had is named."""

    unavailable_variants = graphene.List(graphene.NonNull(CheckoutCreateFromOrderUnavailableVariant))
    checkout = graphene.Field(Checkout, description="Null where nothing of the order can be had.")

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = CheckoutCreateFromOrderError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The cart, and what is not in it."""
        made = services.create_from_order(
            order_id=key_of(id, "Order"),
            user=user_of(info.actor),
            language_code=info.context.language,
            actor=info.actor,
        )
        cart = changed(made.checkout) if made.checkout else {"checkout": None}
        return {**cart, "unavailable_variants": made.unavailable}


class Mutations:
    """Fields of Mutation."""

    checkout_create_from_order = CheckoutCreateFromOrder.field()
