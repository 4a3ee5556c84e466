"""Lists of customers, staff and groups: what they are narrowed and sorted by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene
from django.contrib.auth.models import Group
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from marketplace.account import queries
from marketplace.core.errors import DomainError
from marketplace.graphql.conditions import DateRangeInput, DateTimeRangeInput, StringFilterInput
from marketplace.graphql.connection import Listing
from marketplace.graphql.ids import keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.searching import (
    MetadataFilter,
    combined,
    compared,
    named,
    with_metadata,
)
from marketplace.graphql.sorting import OrderDirection, ordered

SORTED = {
    "FIRST_NAME": ("first_name_sort",),
    "LAST_NAME": ("last_name_sort",),
    "EMAIL": ("email_sort",),
    "CREATED_AT": ("date_joined",),
    "LAST_MODIFIED_AT": ("updated_at",),
}
NEWEST = ("-date_joined",)


class UserSortField(graphene.Enum):
    """What people can be sorted by."""

    FIRST_NAME = "FIRST_NAME"
    LAST_NAME = "LAST_NAME"
    EMAIL = "EMAIL"
    CREATED_AT = "CREATED_AT"
    LAST_MODIFIED_AT = "LAST_MODIFIED_AT"


class UserSortingInput(graphene.InputObjectType):
    """How people are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(UserSortField, required=True)


class CustomerFilterInput(graphene.InputObjectType):
    """Which customers."""

    date_joined = graphene.InputField(DateRangeInput)
    search = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    ids = graphene.List(graphene.NonNull(graphene.ID))
    updated_at = graphene.InputField(DateTimeRangeInput)


class CustomerWhereInput(graphene.InputObjectType):
    """Which customers, by conditions that can be joined."""

    ids = graphene.List(graphene.NonNull(graphene.ID))
    email = graphene.InputField(StringFilterInput)
    first_name = graphene.InputField(StringFilterInput)
    last_name = graphene.InputField(StringFilterInput)
    is_active = graphene.Boolean()
    date_joined = graphene.InputField(DateTimeRangeInput)
    updated_at = graphene.InputField(DateTimeRangeInput)
    AND = graphene.List(graphene.NonNull(lambda: CustomerWhereInput), name="AND")
    OR = graphene.List(graphene.NonNull(lambda: CustomerWhereInput), name="OR")


class StaffMemberStatus(graphene.Enum):
    """Whether a member of staff may sign in."""

    ACTIVE = "ACTIVE"
    DEACTIVATED = "DEACTIVATED"


class StaffUserInput(graphene.InputObjectType):
    """Which members of staff."""

    status = graphene.InputField(StaffMemberStatus)
    search = graphene.String()
    ids = graphene.List(graphene.NonNull(graphene.ID))


class PermissionGroupSortField(graphene.Enum):
    """What groups can be sorted by."""

    NAME = "NAME"


class PermissionGroupSortingInput(graphene.InputObjectType):
    """How groups are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(PermissionGroupSortField, required=True)


class PermissionGroupFilterInput(graphene.InputObjectType):
    """Which groups."""

    search = graphene.String()
    ids = graphene.List(graphene.NonNull(graphene.ID))


FILTERS: dict[str, Callable[[Any], Q]] = {
    "ids": lambda given: Q(pk__in=keys_of(given, "User", field="ids")),
    "metadata": with_metadata,
    "date_joined": lambda given: compared("date_joined__date", given),
    "updated_at": lambda given: compared("updated_at", given),
    "status": lambda given: Q(is_active=given.value == "ACTIVE"),
}
"""Higher domains add theirs (marketplace/order/api/customers.py). `search` follows from who asks: `_filtered`."""
WHERE: dict[str, Callable[[Any], Q]] = {
    "ids": FILTERS["ids"],
    "email": lambda given: compared("email", given),
    "first_name": lambda given: compared("first_name", given),
    "last_name": lambda given: compared("last_name", given),
    "is_active": lambda given: Q(is_active=given),
    "date_joined": lambda given: compared("date_joined", given),
    "updated_at": lambda given: compared("updated_at", given),
}


def customers(
    info: Info, filter: Any = None, where: Any = None, sort_by: Any = None, search: str | None = None
) -> Listing:
    """Everybody who buys, the newest first."""
    if filter and where:
        message = _("Only one of `filter` and `where` can be used.")
        raise DomainError(message, code="GRAPHQL_ERROR", field="filter")
    rows = _filtered(queries.customers(), info, filter)
    rows = rows.filter(combined(where or {}, lambda name, given: WHERE[name](given)))
    if search:
        rows = rows.filter(_searched(info, search))
    return Listing(_sortable(rows), ordered(sort_by, SORTED, NEWEST))


def staff_users(info: Info, filter: Any = None, sort_by: Any = None) -> Listing:
    """The operator's staff, the newest first."""
    rows = _filtered(queries.staff_members(), info, filter)
    return Listing(_sortable(rows), ordered(sort_by, SORTED, NEWEST))


def _filtered(rows: Any, info: Info, filter: Any) -> Any:
    """The rows that meet a filter, ready to be searched."""

    def condition(name: str, given: Any) -> Q:
        return _searched(info, given) if name == "search" else FILTERS[name](given)

    return queries.with_told(rows).filter(combined(filter or {}, condition))


def _searched(info: Info, text: str) -> Q:
    return queries.matching(text, sees_numbers=info.actor.may(*queries.SEE_NUMBERS))


def permission_groups(info: Info, filter: Any = None, sort_by: Any = None) -> Listing:
    """Groups by name."""
    rows, given = Group.objects.all(), filter or {}
    if given.get("ids") is not None:
        rows = rows.filter(pk__in=keys_of(given["ids"], "Group", field="ids"))
    if given.get("search"):
        rows = named(rows, given["search"])
    return Listing(rows, ordered(sort_by, {"NAME": ("name",)}, ("name",)))


def _sortable(rows: Any) -> Any:
    return rows.annotate(email_sort=Coalesce("email", Value("")))
