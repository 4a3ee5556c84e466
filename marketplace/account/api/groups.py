"""Groups of permissions, and what they add to User."""

from __future__ import annotations

from typing import Any

import graphene
from django.contrib.auth import models as auth
from django.db.models import QuerySet

from marketplace.account import models, queries
from marketplace.account.api.types import Granted, PermissionEnum, User, UserPermission
from marketplace.channel.api.types import Channel
from marketplace.channel.models import Channel as ChannelRow
from marketplace.graphql.fields import batch, listed, many, value
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import WITHIN, staff
from marketplace.graphql.types import Node, Type, extend, global_id

MANAGE_STAFF = staff("MANAGE_STAFF")


class Permission(Type):
    """A permission that a group gives."""

    class Meta:
        permission = WITHIN

    code = graphene.Field(PermissionEnum, required=True)
    name = graphene.String(required=True)


def granted(info: Info, pks: Any) -> dict[int, set[str]]:
    """{group: its permissions}; read once for all groups of a request that are asked about together."""
    known: dict[int, set[str]] = info.context.memory.setdefault("permissions of groups", {})
    if missing := [pk for pk in pks if pk not in known]:
        known.update(queries.permissions_of_groups(missing))
    return known


def permissions(rows: Any, info: Info) -> list[list[Granted]]:
    """What each group gives."""
    found = granted(info, [row.pk for row in rows])
    return [[Granted(code) for code in sorted(found[row.pk])] for row in rows]


def can_manage(rows: Any, info: Info) -> list[bool]:
    """Whether the reader has all that each group gives."""
    found = granted(info, [row.pk for row in rows])
    may = info.actor.permissions if info.actor.may("MANAGE_STAFF") else frozenset()
    return [info.actor.may("MANAGE_STAFF") and found[row.pk] <= may for row in rows]


def all_channels(rows: Any, info: Info) -> list[list[int]]:
    """Groups work in all channels."""
    every = list(ChannelRow.objects.order_by("pk").values_list("pk", flat=True))
    return [every for _ in rows]


def in_groups() -> QuerySet[models.User]:
    """Members of staff, in the order they came."""
    return queries.staff_members().order_by("pk")


def every_group() -> QuerySet[auth.Group]:
    """Groups by name."""
    return auth.Group.objects.order_by("name", "pk")


class Group(Type):
    """Permissions under one name, for members of staff."""

    class Meta:
        model = auth.Group
        interfaces = (Node,)
        permission = WITHIN

    id = global_id("Group")
    name = graphene.String(required=True)
    users = many(User, in_groups, by="groups", permission=MANAGE_STAFF, required=False)
    permissions = listed(Permission, permissions, needs=("pk",), required=False)
    user_can_manage = batch(graphene.Boolean, can_manage, needs=("pk",), required=True)
    accessible_channels = listed(Channel, all_channels, required=False)
    restricted_access_to_channels = value(graphene.Boolean, lambda row: False, required=True)


def editable(rows: Any, info: Info) -> list[list[int]]:
    """The groups that each of these people has all permissions of, if they manage staff."""
    may = queries.permissions_by(rows)
    found = granted(info, every_group().values_list("pk", flat=True))
    order = sorted(found)
    return [
        [pk for pk in order if "MANAGE_STAFF" in may[row.pk] and found[pk] <= may[row.pk]] for row in rows
    ]


def sources(rows: Any, info: Info, user_id: str) -> list[list[int]]:
    """The groups that give these permissions to this user; told to them and to those who manage staff."""
    pk = key_of(user_id, "User", field="user_id")
    if pk != info.actor.user_id:
        MANAGE_STAFF.require(info.actor)
    found = queries.permissions_of_groups(every_group().filter(user=pk).values_list("pk", flat=True))
    return [[group for group in sorted(found) if row.code in found[group]] for row in rows]


extend(
    User,
    permission_groups=many(Group, every_group, by="user", required=False),
    editable_groups=listed(
        Group, editable, needs=("pk", "is_staff", "is_active", "is_superuser"), required=False
    ),
)
extend(
    UserPermission,
    source_permission_groups=listed(
        Group, sources, required=False, user_id=graphene.Argument(graphene.ID, required=True)
    ),
)
