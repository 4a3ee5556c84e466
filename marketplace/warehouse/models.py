"""Warehouses and what lies in them. Quantities are written by `warehouse.services` only."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.account.models import Address
from marketplace.catalog.models import ProductVariant
from marketplace.cooperative.models import Cooperative
from marketplace.core.metadata import WithMetadata


class ClickAndCollect(models.TextChoices):
    """Whether buyers may fetch goods here, and which goods."""

    DISABLED = "DISABLED", _("No pick-up")
    LOCAL = "LOCAL", _("Goods of this warehouse")
    ALL = "ALL", _("Goods of all warehouses")


class Warehouse(WithMetadata):
    """A place where one cooperative keeps goods."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="warehouses")
    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True)
    email = models.EmailField(blank=True)
    address = models.ForeignKey(Address, models.PROTECT, related_name="+")
    is_private = models.BooleanField(default=False)
    click_and_collect_option = models.CharField(
        max_length=30, choices=ClickAndCollect.choices, default=ClickAndCollect.LOCAL
    )
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Stock(models.Model):
    """What of a variant lies in a warehouse: `quantity` on hand, `quantity_allocated` of it promised to orders."""

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="stocks")
    variant = models.ForeignKey(ProductVariant, models.CASCADE, related_name="stocks", db_index=False)
    quantity = models.IntegerField(default=0)
    quantity_allocated = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "warehouse"], name="stock_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="stock_not_negative"),
            models.CheckConstraint(
                condition=Q(quantity_allocated__gte=0), name="stock_allocated_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(quantity_allocated__lte=F("quantity")), name="stock_allocated_is_on_hand"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant}, {self.warehouse}"


class Reservation(models.Model):
    """A cart's hold until `reserved_until`; afterwards it counts as free at once (DECISIONS 16)."""

    stock = models.ForeignKey(Stock, models.CASCADE, related_name="reservations", db_index=False)
    claim = models.UUIDField()
    """Id of the checkout line that holds."""
    quantity = models.PositiveIntegerField()
    reserved_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "stock"], name="reservation_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="reservation_of_something"),
        ]
        indexes = [
            models.Index(fields=["stock", "reserved_until", "quantity"], name="reservation_live"),
            models.Index(fields=["reserved_until"], name="reservation_end"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × #{self.stock_id}"


class Allocation(models.Model):
    """Goods promised to a placed order."""

    stock = models.ForeignKey(Stock, models.PROTECT, related_name="allocations")
    claim = models.UUIDField()
    """Id of the order line that got the promise."""
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "stock"], name="allocation_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="allocation_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × #{self.stock_id}"
