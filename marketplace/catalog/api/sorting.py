"""What lists of products are sorted by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import graphene
from django.db.models import (
    BigIntegerField,
    Case,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from marketplace.catalog import models
from marketplace.catalog.api.goods import Goods
from marketplace.cooperative.api.places import GeoPointInput
from marketplace.cooperative.api.queries import distances
from marketplace.cooperative.models import Cooperative
from marketplace.core.errors import DomainError
from marketplace.core.vietnamese import fold
from marketplace.core.vietnamese.folding import LONGEST_SEARCH
from marketplace.graphql.ids import key_of
from marketplace.graphql.sorting import OrderDirection

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
FARTHEST = 100_000_000
"""Meters: beyond every place on the earth."""
NO_UNIT_PRICE = 10**15


class ProductOrderField(graphene.Enum):
    """What products are sorted by."""

    NAME = "NAME"
    RANK = "RANK"
    PRICE = "PRICE"
    MINIMAL_PRICE = "MINIMAL_PRICE"
    LAST_MODIFIED = "LAST_MODIFIED"
    DATE = "DATE"
    TYPE = "TYPE"
    PUBLISHED = "PUBLISHED"
    PUBLICATION_DATE = "PUBLICATION_DATE"
    PUBLISHED_AT = "PUBLISHED_AT"
    LAST_MODIFIED_AT = "LAST_MODIFIED_AT"
    COLLECTION = "COLLECTION"
    RATING = "RATING"
    CREATED_AT = "CREATED_AT"
    UNIT_PRICE = "UNIT_PRICE"
    DISTANCE = "DISTANCE"


class ProductOrder(graphene.InputObjectType):
    """How products are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    channel = graphene.String()
    attribute_id = graphene.ID()
    field = graphene.InputField(ProductOrderField)
    near = graphene.InputField(GeoPointInput, description="The point that DISTANCE is reckoned from.")


Sorted = tuple[Goods, tuple[str, ...]]
"""Goods with the columns they are sorted by, and the names of those."""


def in_order(goods: Goods, sort_by: Any, search: str | None) -> Sorted:
    """Sorted as asked; a search without an order by rank, everything else by name, collections by place."""
    if sort_by and sort_by.get("attribute_id"):
        goods, names = _by_attribute(goods, key_of(sort_by["attribute_id"], "Attribute", field="attributeId"))
    else:
        field = sort_by["field"].value if sort_by and sort_by.get("field") is not None else None
        if field is None:
            field = "RANK" if search else "COLLECTION" if goods.has_places else "NAME"
            sort_by = {"direction": OrderDirection.DESC} if field == "RANK" else sort_by
        if field == "DISTANCE":
            goods, names = _by_distance(goods, sort_by.get("near"))
        else:
            goods, names = ORDERS[field](goods, search or "")
    if sort_by and sort_by["direction"].value == "DESC":
        names = tuple(name[1:] if name.startswith("-") else f"-{name}" for name in names)
    return goods, names


def _by_name(goods: Goods, search: str) -> Sorted:
    return goods, (goods.copied("name_sort"),)


def _by_product(column: str) -> Callable[[Goods, str], Sorted]:
    def order(goods: Goods, search: str) -> Sorted:
        names = {"sorted_by": F(goods.of_product(column))}
        return goods.changed(lambda rows: rows.annotate(**names), ("sorted by", column)), ("sorted_by",)

    return order


def _by_rating(goods: Goods, search: str) -> Sorted:
    # in thousandths, because a cursor holds whole numbers
    return _by(goods, Coalesce(Cast(F(goods.of_product("rating")) * 1000, IntegerField()), Value(0)))


def _by_price(column: str) -> Callable[[Goods, str], Sorted]:
    """The lowest price of a product's variants, with or without discounts."""

    def order(goods: Goods, search: str) -> Sorted:
        _in_channel(goods, column)
        if goods.only_shown:
            return goods, (column,)
        return _by(goods, Coalesce(F(column), Value(0), output_field=BigIntegerField()))

    return order


