"""Mandates: a named helper may do listed things for one cooperative until a date."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.models.cooperatives import Cooperative
from marketplace.cooperative.models.people import CooperativeMember, Helper


class MandateStatus(models.TextChoices):
    """How far a mandate is. One whose last day is past stays ACTIVE in the table and counts for nothing."""

    PROPOSED = "PROPOSED", _("Proposed")
    ACTIVE = "ACTIVE", _("Active")
    REFUSED = "REFUSED", _("Refused")
    ENDED = "ENDED", _("Ended")


class Mandate(models.Model):
    """What a helper may do for one cooperative, and until when. Rows are kept: acts were done under them."""

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="mandates")
    helper = models.ForeignKey(Helper, models.PROTECT, related_name="mandates")
    name = models.CharField(max_length=250)
    """As this cooperative knows the helper; others may say it otherwise."""
    rights = models.JSONField(default=list)
    """Words of `rights.LENT`, sorted."""
    until = models.DateField()
    """The last day (Asia/Ho_Chi_Minh)."""
    status = models.CharField(max_length=10, choices=MandateStatus.choices, default=MandateStatus.PROPOSED)
    by_helper = models.BooleanField(default=False)
    """Whether the helper proposed it, not the cooperative."""
    proposed_by = models.CharField(max_length=60)
    proposed_at = models.DateTimeField(default=timezone.now)
    grantor = models.ForeignKey(CooperativeMember, models.PROTECT, null=True, related_name="granted")
    """The owner who confirmed it: it never lends more than they have today."""
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "helper"],
                condition=Q(status="PROPOSED"),
                name="mandate_proposed_once",
            ),
            models.UniqueConstraint(
                fields=["cooperative", "helper"], condition=Q(status="ACTIVE"), name="mandate_active_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({', '.join(self.rights)})"
