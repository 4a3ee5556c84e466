"""Goods taken down on request, and brought back: three tables, all insert-only."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import Product, ProductChannelListing, Review
from marketplace.cooperative.models import Cooperative


class Asker(models.TextChoices):
    """Who can ask for goods to be taken down."""

    AUTHORITY = "AUTHORITY", _("an authority")
    PERSON = "PERSON", _("a person or a company")


class TakeDown(models.Model):
    """What was asked for, and that it was done (Decree 248/2026 article 4.1.c: within 24 hours)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="take_downs")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, related_name="take_downs")
    product_name = models.CharField(max_length=250, blank=True)
    is_whole_shop = models.BooleanField(_("the whole shop"), default=False)
    asker = models.CharField(_("asked by"), max_length=10, choices=Asker.choices, default=Asker.AUTHORITY)
    authority = models.CharField(_("which authority or person"), max_length=250)
    """Whoever asked; mostly an authority, hence its name."""
    reference = models.CharField(_("reference number"), max_length=100)
    received_at = models.DateTimeField(_("received"))
    deadline_at = models.DateTimeField(_("to be done by"))
    reason = models.CharField(_("reason"), max_length=1000)
    done_at = models.DateTimeField(_("done"))
    actor = models.CharField(_("by"), max_length=60)

    class Meta:
        verbose_name = _("take-down")
        verbose_name_plural = _("take-downs")
        indexes = [models.Index(fields=["done_at", "id"], name="take_down_done")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__gte=F("received_at")), name="take_down_after_its_request"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class TakenListing(models.Model):
    """A listing that a take-down hid, and how it stood before."""

    take_down = models.ForeignKey(TakeDown, models.CASCADE, related_name="listings")
    listing = models.ForeignKey(ProductChannelListing, models.CASCADE, related_name="+")
    review_before = models.CharField(max_length=12, choices=Review.choices)
    was_published = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["take_down", "listing"], name="taken_listing_once")]


class Restoration(models.Model):
    """A take-down is over."""

    take_down = models.OneToOneField(TakeDown, models.PROTECT, primary_key=True, related_name="restoration")
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    reason = models.CharField(_("reason"), max_length=1000)

    class Meta:
        verbose_name = _("restoration")
        verbose_name_plural = _("restorations")
