"""What staff decide about a shop: one service each, with a reason that is told or without one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import graphene

from marketplace.cooperative import models
from marketplace.cooperative.api.types import Cooperative
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.oversight import services
from marketplace.oversight.api.enums import OF_STAFF, OversightError
from marketplace.oversight.api.mutations.openings import of


class Decision(Mutation):
    """`decide` is the service; it takes the cooperative's id, the actor, and the reason where one is an argument."""

    error_type = OversightError
    permission = OF_STAFF
    decide: ClassVar[Callable[..., models.Cooperative]]

    cooperative = graphene.Field(Cooperative)

    class Arguments:
        cooperative = graphene.ID(required=True)

    class Meta:
        abstract = True

    @classmethod
    def perform(cls, info: Info, cooperative: str, **reason: str) -> Mapping[str, Any]:
        """The cooperative as it stands now."""
        return {"cooperative": cls.decide(cooperative_id=of(cooperative), actor=info.actor, **reason)}


class DecisionWithReason(Decision):
    """One that needs a reason."""

    class Arguments(Decision.Arguments):
        reason = graphene.String(required=True)

    class Meta:
        abstract = True


class OpeningApprove(Decision):
    """Let the shop in."""

    decide = staticmethod(services.approve)


class OpeningAskMore(DecisionWithReason):
    """The shop is not ready yet; the reason is told."""

    decide = staticmethod(services.ask_more)


class OpeningRefuse(DecisionWithReason):
    """The shop is not let in; the reason is told."""

    decide = staticmethod(services.refuse)


class OpeningBankAccountConfirm(Decision):
    """Staff have seen that the account is the cooperative's."""

    decide = staticmethod(services.confirm_bank_account)


class ShopSuspend(DecisionWithReason):
    """Announce that the shop goes off sale in five days; the reason is told."""

    decide = staticmethod(services.announce_suspension)


class ShopSuspensionWithdraw(Decision):
    """Take an announced suspension back."""

    decide = staticmethod(services.withdraw_suspension)


class ShopReinstate(Decision):
    """A suspended shop sells again."""

    decide = staticmethod(services.reinstate)


class Mutations:
    """Fields of Mutation."""

    opening_approve = OpeningApprove.field()
    opening_ask_more = OpeningAskMore.field()
    opening_refuse = OpeningRefuse.field()
    opening_bank_account_confirm = OpeningBankAccountConfirm.field()
    shop_suspend = ShopSuspend.field()
    shop_suspension_withdraw = ShopSuspensionWithdraw.field()
    shop_reinstate = ShopReinstate.field()
