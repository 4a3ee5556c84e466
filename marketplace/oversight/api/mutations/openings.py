"""Opening a shop, as whoever opens it does it; and asking for one's own data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.cooperative import models as cooperatives
from marketplace.cooperative.api.types import Cooperative, CooperativeKind
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import SIGNED_IN
from marketplace.oversight import services
from marketplace.oversight.api.enums import OF_DATA, OF_SHOP, OversightError
from marketplace.oversight.api.types import DataExport


class OpeningApplyInput(graphene.InputObjectType):
    """A shop begins."""

    name = graphene.String(required=True)
    kind = graphene.InputField(CooperativeKind, required=True)
    commune_code = graphene.String(required=True)
    phone = graphene.String()
    owner_name = graphene.String(description="Whose shop it is, when staff begin it for somebody.")


class OpeningUpdateInput(graphene.InputObjectType):
    """What is known by now; what is left out stays as it was."""

    name = graphene.String()
    legal_name = graphene.String()
    tax_code = graphene.String()
    phone = graphene.String()
    responsible_name = graphene.String()
    responsible_phone = graphene.String()
    bank_bin = graphene.String()
    bank_account_number = graphene.String()
    bank_account_name = graphene.String()
    pickup_commune_code = graphene.String()
    pickup_street = graphene.String()


class OpeningApply(Mutation):
    """Begin to open a shop; whoever asks becomes its owner."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        input = graphene.Argument(OpeningApplyInput, required=True)

    class Meta:
        errors = OversightError
        permission = SIGNED_IN

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The new cooperative, not on sale."""
        made = services.apply(
            name=input["name"],
            kind=cooperatives.CooperativeKind(input["kind"].value),
            commune_code=input["commune_code"],
            phone=input.get("phone") or "",
            owner_name=input.get("owner_name") or "",
            actor=info.actor,
        )
        return {"cooperative": made}


class OpeningUpdate(Mutation):
    """Write down some of what is asked."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)
        input = graphene.Argument(OpeningUpdateInput, required=True)

    class Meta:
        errors = OversightError
        permission = OF_SHOP

    @staticmethod
    def perform(info: Info, cooperative: str, input: Any) -> Mapping[str, Any]:
        """The cooperative as it is known now."""
        given = {name: text or "" for name, text in input.items()}
        return {"cooperative": services.fill_in(cooperative_id=of(cooperative), actor=info.actor, **given)}


class OpeningRulesAccept(Mutation):
    """Accept the rules in the version that was read."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)
        version = graphene.Int(required=True)
        page_slug = graphene.String()

    class Meta:
        errors = OversightError
        permission = OF_SHOP

    @staticmethod
    def perform(
        info: Info, cooperative: str, version: int, page_slug: str | None = None
    ) -> Mapping[str, Any]:
        """The cooperative that is bound by them."""
        accepted = services.accept_rules(
            cooperative_id=of(cooperative), version=version, page_slug=page_slug or "", actor=info.actor
        )
        return {"cooperative": accepted}


class OpeningSubmit(Mutation):
    """Everything is there: ask to be let in."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)

    class Meta:
        errors = OversightError
        permission = OF_SHOP

    @staticmethod
    def perform(info: Info, cooperative: str) -> Mapping[str, Any]:
        """The cooperative, submitted."""
        return {"cooperative": services.submit(cooperative_id=of(cooperative), actor=info.actor)}


class CooperativeDataRequest(Mutation):
    """Everything that is the cooperative's own, as one file; told when it is ready."""

    data_export = graphene.Field(DataExport)

    class Arguments:
        cooperative = graphene.ID(required=True)

    class Meta:
        errors = OversightError
        permission = OF_DATA

    @staticmethod
    def perform(info: Info, cooperative: str) -> Mapping[str, Any]:
        """The file that is being made."""
        return {"data_export": services.ask_for_data(cooperative_id=of(cooperative), actor=info.actor)}


def of(cooperative: str) -> int:
    """The key of a cooperative's id."""
    key: int = key_of(cooperative, "Cooperative", field="cooperative")
    return key


class Mutations:
    """Fields of Mutation."""

    opening_apply = OpeningApply.field()
    opening_update = OpeningUpdate.field()
    opening_rules_accept = OpeningRulesAccept.field()
    opening_submit = OpeningSubmit.field()
    cooperative_data_request = CooperativeDataRequest.field()
