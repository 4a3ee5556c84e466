"""Coming in as a member of a cooperative."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.account.api.types import AccountError
from marketplace.account.tokens import tokens
from marketplace.cooperative import services
from marketplace.cooperative.api.types import Cooperative
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC


class CooperativeLinkOpen(Mutation):
    """Spend a one-time link and come in as the member it was made for."""

    token = graphene.String(description="Bearer token of the member, for thirty days.")
    cooperative = graphene.Field(Cooperative)

    class Arguments:
        token = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, token: str) -> Mapping[str, Any]:
        """A token for the member, and the cooperative it acts for."""
        member = services.open_link(token=token)
        return {"token": tokens().member(member.pk, member.token_key), "cooperative": member.cooperative_id}


class Mutations:
    """Fields of Mutation."""

    cooperative_link_open = CooperativeLinkOpen.field()
