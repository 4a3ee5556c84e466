"""Staff look at a cooperative's workspace as the cooperative sees it, and can change nothing there."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from marketplace.cooperative.models.cooperatives import Cooperative


class Viewing(models.Model):
    """A one-time link for one member of staff into one workspace, with the reason. Rows are kept."""

    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="viewings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    digest = models.CharField(max_length=64, unique=True)
    """Of the link's secret."""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    """Until then the link opens; what it opened ends half an hour after `used_at`."""
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["cooperative", "made_at"], name="viewing_of")]

    def __str__(self) -> str:
        return f"#{self.pk}"
