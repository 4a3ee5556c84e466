"""Public and private metadata, as two JSON columns."""

from __future__ import annotations

from django.db import models


class WithMetadata(models.Model):
    """String keys and string values: `metadata` for everyone who sees the object, `private_metadata` for staff."""

    metadata = models.JSONField(default=dict, blank=True)
    private_metadata = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
