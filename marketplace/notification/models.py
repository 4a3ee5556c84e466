"""What has been told to whom, insert-only; and staff's own words for it."""

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

    def __str__(self) -> str:
        return self.kind


class Wording(models.Model):
    """What staff want to be said instead of a sentence of the letters, in one language."""

    language_code = models.CharField(max_length=35)
    sentence = models.CharField(max_length=500)
    """The msgid: the sentence as it stands in the letters' modules."""
    text = models.CharField(max_length=500)
    text_folded = models.CharField(max_length=1000)
    changed_by = models.CharField(max_length=60)
    """`Actor.key`: no name, no address."""
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language_code", "sentence"], name="wording_once"),
        ]

    def __str__(self) -> str:
        return self.text
