"""Lists of shelves, types, attributes and variants."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from marketplace.catalog import models, queries
from marketplace.catalog.api import packings
from marketplace.catalog.api.goods import channel_asked, is_open
from marketplace.catalog.api.shelves import channel_named
from marketplace.catalog.api.sorting import NEVER
from marketplace.core.actor import Actor
from marketplace.graphql.connection import Listing
from marketplace.graphql.ids import key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.searching import combined, compared, named, with_metadata, with_words
from marketplace.graphql.sorting import ordered


def met(rows: QuerySet, typename: str, wanted: Any, where: Any = None) -> QuerySet:
    """The conditions that all these filters share: search, ids, slugs, metadata, time of the last change."""

    def condition(name: str, value: Any) -> Q:
        return USUAL[name](value, typename) if name in USUAL else Q()

    if wanted:
        rows = rows.filter(*(condition(name, value) for name, value in wanted.items() if value is not None))
        if wanted.get("search"):
            rows = named(rows, wanted["search"])
    return rows.filter(combined(where, condition)) if where else rows


USUAL: dict[str, Any] = {
    "ids": lambda value, typename: Q(pk__in=keys_of(value, typename)),
    "slugs": lambda value, typename: Q(slug__in=value),
    "metadata": lambda value, typename: with_metadata(value),
    "updated_at": lambda value, typename: compared("updated_at", value),
    "sku": lambda value, typename: Q(sku__in=value) if isinstance(value, list) else compared("sku", value),
}


def number_of(model: type[Model], column: str) -> Coalesce:
    """An expression: how many rows of `model` have this row in `column`."""
    rows = model._default_manager.filter(**{column: OuterRef("pk")}).order_by().values(column)
    return Coalesce(
        Subquery(rows.annotate(number=Count("pk")).values("number"), output_field=IntegerField()), 0
    )


def categories(
    info: Info, filter: Any = None, where: Any = None, sort_by: Any = None, level: int | None = None
) -> Listing:
    """`Query.categories`: all, or one level of the tree, in the order the operator gave."""

    def rows() -> QuerySet:
        there = met(models.Category.objects.all(), "Category", filter, where)
        counts = {"products_here": (models.Product, "category"), "children_here": (models.Category, "parent")}
        there = there.annotate(**{name: number_of(*counted) for name, counted in counts.items()})
        return there if level is None else there.filter(level=level)

    orders = {
        "NAME": ("name_sort",),
        "PRODUCT_COUNT": ("products_here", "name_sort"),
        "SUBCATEGORY_COUNT": ("children_here", "name_sort"),
    }
    order = ordered(sort_by, orders, ("level", "sort_order"))
    return Listing(rows, order, key=None if filter or where else ("categories", level))


def collections(
    info: Info, filter: Any = None, where: Any = None, sort_by: Any = None, channel: str | None = None
) -> Listing:
    """`Query.collections`: those the actor may open in the channel."""
    market = channel_asked(info, channel_named(channel, filter, sort_by))
    rows = queries.collections_visible_to(info.actor, market.pk if market else None)
    if market is not None and not is_open(info, market) or market is None and channel is not None:
        rows = rows.none()
    rows = met(rows, "Collection", filter, where)
    listing = models.CollectionChannelListing.objects.filter(
        collection=OuterRef("pk"), channel=market.pk if market else None
    )
    rows = rows.annotate(
        published=Coalesce(Subquery(listing.values("is_published")), False),
        published_since=Coalesce(Subquery(listing.values("published_at")), Value(NEVER)),
        products_here=number_of(models.CollectionProduct, "collection"),
    )
    if filter and filter.get("published") is not None:
        rows = rows.filter(published=filter["published"].value == "PUBLISHED")
    orders = {
        "NAME": ("name_sort",),
        "AVAILABILITY": ("published", "name_sort"),
        "PRODUCT_COUNT": ("products_here", "name_sort"),
        "PUBLICATION_DATE": ("published_since", "name_sort"),
        "PUBLISHED_AT": ("published_since", "name_sort"),
    }
    return Listing(rows, ordered(sort_by, orders, ("name_sort",)), market.pk if market else None)


def product_types(info: Info, filter: Any = None, sort_by: Any = None) -> Listing:
    """`Query.productTypes`."""
    rows, wanted = met(models.ProductType.objects.all(), "ProductType", filter), filter or {}
    if wanted.get("kind") is not None:
        rows = rows.filter(kind=wanted["kind"].value)
    if wanted.get("product_type") is not None:
        digital = wanted["product_type"].value == "DIGITAL"
        rows = rows.filter(Q(is_digital=True) if digital else Q(is_shipping_required=True))
    orders = {
        "NAME": ("name_sort",),
        "DIGITAL": ("is_digital", "name_sort"),
        "SHIPPING_REQUIRED": ("is_shipping_required", "name_sort"),
    }
    return Listing(rows, ordered(sort_by, orders, ("name_sort",)))


def attributes_visible_to(actor: Actor) -> QuerySet[models.Attribute]:
    """Visitors are not shown attributes that are hidden from the shop."""
    rows = models.Attribute.objects.all()
    return rows if queries.sees_everything(actor) else rows.filter(visible_in_storefront=True)


FLAGS = (
    "value_required",
    "visible_in_storefront",
    "filterable_in_storefront",
    "filterable_in_dashboard",
    "available_in_grid",
)


def attributes(
    info: Info,
    filter: Any = None,
    search: str | None = None,
    sort_by: Any = None,
    channel: str | None = None,
) -> Listing:
    """`Query.attributes`."""
    rows, wanted = met(attributes_visible_to(info.actor), "Attribute", filter), filter or {}
    if search:
        rows = named(rows, search)
    rows = rows.filter(**{name: wanted[name] for name in FLAGS if wanted.get(name) is not None})
    if wanted.get("type") is not None:
        rows = rows.filter(type=wanted["type"].value)
    if wanted.get("in_category"):
        keys = [key_of(wanted["in_category"], "Category", field="inCategory")]
        rows = rows.filter(_carried_by(queries.in_categories(keys, "category__path")))
    if wanted.get("in_collection"):
        rows = rows.filter(
            _carried_by(Q(collections=key_of(wanted["in_collection"], "Collection", field="inCollection")))
        )
    # none is for variants only, so that says nothing about their order
    by_name: tuple[str, ...] = ("name_sort",)
    orders = {"NAME": by_name, "IS_VARIANT_ONLY": by_name, "SLUG": ("slug",)}
    orders |= {name.upper(): (name, "name_sort") for name in (*FLAGS, "storefront_search_position")}
    return Listing(rows, ordered(sort_by, orders, ("storefront_search_position", "name_sort")))


def _carried_by(products: Q) -> Q:
    """Attributes of the types of these products or of their variants."""
    types = models.Product.objects.filter(products).values("product_type")
    own = models.AttributeProduct.objects.filter(product_type__in=types).values("attribute")
    variants = models.AttributeVariant.objects.filter(product_type__in=types).values("attribute")
    return Q(pk__in=own) | Q(pk__in=variants)


def product_variants(
    info: Info,
    ids: list[str] | None = None,
    channel: str | None = None,
    filter: Any = None,
    where: Any = None,
    search: str | None = None,
    sort_by: Any = None,
) -> Listing:
    """`Query.productVariants`: those the actor may see in the channel."""
    market = channel_asked(info, channel)
    rows = queries.variants_visible_to(info.actor, market.pk if market else None)
    if market is not None and not is_open(info, market) or market is None and channel is not None:
        rows = rows.none()
    return variants_met(rows, ids, filter, where, search, sort_by, market.pk if market else None)


def variants_below(info: Info, filter: Any = None, where: Any = None, sort_by: Any = None) -> Listing:
    """`Product.productVariants`, in the product's own order."""
    rows = packings.seen(everything=queries.sees_everything(info.actor), channel=info.channel)
    return variants_met(rows, None, filter, where, None, sort_by, info.channel, ("sort_order",))


def variants_met(
    rows: QuerySet,
    ids: list[str] | None,
    filter: Any,
    where: Any,
    search: str | None,
    sort_by: Any,
    channel: int | None,
    usual: tuple[str, ...] = ("product_id", "sort_order"),
) -> Listing:
    """The variants among `rows` that meet all conditions."""
    wanted = dict(filter or {})
    texts = [text for text in (search, wanted.pop("search", None)) if text]
    rows = met(rows, "ProductVariant", wanted, where)
    for text in texts:
        rows = rows.filter(with_words(text, "product__search_folded") | Q(sku=text))
    if ids is not None:
        rows = rows.filter(pk__in=keys_of(ids, "ProductVariant"))
    return Listing(rows, ordered(sort_by, {"LAST_MODIFIED_AT": ("updated_at",)}, usual), channel)
