"""What stock adds to goods: quantities, availability, filters."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from marketplace.account.api.types import AddressInput
from marketplace.catalog.api.filters import BOTH, FILTERS, WHERE, ProductFilterInput, ProductWhereInput
from marketplace.catalog.api.goods import Goods
from marketplace.catalog.api.types import Product, ProductVariant
from marketplace.channel.api.types import Channel
from marketplace.graphql.conditions import IntRangeInput
from marketplace.graphql.countries import CountryCode
from marketplace.graphql.fields import batch, listed, many, value
from marketplace.graphql.ids import keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC, STAFF, staff
from marketplace.graphql.reading import all_rows
from marketplace.graphql.searching import compared
from marketplace.graphql.types import Type, extend, extend_input
from marketplace.warehouse import models, queries
from marketplace.warehouse.api import stock
from marketplace.warehouse.api.types import Stock, Warehouse, in_order

SEES_STOCK = staff("MANAGE_PRODUCTS", "MANAGE_ORDERS")


class StockAvailability(graphene.Enum):
    """Something of it can be had now, or nothing."""

    IN_STOCK = "IN_STOCK"
    OUT_OF_STOCK = "OUT_OF_STOCK"


class ProductStockFilterInput(graphene.InputObjectType):
    """How much lies in which warehouses."""

    warehouse_ids = graphene.List(graphene.NonNull(graphene.ID))
    quantity = graphene.InputField(IntRangeInput)


def has_stock(goods: Goods, value: Any) -> Q:
    """Of some variant something is left, or it is not counted."""
    found = queries.on_shelf(OuterRef(goods.key))
    return found if value.value == "IN_STOCK" else ~found


def in_warehouses(goods: Goods, value: Any) -> Q:
    """So much of a variant lies in these warehouses together.

    For those who see stock rows only: asked again and again, bounds tell anyone a seller's exact quantities.
    """
    if goods.only_shown:
        SEES_STOCK.refuse()
    rows: QuerySet = models.Stock.objects.filter(variant__product=OuterRef(goods.key))
    if value.get("warehouse_ids") is not None:
        rows = rows.filter(warehouse__in=keys_of(value["warehouse_ids"], "Warehouse", field="stocks"))
    if value.get("quantity"):
        rows = (
            rows.order_by()
            .values("variant")
            .annotate(sum=Sum("quantity"))
            .filter(compared("sum", value["quantity"]))
        )
    return Q(Exists(rows))


STOCK_FILTERS = {"stock_availability": has_stock, "stocks": in_warehouses}
for conditions in (BOTH, FILTERS, WHERE):
    conditions.update(STOCK_FILTERS)
for input_ in (ProductFilterInput, ProductWhereInput):
    extend_input(
        input_,
        stock_availability=graphene.InputField(StockAvailability),
        stocks=graphene.InputField(ProductStockFilterInput),
    )

extend(
    Product,
    is_available=batch(
        graphene.Boolean,
        stock.available,
        needs=("pk",),
        asks=stock.of_rows,
        address=graphene.Argument(AddressInput),
    ),
)
extend(
    ProductVariant,
    quantity_available=batch(
        graphene.Int,
        stock.quantities,
        needs=("pk", "product_id"),
        asks_above={("Product", "variants"): stock.of_rows},
        address=graphene.Argument(AddressInput),
        country_code=graphene.Argument(CountryCode),
    ),
    stocks=many(
        Stock,
        in_order,
        by="variant_id",
        required=False,
        permission=SEES_STOCK,
        address=graphene.Argument(AddressInput),
        country_code=graphene.Argument(CountryCode),
    ),
)


class AllocationStrategyEnum(graphene.Enum):
    """Which stock is promised first."""

    PRIORITIZE_SORTING_ORDER = "PRIORITIZE_SORTING_ORDER"
    PRIORITIZE_HIGH_STOCK = "PRIORITIZE_HIGH_STOCK"


class StockSettings(Type):
    """How stock is promised to orders."""

    class Meta:
        permission = PUBLIC

    allocation_strategy = graphene.Field(AllocationStrategyEnum, required=True)


class InOrder:
    """Our rule (warehouse/services/shelf.py): from one stock if one has it all, else from the oldest on."""

    allocation_strategy = "PRIORITIZE_SORTING_ORDER"


def all_warehouses(rows: Any, info: Info) -> list[Any]:
    """Every warehouse serves every channel: what is sold where stands on the goods' listings."""
    found = all_rows(info, models.Warehouse.objects.order_by("name", "pk"))
    return [found for _ in rows]


extend(
    Channel,
    warehouses=listed(Warehouse, all_warehouses, permission=staff(*queries.LOOKS_INSIDE, "MANAGE_CHANNELS")),
    stock_settings=value(
        StockSettings,
        lambda row: InOrder,
        required=True,
        permission=STAFF,
        description="One rule for all channels.",
    ),
)
