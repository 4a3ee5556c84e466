"""A: the ORM's objects, prefetched, under graphene: how a Django shop is usually written."""

from __future__ import annotations

import graphene

from benchmarks.spike_read_path.query import LISTED
from marketplace.catalog import models as catalog
from marketplace.core.money import Money as Amount
from marketplace.graphql.ids import to_global_id


class Money(graphene.ObjectType):
    amount = graphene.Float()
    currency = graphene.String()


class Cooperative(graphene.ObjectType):
    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    commune = graphene.String()
    resolve_id = lambda root, info: to_global_id("Cooperative", root.pk)  # noqa: E731
    resolve_commune = lambda root, info: root.commune_name  # noqa: E731


class Category(graphene.ObjectType):
    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    resolve_id = lambda root, info: to_global_id("Category", root.pk)  # noqa: E731


class Media(graphene.ObjectType):
    id = graphene.ID(required=True)
    url = graphene.String(required=True)
    alt = graphene.String()
    resolve_id = lambda root, info: to_global_id("ProductMedia", root.pk)  # noqa: E731
    resolve_url = lambda root, info: f"/media/{root.image.name}"  # noqa: E731


class Variant(graphene.ObjectType):
    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    sku = graphene.String()
    net_amount = graphene.Int()
    price = graphene.Field(Money)
    undiscounted = graphene.Field(Money)
    resolve_id = lambda root, info: to_global_id("ProductVariant", root.pk)  # noqa: E731

    def resolve_price(root, info):
        listing = root.channel_listings.all()[0]
        return Amount(listing.discounted_price_amount, listing.currency)

    def resolve_undiscounted(root, info):
        listing = root.channel_listings.all()[0]
        return Amount(listing.price_amount, listing.currency)


class Product(graphene.ObjectType):
    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    created = graphene.DateTime(required=True)
    cooperative = graphene.Field(Cooperative)
    category = graphene.Field(Category)
    media = graphene.List(graphene.NonNull(Media))
    variants = graphene.List(graphene.NonNull(Variant))
    resolve_id = lambda root, info: to_global_id("Product", root.pk)  # noqa: E731
    resolve_created = lambda root, info: root.created_at  # noqa: E731
    resolve_media = lambda root, info: root.media.all()  # noqa: E731
    resolve_variants = lambda root, info: root.variants.all()  # noqa: E731


class Edge(graphene.ObjectType):
    node = graphene.Field(Product, required=True)


class Connection(graphene.ObjectType):
    edges = graphene.List(graphene.NonNull(Edge), required=True)


class Query(graphene.ObjectType):
    products = graphene.Field(Connection, first=graphene.Int(), channel=graphene.Int())

    def resolve_products(root, info, first, channel):
        found = (
            catalog.Product.objects.filter(
                **{f"channel_listings__{name}": value for name, value in LISTED(channel).items()}
            )
            .order_by("channel_listings__name_sort", "pk")
            .prefetch_related("cooperative", "category", "media", "variants__channel_listings")[: first + 1]
        )
        return Connection(edges=[Edge(node=product) for product in found[:first]])


schema = graphene.Schema(query=Query).graphql_schema
