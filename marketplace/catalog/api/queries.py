"""Asking for goods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.catalog import models, queries
from marketplace.catalog.api import inputs, lists
from marketplace.catalog.api.goods import channel_asked, is_open
from marketplace.catalog.api.shelves import goods_asked, product_arguments
from marketplace.catalog.api.types import (
    Attribute,
    Category,
    Collection,
    Product,
    ProductType,
    ProductVariant,
)
from marketplace.channel.api.lookup import Market
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import root
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum, language_of
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.reading import exactly_one, named_row, one_row
from marketplace.site.queries import redirected


def found(
    info: Info,
    visible: Callable[[], QuerySet],
    typename: str,
    id: str | None,
    slug: str | None,
    language: Any = None,
    market: Market | None = None,
) -> Any:
    """The one of this id or slug. With a language the slug is the translated one; without, also one it had before.

    `visible` makes what the actor may open in the market; it depends on nothing else.
    """
    channel, viewpoint = market.pk if market else None, queries.viewpoint(info.actor)
    key = None if viewpoint is None else (typename, viewpoint, channel)
    if id is not None:
        return named_row(info, visible, key, channel=channel, pk=key_of(id, typename))
    if language is not None:
        translated = visible().filter(
            translations__language_code=language_of(language), translations__slug=slug
        )
        return one_row(info, translated, channel=channel)
    there = named_row(info, visible, key, channel=channel, slug=slug)
    if there is None and (renamed := redirected(typename.lower(), str(slug))):
        there = named_row(info, visible, key, channel=channel, pk=renamed)
    return there


def product(
    info: Info,
    id: str | None = None,
    slug: str | None = None,
    slug_language_code: Any = None,
    external_reference: str | None = None,
    channel: str | None = None,
) -> Any:
    """The product, if the actor may open it in the channel."""
    exactly_one(id=id, slug=slug, external_reference=external_reference)
    market = channel_asked(info, channel)
    if market is None and channel is not None or market is not None and not is_open(info, market):
        return None
    channel_id = market.pk if market else None

    def visible() -> QuerySet:
        return queries.visible_to(info.actor, channel_id)

    if external_reference is not None:
        there = visible().filter(external_reference=external_reference)
        return one_row(info, there, channel=channel_id)
    return found(info, visible, "Product", id, slug, slug_language_code, market)


def products(
    info: Info,
    channel: str | None = None,
    filter: Any = None,
    where: Any = None,
    sort_by: Any = None,
    search: str | None = None,
) -> Listing:
    """Products in lists of the channel."""
    goods, order = goods_asked(info, channel, filter, where, sort_by, search)
    return goods.listed(order)


def product_variant(
    info: Info,
    id: str | None = None,
    sku: str | None = None,
    external_reference: str | None = None,
    channel: str | None = None,
) -> Any:
    """The variant, if the actor may see it in the channel."""
    exactly_one(id=id, sku=sku, external_reference=external_reference)
    market = channel_asked(info, channel)
    if market is None and channel is not None or market is not None and not is_open(info, market):
        return None
    visible = queries.variants_visible_to(info.actor, market.pk if market else None)
    given = {
        "pk": key_of(id, "ProductVariant") if id else None,
        "sku": sku,
        "external_reference": external_reference,
    }
    wanted = {name: value for name, value in given.items() if value is not None}
    return one_row(info, visible.filter(**wanted), channel=market.pk if market else None)


def category(
    info: Info, id: str | None = None, slug: str | None = None, slug_language_code: Any = None
) -> Any:
    """The category; everyone may see every shelf."""
    exactly_one(id=id, slug=slug)
    return found(info, models.Category.objects.all, "Category", id, slug, slug_language_code)


def collection(
    info: Info,
    id: str | None = None,
    slug: str | None = None,
    slug_language_code: Any = None,
    channel: str | None = None,
) -> Any:
    """The collection, if the actor may open it in the channel."""
    exactly_one(id=id, slug=slug)
    market = channel_asked(info, channel)
    if market is None and channel is not None or market is not None and not is_open(info, market):
        return None

    def visible() -> QuerySet:
        return queries.collections_visible_to(info.actor, market.pk if market else None)

    return found(info, visible, "Collection", id, slug, slug_language_code, market)


def attribute(
    info: Info, id: str | None = None, slug: str | None = None, external_reference: str | None = None
) -> Any:
    """The attribute, if the actor may see it."""
    exactly_one(id=id, slug=slug, external_reference=external_reference)
    given = {
        "pk": key_of(id, "Attribute") if id else None,
        "slug": slug,
        "external_reference": external_reference,
    }
    wanted = {name: value for name, value in given.items() if value is not None}
    return one_row(info, lists.attributes_visible_to(info.actor).filter(**wanted))


def _slug_arguments() -> dict[str, Any]:
    return {
        "id": graphene.ID(),
        "slug": graphene.String(),
        "slug_language_code": graphene.Argument(LanguageCodeEnum),
    }


class Queries:
    """Fields of Query."""

    product = root(
        Product,
        product,
        permission=PUBLIC,
        **_slug_arguments(),
        external_reference=graphene.String(),
        channel=graphene.String(),
    )
    products = connection(Product, products, permission=PUBLIC, **product_arguments())
    product_variant = root(
        ProductVariant,
        product_variant,
        permission=PUBLIC,
        id=graphene.ID(),
        sku=graphene.String(),
        external_reference=graphene.String(),
        channel=graphene.String(),
    )
    product_variants = connection(
        ProductVariant,
        lists.product_variants,
        permission=PUBLIC,
        ids=graphene.Argument(graphene.List(graphene.NonNull(graphene.ID))),
        channel=graphene.String(),
        filter=graphene.Argument(inputs.ProductVariantFilterInput),
        where=graphene.Argument(inputs.ProductVariantWhereInput),
        search=graphene.String(),
        sort_by=graphene.Argument(inputs.ProductVariantSortingInput),
    )
    category = root(Category, category, permission=PUBLIC, **_slug_arguments())
    categories = connection(
        Category,
        lists.categories,
        permission=PUBLIC,
        filter=graphene.Argument(inputs.CategoryFilterInput),
        where=graphene.Argument(inputs.CategoryWhereInput),
        sort_by=graphene.Argument(inputs.CategorySortingInput),
        level=graphene.Int(),
    )
    collection = root(
        Collection, collection, permission=PUBLIC, **_slug_arguments(), channel=graphene.String()
    )
    collections = connection(
        Collection,
        lists.collections,
        permission=PUBLIC,
        filter=graphene.Argument(inputs.CollectionFilterInput),
        where=graphene.Argument(inputs.CollectionWhereInput),
        sort_by=graphene.Argument(inputs.CollectionSortingInput),
        channel=graphene.String(),
    )
    product_type = root(
        ProductType,
        lambda info, id: key_of(id, "ProductType"),
        permission=PUBLIC,
        id=graphene.ID(required=True),
    )
    product_types = connection(
        ProductType,
        lists.product_types,
        permission=PUBLIC,
        filter=graphene.Argument(inputs.ProductTypeFilterInput),
        sort_by=graphene.Argument(inputs.ProductTypeSortingInput),
    )
    attribute = root(
        Attribute,
        attribute,
        permission=PUBLIC,
        id=graphene.ID(),
        slug=graphene.String(),
        external_reference=graphene.String(),
    )
    attributes = connection(
        Attribute,
        lists.attributes,
        permission=PUBLIC,
        filter=graphene.Argument(inputs.AttributeFilterInput),
        search=graphene.String(),
        sort_by=graphene.Argument(inputs.AttributeSortingInput),
        channel=graphene.String(),
    )
