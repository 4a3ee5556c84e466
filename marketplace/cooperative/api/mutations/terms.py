"""On what terms a cooperative sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.cooperative import services
from marketplace.cooperative.api.errors import CooperativePeopleError
from marketplace.cooperative.api.types import Cooperative
from marketplace.cooperative.rights import SHOP
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import sells, staff

COLUMNS = {
    "handling_days": "handling_days",
    "minimum_order": "minimum_order_amount",
    "closed_until": "closed_until",
    "near_provinces": "near_provinces",
}


class CooperativeTermsInput(graphene.InputObjectType):
    """What is left out stays; null takes it away."""

    handling_days = graphene.Int(
        description="Working days until the parcel is on its way; null: as the shop says."
    )
    minimum_order = graphene.Int(description="The smallest order, in đồng.")
    closed_until = graphene.Date(description="Takes no orders before this day.")
    near_provinces = graphene.List(
        graphene.NonNull(graphene.String), description="The provinces fresh goods go to, by code or name."
    )


class CooperativeTermsUpdate(Mutation):
    """The cooperative sends on these terms from now on."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.Argument(CooperativeTermsInput, required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = sells(SHOP) | staff("MANAGE_USERS")

    @staticmethod
    def perform(info: Info, id: str, input: Any) -> Mapping[str, Any]:
        """The cooperative."""
        terms = {column: input[name] for name, column in COLUMNS.items() if name in input}
        key = key_of(id, "Cooperative", field="id")
        return {"cooperative": services.set_terms(cooperative_id=key, actor=info.actor, **terms).pk}


class Mutations:
    """Fields of Mutation."""

    cooperative_terms_update = CooperativeTermsUpdate.field()
