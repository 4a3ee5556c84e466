"""Suborder: one cooperative's part, as its buyer and its cooperative see it."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.account.api.types import Address
from marketplace.cooperative.api.types import Cooperative
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import column, listed, many, one, value
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import WITHIN, staff
from marketplace.graphql.types import Node, Type, extend, global_id
from marketplace.order import models, queries, statuses
from marketplace.order.api import history
from marketplace.order.api.enums import SuborderStatus, words
from marketplace.order.api.history import SuborderEvent
from marketplace.order.api.lines import Fulfillment, OrderLine
from marketplace.order.api.money import amount, taxed

SHIPPING, BILLING = "order__shipping_address__", "order__billing_address__"
NAMES = tuple(
    f"{address}{name}"
    for address in (SHIPPING, BILLING)
    for name in ("first_name", "last_name", "company_name")
)
PHONES = ("order__phone", f"{SHIPPING}phone", f"{BILLING}phone")


class SuborderFilterInput(graphene.InputObjectType):
    """Which suborders."""

    status = graphene.List(graphene.NonNull(SuborderStatus))


def lines_in_order() -> QuerySet[models.OrderLine]:
    """Lines as they stand in the order."""
    return models.OrderLine.objects.order_by("position")


def fulfillments_in_order() -> QuerySet[models.Fulfillment]:
    """Parcels, the first sent first."""
    return models.Fulfillment.objects.order_by("position")


def buyer_name(row: Any) -> str:
    """Who takes the goods; else who pays; empty when nobody said."""
    for address in (SHIPPING, BILLING):
        first, last, company = (
            getattr(row, f"{address}{name}") for name in ("first_name", "last_name", "company_name")
        )
        if name := " ".join(filter(None, (first, last))) or company:
            return name
    return ""


def buyer_phone(row: Any) -> str | None:
    """How to call them."""
    return next((getattr(row, name) for name in PHONES if getattr(row, name)), None)


class Suborder(MetadataFields, Type):
    """One cooperative's part of an order."""

    class Meta:
        model = models.Suborder
        metadata = (staff("MANAGE_ORDERS"), staff("MANAGE_ORDERS"))
        interfaces = (Node, ObjectWithMetadata)
        permission = WITHIN

    id = global_id("Suborder")
    number = graphene.String(required=True)
    status = value(
        SuborderStatus,
        lambda row: words(statuses.SuborderStatus, row.status),
        needs=("status",),
        required=True,
    )
    cooperative = one(Cooperative, "cooperative_id", required=True)
    created = column(graphene.DateTime, "created_at", required=True)
    lines = many(OrderLine, lines_in_order, by="suborder_id")
    shipping_address = one(Address, "order__shipping_address_id")
    buyer_name = value(graphene.String, buyer_name, needs=NAMES, required=True)
    buyer_phone = value(graphene.String, buyer_phone, needs=PHONES)
    shipping_method_name = value(
        graphene.String, lambda row: row.shipping_method_name or None, needs=("shipping_method_name",)
    )
    collects_in_person = graphene.Boolean(required=True)
    subtotal = taxed("subtotal")
    shipping_price = taxed("shipping")
    total = taxed("total")
    amount_due = amount("amount_due_amount")
    payment_gateway = value(
        graphene.String, lambda row: row.payment_gateway or None, needs=("payment_gateway",)
    )
    customer_note = column(graphene.String, "order__customer_note", required=True)
    tracking_number = value(
        graphene.String, lambda row: row.tracking_number or None, needs=("tracking_number",)
    )
    carrier_name = value(graphene.String, lambda row: row.carrier_name or None, needs=("carrier_name",))
    fulfillments = many(Fulfillment, fulfillments_in_order, by="suborder_id")
    events = listed(SuborderEvent, history.of_suborders, needs=("pk", "created_at"))


def work(info: Info, filter: Any = None) -> Listing:
    """What a cooperative has to do, the oldest unanswered first; nothing for those who do not work there."""
    found = queries.suborders_visible_to(info.actor)
    if filter and filter.get("status") is not None:
        found = found.filter(status__in=[statuses.SuborderStatus[each.value] for each in filter["status"]])
    return Listing(found, ("turn", "created_at"))


extend(OrderLine, suborder=one(Suborder, "suborder_id"))
extend(
    Cooperative,
    suborders=connection(Suborder, work, by="cooperative_id", filter=graphene.Argument(SuborderFilterInput)),
)
