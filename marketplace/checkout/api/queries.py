"""Asking for carts."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.account.api.types import User
from marketplace.checkout import models, queries
from marketplace.checkout.api import problems
from marketplace.checkout.api.reading import checkout_key, own_holds
from marketplace.checkout.api.types import Checkout
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import batch, root
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.reading import one_row
from marketplace.graphql.scalars import UUID
from marketplace.graphql.sorting import OrderDirection, ordered
from marketplace.graphql.types import extend

SORTED = {"CREATION_DATE": ("created_at",), "CUSTOMER": ("email",)}


class CheckoutSortField(graphene.Enum):
    """What carts can be sorted by."""

    CREATION_DATE = "CREATION_DATE"
    CUSTOMER = "CUSTOMER"


class CheckoutSortingInput(graphene.InputObjectType):
    """How carts are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(CheckoutSortField, required=True)


def checkout(info: Info, id: str | None = None, token: Any = None) -> Any:
    """The cart of this id, for whoever knows it; null once it has become an order."""
    key = checkout_key(id, token)
    own_holds(info, key)
    return one_row(info, queries.open_carts().filter(pk=key))


def in_channel(rows: QuerySet[models.Checkout], slug: str | None) -> QuerySet[models.Checkout]:
    """Carts of one channel, or all."""
    return rows.filter(channel__slug=slug) if slug else rows


def checkouts(info: Info, sort_by: Any = None, channel: str | None = None) -> Listing:
    """All open carts, the newest first."""
    rows = in_channel(queries.visible_to(info.actor), channel)
    return Listing(rows, ordered(sort_by, SORTED, ("-created_at",)))


def checkouts_of_user(info: Info, channel: str | None = None) -> Listing:
    """A user's open carts, the newest first; others' only for staff."""
    return Listing(in_channel(queries.visible_to(info.actor), channel), ("-updated_at",))


def checkout_ids(rows: Any, info: Info, channel: str | None = None) -> list[list[str]]:
    """Ids of users' open carts, the newest first."""
    mine = in_channel(queries.visible_to(info.actor), channel).filter(user__in=[row.pk for row in rows])
    found: dict[int, list[str]] = {row.pk: [] for row in rows}
    for pk, user in mine.order_by("-updated_at", "pk").values_list("pk", "user_id"):
        found[user].append(to_global_id("Checkout", pk))
    return [found[row.pk] for row in rows]


extend(
    User,
    checkouts=connection(Checkout, checkouts_of_user, by="user_id", channel=graphene.String()),
    checkout_ids=batch(
        graphene.List(graphene.NonNull(graphene.ID)), checkout_ids, needs=("pk",), channel=graphene.String()
    ),
)


class Queries:
    """Fields of Query."""

    checkout = root(Checkout, checkout, permission=PUBLIC, id=graphene.ID(), token=UUID())
    checkouts = connection(
        Checkout,
        checkouts,
        permission=staff("MANAGE_CHECKOUTS", "HANDLE_PAYMENTS"),
        sort_by=graphene.Argument(CheckoutSortingInput),
        channel=graphene.String(),
    )


__all__ = ["Queries", "problems"]
