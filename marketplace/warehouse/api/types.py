"""Warehouse and Stock."""

from __future__ import annotations

import graphene
from django.db.models import QuerySet

from marketplace.account.api.types import Address
from marketplace.catalog.api.types import ProductVariant
from marketplace.cooperative.api.types import Cooperative
from marketplace.graphql.fields import batch, column, one
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import WITHIN, staff
from marketplace.graphql.types import Node, Type, global_id
from marketplace.warehouse import models
from marketplace.warehouse.api import stock


class WarehouseClickAndCollectOptionEnum(graphene.Enum):
    """Whether buyers may fetch goods, and which."""

    DISABLED = "DISABLED"
    LOCAL = "LOCAL"
    ALL = "ALL"


class Warehouse(MetadataFields, Type):
    """A place where one cooperative keeps goods."""

    class Meta:
        model = models.Warehouse
        interfaces = (Node, ObjectWithMetadata)
        permission = WITHIN
        metadata = (staff("MANAGE_PRODUCTS"), staff("MANAGE_PRODUCTS"))

    id = global_id("Warehouse")
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    email = graphene.String(required=True)
    address = one(Address, "address_id", required=True)
    is_private = graphene.Boolean(required=True)
    cooperative = one(Cooperative, "cooperative_id", required=True)
    click_and_collect_option = graphene.Field(WarehouseClickAndCollectOptionEnum, required=True)
    external_reference = graphene.String()


COUNTS = staff("MANAGE_PRODUCTS", "MANAGE_ORDERS")
"""Who is told how much of what lies where."""


class Stock(Type):
    """What of a variant lies in a warehouse."""

    class Meta:
        model = models.Stock
        interfaces = (Node,)
        permission = WITHIN

    id = global_id("Stock")
    warehouse = one(Warehouse, "warehouse_id", required=True)
    product_variant = one(ProductVariant, "variant_id", required=True)
    quantity = column(graphene.Int, "quantity", required=True, permission=COUNTS)
    quantity_allocated = column(graphene.Int, "quantity_allocated", required=True, permission=COUNTS)
    quantity_reserved = batch(graphene.Int, stock.reserved, needs=("pk",), required=True, permission=COUNTS)


class Allocation(Type):
    """Goods of a warehouse that are promised to an order's line, until they are sent."""

    class Meta:
        model = models.Allocation
        interfaces = (Node,)
        permission = COUNTS

    id = global_id("Allocation")
    quantity = graphene.Int(required=True)
    warehouse = one(Warehouse, "stock__warehouse_id", required=True)


def promises() -> QuerySet:
    """Promises to order lines, oldest first."""
    return models.Allocation.objects.order_by("pk")


def in_order() -> QuerySet:
    """All stocks."""
    return models.Stock.objects.order_by("pk")
