"""What staff decide about a shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.cooperative.api.types import Cooperative
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.oversight import services
from marketplace.oversight.api.enums import OF_STAFF, OversightError
from marketplace.oversight.api.mutations.openings import of


class OpeningApprove(Mutation):
    """Let the shop in."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF

    @staticmethod
    def perform(info: Info, cooperative: str) -> Mapping[str, Any]:
        """The cooperative, approved."""
        return {"cooperative": services.approve(cooperative_id=of(cooperative), actor=info.actor)}


class OpeningAskMore(Mutation):
    """The shop is not ready yet; the reason is told."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)
        reason = graphene.String(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF

    @staticmethod
    def perform(info: Info, cooperative: str, reason: str) -> Mapping[str, Any]:
        """The cooperative, which fills in again."""
        asked = services.ask_more(cooperative_id=of(cooperative), reason=reason, actor=info.actor)
        return {"cooperative": asked}


class OpeningRefuse(Mutation):
    """The shop is not let in; the reason is told."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)
        reason = graphene.String(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF

    @staticmethod
    def perform(info: Info, cooperative: str, reason: str) -> Mapping[str, Any]:
        """The cooperative, refused."""
        refused = services.refuse(cooperative_id=of(cooperative), reason=reason, actor=info.actor)
        return {"cooperative": refused}


class OpeningBankAccountConfirm(Mutation):
    """Staff have seen that the account is the cooperative's."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF

    @staticmethod
    def perform(info: Info, cooperative: str) -> Mapping[str, Any]:
        """The cooperative with its confirmed account."""
        confirmed = services.confirm_bank_account(cooperative_id=of(cooperative), actor=info.actor)
        return {"cooperative": confirmed}


class ShopSuspend(Mutation):
    """Announce that the shop goes off sale in five days; the reason is told."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)
        reason = graphene.String(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF

    @staticmethod
    def perform(info: Info, cooperative: str, reason: str) -> Mapping[str, Any]:
        """The cooperative, which sells until then."""
        told = services.announce_suspension(cooperative_id=of(cooperative), reason=reason, actor=info.actor)
        return {"cooperative": told}


class ShopSuspensionWithdraw(Mutation):
    """Take an announced suspension back."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF

    @staticmethod
    def perform(info: Info, cooperative: str) -> Mapping[str, Any]:
        """The cooperative, which goes on."""
        return {"cooperative": services.withdraw_suspension(cooperative_id=of(cooperative), actor=info.actor)}


class ShopReinstate(Mutation):
    """A suspended shop sells again."""

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF

    @staticmethod
    def perform(info: Info, cooperative: str) -> Mapping[str, Any]:
        """The cooperative, on sale."""
        return {"cooperative": services.reinstate(cooperative_id=of(cooperative), actor=info.actor)}


class Mutations:
    """Fields of Mutation."""

    opening_approve = OpeningApprove.field()
    opening_ask_more = OpeningAskMore.field()
    opening_refuse = OpeningRefuse.field()
    opening_bank_account_confirm = OpeningBankAccountConfirm.field()
    shop_suspend = ShopSuspend.field()
    shop_suspension_withdraw = ShopSuspensionWithdraw.field()
    shop_reinstate = ShopReinstate.field()
