"""A seller's own data, asked for and made into a file that lives some days."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.models import Cooperative


class DataExport(models.Model):
    """Everything that is a cooperative's, as one file; made by a job, deleted after some days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="data_exports")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    ready_at = models.DateTimeField(null=True)
    stored_name = models.CharField(max_length=255, blank=True)
    size = models.PositiveIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("data download")
        verbose_name_plural = _("data downloads")
        indexes = [models.Index(fields=["cooperative", "asked_at"], name="data_export_of")]
        constraints = [
            # of two who ask at once one gets the file both want
            models.UniqueConstraint(
                fields=["cooperative"], name="data_export_one_at_a_time", condition=Q(ready_at__isnull=True)
            )
        ]
