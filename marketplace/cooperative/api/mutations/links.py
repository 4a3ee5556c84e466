"""Coming in as a member of a cooperative."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.account.api.types import AccountError
from marketplace.account.tokens import tokens
from marketplace.cooperative import services
from marketplace.cooperative.api.people import standings
from marketplace.cooperative.api.types import Cooperative
from marketplace.cooperative.models import CooperativeMember, Viewing
from marketplace.cooperative.queries import actor_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC


class CooperativeLinkOpen(Mutation):
    """Spend a one-time link and come in as the member or the helper it was made for."""

    token = graphene.String(description="Bearer token of the member or helper, for thirty days.")
    cooperative = graphene.Field(
        Cooperative, description="The one to begin with; null for a helper without a mandate today."
    )
    reads_only = graphene.Boolean(description="Staff who see as the cooperative, and can change nothing.")

    class Arguments:
        token = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, token: str) -> Mapping[str, Any]:
        """A token for who came in, and the cooperative they act for."""
        person = services.open_link(token=token)
        if isinstance(person, Viewing):
            bearer = tokens().viewer(person.pk)
            return {"token": bearer, "cooperative": person.cooperative_id, "reads_only": True}
        if isinstance(person, CooperativeMember):
            return {
                "token": tokens().member(person.pk, person.token_key),
                "cooperative": person.cooperative_id,
            }
        bearer = tokens().helper(person.pk, person.token_key)
        first = next(iter(standings(actor_of(bearer, tokens()))), None)
        return {"token": bearer, "cooperative": first.cooperative_id if first else None}


class Mutations:
    """Fields of Mutation."""

    cooperative_link_open = CooperativeLinkOpen.field()
