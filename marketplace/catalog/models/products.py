"""Products and their variants."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models.shelves import Category
from marketplace.cooperative.models import Cooperative
from marketplace.core.fields import SortKeyField
from marketplace.core.metadata import WithMetadata
from marketplace.tax.models import TaxClass


class ProductTypeKind(models.TextChoices):
    """Goods, or gift cards."""

    NORMAL = "NORMAL", _("Goods")
    GIFT_CARD = "GIFT_CARD", _("Gift card")


class NetUnit(models.TextChoices):
    """Unit of a variant's net content."""

    G = "G", _("gram")
    ML = "ML", _("milliliter")
    PIECE = "PIECE", _("piece")


class ProductType(WithMetadata):
    """A kind of product: which attributes it and its variants carry, whether it is shipped.

    `is_for_adults`: sold only to who says to be 18 or older (law L23).
    """

    name = models.CharField(max_length=250)
    name_sort = SortKeyField(max_length=1000)
    slug = models.SlugField(max_length=255, unique=True)
    kind = models.CharField(max_length=20, choices=ProductTypeKind.choices, default=ProductTypeKind.NORMAL)
    has_variants = models.BooleanField(default=True)
    is_shipping_required = models.BooleanField(default=True)
    is_digital = models.BooleanField(default=False)
    is_for_adults = models.BooleanField(default=False)
    weight_g = models.PositiveIntegerField(default=0)
    tax_class = models.ForeignKey(TaxClass, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["name_sort", "id"], name="product_type_name")]

    def __str__(self) -> str:
        return self.name


class Product(WithMetadata):
    """Something one cooperative makes; what is bought is one of its variants.

    `name_folded`, `name_sort` and `search_folded` follow from the texts and are written by `catalog.services`.
    """

    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="products")
    product_type = models.ForeignKey(ProductType, models.PROTECT, related_name="products")
    category = models.ForeignKey(Category, models.SET_NULL, null=True, blank=True, related_name="products")
    name = models.CharField(max_length=250)
    name_folded = models.CharField(max_length=250)
    name_sort = SortKeyField(max_length=1000)
    search_folded = models.TextField(blank=True)
    slug = models.SlugField(max_length=255, unique=True)
    description = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, blank=True)
    seo_description = models.CharField(max_length=300, blank=True)
    tax_class = models.ForeignKey(TaxClass, models.SET_NULL, null=True, blank=True, related_name="+")
    weight_g = models.PositiveIntegerField(null=True, blank=True)
    default_variant = models.OneToOneField(
        "ProductVariant", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rating = models.FloatField(null=True, blank=True)
    is_fresh = models.BooleanField(default=False)
    """Does not keep on a long way: goes to `Cooperative.near_provinces` only."""
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["name_sort", "id"], name="product_name"),
            models.Index(fields=["created_at", "id"], name="product_created"),
            models.Index(fields=["updated_at", "id"], name="product_updated"),
        ]

    def __str__(self) -> str:
        return self.name


class ProductVariant(WithMetadata):
    """What can be put into a cart: one packing or grade of a product."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants", db_index=False)
    sku = models.CharField(max_length=255, unique=True, null=True, blank=True)
    name = models.CharField(max_length=255, blank=True)
    track_inventory = models.BooleanField(default=True)
    net_amount = models.PositiveIntegerField(null=True, blank=True)
    """Net content in `net_unit`, from which the price per kilo, litre or piece follows (DECISIONS 10)."""
    net_unit = models.CharField(max_length=5, choices=NetUnit.choices, null=True, blank=True)
    weight_g = models.PositiveIntegerField(null=True, blank=True)
    """Shipping weight, packing included; null = the product's, else its type's."""
    quantity_limit_per_customer = models.PositiveIntegerField(null=True, blank=True)
    sort_order = models.IntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["product", "sort_order", "id"], name="variant_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(net_amount__isnull=True, net_unit__isnull=True)
                | Q(net_amount__gt=0, net_unit__isnull=False),
                name="variant_net_content_has_unit",
            ),
            models.CheckConstraint(
                condition=Q(quantity_limit_per_customer__isnull=True) | Q(quantity_limit_per_customer__gt=0),
                name="variant_limit_is_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.sku or f"#{self.pk}"
