"""Attributes: what can be said of goods, with values to choose from or to write."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.core.fields import SortKeyField
from marketplace.core.metadata import WithMetadata


class AttributeKind(models.TextChoices):
    """What carries the attribute."""

    PRODUCT_TYPE = "PRODUCT_TYPE", _("Goods")
    PAGE_TYPE = "PAGE_TYPE", _("Pages")
    CUSTOMER_TYPE = "CUSTOMER_TYPE", _("Customers")


class AttributeInput(models.TextChoices):
    """How a value is given. The first two and SWATCH are chosen from a list, the others belong to one object."""

    DROPDOWN = "DROPDOWN", _("One of a list")
    MULTISELECT = "MULTISELECT", _("Several of a list")
    FILE = "FILE", _("File")
    REFERENCE = "REFERENCE", _("References")
    SINGLE_REFERENCE = "SINGLE_REFERENCE", _("Reference")
    NUMERIC = "NUMERIC", _("Number")
    RICH_TEXT = "RICH_TEXT", _("Formatted text")
    PLAIN_TEXT = "PLAIN_TEXT", _("Text")
    SWATCH = "SWATCH", _("Color")
    BOOLEAN = "BOOLEAN", _("Yes or no")
    DATE = "DATE", _("Date")
    DATE_TIME = "DATE_TIME", _("Date and time")


CHOSEN = frozenset({AttributeInput.DROPDOWN, AttributeInput.MULTISELECT, AttributeInput.SWATCH})
"""Inputs whose values are entries of a list, shared by all goods and kept by staff."""
SHARED = CHOSEN | {AttributeInput.BOOLEAN}
"""Inputs whose values are named by staff, not by whoever has them: yes and no are called after their attribute."""


class AttributeEntity(models.TextChoices):
    """What a reference points to."""

    PAGE = "PAGE", _("Page")
    PRODUCT = "PRODUCT", _("Product")
    PRODUCT_VARIANT = "PRODUCT_VARIANT", _("Variant")
    CATEGORY = "CATEGORY", _("Category")
    COLLECTION = "COLLECTION", _("Collection")


class Attribute(WithMetadata):
    """A quality goods can have: its name, and how a value is given."""

    slug = models.SlugField(max_length=250, unique=True)
    name = models.CharField(max_length=255)
    name_sort = SortKeyField(max_length=1000)
    type = models.CharField(max_length=20, choices=AttributeKind.choices, default=AttributeKind.PRODUCT_TYPE)
    input_type = models.CharField(
        max_length=20, choices=AttributeInput.choices, default=AttributeInput.DROPDOWN
    )
    entity_type = models.CharField(max_length=20, choices=AttributeEntity.choices, null=True, blank=True)
    reference_product_types = models.ManyToManyField("catalog.ProductType", blank=True, related_name="+")
    unit = models.CharField(max_length=30, null=True, blank=True)
    value_required = models.BooleanField(default=False)
    visible_in_storefront = models.BooleanField(default=True)
    filterable_in_storefront = models.BooleanField(default=False)
    filterable_in_dashboard = models.BooleanField(default=False)
    available_in_grid = models.BooleanField(default=False)
    storefront_search_position = models.IntegerField(default=0)
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["name_sort", "id"], name="attribute_name")]

    def __str__(self) -> str:
        return self.name


class AttributeValue(models.Model):
    """A value: an entry of the list, or what was written for one object. One column per kind of input."""

    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="values", db_index=False)
    name = models.CharField(max_length=250)
    name_folded = models.CharField(max_length=250, blank=True)
    slug = models.SlugField(max_length=255)
    sort_order = models.IntegerField(default=0)
    value = models.CharField(max_length=255, blank=True)
    """The color of a SWATCH."""
    file_url = models.CharField(max_length=500, null=True, blank=True)
    content_type = models.CharField(max_length=50, null=True, blank=True)
    rich_text = models.JSONField(null=True, blank=True)
    plain_text = models.TextField(null=True, blank=True)
    boolean = models.BooleanField(null=True, blank=True)
    numeric = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    date_time = models.DateTimeField(null=True, blank=True)
    """Also holds a DATE: midnight UTC of that day."""
    reference_product = models.ForeignKey(
        "catalog.Product", models.CASCADE, null=True, blank=True, related_name="+"
    )
    reference_variant = models.ForeignKey(
        "catalog.ProductVariant", models.CASCADE, null=True, blank=True, related_name="+"
    )
    reference_category = models.ForeignKey(
        "catalog.Category", models.CASCADE, null=True, blank=True, related_name="+"
    )
    reference_collection = models.ForeignKey(
        "catalog.Collection", models.CASCADE, null=True, blank=True, related_name="+"
    )
    reference_page_id = models.BigIntegerField(null=True, blank=True)
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attribute", "slug"], name="attribute_value_once")]
        indexes = [
            models.Index(fields=["attribute", "sort_order", "id"], name="attribute_value_order"),
            models.Index(fields=["attribute", "numeric"], name="attribute_value_number"),
            models.Index(fields=["attribute", "date_time"], name="attribute_value_date"),
            models.Index(fields=["attribute", "boolean"], name="attribute_value_boolean"),
        ]

    def __str__(self) -> str:
        return self.name


class AttributeProduct(models.Model):
    """Products of a type carry this attribute."""

    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="product_types")
    product_type = models.ForeignKey(
        "catalog.ProductType", models.CASCADE, related_name="product_attributes", db_index=False
    )
    sort_order = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product_type", "attribute"], name="attribute_product_once")
        ]


class AttributeVariant(models.Model):
    """Variants of a type carry this attribute; with `variant_selection` the buyer chooses by it."""

    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="variant_types")
    product_type = models.ForeignKey(
        "catalog.ProductType", models.CASCADE, related_name="variant_attributes", db_index=False
    )
    variant_selection = models.BooleanField(default=False)
    sort_order = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product_type", "attribute"], name="attribute_variant_once")
        ]


class AssignedProductAttributeValue(models.Model):
    """This product has this value. A product's values in one read: (product, sort_order)."""

    product = models.ForeignKey(
        "catalog.Product", models.CASCADE, related_name="attribute_values", db_index=False
    )
    value = models.ForeignKey(
        AttributeValue, models.CASCADE, related_name="product_assignments", db_index=False
    )
    sort_order = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "value"], name="assigned_product_value_once")
        ]
        indexes = [models.Index(fields=["value", "product"], name="assigned_value_product")]


class AssignedVariantAttributeValue(models.Model):
    """This variant has this value."""

    variant = models.ForeignKey(
        "catalog.ProductVariant", models.CASCADE, related_name="attribute_values", db_index=False
    )
    value = models.ForeignKey(
        AttributeValue, models.CASCADE, related_name="variant_assignments", db_index=False
    )
    sort_order = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "value"], name="assigned_variant_value_once")
        ]
        indexes = [models.Index(fields=["value", "variant"], name="assigned_value_variant")]
