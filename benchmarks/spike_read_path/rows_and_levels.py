"""B and D: rows with the grammar's sources; under graphql-core one object at a time (B), or level by level (D)."""

from __future__ import annotations


import graphene
from django.db.models import F

from benchmarks.spike_read_path.query import LISTED
from marketplace.catalog import models as catalog
from marketplace.cooperative import models as cooperative
from marketplace.core.fields import PENDING
from marketplace.core.money import Money as Amount
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import batch, column, many, one, value
from marketplace.graphql.permissions import PUBLIC
from marketplace.core.statements import kept
from marketplace.graphql.scalars import Money
from marketplace.graphql.types import Type, global_id


class Cooperative(Type):
    class Meta:
        model = cooperative.Cooperative

    id = global_id("Cooperative")
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    commune = column(graphene.String, "commune_name")


class Category(Type):
    class Meta:
        model = catalog.Category

    id = global_id("Category")
    name = graphene.String(required=True)
    slug = graphene.String(required=True)


class Media(Type):
    class Meta:
        model = catalog.ProductMedia

    id = global_id("ProductMedia")
    url = value(graphene.String, lambda row: f"/media/{row.image}", needs=("image",), required=True)
    alt = graphene.String()


def listings_of(variants, info):
    memory = info.context.memory.setdefault("listings", {})
    if missing := [variant.pk for variant in variants if variant.pk not in memory]:
        columns = ("variant_id", "discounted_price_amount", "price_amount", "currency")
        statement = kept(
            ("prices", info.channel),
            lambda: catalog.ProductVariantChannelListing.objects.filter(
                channel=info.channel, variant__within=PENDING
            ),
            columns,
        )
        memory.update((found[0], found) for found in statement.run(missing))
    return [memory[variant.pk] for variant in variants]


class Variant(Type):
    class Meta:
        model = catalog.ProductVariant

    id = global_id("ProductVariant")
    name = graphene.String(required=True)
    sku = graphene.String()
    net_amount = graphene.Int()
    price = batch(Money, lambda rows, info: [Amount(each[1], each[3]) for each in listings_of(rows, info)])
    undiscounted = batch(
        Money, lambda rows, info: [Amount(each[2], each[3]) for each in listings_of(rows, info)]
    )


class Product(Type):
    class Meta:
        model = catalog.Product

    id = global_id("Product")
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    created = column(graphene.DateTime, "created_at", required=True)
    cooperative = one(Cooperative, "cooperative_id")
    category = one(Category, "category_id")
    media = many(
        Media,
        lambda: catalog.ProductMedia.objects.order_by("sort_order", "pk"),
        by="product_id",
        required=False,
    )
    variants = many(
        Variant,
        lambda: catalog.ProductVariant.objects.order_by("sort_order", "pk"),
        by="product_id",
        required=False,
    )


def on_sale(info, channel):
    found = catalog.Product.objects.filter(
        **{f"channel_listings__{name}": value for name, value in LISTED(channel).items()}
    )
    return Listing(found.annotate(_sort=F("channel_listings__name_sort")), ("_sort",), channel)


class Query(graphene.ObjectType):
    products = connection(Product, on_sale, permission=PUBLIC, channel=graphene.Int())


schema = graphene.Schema(query=Query).graphql_schema
