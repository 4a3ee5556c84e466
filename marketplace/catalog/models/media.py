"""Pictures and films of products."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models.products import Product, ProductVariant
from marketplace.core.metadata import WithMetadata


class MediaKind(models.TextChoices):
    """A stored picture, or a film kept elsewhere."""

    IMAGE = "IMAGE", _("Picture")
    VIDEO = "VIDEO", _("Film")


class ProductMedia(WithMetadata):
    """A picture of a product. A changed picture is a new row: addresses of pictures never change their meaning."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="media", db_index=False)
    image = models.ImageField(upload_to="products", max_length=255, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    alt = models.CharField(max_length=250, blank=True)
    type = models.CharField(max_length=10, choices=MediaKind.choices, default=MediaKind.IMAGE)
    external_url = models.CharField(max_length=500, blank=True)
    oembed_data = models.JSONField(default=dict, blank=True)
    sort_order = models.IntegerField(default=0)

    class Meta:
        verbose_name_plural = "product media"
        indexes = [models.Index(fields=["product", "sort_order", "id"], name="media_order")]
        constraints = [
            models.CheckConstraint(condition=~Q(image="") | ~Q(external_url=""), name="media_has_a_source"),
        ]


class VariantMedia(models.Model):
    """A picture that shows this variant in particular."""

    variant = models.ForeignKey(ProductVariant, models.CASCADE, related_name="variant_media", db_index=False)
    media = models.ForeignKey(ProductMedia, models.CASCADE, related_name="variant_media")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["variant", "media"], name="variant_media_once")]
