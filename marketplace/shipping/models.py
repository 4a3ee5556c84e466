"""Ways to send goods: methods belong to the operator, rate rows to cooperatives (DECISIONS 17)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from marketplace.channel.models import Channel
from marketplace.cooperative.models import Cooperative
from marketplace.core.metadata import WithMetadata
from marketplace.tax.models import TaxClass


class ShippingZone(WithMetadata):
    """Countries that are served in the same ways. `countries` holds ISO 3166 codes of two letters."""

    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    is_default = models.BooleanField(default=False)
    countries = models.JSONField(default=list)
    channels = models.ManyToManyField(Channel, related_name="shipping_zones")


class MethodType(models.TextChoices):
    """What a method's table mostly counts by; the dialect's two words."""

    PRICE = "price"
    WEIGHT = "weight"


class ShippingMethod(WithMetadata):
    """One way to get the goods, named by the operator: by post, by bus, fetched in person."""

    zone = models.ForeignKey(ShippingZone, models.CASCADE, related_name="methods")
    name = models.CharField(max_length=100)
    type = models.CharField(max_length=10, choices=MethodType.choices, default=MethodType.WEIGHT)
    description = models.JSONField(null=True, blank=True)
    is_pickup = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    sort_order = models.PositiveSmallIntegerField(default=0)
    minimum_delivery_days = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_delivery_days = models.PositiveSmallIntegerField(null=True, blank=True)
    minimum_order_weight_g = models.PositiveIntegerField(default=0)
    maximum_order_weight_g = models.PositiveIntegerField(null=True, blank=True)
    tax_class = models.ForeignKey(TaxClass, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.name


class ShippingMethodTranslation(models.Model):
    """Name and description in another language than Vietnamese."""

    method = models.ForeignKey(ShippingMethod, models.CASCADE, related_name="translations")
    language_code = models.CharField(max_length=35)
    name = models.CharField(max_length=100, blank=True)
    description = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "language_code"], name="method_translated_once")
        ]


class ShippingMethodChannelListing(models.Model):
    """That a method is offered in a channel, and between which values of goods (minor units, gross)."""

    method = models.ForeignKey(ShippingMethod, models.CASCADE, related_name="channel_listings")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="shipping_listings")
    currency = models.CharField(max_length=3)
    minimum_order_price_amount = models.BigIntegerField(null=True, blank=True)
    maximum_order_price_amount = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["method", "channel"], name="method_listed_once")]


class RateRow(models.Model):
    """One line of a table: up to this weight, to this province, from this value on, it costs that much.

    Without a cooperative it is the operator's row. A cooperative that has rows of its own for a method has only
    those; so rows with provinces and none without mean "nowhere else".
    """

    cooperative = models.ForeignKey(
        Cooperative, models.CASCADE, null=True, blank=True, related_name="rate_rows"
    )
    method = models.ForeignKey(ShippingMethod, models.CASCADE, related_name="rate_rows")
    province_code = models.CharField(max_length=2, null=True, blank=True)
    max_weight_g = models.PositiveIntegerField(null=True, blank=True)
    min_value_amount = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="VND")
    price_amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price_amount__gte=0), name="rate_not_negative"),
        ]
        indexes = [models.Index(fields=["method", "cooperative"], name="rate_of_method")]

    def __str__(self) -> str:
        return f"{self.price_amount} {self.currency}"


class RateReason(models.Model):
    """Why staff wrote a cooperative's own tables: words, which may name people, and so stand in no event."""

    id = models.UUIDField(primary_key=True)
    text = models.CharField(max_length=1000)


class OwnTables(Cooperative):
    """A cooperative as the operator's desk of rates shows it: with its own tables."""

    class Meta:
        proxy = True
