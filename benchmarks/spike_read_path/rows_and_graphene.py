"""B: the same rows, read for the whole list at once, under graphene's execution, one object at a time.

`read` alone is the floor for every executor: whatever runs on these rows cannot be faster than reading them.
"""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace

import graphene

from benchmarks.spike_read_path import models_and_graphene as a
from benchmarks.spike_read_path.query import LISTED
from marketplace.catalog import models as catalog
from marketplace.cooperative.models import Cooperative
from marketplace.core.fields import PENDING
from marketplace.core.money import Money as Amount
from marketplace.core.statements import kept


def _rows(name, queryset, columns, ids):
    return [
        SimpleNamespace(**dict(zip(columns, found, strict=True)))
        for found in kept(("b", name), queryset, columns).run(ids)
    ]


def _by(rows, name):
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return groups


def read(channel: int) -> list[SimpleNamespace]:
    """24 products with everything below them, in six statements."""
    listed = catalog.ProductChannelListing.objects.filter(**LISTED(channel)).order_by(
        "name_sort", "product_id"
    )
    keys = list(listed.values_list("product_id", flat=True)[:25])[:24]
    products = {
        row.pk: row
        for row in _rows(
            "products",
            lambda: catalog.Product.objects.filter(pk__within=PENDING),
            ("pk", "name", "slug", "created_at", "cooperative_id", "category_id"),
            keys,
        )
    }
    sellers = {
        row.pk: row
        for row in _rows(
            "sellers",
            lambda: Cooperative.objects.filter(pk__within=PENDING),
            ("pk", "name", "slug", "commune_name"),
            {p.cooperative_id for p in products.values()},
        )
    }
    shelves = {
        row.pk: row
        for row in _rows(
            "shelves",
            lambda: catalog.Category.objects.filter(pk__within=PENDING),
            ("pk", "name", "slug"),
            {p.category_id for p in products.values()},
        )
    }
    media = _by(
        _rows(
            "media",
            lambda: catalog.ProductMedia.objects.filter(product__within=PENDING).order_by("sort_order", "pk"),
            ("pk", "product_id", "image", "alt"),
            keys,
        ),
        "product_id",
    )
    variants = _rows(
        "variants",
        lambda: catalog.ProductVariant.objects.filter(product__within=PENDING).order_by("sort_order", "pk"),
        ("pk", "product_id", "name", "sku", "net_amount"),
        keys,
    )
    prices = {
        row.variant_id: row
        for row in _rows(
            "prices",
            lambda: catalog.ProductVariantChannelListing.objects.filter(
                channel=channel, variant__within=PENDING
            ),
            ("variant_id", "discounted_price_amount", "price_amount", "currency"),
            [each.pk for each in variants],
        )
    }
    for each in variants:
        price = prices[each.pk]
        each.price, each.undiscounted = (
            Amount(price.discounted_price_amount, price.currency),
            Amount(price.price_amount, price.currency),
        )
    packs = _by(variants, "product_id")
    for product in products.values():
        product.cooperative, product.category = sellers[product.cooperative_id], shelves[product.category_id]
        product.media, product.variants = media[product.pk], packs[product.pk]
    return [products[key] for key in keys]


class Media(a.Media):
    resolve_url = lambda root, info: f"/media/{root.image}"  # noqa: E731


class Variant(a.Variant):
    resolve_price = resolve_undiscounted = None
    price = graphene.Field(a.Money)
    undiscounted = graphene.Field(a.Money)


Variant.resolve_price = lambda root, info: root.price
Variant.resolve_undiscounted = lambda root, info: root.undiscounted


class Product(a.Product):
    media = graphene.List(graphene.NonNull(Media))
    variants = graphene.List(graphene.NonNull(Variant))
    resolve_media = lambda root, info: root.media  # noqa: E731
    resolve_variants = lambda root, info: root.variants  # noqa: E731


class Edge(graphene.ObjectType):
    node = graphene.Field(Product, required=True)


class Connection(graphene.ObjectType):
    edges = graphene.List(graphene.NonNull(Edge), required=True)


class Query(graphene.ObjectType):
    products = graphene.Field(Connection, first=graphene.Int(), channel=graphene.Int())

    def resolve_products(root, info, first, channel):
        return Connection(edges=[Edge(node=product) for product in read(channel)])


schema = graphene.Schema(query=Query).graphql_schema