def _by_publication(goods: Goods, search: str) -> Sorted:
    column = _in_channel(goods, "published_at")
    if goods.only_shown:
        return goods, (column,)
    return _by(goods, Coalesce(F(column), Value(NEVER), output_field=DateTimeField()))


def _by_rank(goods: Goods, search: str) -> Sorted:
    """A name that begins with the search, then one that has it, then the rest; alike by name."""
    text, name = fold(search[:LONGEST_SEARCH]), goods.of_product("name_folded")
    found = Case(
        When(**{f"{name}__startswith": text}, then=Value(2)),
        When(**{f"{name}__contains": text}, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    goods, (rank,) = _by(goods, found)
    return goods, (rank, f"-{_by_name(goods, search)[1][0]}")


def _by_place(goods: Goods, search: str) -> Sorted:
    if not goods.has_places:
        raise DomainError(_("Only products of one collection have an order in it."), field="sortBy")
    return goods, ("place",)


def _by_attribute(goods: Goods, attribute: int) -> Sorted:
    """By the names of their values; those without a value first. Visitors sort by what is shown to them only."""
    values: QuerySet = models.AssignedProductAttributeValue.objects.filter(
        value__attribute=attribute, product=OuterRef(goods.key)
    )
    if goods.only_shown:
        values = values.filter(value__attribute__visible_in_storefront=True)
    first = Subquery(values.order_by("value__name_folded").values("value__name_folded")[:1])
    return _by(goods, Coalesce(first, Value("")))


def _by_unit_price(goods: Goods, search: str) -> Sorted:
    """The lowest price of a kilogram or liter; what is sold neither by weight nor by volume comes last."""
    _in_channel(goods, "price_amount")
    assert goods.market is not None
    prices = models.ProductVariantChannelListing.objects.filter(
        variant__product=OuterRef(goods.key),
        channel=goods.market.pk,
        discounted_price_amount__isnull=False,
        variant__net_amount__gt=0,
        variant__net_unit__in=("G", "ML"),
    ).annotate(of_unit=F("discounted_price_amount") * 1000 / F("variant__net_amount"))
    lowest = Subquery(prices.order_by("of_unit").values("of_unit")[:1], output_field=BigIntegerField())
    return _by(goods, Coalesce(lowest, Value(NO_UNIT_PRICE), output_field=BigIntegerField()))


def _by_distance(goods: Goods, near: Any) -> Sorted:
    """How far the goods' cooperatives are from a point; those whose place is not known come last."""
    if near is None:
        raise DomainError(_("Say from which point: DISTANCE needs `near`."), field="near")
    meters = [(round(1000 * way), pk) for way, pk in distances(Cooperative.objects.order_by("pk"), near)]
    ways = [When(**{goods.copied("cooperative_id"): pk}, then=Value(way)) for way, pk in meters]
    return _by(goods, Case(*ways, default=Value(FARTHEST), output_field=IntegerField()))


def _by(goods: Goods, expression: Any) -> Sorted:
    return goods.with_column(sorted_by=expression), ("sorted_by",)


def _in_channel(goods: Goods, column: str) -> str:
    if goods.market is None:
        raise DomainError(_("Say in which channel: prices and dates differ."), field="channel")
    return column


ORDERS: dict[str, Callable[[Goods, str], Sorted]] = {
    "NAME": _by_name,
    "RANK": _by_rank,
    "PRICE": _by_price("price_amount"),
    "MINIMAL_PRICE": _by_price("discounted_price_amount"),
    "LAST_MODIFIED": _by_product("updated_at"),
    "LAST_MODIFIED_AT": _by_product("updated_at"),
    "DATE": _by_product("updated_at"),
    "TYPE": _by_product("product_type__name_sort"),
    "PUBLISHED": _by_publication,
    "PUBLICATION_DATE": _by_publication,
    "PUBLISHED_AT": _by_publication,
    "COLLECTION": _by_place,
    "RATING": _by_rating,
    "CREATED_AT": _by_product("created_at"),
    "UNIT_PRICE": _by_unit_price,
}
