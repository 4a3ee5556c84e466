"""Which products: `filter` and `where`. Each condition is one function from goods and a value to a Q.

A Q uses only columns of the row itself, of what it points to, and subqueries, so that any of them can be joined with
any other by AND and OR. Higher domains add theirs to FILTERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

import graphene
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from marketplace.catalog import models, queries
from marketplace.catalog.api.attribute_filters import AttributeInput, with_attribute
from marketplace.catalog.api.goods import Goods
from marketplace.core.actor import GUEST
from marketplace.core.errors import DomainError
from marketplace.core.money import decimals_of
from marketplace.graphql.conditions import (
    DateTimeFilterInput,
    DateTimeRangeInput,
    DecimalFilterInput,
    GlobalIDFilterInput,
    PriceRangeInput,
    StringFilterInput,
)
from marketplace.graphql.ids import keys_of
from marketplace.graphql.searching import MetadataFilter, combined, compared, with_metadata, with_words


class ProductFilterInput(graphene.InputObjectType):
    """Which products; all conditions hold."""

    is_published = graphene.Boolean()
    collections = graphene.List(graphene.NonNull(graphene.ID))
    categories = graphene.List(graphene.NonNull(graphene.ID))
    has_category = graphene.Boolean()
    attributes = graphene.List(graphene.NonNull(AttributeInput))
    cooperatives = graphene.List(graphene.NonNull(graphene.ID))
    search = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    published_from = graphene.DateTime()
    is_available = graphene.Boolean()
    available_from = graphene.DateTime()
    is_visible_in_listing = graphene.Boolean()
    price = graphene.InputField(PriceRangeInput)
    minimal_price = graphene.InputField(PriceRangeInput)
    updated_at = graphene.InputField(DateTimeRangeInput)
    product_types = graphene.List(graphene.NonNull(graphene.ID))
    gift_card = graphene.Boolean()
    ids = graphene.List(graphene.NonNull(graphene.ID))
    slugs = graphene.List(graphene.NonNull(graphene.String))
    channel = graphene.String()


class ProductWhereInput(graphene.InputObjectType):
    """Which products, with AND and OR."""

    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    ids = graphene.List(graphene.NonNull(graphene.ID))
    name = graphene.InputField(StringFilterInput)
    slug = graphene.InputField(StringFilterInput)
    product_type = graphene.InputField(GlobalIDFilterInput)
    category = graphene.InputField(GlobalIDFilterInput)
    collection = graphene.InputField(GlobalIDFilterInput)
    is_available = graphene.Boolean()
    is_published = graphene.Boolean()
    is_visible_in_listing = graphene.Boolean()
    published_from = graphene.DateTime()
    available_from = graphene.DateTime()
    has_category = graphene.Boolean()
    price = graphene.InputField(DecimalFilterInput)
    minimal_price = graphene.InputField(DecimalFilterInput)
    attributes = graphene.List(graphene.NonNull(AttributeInput))
    gift_card = graphene.Boolean()
    updated_at = graphene.InputField(DateTimeFilterInput)
    AND = graphene.List(graphene.NonNull(lambda: ProductWhereInput))
    OR = graphene.List(graphene.NonNull(lambda: ProductWhereInput))


Condition = Callable[[Goods, Any], Q]
LARGEST = 2**63
"""Beyond every amount that a column holds."""


def filtered(goods: Goods, filter: Any = None, where: Any = None, search: str | None = None) -> Goods:
    """Those that meet `filter`, `where` and `search`. As in Saleor, not both of the first two."""
    if filter is not None and where is not None:
        raise DomainError(
            _("Only one of `filter` and `where` can be used."), code="GRAPHQL_ERROR", field="where"
        )
    if search:
        goods = goods.where(search_for(goods, search))
    for name, value in (filter or {}).items():
        if value is not None and name != "channel":
            goods = goods.where(FILTERS[name](goods, value))
    return goods.where(combined(where, lambda name, value: WHERE[name](goods, value))) if where else goods


def search_for(goods: Goods, text: str) -> Q:
    """Every word occurs in what is written about the product, marks or not."""
    return with_words(text, goods.of_product("search_folded"))


def within_categories(goods: Goods, ids: Iterable[str]) -> Q:
    """In one of these categories or below."""
    keys = keys_of(ids, "Category", field="categories")
    return queries.in_categories(keys, goods.copied("category_path", "category__path"))


def in_collections(goods: Goods, ids: Iterable[str]) -> Q:
    """In one of these collections."""
    entries = models.CollectionProduct.objects.filter(collection__in=collections_among(goods, ids))
    return Q(**{f"{goods.key}__in": entries.values("product_id")})


def collections_among(goods: Goods, ids: Iterable[str]) -> list[int]:
    """Of these collections those whose goods may be listed: for visitors the ones that they may open."""
    keys = keys_of(ids, "Collection", field="collections")
    if not goods.only_shown or goods.market is None:
        return keys
    visible = queries.collections_visible_to(GUEST, goods.market.pk)
    return list(visible.filter(pk__within=keys).values_list("pk", flat=True))


def _ids(goods: Goods, ids: Iterable[str]) -> Q:
    return Q(**{f"{goods.key}__in": keys_of(ids, "Product")})


def _keys(column: str, typename: str, field: str) -> Condition:
    def condition(goods: Goods, ids: Iterable[str]) -> Q:
        return Q(**{f"{goods.of_product(column)}__in": keys_of(ids, typename, field=field)})

    return condition


def _of_cooperatives(goods: Goods, ids: Iterable[str]) -> Q:
    return Q(**{f"{goods.copied('cooperative_id')}__in": keys_of(ids, "Cooperative", field="cooperatives")})


def _has_category(goods: Goods, value: bool) -> Q:
    return Q(**{f"{goods.of_product('category')}__isnull": not value})


def _gift_card(goods: Goods, value: bool) -> Q:
    kind = Q(**{goods.of_product("product_type__kind"): "GIFT_CARD"})
    return kind if value else ~kind


def _of_listing(**conditions: Any) -> Condition:
    """The listing row meets these, or does not; without a channel, one of all listing rows."""

    def condition(goods: Goods, value: bool) -> Q:
        if goods.market is None:
            rows = models.ProductChannelListing.objects.filter(product=OuterRef(goods.key), **conditions)
            met = Q(Exists(rows))
        else:
            met = Q(**conditions)
        return met if value else ~met

    return condition


def _since(column: str) -> Condition:
    def condition(goods: Goods, value: Any) -> Q:
        return _of_listing(**{f"{column}__lte": value})(goods, True)

    return condition


def _minor(goods: Goods, amount: Any, rounding: str) -> int:
    currency = goods.market.currency if goods.market else "VND"
    scaled = Decimal(str(amount)).scaleb(decimals_of(currency))
    return int(scaled.to_integral_value(rounding=rounding))


def between(goods: Goods, column: str, value: Any) -> dict[str, Any]:
    """Conditions of a price range in major units, on a column of minor units."""
    found: dict[str, Any] = {}
    if value.get("gte") is not None:
        found[f"{column}__gte"] = _minor(goods, value["gte"], ROUND_CEILING)
    if value.get("lte") is not None:
        found[f"{column}__lte"] = _minor(goods, value["lte"], ROUND_FLOOR)
    if value.get("eq") is not None:
        found[column] = _minor(goods, value["eq"], ROUND_FLOOR)
    if value.get("one_of") is not None:
        amounts = (_minor(goods, each, ROUND_FLOOR) for each in value["one_of"])
        found[f"{column}__in"] = [each for each in amounts if -LARGEST <= each < LARGEST]
    if value.get("range"):
        found |= between(goods, column, value["range"])
    return found


def _price(goods: Goods, value: Any) -> Q:
    """A variant has such a price."""
    rows = models.ProductVariantChannelListing.objects.filter(
        variant__product=OuterRef(goods.key), **between(goods, "discounted_price_amount", value)
    )
    if goods.market is not None:
        rows = rows.filter(channel=goods.market.pk)
    return Q(Exists(rows.filter(price_amount__isnull=False)))


def _minimal_price(goods: Goods, value: Any) -> Q:
    """The lowest price is such."""
    return _of_listing(**between(goods, "discounted_price_amount", value))(goods, True)


def _updated(goods: Goods, value: Any) -> Q:
    return compared(goods.of_product("updated_at"), value)


def _text(column: str) -> Condition:
    return lambda goods, value: compared(goods.of_product(column), value)


def _one_of(condition: Condition) -> Condition:
    """The condition on many ids for an input with `eq` or `oneOf`."""

    def either(goods: Goods, value: Any) -> Q:
        found = Q()
        if value.get("eq") is not None:
            found &= condition(goods, [value["eq"]])
        if value.get("one_of") is not None:
            found &= condition(goods, value["one_of"])
        return found

    return either


def _attributes(goods: Goods, value: Any) -> Q:
    condition = Q()
    for each in value:
        condition &= with_attribute(goods, each)
    return condition


def _metadata(goods: Goods, value: Any) -> Q:
    return with_metadata(value, goods.of_product("metadata"))


_published = _of_listing(is_published=True, published_at__lte=Now())
_available = _of_listing(is_published=True, published_at__lte=Now(), available_for_purchase_at__lte=Now())
BOTH: dict[str, Condition] = {
    "is_published": _published,
    "has_category": _has_category,
    "attributes": _attributes,
    "metadata": _metadata,
    "published_from": _since("published_at"),
    "is_available": _available,
    "available_from": _since("available_for_purchase_at"),
    "is_visible_in_listing": _of_listing(visible_in_listings=True),
    "price": _price,
    "minimal_price": _minimal_price,
    "updated_at": _updated,
    "gift_card": _gift_card,
    "ids": _ids,
}
FILTERS: dict[str, Condition] = {
    **BOTH,
    "collections": in_collections,
    "categories": within_categories,
    "cooperatives": _of_cooperatives,
    "search": search_for,
    "product_types": _keys("product_type_id", "ProductType", "productTypes"),
    "slugs": lambda goods, value: Q(**{f"{goods.of_product('slug')}__in": value}),
}
WHERE: dict[str, Condition] = {
    **BOTH,
    "name": _text("name"),
    "slug": _text("slug"),
    "product_type": _one_of(_keys("product_type_id", "ProductType", "productType")),
    "category": _one_of(within_categories),
    "collection": _one_of(in_collections),
}
