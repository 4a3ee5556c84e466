"""Ownership: offered, agreed to, ended; and staff who appoint where no owner is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.cooperative import queries, services
from marketplace.cooperative.api.errors import CooperativePeopleError
from marketplace.cooperative.api.people import CooperativeHandover
from marketplace.cooperative.rights import PEOPLE
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import MEMBER, sells, staff


class CooperativeHandoverOffer(Mutation):
    """An owner offers the cooperative to a member, who has to agree."""

    handover = graphene.Field(CooperativeHandover)

    class Arguments:
        member = graphene.ID(required=True)
        stays = graphene.Boolean(description="Stay an owner beside the member; else become a manager.")

    class Meta:
        errors = CooperativePeopleError
        permission = sells(PEOPLE)

    @staticmethod
    def perform(info: Info, member: str, stays: bool | None = None) -> Mapping[str, Any]:
        """The offer."""
        member_id = key_of(member, "CooperativeMember", field="member")
        offer = services.offer_ownership(member_id=member_id, stays=bool(stays), actor=info.actor)
        return {"handover": offer.pk}


class CooperativeHandoverAccept(Mutation):
    """The member agrees and is the owner."""

    handover = graphene.Field(CooperativeHandover)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = MEMBER

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """What was agreed."""
        agreed = services.accept_ownership(handover_id=key_of(id, "CooperativeHandover"), actor=info.actor)
        return {"handover": agreed.pk}


class CooperativeHandoverEnd(Mutation):
    """Whoever offered takes it back, or the member does not want it."""

    handover = graphene.Field(CooperativeHandover)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = MEMBER

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """What was offered."""
        ended = services.end_offer(handover_id=key_of(id, "CooperativeHandover"), actor=info.actor)
        return {"handover": ended.pk}


class CooperativeOwnerAppoint(Mutation):
    """Staff make a member the owner where the last one is gone; who, whom and why is kept."""

    handover = graphene.Field(CooperativeHandover)

    class Arguments:
        member = graphene.ID(required=True)
        reason = graphene.String(required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = staff(queries.STAFF_FOR_PEOPLE)

    @staticmethod
    def perform(info: Info, member: str, reason: str) -> Mapping[str, Any]:
        """What was done."""
        member_id = key_of(member, "CooperativeMember", field="member")
        return {"handover": services.appoint_owner(member_id=member_id, reason=reason, actor=info.actor).pk}


class Mutations:
    """Fields of Mutation."""

    cooperative_handover_offer = CooperativeHandoverOffer.field()
    cooperative_handover_accept = CooperativeHandoverAccept.field()
    cooperative_handover_end = CooperativeHandoverEnd.field()
    cooperative_owner_appoint = CooperativeOwnerAppoint.field()
