"""Asking for orders and suborders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene
from django.db.models import Q, QuerySet

from marketplace.account.api.types import User
from marketplace.account.queries import as_login
from marketplace.cooperative.rights import MONEY, ORDERS
from marketplace.graphql.conditions import (
    DateRangeInput,
    DateTimeRangeInput,
    GlobalIDFilterInput,
    IntRangeInput,
    StringFilterInput,
)
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import root
from marketplace.graphql.ids import key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC, sells, staff
from marketplace.graphql.reading import one_row
from marketplace.graphql.searching import MetadataFilter, combined, compared, with_metadata
from marketplace.graphql.sorting import OrderDirection, ordered
from marketplace.graphql.types import extend
from marketplace.order import models, queries, statuses
from marketplace.order.api.enums import OrderStatus
from marketplace.order.api.suborders import Suborder
from marketplace.order.api.types import Order

SORTED = {
    "NUMBER": ("number",),
    "CREATED_AT": ("created_at",),
    "CREATION_DATE": ("created_at",),
    "LAST_MODIFIED_AT": ("updated_at",),
    "CUSTOMER": ("email",),
    "STATUS": ("status",),
}


class OrderSortField(graphene.Enum):
    """What orders can be sorted by."""

    NUMBER = "NUMBER"
    CREATION_DATE = "CREATION_DATE"
    CREATED_AT = "CREATED_AT"
    LAST_MODIFIED_AT = "LAST_MODIFIED_AT"
    CUSTOMER = "CUSTOMER"
    STATUS = "STATUS"


class OrderSortingInput(graphene.InputObjectType):
    """How orders are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(OrderSortField, required=True)


class OrderStatusFilter(graphene.Enum):
    """Where orders stand, as staff filter them."""

    READY_TO_FULFILL = "READY_TO_FULFILL"
    READY_TO_CAPTURE = "READY_TO_CAPTURE"
    UNFULFILLED = "UNFULFILLED"
    UNCONFIRMED = "UNCONFIRMED"
    PARTIALLY_FULFILLED = "PARTIALLY_FULFILLED"
    FULFILLED = "FULFILLED"
    CANCELED = "CANCELED"


class OrderFilterInput(graphene.InputObjectType):
    """Which orders."""

    status = graphene.List(graphene.NonNull(OrderStatusFilter))
    customer = graphene.String()
    created = graphene.InputField(DateRangeInput)
    search = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    channels = graphene.List(graphene.NonNull(graphene.ID))
    updated_at = graphene.InputField(DateTimeRangeInput)
    ids = graphene.List(graphene.NonNull(graphene.ID))
    numbers = graphene.List(graphene.NonNull(graphene.String))
    checkout_ids = graphene.List(graphene.NonNull(graphene.ID))


class OrderStatusEnumFilterInput(graphene.InputObjectType):
    """This status or one of these."""

    eq = graphene.InputField(OrderStatus)
    one_of = graphene.List(graphene.NonNull(OrderStatus))


class IntFilterInput(graphene.InputObjectType):
    """This number, one of these, or from one to another."""

    eq = graphene.Int()
    one_of = graphene.List(graphene.NonNull(graphene.Int))
    range = graphene.InputField(IntRangeInput)


def where_input(name: str, **more: Any) -> type[graphene.InputObjectType]:
    """An input of conditions that can be joined by AND and OR."""
    fields = {
        "__doc__": "Which orders, by conditions that can be joined.",
        "ids": graphene.List(graphene.NonNull(graphene.ID)),
        "number": graphene.InputField(IntFilterInput),
        "channel_id": graphene.InputField(GlobalIDFilterInput),
        "created_at": graphene.InputField(DateTimeRangeInput),
        "updated_at": graphene.InputField(DateTimeRangeInput),
        "user_email": graphene.InputField(StringFilterInput),
        "status": graphene.InputField(OrderStatusEnumFilterInput),
        "checkout_id": graphene.InputField(GlobalIDFilterInput),
        **more,
    }
    for word in ("AND", "OR"):
        fields[word] = graphene.List(graphene.NonNull(lambda: made), name=word)
    made: type[graphene.InputObjectType] = type(name, (graphene.InputObjectType,), fields)
    return made


CustomerOrderWhereInput = where_input("CustomerOrderWhereInput")
OrderWhereInput = where_input("OrderWhereInput", user=graphene.InputField(GlobalIDFilterInput))


def by_status(wanted: Any) -> Q:
    """Orders in any of these states. READY_TO_FULFILL have something to send; none is READY_TO_CAPTURE."""
    stored: set[str] = set()
    for each in wanted:
        if each.value == "READY_TO_FULFILL":
            stored |= {statuses.OrderStatus.UNFULFILLED, statuses.OrderStatus.PARTIALLY_FULFILLED}
        elif each.value != "READY_TO_CAPTURE":
            stored.add(statuses.OrderStatus[each.value])
    return Q(status__in=stored)


