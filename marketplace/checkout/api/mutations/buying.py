"""The cart becomes an order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.checkout import services
from marketplace.checkout.api import inputs
from marketplace.checkout.api.errors import CheckoutError
from marketplace.checkout.api.reading import checkout_key
from marketplace.graphql.fields import value
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataInput
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.scalars import UUID, JSONString
from marketplace.order.api.types import Order


class CheckoutComplete(Mutation):
    """Order what is in the cart; again, it answers with the same order. Goods for adults need `consent.adult` in the
    metadata: when it was said."""

    order = graphene.Field(Order)
    confirmation_needed = value(graphene.Boolean, lambda payload: False, required=True)
    confirmation_data = value(JSONString, lambda payload: None)

    class Arguments:
        checkout_id = graphene.ID()
        id = graphene.ID()
        metadata = graphene.List(graphene.NonNull(MetadataInput))
        redirect_url = graphene.String()
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info,
        id: Any = None,
        metadata: Any = None,
        redirect_url: str | None = None,
        checkout_id: Any = None,
        token: Any = None,
    ) -> Mapping[str, Any]:
        """The order."""
        order = services.complete(
            checkout_id=checkout_key(id, checkout_id, token),
            redirect_url=redirect_url or "",
            metadata=inputs.items(metadata),
            actor=info.actor,
        )
        return {"order": order}


class Mutations:
    """Fields of Mutation."""

    checkout_complete = CheckoutComplete.field()
