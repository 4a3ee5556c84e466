"""Orders and their parts. What was agreed is frozen when placed; statuses move along the NEXT table."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from marketplace.account.models import Address
from marketplace.catalog.models import ProductVariant
from marketplace.channel.models import Channel
from marketplace.cooperative.models import Cooperative
from marketplace.core.metadata import WithMetadata
from marketplace.order.statuses import OrderOrigin, OrderStatus, SuborderStatus
from marketplace.shipping.models import ShippingMethod
from marketplace.tax.models import TaxClass
from marketplace.warehouse.models import Warehouse


class OrderNumber(models.Model):
    """Gives numbers: one row each. A number whose transaction failed is never used again."""


class Order(WithMetadata):
    """What a buyer ordered, whole. Amounts are minor units and never change after placing (DECISIONS 18)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.BigIntegerField(unique=True)
    checkout_id = models.UUIDField(null=True, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="orders")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="orders")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language_code = models.CharField(max_length=35, default="vi")
    status = models.CharField(max_length=32, choices=OrderStatus.choices, default=OrderStatus.UNFULFILLED)
    origin = models.CharField(max_length=32, choices=OrderOrigin.choices, default=OrderOrigin.CHECKOUT)
    shipping_address = models.OneToOneField(Address, models.SET_NULL, null=True, related_name="+")
    billing_address = models.OneToOneField(Address, models.SET_NULL, null=True, related_name="+")
    currency = models.CharField(max_length=3)
    subtotal_net_amount = models.BigIntegerField()
    subtotal_gross_amount = models.BigIntegerField()
    shipping_net_amount = models.BigIntegerField()
    shipping_gross_amount = models.BigIntegerField()
    total_net_amount = models.BigIntegerField()
    total_gross_amount = models.BigIntegerField()
    undiscounted_total_net_amount = models.BigIntegerField()
    undiscounted_total_gross_amount = models.BigIntegerField()
    display_gross_prices = models.BooleanField(default=True)
    payment_gateway = models.CharField(max_length=100, blank=True)
    weight_g = models.BigIntegerField(default=0)
    customer_note = models.TextField(blank=True)
    redirect_url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "created_at", "id"], name="order_of_user"),
            models.Index(fields=["created_at", "id"], name="order_recent"),
            # what guests ordered is looked for when their e-mail or number is confirmed
            models.Index(Lower("email"), name="order_guest_email", condition=Q(user__isnull=True)),
            models.Index(fields=["phone"], name="order_guest_phone", condition=Q(user__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_gross_amount=F("subtotal_gross_amount") + F("shipping_gross_amount")),
                name="order_adds_up",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.number}"


