"""Orders that a cooperative takes by phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.account.api.types import AddressInput
from marketplace.checkout import services
from marketplace.checkout.api import inputs
from marketplace.checkout.api.errors import CheckoutError
from marketplace.checkout.api.inputs import CheckoutLineInput
from marketplace.cooperative.rights import ORDERS
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import sells, staff
from marketplace.order.api.suborders import Suborder


class SuborderByPhoneInput(graphene.InputObjectType):
    """What a caller wants of a cooperative's goods, to be paid on delivery."""

    cooperative = graphene.ID(required=True)
    channel = graphene.String()
    lines = graphene.List(graphene.NonNull(CheckoutLineInput), required=True)
    phone = graphene.String(required=True)
    shipping_address = graphene.InputField(AddressInput, required=True)
    delivery_method_id = graphene.ID(required=True)
    note = graphene.String()
    caller_is_adult = graphene.Boolean()
    idempotency_key = graphene.String(
        description="Of one press: sent again with the same key, the same wish is answered with the first order."
    )


class SuborderTakeByPhone(Mutation):
    """The cooperative takes an order by phone; it is accepted at once, and the caller is sent its link."""

    suborder = graphene.Field(Suborder)

    class Arguments:
        input = graphene.Argument(SuborderByPhoneInput, required=True)

    class Meta:
        errors = CheckoutError
        permission = sells(ORDERS) | staff("MANAGE_ORDERS")

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The part, accepted."""
        taken = services.take_by_phone(
            cooperative_id=key_of(input["cooperative"], "Cooperative", field="cooperative"),
            channel_slug=input.get("channel"),
            lines=inputs.line_inputs(input["lines"]),
            phone=input["phone"],
            address=inputs.address(input["shipping_address"]),
            method_id=key_of(input["delivery_method_id"], "ShippingMethod", field="delivery_method_id"),
            note=(input.get("note") or "").strip(),
            caller_is_adult=bool(input.get("caller_is_adult")),
            idempotency_key=input.get("idempotency_key") or "",
            actor=info.actor,
        )
        return {"suborder": taken}


class Mutations:
    """Fields of Mutation."""

    suborder_take_by_phone = SuborderTakeByPhone.field()
