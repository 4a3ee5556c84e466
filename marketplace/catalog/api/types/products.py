"""Product, ProductVariant, ProductType. Lists of products below other types are added in catalog/api/shelves.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.account.api.types import AddressInput
from marketplace.catalog import models
from marketplace.catalog.api import attributes as qualities
from marketplace.catalog.api import availability, offers, packings, prices
from marketplace.catalog.api import media as gallery
from marketplace.catalog.api.assigned import ObjectWithAttributes, assigned_fields
from marketplace.catalog.api.assigned import of_products as assigned_to_products
from marketplace.catalog.api.assigned import of_variants as assigned_to_variants
from marketplace.catalog.api.enums import NetUnit, PriceUnit, ProductTypeKindEnum, VariantAttributeScope
from marketplace.catalog.api.inputs import MediaSortingInput
from marketplace.catalog.api.types.attributes import SelectedAttribute
from marketplace.catalog.api.types.listings import ProductChannelListing, ProductVariantChannelListing
from marketplace.catalog.api.types.shelves import Category, Collection
from marketplace.catalog.pricing import PricePerUnit as UnitPrice
from marketplace.channel.api.types import channel_slug
from marketplace.cooperative.api.places import Province
from marketplace.cooperative.api.types import Cooperative, near_to
from marketplace.graphql.fields import batch, column, listed, many, one, value
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.scalars import JSONString, Money
from marketplace.graphql.translations import language, translation
from marketplace.graphql.types import Node, Type, global_id
from marketplace.graphql.weights import Grams, Weight
from marketplace.site.api.pictures import Image, picture_arguments
from marketplace.tax.api.types import TaxClass

MANAGES = staff("MANAGE_PRODUCTS")
"""Who sees prices and dates of all channels."""


class ProductTranslation(Type):
    """A product's texts in another language."""

    class Meta:
        model = models.ProductTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("ProductTranslation")
    language = language()
    seo_title = graphene.String()
    seo_description = graphene.String()
    slug = graphene.String()
    name = graphene.String()
    description = graphene.Field(JSONString)


class ProductVariantTranslation(Type):
    """A variant's name in another language."""

    class Meta:
        model = models.ProductVariantTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("ProductVariantTranslation")
    language = language()
    name = value(graphene.String, lambda row: row.name or "", needs=("name",), required=True)


def weight(name: str) -> Any:
    """Weight from a column of grams."""
    return value(
        Weight, lambda row: None if getattr(row, name) is None else Grams(getattr(row, name)), needs=(name,)
    )


class ProductType(MetadataFields, Type):
    """A kind of product: which attributes it and its variants carry."""

    class Meta:
        model = models.ProductType
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (
            staff("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES"),
            staff("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES"),
        )

    id = global_id("ProductType")
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    kind = graphene.Field(ProductTypeKindEnum, required=True)
    has_variants = graphene.Boolean(required=True)
    is_shipping_required = graphene.Boolean(required=True)
    is_digital = graphene.Boolean(required=True)
    is_for_adults = graphene.Boolean(required=True)
    weight = weight("weight_g")
    tax_class = one(TaxClass, "tax_class_id")


def in_channels() -> QuerySet:
    """All listings of products."""
    return models.ProductChannelListing.objects.order_by("channel_id")


def variants_in_channels() -> QuerySet:
    """All prices of variants."""
    return models.ProductVariantChannelListing.objects.order_by("channel_id")


def pictures_of_variants() -> QuerySet:
    """Pictures that show one variant in particular."""
    return models.ProductMedia.objects.order_by("sort_order", "pk")


OF_PRODUCT = assigned_fields(assigned_to_products, "pk", "product_type_id")
OF_VARIANT = assigned_fields(assigned_to_variants, "pk", "product__product_type_id")


