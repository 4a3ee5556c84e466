"""Asking for people."""

from __future__ import annotations

from typing import Any

import graphene
from django.contrib.auth import models as auth

from marketplace.account import models
from marketplace.account import queries as reads
from marketplace.account.api import lists
from marketplace.account.api.addresses import AddressValidationData, rules
from marketplace.account.api.groups import MANAGE_STAFF, Group
from marketplace.account.api.types import Address, User
from marketplace.graphql.connection import connection
from marketplace.graphql.countries import CountryCode
from marketplace.graphql.fields import root
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC, SIGNED_IN, staff
from marketplace.graphql.reading import exactly_one, one_row


def me(info: Info) -> Any:
    """The user who asks; null for visitors and for members who came by a link, never an error."""
    return info.actor.user_id and one_row(info, models.User.objects.filter(pk=info.actor.user_id))


def user(
    info: Info, id: str | None = None, email: str | None = None, external_reference: str | None = None
) -> Any:
    """A customer or a member of staff, for those who work with them."""
    exactly_one(id=id, email=email, external_reference=external_reference)
    rows = reads.visible_to(info.actor)
    if id is not None:
        rows = rows.filter(pk=key_of(id, "User"))
    elif email is not None:
        rows = rows.filter(email=email.strip().lower())
    else:
        rows = rows.filter(external_reference=external_reference)
    return one_row(info, rows)


def address(info: Info, id: str) -> Any:
    """An entry of the reader's own book; of any customer's for staff who manage users."""
    key = key_of(id, "Address")
    rows = models.Address.objects.filter(pk=key)
    if info.actor.may("MANAGE_USERS"):
        owned = models.User.addresses.through.objects.filter(address=key, user__in=reads.customers())
    else:
        owned = models.User.addresses.through.objects.filter(address=key, user=info.actor.user_id)
    return one_row(info, rows.filter(pk__in=owned.values("address")))


def permission_group(info: Info, id: str) -> Any:
    """A group."""
    return one_row(info, auth.Group.objects.filter(pk=key_of(id, "Group")))


class Queries:
    """Fields of Query."""

    me = root(User, me, permission=PUBLIC)
    user = root(
        User,
        user,
        permission=staff("MANAGE_STAFF", "MANAGE_USERS", "MANAGE_ORDERS"),
        id=graphene.ID(),
        email=graphene.String(),
        external_reference=graphene.String(),
    )
    address = root(Address, address, permission=SIGNED_IN, id=graphene.ID(required=True))
    customers = connection(
        User,
        lists.customers,
        permission=staff("MANAGE_ORDERS", "MANAGE_USERS"),
        filter=graphene.Argument(lists.CustomerFilterInput),
        where=graphene.Argument(lists.CustomerWhereInput),
        sort_by=graphene.Argument(lists.UserSortingInput),
        search=graphene.String(),
    )
    staff_users = connection(
        User,
        lists.staff_users,
        permission=MANAGE_STAFF,
        filter=graphene.Argument(lists.StaffUserInput),
        sort_by=graphene.Argument(lists.UserSortingInput),
    )
    permission_groups = connection(
        Group,
        lists.permission_groups,
        permission=MANAGE_STAFF,
        filter=graphene.Argument(lists.PermissionGroupFilterInput),
        sort_by=graphene.Argument(lists.PermissionGroupSortingInput),
    )
    permission_group = root(Group, permission_group, permission=MANAGE_STAFF, id=graphene.ID(required=True))
    address_validation_rules = root(
        AddressValidationData,
        rules,
        permission=PUBLIC,
        country_code=graphene.Argument(CountryCode, required=True),
        country_area=graphene.String(),
        city=graphene.String(),
        city_area=graphene.String(),
    )
