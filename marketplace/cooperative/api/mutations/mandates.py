"""Mandates: proposed by the cooperative or offered by a helper, confirmed by an owner, ended by either."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.cooperative import services
from marketplace.cooperative.api.errors import CooperativePeopleError
from marketplace.cooperative.api.people import RIGHTS, CooperativeMandate
from marketplace.cooperative.rights import PEOPLE
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import SIGNED_IN, sells


class CooperativeMandateProposeInput(graphene.InputObjectType):
    """Whom the cooperative trusts with what, and until when."""

    cooperative = graphene.ID(required=True)
    name = graphene.String(required=True)
    phone = graphene.String(required=True)
    rights = graphene.InputField(RIGHTS, required=True)
    until = graphene.Date(required=True)


class CooperativeMandateOfferInput(graphene.InputObjectType):
    """What the caller would do for which cooperative, and until when."""

    cooperative = graphene.ID(required=True)
    rights = graphene.InputField(RIGHTS, required=True)
    until = graphene.Date(required=True)


class CooperativeMandatePropose(Mutation):
    """The cooperative names a helper. By an owner it counts at once; by a manager an owner has to confirm it."""

    mandate = graphene.Field(CooperativeMandate)

    class Arguments:
        input = graphene.Argument(CooperativeMandateProposeInput, required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = sells(PEOPLE)

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The mandate."""
        mandate = services.propose_mandate(
            cooperative_id=key_of(input["cooperative"], "Cooperative", field="cooperative"),
            name=input["name"],
            phone=input["phone"],
            rights=[each.value for each in input["rights"]],
            until=input["until"],
            actor=info.actor,
        )
        return {"mandate": mandate.pk}


class CooperativeMandateOffer(Mutation):
    """The caller offers to help a cooperative; one of its owners has to confirm it."""

    mandate = graphene.Field(CooperativeMandate)

    class Arguments:
        input = graphene.Argument(CooperativeMandateOfferInput, required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = SIGNED_IN

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The mandate, to be confirmed."""
        mandate = services.offer_help(
            cooperative_id=key_of(input["cooperative"], "Cooperative", field="cooperative"),
            rights=[each.value for each in input["rights"]],
            until=input["until"],
            actor=info.actor,
        )
        return {"mandate": mandate.pk}


class CooperativeMandateConfirm(Mutation):
    """An owner confirms what was proposed, or takes on what another confirmed who is no owner any more."""

    mandate = graphene.Field(CooperativeMandate)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = sells(PEOPLE)

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The mandate, in force."""
        mandate_id = key_of(id, "CooperativeMandate")
        return {"mandate": services.confirm_mandate(mandate_id=mandate_id, actor=info.actor).pk}


class CooperativeMandateEnd(Mutation):
    """The cooperative or the helper ends it, at once: refused where it was not confirmed yet."""

    mandate = graphene.Field(CooperativeMandate)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = SIGNED_IN

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The mandate, ended."""
        mandate_id = key_of(id, "CooperativeMandate")
        return {"mandate": services.end_mandate(mandate_id=mandate_id, actor=info.actor).pk}


class CooperativeMandateSendLink(Mutation):
    """The helper is sent a fresh one-time link to their phone."""

    mandate = graphene.Field(CooperativeMandate)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = sells(PEOPLE)

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The mandate whose helper is sent it."""
        mandate_id = key_of(id, "CooperativeMandate")
        return {"mandate": services.send_helper_link(mandate_id=mandate_id, actor=info.actor).pk}


class Mutations:
    """Fields of Mutation."""

    cooperative_mandate_propose = CooperativeMandatePropose.field()
    cooperative_mandate_offer = CooperativeMandateOffer.field()
    cooperative_mandate_confirm = CooperativeMandateConfirm.field()
    cooperative_mandate_end = CooperativeMandateEnd.field()
    cooperative_mandate_send_link = CooperativeMandateSendLink.field()
