"""Asking for warehouses: the operator's, and a cooperative's own."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Exists

from marketplace.channel.models import Channel
from marketplace.cooperative.rights import GOODS, ORDERS
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import root
from marketplace.graphql.ids import key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import sells, staff
from marketplace.graphql.reading import exactly_one, one_row
from marketplace.graphql.searching import MetadataFilter, named, with_metadata
from marketplace.graphql.sorting import OrderDirection, ordered
from marketplace.warehouse import queries
from marketplace.warehouse.api.types import Warehouse, WarehouseClickAndCollectOptionEnum


class WarehouseSortField(graphene.Enum):
    """What warehouses are sorted by."""

    NAME = "NAME"


class WarehouseSortingInput(graphene.InputObjectType):
    """How warehouses are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(WarehouseSortField, required=True)


class WarehouseFilterInput(graphene.InputObjectType):
    """Which warehouses."""

    click_and_collect_option = graphene.InputField(WarehouseClickAndCollectOptionEnum)
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    search = graphene.String()
    ids = graphene.List(graphene.NonNull(graphene.ID))
    is_private = graphene.Boolean()
    channels = graphene.List(graphene.NonNull(graphene.ID))
    slugs = graphene.List(graphene.NonNull(graphene.String))


def warehouse(info: Info, id: str | None = None, external_reference: str | None = None) -> Any:
    """The warehouse, if the actor may see it."""
    exactly_one(id=id, external_reference=external_reference)
    wanted = {"pk": key_of(id, "Warehouse")} if id else {"external_reference": external_reference}
    return one_row(info, queries.visible_to(info.actor).filter(**wanted))


def warehouses(info: Info, filter: Any = None, sort_by: Any = None) -> Listing:
    """Those the actor may see, by name."""
    rows, wanted = queries.visible_to(info.actor), filter or {}
    if wanted.get("click_and_collect_option") is not None:
        rows = rows.filter(click_and_collect_option=wanted["click_and_collect_option"].value)
    if wanted.get("metadata"):
        rows = rows.filter(with_metadata(wanted["metadata"]))
    if wanted.get("ids") is not None:
        rows = rows.filter(pk__in=keys_of(wanted["ids"], "Warehouse"))
    if wanted.get("is_private") is not None:
        rows = rows.filter(is_private=wanted["is_private"])
    if wanted.get("channels") is not None:  # every warehouse serves every channel that there is
        rows = rows.filter(Exists(Channel.objects.filter(pk__in=keys_of(wanted["channels"], "Channel"))))
    if wanted.get("slugs") is not None:
        rows = rows.filter(slug__in=wanted["slugs"])
    if wanted.get("search"):
        rows = named(rows, wanted["search"])
    return Listing(rows, ordered(sort_by, {"NAME": ("name",)}, ("name",)))


class Queries:
    """Fields of Query."""

    warehouse = root(
        Warehouse,
        warehouse,
        permission=staff(*queries.LOOKS_INSIDE) | sells(GOODS, ORDERS),
        id=graphene.ID(),
        external_reference=graphene.String(),
    )
    warehouses = connection(
        Warehouse,
        warehouses,
        permission=staff(*queries.LOOKS_INSIDE) | sells(GOODS, ORDERS),
        filter=graphene.Argument(WarehouseFilterInput),
        sort_by=graphene.Argument(WarehouseSortingInput),
    )