class Suborder(WithMetadata):
    """One cooperative's part of an order: its own state, parcel and money.

    `total` never changes; `amount_due` falls with what is declined and is what cash collects (DECISIONS 18).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(Order, models.CASCADE, related_name="suborders")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="suborders")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=30, unique=True)
    status = models.CharField(max_length=12, choices=SuborderStatus.choices, default=SuborderStatus.WAITING)
    turn = models.PositiveSmallIntegerField(default=0)
    shipping_method = models.ForeignKey(ShippingMethod, models.SET_NULL, null=True, related_name="+")
    shipping_method_name = models.CharField(max_length=100, blank=True)
    collects_in_person = models.BooleanField(default=False)
    shipping_tax_class = models.ForeignKey(TaxClass, models.SET_NULL, null=True, related_name="+")
    shipping_tax_class_name = models.CharField(max_length=255, blank=True)
    shipping_tax_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    currency = models.CharField(max_length=3)
    subtotal_net_amount = models.BigIntegerField()
    subtotal_gross_amount = models.BigIntegerField()
    shipping_net_amount = models.BigIntegerField()
    shipping_gross_amount = models.BigIntegerField()
    total_net_amount = models.BigIntegerField()
    total_gross_amount = models.BigIntegerField()
    amount_due_amount = models.BigIntegerField()
    payment_gateway = models.CharField(max_length=100, blank=True)
    tracking_number = models.CharField(max_length=100, blank=True)
    carrier_name = models.CharField(max_length=100, blank=True)
    decline_reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["cooperative", "turn", "created_at", "id"], name="suborder_work")]
        constraints = [
            models.UniqueConstraint(fields=["order", "cooperative"], name="one_part_per_cooperative"),
            models.CheckConstraint(
                condition=Q(total_gross_amount=F("subtotal_gross_amount") + F("shipping_gross_amount")),
                name="suborder_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(amount_due_amount__gte=0) & Q(amount_due_amount__lte=F("total_gross_amount")),
                name="suborder_due_within_total",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"


class OrderLine(WithMetadata):
    """One good of an order, frozen: names, prices, tax rate. Its id is the claim under which stock is allocated.

    Unit amounts are for display; the line's totals count, its net rounded once from its gross (DECISIONS 21).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    suborder = models.ForeignKey(Suborder, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    variant = models.ForeignKey(ProductVariant, models.SET_NULL, null=True, related_name="order_lines")
    product_name = models.CharField(max_length=250)
    variant_name = models.CharField(max_length=255, blank=True)
    translated_product_name = models.CharField(max_length=255, blank=True)
    translated_variant_name = models.CharField(max_length=255, blank=True)
    sku = models.CharField(max_length=255, null=True)
    is_shipping_required = models.BooleanField(default=True)
    quantity = models.PositiveIntegerField()
    quantity_fulfilled = models.PositiveIntegerField(default=0)
    quantity_declined = models.PositiveIntegerField(default=0)
    unit_weight_g = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3)
    unit_net_amount = models.BigIntegerField()
    unit_gross_amount = models.BigIntegerField()
    undiscounted_unit_gross_amount = models.BigIntegerField()
    total_net_amount = models.BigIntegerField()
    total_gross_amount = models.BigIntegerField()
    undiscounted_total_net_amount = models.BigIntegerField()
    undiscounted_total_gross_amount = models.BigIntegerField()
    tax_class = models.ForeignKey(TaxClass, models.SET_NULL, null=True, related_name="+")
    tax_class_name = models.CharField(max_length=255, blank=True)
    tax_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_line_not_empty"),
            models.CheckConstraint(
                condition=Q(quantity__gte=F("quantity_fulfilled") + F("quantity_declined")),
                name="order_line_not_exceeded",
            ),
        ]


class FulfillmentStatus(models.TextChoices):
    """The dialect's words for a parcel."""

    FULFILLED = "fulfilled"
    REFUNDED = "refunded"
    RETURNED = "returned"
    REPLACED = "replaced"
    REFUNDED_AND_RETURNED = "refunded_and_returned"
    CANCELED = "canceled"
    WAITING_FOR_APPROVAL = "waiting_for_approval"


class Fulfillment(WithMetadata):
    """Goods of a suborder that left together. `position` counts within the order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(Order, models.CASCADE, related_name="fulfillments")
    suborder = models.ForeignKey(Suborder, models.CASCADE, related_name="fulfillments")
    position = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=24, choices=FulfillmentStatus.choices, default=FulfillmentStatus.FULFILLED
    )
    warehouse = models.ForeignKey(Warehouse, models.SET_NULL, null=True, related_name="+")
    tracking_number = models.CharField(max_length=100, blank=True)
    carrier_name = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="one_fulfillment_per_position"),
        ]


class FulfillmentLine(models.Model):
    """How much of an order line left with a fulfillment."""

    fulfillment = models.ForeignKey(Fulfillment, models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, models.CASCADE, related_name="fulfillment_lines")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fulfillment", "order_line"], name="line_once_per_fulfillment")
        ]


class RefundStatus(models.TextChoices):
    """The dialect's words for a granted refund. With cash nothing was taken yet, so nothing goes back."""

    NONE = "none"
    PENDING = "pending"
    SUCCESS = "success"
    FAILURE = "failure"


class GrantedRefund(models.Model):
    """What the buyer need not pay, or gets back, and why: written when goods are declined (DECISIONS 18)."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="granted_refunds")
    suborder = models.ForeignKey(Suborder, models.CASCADE, related_name="granted_refunds")
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    shipping_included = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=RefundStatus.choices, default=RefundStatus.NONE)
    actor = models.CharField(max_length=60)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="granted_not_negative")]


class GrantedRefundLine(models.Model):
    """How much of an order line a granted refund covers."""

    granted_refund = models.ForeignKey(GrantedRefund, models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, models.CASCADE, related_name="granted_refund_lines")
    quantity = models.PositiveIntegerField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["granted_refund", "order_line"], name="line_once_per_refund")
        ]
