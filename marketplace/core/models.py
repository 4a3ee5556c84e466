"""Two tables: what has happened (insert-only) and what is due (deleted when done)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """What happened, once and for ever. The payload has ids only: no personal data, no secrets."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=100)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    for_whom = models.CharField(max_length=60, blank=True)
    mandate_id = models.BigIntegerField(null=True)
    """The mandate under which the actor, a helper, did it. Null for all others and for what is older."""
    order_id = models.UUIDField(null=True)
    suborder_id = models.UUIDField(null=True)
    cooperative_id = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["order_id", "at"], name="event_order"),
            models.Index(fields=["suborder_id", "at"], name="event_suborder"),
            models.Index(fields=["cooperative_id", "at"], name="event_cooperative"),
        ]

    def __str__(self) -> str:
        return self.kind


class Job(models.Model):
    """Work that is due. A lease that has run out makes it due again, so a killed worker loses nothing."""

    reaction = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    event = models.ForeignKey(Event, models.CASCADE, null=True)
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    unique_key = models.CharField(max_length=200, null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["run_after"], name="job_due", condition=Q(failed_at__isnull=True))]

    def __str__(self) -> str:
        return self.reaction
