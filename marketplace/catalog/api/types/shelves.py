"""Category and Collection. Their lists of products are added in catalog/api/shelves.py."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.catalog import models
from marketplace.catalog.api.types.listings import CollectionChannelListing
from marketplace.catalog.models.shelves import STEP
from marketplace.channel.api.types import channel_slug
from marketplace.graphql.connection import Listing, connection, connection_field, take_paging
from marketplace.graphql.fields import batch, many, one
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.paging import page_of
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.scalars import JSONString
from marketplace.graphql.translations import language, translation
from marketplace.graphql.types import Node, Type, extend, global_id
from marketplace.site.api.pictures import picture


class CategoryTranslation(Type):
    """A category's texts in another language."""

    class Meta:
        model = models.CategoryTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("CategoryTranslation")
    language = language()
    seo_title = graphene.String()
    seo_description = graphene.String()
    slug = graphene.String()
    name = graphene.String()
    description = graphene.Field(JSONString)


class CollectionTranslation(Type):
    """A collection's texts in another language."""

    class Meta:
        model = models.CollectionTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("CollectionTranslation")
    language = language()
    seo_title = graphene.String()
    seo_description = graphene.String()
    slug = graphene.String()
    name = graphene.String()
    description = graphene.Field(JSONString)


class Category(MetadataFields, Type):
    """A shelf in the tree of shelves."""

    class Meta:
        model = models.Category
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_PRODUCTS"), staff("MANAGE_PRODUCTS"))

    id = global_id("Category")
    seo_title = graphene.String()
    seo_description = graphene.String()
    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    slug = graphene.String(required=True)
    parent = one(lambda: Category, "parent_id")
    level = graphene.Int(required=True)
    updated_at = graphene.DateTime(required=True)
    background_image = picture("background_image", alt="background_image_alt")
    translation = translation(CategoryTranslation, models.CategoryTranslation, "category_id")


def above(path: str) -> list[int]:
    """Ids of the categories above the one with this path, the root first."""
    return [int(path[at : at + STEP], 36) for at in range(0, len(path) - STEP, STEP)]


def ancestors(rows: Any, info: Info, **arguments: Any) -> list[Any]:
    """The way from the root down to each category, itself left out."""
    paging = take_paging(info, arguments)
    return [page_of(above(row.path), paging) for row in rows]


extend(
    Category,
    ancestors=connection_field(Category, ancestors, needs=("path",)),
    children=connection(
        Category,
        lambda info: Listing(models.Category.objects.all, ("sort_order",), key="categories"),
        by="parent_id",
    ),
)


def in_channels() -> QuerySet:
    """All listings of collections."""
    return models.CollectionChannelListing.objects.order_by("channel_id")


class Collection(MetadataFields, Type):
    """A hand-picked selection of products."""

    class Meta:
        model = models.Collection
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_PRODUCTS"), staff("MANAGE_PRODUCTS"))

    id = global_id("Collection")
    seo_title = graphene.String()
    seo_description = graphene.String()
    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    slug = graphene.String(required=True)
    channel = batch(graphene.String, channel_slug)
    background_image = picture("background_image", alt="background_image_alt")
    translation = translation(CollectionTranslation, models.CollectionTranslation, "collection_id")
    channel_listings = many(
        CollectionChannelListing,
        in_channels,
        by="collection_id",
        required=False,
        permission=staff("MANAGE_PRODUCTS"),
    )
