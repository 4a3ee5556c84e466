"""The shop's settings (one row), old addresses of renamed things, pictures made in other sizes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from marketplace.account.models import Address
from marketplace.core.metadata import WithMetadata

THE_ONE = 1


class ShopSettings(WithMetadata):
    """What holds for the whole shop; exactly one row, `queries.shop_settings()` makes it when missing."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    name = models.CharField(max_length=250, default="Chợ Phiên")
    description = models.CharField(max_length=500, blank=True)
    header_text = models.CharField(max_length=200, blank=True)
    default_weight_unit = models.CharField(max_length=10, default="KG")
    default_mail_sender_name = models.CharField(max_length=78, blank=True)
    default_mail_sender_address = models.EmailField(blank=True)
    reserve_stock_duration_anonymous_user = models.PositiveIntegerField(null=True, blank=True, default=60)
    """Minutes a cart holds its goods (DECISIONS 16); null = no holds."""
    reserve_stock_duration_authenticated_user = models.PositiveIntegerField(null=True, blank=True, default=60)
    limit_quantity_per_checkout = models.PositiveIntegerField(null=True, blank=True, default=50)
    display_gross_prices = models.BooleanField(default=True)
    track_inventory_by_default = models.BooleanField(default=True)
    fulfillment_auto_approve = models.BooleanField(default=True)
    fulfillment_allow_unpaid = models.BooleanField(default=True)
    customer_set_password_url = models.CharField(max_length=255, blank=True)
    company_address = models.ForeignKey(Address, models.SET_NULL, null=True, blank=True, related_name="+")
    terms_of_sale = models.TextField(blank=True)
    privacy_policy = models.TextField(blank=True)
    first_listings_looked_at = models.PositiveSmallIntegerField(default=3)
    """So many listings of a new shop are shown only after a look by staff (Decree 248/2026 article 4.1.d)."""
    answer_within_hours = models.PositiveSmallIntegerField(default=24)
    """A cooperative that has not answered an order for so long is called by staff."""
    handling_days = models.PositiveSmallIntegerField(default=2)
    """Working days a cooperative takes to send goods, where it does not say otherwise itself."""
    operator_notice = models.TextField(blank=True)
    """Who runs the shop, as the law wants it printed."""

    class Meta:
        verbose_name_plural = "shop settings"
        constraints = [models.CheckConstraint(condition=Q(id=THE_ONE), name="shop_settings_one_row")]

    def __str__(self) -> str:
        return self.name


class ShopTranslation(models.Model):
    """The shop's own texts in another language."""

    shop = models.ForeignKey(ShopSettings, models.CASCADE, related_name="translations", db_index=False)
    language_code = models.CharField(max_length=35)
    header_text = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "language_code"], name="shop_translation_once")
        ]


class SlugRedirect(models.Model):
    """A renamed slug leads on for ever: addresses get printed on jars (DECISIONS 4)."""

    kind = models.CharField(max_length=20)
    """product, category, collection, cooperative."""
    old_slug = models.CharField(max_length=255)
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "old_slug"], name="slug_redirect_once")]

    def __str__(self) -> str:
        return self.old_slug


class Thumbnail(models.Model):
    """A stored picture in another size. Keyed by the original's name: a new original has a new name."""

    original = models.CharField(max_length=255)
    size = models.PositiveSmallIntegerField()
    format = models.CharField(max_length=10)
    image = models.FileField(upload_to="thumbnails", max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["original", "size", "format"], name="thumbnail_once")]