def by_text(text: str) -> Q:
    """By number, or by the buyer's whole e-mail address or phone number, however it is written."""
    digits = text.strip().lstrip("#")
    number = Q(number=int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 19 else Q()
    login = as_login(text)
    return number | Q(email__in={text.strip(), login}) | Q(phone=login)


def numbers(given: Any) -> list[int]:
    """Those that are numbers at all."""
    return [int(each) for each in given if each.isascii() and each.isdigit() and len(each) < 19]


def keys(given: Any, typename: str) -> dict[str, Any]:
    """An id filter with keys in place of global ids."""
    found: dict[str, Any] = {}
    if given.get("eq") is not None:
        found["eq"] = key_of(given["eq"], typename, field="where")
    if given.get("one_of") is not None:
        found["one_of"] = keys_of(given["one_of"], typename, field="where")
    return found


def states(given: Any) -> dict[str, Any]:
    """A status filter with stored words in place of the API's."""
    found: dict[str, Any] = {}
    if given.get("eq") is not None:
        found["eq"] = statuses.OrderStatus[given["eq"].value]
    if given.get("one_of") is not None:
        found["one_of"] = [statuses.OrderStatus[each.value] for each in given["one_of"]]
    return found


CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "ids": lambda given: Q(pk__in=keys_of(given, "Order", field="ids")),
    "metadata": with_metadata,
    "updated_at": lambda given: compared("updated_at", given),
}
FILTERS: dict[str, Callable[[Any], Q]] = {
    **CONDITIONS,
    "status": by_status,
    "customer": by_text,
    "search": by_text,
    "created": lambda given: compared("created_at__date", given),
    "channels": lambda given: Q(channel__in=keys_of(given, "Channel", field="channels")),
    "numbers": lambda given: Q(number__in=numbers(given)),
    "checkout_ids": lambda given: Q(checkout_id__in=keys_of(given, "Checkout", field="checkout_ids")),
}
WHERE: dict[str, Callable[[Any], Q]] = {
    **CONDITIONS,
    "number": lambda given: compared("number", given),
    "channel_id": lambda given: compared("channel_id", keys(given, "Channel")),
    "created_at": lambda given: compared("created_at", given),
    "user": lambda given: compared("user_id", keys(given, "User")),
    "user_email": lambda given: compared("email", given),
    "status": lambda given: compared("status", states(given)),
    "checkout_id": lambda given: compared("checkout_id", keys(given, "Checkout")),
}


def narrowed(rows: QuerySet[models.Order], filter: Any = None, where: Any = None) -> QuerySet[models.Order]:
    """Orders that meet all conditions."""
    rows = rows.filter(combined(filter or {}, lambda name, given: FILTERS[name](given)))
    return rows.filter(combined(where or {}, lambda name, given: WHERE[name](given)))


def orders(
    info: Info,
    sort_by: Any = None,
    filter: Any = None,
    where: Any = None,
    channel: str | None = None,
    search: str | None = None,
) -> Listing:
    """All orders, the newest first."""
    rows = narrowed(queries.visible_to(info.actor), filter, where)
    if channel:
        rows = rows.filter(channel__slug=channel)
    if search:
        rows = rows.filter(by_text(search))
    return Listing(rows, ordered(sort_by, SORTED, ("-created_at",)))


def orders_of_user(info: Info, where: Any = None) -> Listing:
    """A user's orders, the newest first; others' only for staff."""
    return Listing(narrowed(queries.visible_to(info.actor), where=where), ("-created_at",))


def order(info: Info, id: str | None = None) -> Any:
    """The order of this id, for whoever knows it."""
    return one_row(info, models.Order.objects.filter(pk=key_of(id or "", "Order")))


def suborder(info: Info, id: str) -> Any:
    """The part of this id, for members of its cooperative and staff."""
    return one_row(info, queries.suborders_visible_to(info.actor).filter(pk=key_of(id, "Suborder")))


extend(
    User,
    orders=connection(Order, orders_of_user, by="user_id", where=graphene.Argument(CustomerOrderWhereInput)),
)


class Queries:
    """Fields of Query."""

    order = root(Order, order, permission=PUBLIC, id=graphene.ID())
    orders = connection(
        Order,
        orders,
        permission=staff("MANAGE_ORDERS"),
        sort_by=graphene.Argument(OrderSortingInput),
        filter=graphene.Argument(OrderFilterInput),
        where=graphene.Argument(OrderWhereInput),
        channel=graphene.String(),
        search=graphene.String(),
    )
    suborder = root(
        Suborder,
        suborder,
        permission=sells(ORDERS, MONEY) | staff("MANAGE_ORDERS"),
        id=graphene.ID(required=True),
    )
