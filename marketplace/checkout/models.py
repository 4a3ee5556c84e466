"""The cart, its lines, and one parcel per cooperative in it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from marketplace.account.models import Address
from marketplace.catalog.models import ProductVariant
from marketplace.channel.models import Channel
from marketplace.cooperative.models import Cooperative
from marketplace.core.metadata import WithMetadata
from marketplace.shipping.models import ShippingMethod


class Checkout(WithMetadata):
    """What a buyer is about to order. The id is the guest's key (DECISIONS 2).

    After completion the row stays with `completed_at` (DECISIONS 20).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="checkouts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="checkouts")
    currency = models.CharField(max_length=3)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    shipping_address = models.OneToOneField(Address, models.SET_NULL, null=True, related_name="+")
    billing_address = models.OneToOneField(Address, models.SET_NULL, null=True, related_name="+")
    save_shipping_address = models.BooleanField(default=True)
    save_billing_address = models.BooleanField(default=True)
    language_code = models.CharField(max_length=35, default="vi")
    note = models.TextField(blank=True)
    redirect_url = models.CharField(max_length=500, blank=True)
    payment_gateway = models.CharField(max_length=100, blank=True)
    holds_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "channel", "updated_at"], name="checkout_of_user"),
            models.Index(
                fields=["updated_at", "id"], name="checkout_recent", condition=Q(completed_at__isnull=True)
            ),
        ]


class CheckoutLine(WithMetadata):
    """One variant in the cart. Its id is the claim under which stock is held.

    `price_seen_amount` is the unit price (minor units, gross) the buyer put in the cart or agreed to since;
    `price_told_amount` is a moved price the buyer has been told of, at `price_told_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout = models.ForeignKey(Checkout, models.CASCADE, related_name="lines")
    variant = models.ForeignKey(ProductVariant, models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    price_seen_amount = models.BigIntegerField()
    price_told_amount = models.BigIntegerField(null=True)
    price_told_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["checkout", "variant"], name="one_line_per_variant"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="line_not_empty"),
        ]


class CheckoutParcel(models.Model):
    """One cooperative's part of the cart and how it is to be delivered; in the order first added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout = models.ForeignKey(Checkout, models.CASCADE, related_name="parcels")
    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="+")
    shipping_method = models.ForeignKey(ShippingMethod, models.SET_NULL, null=True, related_name="+")
    currency = models.CharField(max_length=3)
    price_seen_amount = models.BigIntegerField(null=True)
    price_told_amount = models.BigIntegerField(null=True)
    price_told_at = models.DateTimeField(null=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["checkout", "cooperative"], name="one_parcel_per_cooperative")
        ]
