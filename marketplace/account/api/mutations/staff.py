"""What managers of staff do with staff and their groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import graphene
from django.contrib.auth import models as auth
from django.utils.translation import gettext_lazy as _

from marketplace.account import models, queries, services
from marketplace.account.api.groups import MANAGE_STAFF, Group
from marketplace.account.api.mutations.customers import Ids, all_or_none
from marketplace.account.api.own import as_it_was, profile_of
from marketplace.account.api.types import AccountError, AddressTypeEnum, PermissionEnum, User
from marketplace.account.errors import AccountErrorCode
from marketplace.core.errors import DomainError, NotFound
from marketplace.graphql.errors import error_type
from marketplace.graphql.ids import UnknownId, key_of, keys_of, to_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataInput
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.rows import read

SomeIds = graphene.List(graphene.NonNull(graphene.ID))
SomePermissions = graphene.List(graphene.NonNull(PermissionEnum))


class PermissionGroupErrorCode(Enum):
    """What is refused of a group."""

    REQUIRED = "REQUIRED"
    UNIQUE = "UNIQUE"
    ASSIGN_NON_STAFF_MEMBER = "ASSIGN_NON_STAFF_MEMBER"
    DUPLICATED_INPUT_ITEM = "DUPLICATED_INPUT_ITEM"
    CANNOT_REMOVE_FROM_LAST_GROUP = "CANNOT_REMOVE_FROM_LAST_GROUP"
    LEFT_NOT_MANAGEABLE_PERMISSION = "LEFT_NOT_MANAGEABLE_PERMISSION"
    OUT_OF_SCOPE_PERMISSION = "OUT_OF_SCOPE_PERMISSION"
    OUT_OF_SCOPE_USER = "OUT_OF_SCOPE_USER"
    OUT_OF_SCOPE_CHANNEL = "OUT_OF_SCOPE_CHANNEL"


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
PermissionGroupError = error_type(
    "PermissionGroupError",
    PermissionGroupErrorCode,
    permissions=SomePermissions,
    users=SomeIds,
    channels=SomeIds,
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


class PermissionGroupCreateInput(graphene.InputObjectType):
    """A new group."""

    add_permissions = SomePermissions
    add_users = SomeIds
    add_channels = SomeIds
    name = graphene.String(required=True)
    restricted_access_to_channels = graphene.Boolean(default_value=False)


class PermissionGroupUpdateInput(graphene.InputObjectType):
    """What is changed of a group."""

    add_permissions = SomePermissions
    add_users = SomeIds
    add_channels = SomeIds
    name = graphene.String()
    remove_permissions = SomePermissions
    remove_users = SomeIds
    remove_channels = SomeIds
    restricted_access_to_channels = graphene.Boolean()


def told(change: Callable[[], Any]) -> Any:
    """What a service answers; a refusal names users and groups by their global ids."""
    try:
        return change()
    except DomainError as refused:
        for name, typename in (("users", "User"), ("groups", "Group")):
            if name in refused.details:
                refused.details[name] = [to_global_id(typename, pk) for pk in refused.details[name]]
        raise


def member(id: str) -> models.User:
    """A member of staff."""
    user = queries.staff_members().filter(pk=key_of(id, "User")).first()
    if user is None:
        raise NotFound(field="id")
    return user


def group_of(id: str) -> auth.Group:
    """A group. The dialect has no word for one that is not there but REQUIRED."""
    try:
        group = auth.Group.objects.filter(pk=key_of(id, "Group")).first()
    except UnknownId as unknown:
        raise NotFound(unknown.message, code="REQUIRED", field="id") from unknown
    if group is None:
        raise NotFound(code="REQUIRED", field="id")
    return group


def change_of(given: Any) -> services.Change:
    """What a group's input gives and takes. Groups work in all channels."""
    if given.get("restricted_access_to_channels"):
        message = _("Staff work in all channels here.")
        raise DomainError(message, code="OUT_OF_SCOPE_CHANNEL", field="restricted_access_to_channels")
    return services.Change(
        add_permissions=[each.value for each in given.get("add_permissions") or ()],
        remove_permissions=[each.value for each in given.get("remove_permissions") or ()],
        add_users=user_keys(given.get("add_users") or (), "add_users"),
        remove_users=user_keys(given.get("remove_users") or (), "remove_users"),
    )


def user_keys(ids: Any, field: str) -> list[int]:
    """The keys of these ids; what is no user's id is no member of staff's either."""
    try:
        return keys_of(ids, "User", field=field)
    except UnknownId as unknown:
        raise DomainError(unknown.message, code="ASSIGN_NON_STAFF_MEMBER", field=field) from unknown


class StaffCreate(Mutation):
    """Make a member of staff."""

    user = graphene.Field(User)

    class Arguments:
        input = graphene.Argument(StaffCreateInput, required=True)

    class Meta:
        errors = StaffError
        permission = MANAGE_STAFF

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


class StaffUpdate(Mutation):
    """Change a member of staff."""

    user = graphene.Field(User)

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.Argument(StaffUpdateInput, required=True)

    class Meta:
        errors = StaffError
        permission = MANAGE_STAFF

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


class StaffDelete(Mutation):
    """Delete a member of staff."""

    user = graphene.Field(User)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = StaffError
        permission = MANAGE_STAFF

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

    count = graphene.Int(required=True)

    class Arguments:
        ids = Ids

    class Meta:
        errors = StaffError
        permission = MANAGE_STAFF

    @staticmethod
    def perform(info: Info, ids: list[str]) -> Mapping[str, Any]:
        """How many."""
        keys = keys_of(ids, "User")
        return all_or_none(
            lambda: told(lambda: services.delete_staff(ids=keys, actor=info.actor, field="ids")), StaffError
        )


class PermissionGroupCreate(Mutation):
    """Make a group."""

    group = graphene.Field(Group)

    class Arguments:
        input = graphene.Argument(PermissionGroupCreateInput, required=True)

    class Meta:
        errors = PermissionGroupError
        permission = MANAGE_STAFF

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The group."""
        change = change_of(input)
        return {
            "group": told(lambda: services.create_group(name=input.name, change=change, actor=info.actor))
        }


class PermissionGroupUpdate(Mutation):
    """Change a group."""

    group = graphene.Field(Group)

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.Argument(PermissionGroupUpdateInput, required=True)

    class Meta:
        errors = PermissionGroupError
        permission = MANAGE_STAFF

    @staticmethod
    def perform(info: Info, id: str, input: Any) -> Mapping[str, Any]:
        """The group as it is now."""
        group, change = group_of(id), change_of(input)
        changed = told(
            lambda: services.update_group(
                group=group, name=input.get("name"), change=change, actor=info.actor
            )
        )
        return {"group": changed}


class PermissionGroupDelete(Mutation):
    """Delete a group."""

    group = graphene.Field(Group)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = PermissionGroupError
        permission = MANAGE_STAFF

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The group as it was."""
        group = group_of(id)
        gone = as_it_was(info, "group", group)
        told(lambda: services.delete_group(group=group, actor=info.actor))
        return {"group": gone}


class Mutations:
    """Fields of Mutation."""

    staff_create = StaffCreate.field()
    staff_update = StaffUpdate.field()
    staff_delete = StaffDelete.field()
    staff_bulk_delete = StaffBulkDelete.field()
    permission_group_create = PermissionGroupCreate.field()
    permission_group_update = PermissionGroupUpdate.field()
    permission_group_delete = PermissionGroupDelete.field()
