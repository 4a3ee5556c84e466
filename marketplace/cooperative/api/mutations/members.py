"""Members: invite, change, remove, send a way in, sign out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.cooperative import models, services
from marketplace.cooperative.api.errors import CooperativePeopleError
from marketplace.cooperative.api.people import MEMBERS, PEOPLES, CooperativeMember, CooperativeMemberRole
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import SIGNED_IN


class CooperativeMemberInviteInput(graphene.InputObjectType):
    """Who is to act for which cooperative."""

    cooperative = graphene.ID(required=True)
    name = graphene.String(required=True)
    phone = graphene.String(required=True)
    role = graphene.InputField(CooperativeMemberRole, required=True)


class CooperativeMemberUpdateInput(graphene.InputObjectType):
    """What is another now; what is left out stays."""

    name = graphene.String()
    phone = graphene.String()
    role = graphene.InputField(CooperativeMemberRole)


class CooperativeMemberInvite(Mutation):
    """Somebody acts for the cooperative from now on, and is sent a one-time link to their phone."""

    member = graphene.Field(CooperativeMember)

    class Arguments:
        input = graphene.Argument(CooperativeMemberInviteInput, required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = PEOPLES

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The new member."""
        member = services.invite_member(
            cooperative_id=key_of(input["cooperative"], "Cooperative", field="cooperative"),
            name=input["name"],
            phone=input["phone"],
            role=models.Role(input["role"].value),
            actor=info.actor,
        )
        return {"member": member.pk}


class CooperativeMemberUpdate(Mutation):
    """Change a member's name, number or role. Another number ends all ways in by the old one."""

    member = graphene.Field(CooperativeMember)

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.Argument(CooperativeMemberUpdateInput, required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = MEMBERS

    @staticmethod
    def perform(info: Info, id: str, input: Any) -> Mapping[str, Any]:
        """The member as it is now."""
        member = services.update_member(
            member_id=key_of(id, "CooperativeMember"),
            name=input.get("name"),
            phone=input.get("phone"),
            role=models.Role(input["role"].value) if input.get("role") else None,
            actor=info.actor,
        )
        return {"member": member.pk}


class CooperativeMemberRemove(Mutation):
    """A member acts for the cooperative no more; everybody may remove themselves, but for the only owner."""

    member = graphene.Field(CooperativeMember)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = MEMBERS

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """Who it was."""
        return {
            "member": services.remove_member(member_id=key_of(id, "CooperativeMember"), actor=info.actor).pk
        }


class CooperativeMemberSendLink(Mutation):
    """A member is sent a fresh one-time link to their phone."""

    member = graphene.Field(CooperativeMember)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = MEMBERS

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """Who is sent it."""
        return {
            "member": services.send_member_link(
                member_id=key_of(id, "CooperativeMember"), actor=info.actor
            ).pk
        }


class CooperativeMemberSignOut(Mutation):
    """A phone is lost: all tokens and open links of a member are void."""

    member = graphene.Field(CooperativeMember)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = CooperativePeopleError
        permission = MEMBERS

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """Whose they were."""
        return {
            "member": services.sign_member_out(member_id=key_of(id, "CooperativeMember"), actor=info.actor).pk
        }


class CooperativeSignOutEverywhere(Mutation):
    """All tokens and links by which the caller works for cooperatives are void, on every device."""

    class Meta:
        errors = CooperativePeopleError
        permission = SIGNED_IN

    @staticmethod
    def perform(info: Info) -> Mapping[str, Any]:
        """Nothing but that it is done."""
        services.sign_out_everywhere(actor=info.actor)
        return {}


class Mutations:
    """Fields of Mutation."""

    cooperative_member_invite = CooperativeMemberInvite.field()
    cooperative_member_update = CooperativeMemberUpdate.field()
    cooperative_member_remove = CooperativeMemberRemove.field()
    cooperative_member_send_link = CooperativeMemberSendLink.field()
    cooperative_member_sign_out = CooperativeMemberSignOut.field()
    cooperative_sign_out_everywhere = CooperativeSignOutEverywhere.field()
