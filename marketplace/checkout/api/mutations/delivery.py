"""How the goods reach the buyer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import graphene

from marketplace.checkout import errors, queries, services
from marketplace.checkout.api import deliveries
from marketplace.checkout.api.deliveries import Delivery, DeliveryValue
from marketplace.checkout.api.errors import CheckoutError
from marketplace.checkout.api.inputs import CheckoutParcelInput
from marketplace.checkout.api.reading import carts, changed, checkout_key
from marketplace.checkout.api.types import Checkout
from marketplace.checkout.services import ParcelChoice
from marketplace.graphql.errors import error_type
from marketplace.graphql.fields import value
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.scalars import UUID


class DeliveryOptionsCalculateErrorCode(StrEnum):
    """The dialect's codes."""

    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"


DeliveryOptionsCalculateError = error_type("DeliveryOptionsCalculateError", DeliveryOptionsCalculateErrorCode)


class CheckoutDeliveryMethodUpdate(Mutation):
    """Send every parcel this way, and by its own cheapest where it cannot go so; null takes the choice back."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        delivery_method_id = graphene.ID()
        id = graphene.ID()
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info, id: Any = None, delivery_method_id: Any = None, token: Any = None
    ) -> Mapping[str, Any]:
        """The cart with its choice."""
        chosen = method_key(delivery_method_id) if delivery_method_id else None
        key = checkout_key(id, token)
        sent = services.set_delivery_method(checkout_id=key, method_id=chosen, actor=info.actor)
        return changed(sent.checkout, sent.whole)


class CheckoutParcelsUpdate(Mutation):
    """Choose the way of single parcels."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        id = graphene.ID(required=True)
        parcels = graphene.List(graphene.NonNull(CheckoutParcelInput), required=True)

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, id: str, parcels: Any) -> Mapping[str, Any]:
        """The cart with these choices."""
        choices = [
            ParcelChoice(
                cooperative_id=key_of(each["cooperative"], "Cooperative", field="cooperative"),
                method_id=method_key(each["delivery_method_id"]),
            )
            for each in parcels
        ]
        key = checkout_key(id)
        sent = services.update_parcels(checkout_id=key, choices=choices, actor=info.actor)
        return changed(sent.checkout, sent.whole)


class DeliveryOptionsCalculate(Mutation):
    """Work out which ways the cart can be sent, and what each costs."""

    deliveries = value(
        graphene.List(graphene.NonNull(Delivery)), lambda payload: payload.deliveries or [], required=True
    )

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = DeliveryOptionsCalculateError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """Every way at least one parcel can go."""
        key = checkout_key(id)
        if not queries.open_carts().filter(pk=key).exists():
            raise errors.CheckoutNotFound
        found = deliveries.of_cart(carts(info, [key], with_quotes=True)[key].snapshot)
        return {"deliveries": [DeliveryValue(each) for each in found]}


def method_key(global_id: str) -> int:
    """The method behind a ShippingMethod or Delivery id. Raises NOT_FOUND for a mixed choice, which is none."""
    key = key_of(global_id, "ShippingMethod", "Delivery", field="delivery_method_id")
    if not isinstance(key, int):
        raise errors.no_such_method()
    return key


class Mutations:
    """Fields of Mutation."""

    checkout_delivery_method_update = CheckoutDeliveryMethodUpdate.field()
    checkout_parcels_update = CheckoutParcelsUpdate.field()
    delivery_options_calculate = DeliveryOptionsCalculate.field()
