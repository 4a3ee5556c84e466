"""Texts in other languages; the tables themselves hold Vietnamese (DECISIONS 11)."""

from __future__ import annotations

from django.db import models

from marketplace.catalog.models.attributes import Attribute, AttributeValue
from marketplace.catalog.models.products import Product, ProductVariant
from marketplace.catalog.models.shelves import Category, Collection


class Translation(models.Model):
    """One object's texts in one language: "en", "zh-hans"."""

    language_code = models.CharField(max_length=35)
    name = models.CharField(max_length=255, blank=True, null=True)

    class Meta:
        abstract = True


class WithPage(models.Model):
    """Texts of things that have a page of their own."""

    slug = models.SlugField(max_length=255, null=True, blank=True)
    description = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, null=True, blank=True)
    seo_description = models.CharField(max_length=300, null=True, blank=True)

    class Meta:
        abstract = True


class CategoryTranslation(Translation, WithPage):
    """A category's texts."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="translations", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "language_code"], name="category_translation_once"),
            models.UniqueConstraint(fields=["language_code", "slug"], name="category_translated_slug"),
        ]


class CollectionTranslation(Translation, WithPage):
    """A collection's texts."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="translations", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "language_code"], name="collection_translation_once"
            ),
            models.UniqueConstraint(fields=["language_code", "slug"], name="collection_translated_slug"),
        ]


class ProductTranslation(Translation, WithPage):
    """A product's texts."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="translations", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "language_code"], name="product_translation_once"),
            models.UniqueConstraint(fields=["language_code", "slug"], name="product_translated_slug"),
        ]


class ProductVariantTranslation(Translation):
    """A variant's name."""

    variant = models.ForeignKey(ProductVariant, models.CASCADE, related_name="translations", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "language_code"], name="variant_translation_once"),
        ]


class AttributeTranslation(Translation):
    """An attribute's name."""

    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="translations", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attribute", "language_code"], name="attribute_translation_once"),
        ]


class AttributeValueTranslation(Translation):
    """A value's name or text."""

    value = models.ForeignKey(AttributeValue, models.CASCADE, related_name="translations", db_index=False)
    rich_text = models.JSONField(null=True, blank=True)
    plain_text = models.TextField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["value", "language_code"], name="value_translation_once"),
        ]
