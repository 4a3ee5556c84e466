"""What managers of staff do with groups of permissions."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import graphene
from django.contrib.auth import models as auth
from django.utils.translation import gettext_lazy as _

from marketplace.account import services
from marketplace.account.api.groups import MANAGE_STAFF, Group
from marketplace.account.api.own import as_it_was, told
from marketplace.account.api.types import PermissionEnum
from marketplace.core.errors import DomainError, NotFound
from marketplace.graphql.errors import error_type
from marketplace.graphql.ids import UnknownId, key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation

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


PermissionGroupError = error_type(
    "PermissionGroupError",
    PermissionGroupErrorCode,
    permissions=SomePermissions,
    users=SomeIds,
    channels=SomeIds,
)


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


class OfGroup(Mutation):
    """What is done with one group."""

    error_type = PermissionGroupError
    permission = MANAGE_STAFF

    group = graphene.Field(Group)

    class Meta:
        abstract = True


class PermissionGroupCreate(OfGroup):
    """Make a group."""

    class Arguments:
        input = graphene.Argument(PermissionGroupCreateInput, required=True)

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The group."""
        change = change_of(input)
        return {
            "group": told(lambda: services.create_group(name=input.name, change=change, actor=info.actor))
        }


class PermissionGroupUpdate(OfGroup):
    """Change a group."""

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.Argument(PermissionGroupUpdateInput, required=True)

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


class PermissionGroupDelete(OfGroup):
    """Delete a group."""

    class Arguments:
        id = graphene.ID(required=True)

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The group as it was."""
        group = group_of(id)
        gone = as_it_was(info, "group", group)
        told(lambda: services.delete_group(group=group, actor=info.actor))
        return {"group": gone}


class Mutations:
    """Fields of Mutation."""

    permission_group_create = PermissionGroupCreate.field()
    permission_group_update = PermissionGroupUpdate.field()
    permission_group_delete = PermissionGroupDelete.field()
