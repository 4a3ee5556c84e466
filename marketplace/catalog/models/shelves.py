"""Where goods stand: the tree of categories, and collections."""

from __future__ import annotations

from django.db import models

from marketplace.core.fields import SortKeyField
from marketplace.core.metadata import WithMetadata

STEP = 6
"""Digits of one step of a path: room for a thousand million categories in base 36."""


class Category(WithMetadata):
    """A shelf. Every product stands on one at most.

    `path` is the ids from the root down to this one, each as STEP base-36 digits. It never needs renumbering, and
    "in the subtree of c" is one indexed comparison: c.path <= path < c.path + "~".
    """

    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", db_index=False
    )
    path = SortKeyField(max_length=STEP * 12, unique=True)
    level = models.PositiveSmallIntegerField(default=0)
    sort_order = models.IntegerField(default=0)
    name = models.CharField(max_length=250)
    name_sort = SortKeyField(max_length=1000)
    slug = models.SlugField(max_length=255, unique=True)
    description = models.JSONField(null=True, blank=True)
    """EditorJS, as the dialect's clients expect (DECISIONS 11)."""
    seo_title = models.CharField(max_length=70, blank=True)
    seo_description = models.CharField(max_length=300, blank=True)
    background_image = models.ImageField(upload_to="categories", max_length=255, blank=True)
    background_image_alt = models.CharField(max_length=128, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "categories"
        indexes = [
            models.Index(fields=["parent", "sort_order", "id"], name="category_children"),
            models.Index(fields=["level", "sort_order", "id"], name="category_level"),
        ]

    def __str__(self) -> str:
        return self.name


class Collection(WithMetadata):
    """A hand-picked selection in an order of its own."""

    name = models.CharField(max_length=250)
    name_sort = SortKeyField(max_length=1000)
    slug = models.SlugField(max_length=255, unique=True)
    description = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, blank=True)
    seo_description = models.CharField(max_length=300, blank=True)
    background_image = models.ImageField(upload_to="collections", max_length=255, blank=True)
    background_image_alt = models.CharField(max_length=128, blank=True)
    products = models.ManyToManyField(
        "catalog.Product", through="catalog.CollectionProduct", related_name="collections"
    )

    class Meta:
        indexes = [models.Index(fields=["name_sort", "id"], name="collection_name")]

    def __str__(self) -> str:
        return self.name


class CollectionProduct(models.Model):
    """A product's place in a collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="entries", db_index=False)
    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="collection_entries")
    sort_order = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collection", "product"], name="collection_product_once")
        ]
        indexes = [models.Index(fields=["collection", "sort_order", "product"], name="collection_order")]
