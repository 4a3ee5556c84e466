"""What has been told to whom; insert-only."""

from __future__ import annotations

from django.db import models


class Medium(models.TextChoices):
    """By which way."""

    MAIL = "mail"
    MESSAGE = "message"


class Message(models.Model):
    """A message that was handed over. Holds ids and kinds only: no text, no address, no number.

    Written after the handing over, under a unique key of event and recipient: a message already told is not
    told again, and one that failed is tried again (at least once).
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=50)
    medium = models.CharField(max_length=10, choices=Medium.choices)
    recipient = models.CharField(max_length=60)
    language_code = models.CharField(max_length=35)
    order_id = models.UUIDField(null=True, db_index=True)
    suborder_id = models.UUIDField(null=True, db_index=True)
    sent_at = models.DateTimeField()
