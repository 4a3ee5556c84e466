"""What managers of staff do with staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.account import models, queries, services
from marketplace.account.api.groups import MANAGE_STAFF
from marketplace.account.api.mutations.customers import Ids, all_or_none
from marketplace.account.api.mutations.groups import SomeIds, SomePermissions
from marketplace.account.api.own import profile_of, told
from marketplace.account.api.types import AccountError, AddressTypeEnum, User
from marketplace.account.errors import AccountErrorCode
from marketplace.core.errors import NotFound
from marketplace.graphql.errors import error_type
from marketplace.graphql.ids import key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataInput
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.rows import read

StaffError = error_type(
    "StaffError",
    AccountErrorCode,
    like=AccountError,
    address_type=AddressTypeEnum,
    attributes=SomeIds,
    permissions=SomePermissions,
    groups=SomeIds,
    users=SomeIds,
)


class StaffCreateInput(graphene.InputObjectType):
    """A new member of staff."""

    first_name = graphene.String()
    last_name = graphene.String()
    email = graphene.String()
    is_active = graphene.Boolean()
    note = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))
    add_groups = SomeIds
    redirect_url = graphene.String(description="Where the invitation leads, with `email` and `token`.")


class StaffUpdateInput(graphene.InputObjectType):
    """What is changed of a member of staff."""

    first_name = graphene.String()
    last_name = graphene.String()
    email = graphene.String()
    is_active = graphene.Boolean()
    note = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))
    add_groups = SomeIds
    remove_groups = SomeIds


def member(id: str) -> models.User:
    """A member of staff."""
    user = queries.staff_members().filter(pk=key_of(id, "User")).first()
    if user is None:
        raise NotFound(field="id")
    return user


class OfMember(Mutation):
    """What is done with one member of staff."""

    error_type = StaffError
    permission = MANAGE_STAFF

    user = graphene.Field(User)

    class Meta:
        abstract = True


class StaffCreate(OfMember):
    """Make a member of staff."""

    class Arguments:
        input = graphene.Argument(StaffCreateInput, required=True)

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The member."""
        groups = keys_of(input.get("add_groups") or (), "Group", field="add_groups")
        user = told(
            lambda: services.create_staff(
                email=input.get("email"),
                groups=groups,
                profile=profile_of(input),
                redirect_url=input.get("redirect_url"),
                actor=info.actor,
            )
        )
        return {"user": user}


class StaffUpdate(OfMember):
    """Change a member of staff."""

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.Argument(StaffUpdateInput, required=True)

    @staticmethod
    def perform(info: Info, id: str, input: Any) -> Mapping[str, Any]:
        """The member as they are now."""
        groups = {
            name: keys_of(input.get(name) or (), "Group", field=name)
            for name in ("add_groups", "remove_groups")
        }
        user = told(
            lambda: services.update_staff(
                user=member(id),
                email=input.get("email"),
                profile=profile_of(input),
                actor=info.actor,
                **groups,
            )
        )
        return {"user": user}


class StaffDelete(OfMember):
    """Delete a member of staff."""

    class Arguments:
        id = graphene.ID(required=True)

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The member as they were."""
        key = key_of(id, "User")
        rows = models.User.objects.filter(pk=key)
        gone = read(rows, info.columns("user"), typename="User")
        told(lambda: services.delete_staff(ids=[key], actor=info.actor))
        return {"user": gone[0]}


class StaffBulkDelete(Mutation):
    """Delete members of staff, all or none."""

    error_type = StaffError
    permission = MANAGE_STAFF

    count = graphene.Int(required=True)

    class Arguments:
        ids = Ids

    @staticmethod
    def perform(info: Info, ids: list[str]) -> Mapping[str, Any]:
        """How many."""
        keys = keys_of(ids, "User")
        return all_or_none(
            lambda: told(lambda: services.delete_staff(ids=keys, actor=info.actor, field="ids")), StaffError
        )


class Mutations:
    """Fields of Mutation."""

    staff_create = StaffCreate.field()
    staff_update = StaffUpdate.field()
    staff_delete = StaffDelete.field()
    staff_bulk_delete = StaffBulkDelete.field()
