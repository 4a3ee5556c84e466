"""Transactions and their events. A transaction is its events; the sums beside it are recomputed from them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from marketplace.cooperative.models import Cooperative
from marketplace.core.metadata import WithMetadata


class EventType(models.TextChoices):
    """The dialect's words for what a gateway tells of a transaction."""

    AUTHORIZATION_SUCCESS = "authorization_success"
    AUTHORIZATION_FAILURE = "authorization_failure"
    AUTHORIZATION_ADJUSTMENT = "authorization_adjustment"
    AUTHORIZATION_REQUEST = "authorization_request"
    AUTHORIZATION_ACTION_REQUIRED = "authorization_action_required"
    CHARGE_ACTION_REQUIRED = "charge_action_required"
    CHARGE_SUCCESS = "charge_success"
    CHARGE_FAILURE = "charge_failure"
    CHARGE_BACK = "charge_back"
    CHARGE_REQUEST = "charge_request"
    REFUND_SUCCESS = "refund_success"
    REFUND_FAILURE = "refund_failure"
    REFUND_REVERSE = "refund_reverse"
    REFUND_REQUEST = "refund_request"
    CANCEL_SUCCESS = "cancel_success"
    CANCEL_FAILURE = "cancel_failure"
    CANCEL_REQUEST = "cancel_request"
    INFO = "info"


class TransactionItem(WithMetadata):
    """Money on its way from a buyer to a payee, by one gateway.

    Checkout, order and suborder stand above this floor, so they are bare ids. `payee` null means the operator.
    Amounts are minor units.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout_id = models.UUIDField(null=True, db_index=True)
    order_id = models.UUIDField(null=True, db_index=True)
    suborder_id = models.UUIDField(null=True)
    gateway = models.CharField(max_length=100)
    payee = models.ForeignKey(Cooperative, models.PROTECT, null=True, related_name="transactions")
    name = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=500, blank=True)
    psp_reference = models.CharField(max_length=200, blank=True)
    external_url = models.CharField(max_length=500, blank=True)
    idempotency_key = models.CharField(max_length=200, null=True)
    actor = models.CharField(max_length=60, blank=True)
    currency = models.CharField(max_length=3)
    authorized_amount = models.BigIntegerField(default=0)
    authorize_pending_amount = models.BigIntegerField(default=0)
    charged_amount = models.BigIntegerField(default=0)
    charge_pending_amount = models.BigIntegerField(default=0)
    refunded_amount = models.BigIntegerField(default=0)
    refund_pending_amount = models.BigIntegerField(default=0)
    canceled_amount = models.BigIntegerField(default=0)
    cancel_pending_amount = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suborder_id", "gateway"],
                condition=Q(suborder_id__isnull=False),
                name="one_transaction_per_suborder",
            ),
            models.UniqueConstraint(
                fields=["gateway", "idempotency_key"],
                condition=Q(idempotency_key__isnull=False),
                name="one_transaction_per_key",
            ),
        ]


class TransactionEvent(models.Model):
    """What a gateway or a person said about a transaction; insert-only."""

    transaction = models.ForeignKey(TransactionItem, models.CASCADE, related_name="events")
    type = models.CharField(max_length=40, choices=EventType.choices)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField(default=0)
    psp_reference = models.CharField(max_length=200, blank=True)
    idempotency_key = models.CharField(max_length=200, null=True)
    message = models.CharField(max_length=500, blank=True)
    external_url = models.CharField(max_length=500, blank=True)
    actor = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transaction", "idempotency_key"],
                condition=Q(idempotency_key__isnull=False),
                name="one_event_per_key",
            ),
            models.UniqueConstraint(
                fields=["idempotency_key"], condition=Q(type="refund_success"), name="one_refund_per_transfer"
            ),
        ]