class Product(MetadataFields, Type):
    """Something one cooperative makes."""

    class Meta:
        model = models.Product
        interfaces = (Node, ObjectWithMetadata, ObjectWithAttributes)
        permission = PUBLIC
        metadata = (staff("MANAGE_PRODUCTS"), staff("MANAGE_PRODUCTS"))

    id = global_id("Product")
    assigned_attribute = OF_PRODUCT["assigned_attribute"]
    assigned_attributes = OF_PRODUCT["assigned_attributes"]
    seo_title = graphene.String()
    seo_description = graphene.String()
    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    product_type = one(ProductType, "product_type_id", required=True)
    slug = graphene.String(required=True)
    category = one(Category, "category_id")
    cooperative = one(Cooperative, "cooperative_id", required=True)
    created = column(graphene.DateTime, "created_at", required=True)
    updated_at = graphene.DateTime(required=True)
    weight = weight("weight_g")
    default_variant = one(lambda: ProductVariant, "default_variant_id")
    rating = graphene.Float()
    channel = batch(graphene.String, channel_slug)
    thumbnail = batch(
        Image, gallery.thumbnails, needs=("pk",), asks=gallery.of_thumbnails, **picture_arguments()
    )
    pricing = batch(
        prices.ProductPricingInfo,
        prices.of_products,
        needs=("pk",),
        asks=offers.of_rows,
        address=graphene.Argument(AddressInput),
    )
    attribute = batch(
        SelectedAttribute,
        qualities.by_slug,
        needs=("pk", "product_type_id"),
        slug=graphene.Argument(graphene.String, required=True),
    )
    attributes = listed(
        SelectedAttribute,
        qualities.of_products,
        needs=("pk", "product_type_id"),
        asks=qualities.of_products_asked,
    )
    channel_listings = many(
        ProductChannelListing, in_channels, by="product_id", required=False, permission=MANAGES
    )
    media_by_id = batch(
        gallery.ProductMedia, gallery.by_id, needs=("pk",), id=graphene.Argument(graphene.ID, required=True)
    )
    media = listed(
        gallery.ProductMedia,
        gallery.of_products,
        needs=("pk",),
        asks=gallery.of_gallery,
        required=False,
        sort_by=graphene.Argument(MediaSortingInput),
    )
    variants = listed(
        lambda: ProductVariant, packings.of_products, needs=("pk",), asks=packings.asked, required=False
    )
    collections = listed(
        Collection,
        packings.collections_of_products,
        needs=("pk",),
        asks=packings.collections_asked,
        required=False,
    )
    translation = translation(ProductTranslation, models.ProductTranslation, "product_id")
    available_for_purchase_at = batch(graphene.DateTime, availability.dates, needs=("pk",))
    is_available_for_purchase = batch(graphene.Boolean, availability.purchasable, needs=("pk",))
    tax_class = one(TaxClass, "tax_class_id")
    external_reference = graphene.String()
    is_fresh = graphene.Boolean(required=True, description="Does not keep on a long way.")
    sent_only_to = value(
        graphene.List(graphene.NonNull(Province)),
        lambda row: (
            near_to(row.cooperative__near_provinces, row.cooperative__province_code) if row.is_fresh else None
        ),
        needs=("is_fresh", "cooperative__near_provinces", "cooperative__province_code"),
        description="Of fresh goods the provinces they go to; null: wherever the cooperative sends.",
    )


@dataclass(frozen=True, slots=True)
class Content:
    """What a packing holds."""

    amount: int
    unit: str


class NetContent(Type):
    """What a packing holds, without the packing."""

    class Meta:
        values = (Content,)
        permission = PUBLIC

    amount = graphene.Int(required=True)
    unit = graphene.Field(NetUnit, required=True)


class PricePerUnit(Type):
    """The price of a kilogram, a liter or a piece."""

    class Meta:
        values = (UnitPrice,)
        permission = PUBLIC

    amount = graphene.Field(Money, required=True)
    unit = graphene.Field(PriceUnit, required=True)


class ProductVariant(MetadataFields, Type):
    """What can be put into a cart: one packing or grade of a product."""

    class Meta:
        model = models.ProductVariant
        interfaces = (Node, ObjectWithMetadata, ObjectWithAttributes)
        permission = PUBLIC
        metadata = (staff("MANAGE_PRODUCTS"), staff("MANAGE_PRODUCTS"))

    id = global_id("ProductVariant")
    assigned_attribute = OF_VARIANT["assigned_attribute"]
    assigned_attributes = OF_VARIANT["assigned_attributes"]
    name = graphene.String(required=True)
    sku = graphene.String()
    product = one(Product, "product_id", required=True)
    track_inventory = graphene.Boolean(required=True)
    quantity_limit_per_customer = graphene.Int()
    weight = weight("weight_g")
    channel = batch(graphene.String, channel_slug)
    channel_listings = many(
        ProductVariantChannelListing,
        variants_in_channels,
        by="variant_id",
        required=False,
        permission=MANAGES,
    )
    pricing = batch(
        prices.VariantPricingInfo,
        prices.of_variants,
        needs=("pk", "product_id"),
        address=graphene.Argument(AddressInput),
    )
    price_per_unit = batch(
        PricePerUnit, prices.per_unit, needs=("pk", "product_id", "net_amount", "net_unit")
    )
    net_content = value(
        NetContent,
        lambda row: Content(row.net_amount, row.net_unit) if row.net_amount else None,
        needs=("net_amount", "net_unit"),
    )
    attributes = listed(
        SelectedAttribute,
        qualities.of_variants,
        needs=("pk", "product__product_type_id"),
        asks=qualities.of_variants_asked,
        variant_selection=graphene.Argument(VariantAttributeScope),
    )
    media = many(gallery.ProductMedia, pictures_of_variants, by="variant_media__variant_id", required=False)
    translation = translation(ProductVariantTranslation, models.ProductVariantTranslation, "variant_id")
    created = column(graphene.DateTime, "created_at", required=True)
    updated_at = graphene.DateTime(required=True)
    external_reference = graphene.String()
