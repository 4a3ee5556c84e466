"""Asking for drafts. Orders by phone are placed at once (checkout/services): the list is empty until that changes."""

from __future__ import annotations

from typing import Any

import graphene

from marketplace.graphql.conditions import DateRangeInput
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import staff
from marketplace.graphql.searching import MetadataFilter
from marketplace.graphql.sorting import ordered
from marketplace.order import queries
from marketplace.order.api.queries import SORTED, OrderSortingInput, by_text, narrowed
from marketplace.order.api.types import Order
from marketplace.order.statuses import OrderStatus


class OrderDraftFilterInput(graphene.InputObjectType):
    """Which drafts."""

    customer = graphene.String()
    created = graphene.InputField(DateRangeInput)
    search = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    channels = graphene.List(graphene.NonNull(graphene.ID))


def draft_orders(info: Info, sort_by: Any = None, filter: Any = None, search: str | None = None) -> Listing:
    """Orders that are still being written, the newest first."""
    rows = narrowed(queries.visible_to(info.actor).filter(status=OrderStatus.DRAFT), filter)
    if search:
        rows = rows.filter(by_text(search))
    return Listing(rows, ordered(sort_by, SORTED, ("-created_at",)))


class Queries:
    """Fields of Query."""

    draft_orders = connection(
        Order,
        draft_orders,
        permission=staff("MANAGE_ORDERS"),
        sort_by=graphene.Argument(OrderSortingInput),
        filter=graphene.Argument(OrderDraftFilterInput),
        search=graphene.String(),
    )
