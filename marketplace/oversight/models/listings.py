"""What listings are looked at for, and what was decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import Category, Product
from marketplace.channel.models import Channel
from marketplace.cooperative.models import Cooperative
from marketplace.oversight.models.papers import PaperKind


class WatchedWord(models.Model):
    """A listing with this word in any of its texts waits for a look; edited by staff (Decree 248/2026 art. 4.1.d)."""

    text = models.CharField(_("word or words"), max_length=100)
    text_folded = models.CharField(max_length=100, unique=True, editable=False)
    category = models.ForeignKey(
        Category,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only on this shelf"),
    )
    why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("watched word")
        verbose_name_plural = _("watched words")

    def __str__(self) -> str:
        return self.text


class Demand(models.TextChoices):
    """What a shelf asks of listings that stand on it or below it."""

    LOOK = "LOOK", _("a look by staff, always")
    PAPER = "PAPER", _("a paper")
    BLOCKED = "BLOCKED", _("not sold here")
    NOTICE = "NOTICE", _("the notice that it is no medicine")


class CategoryRule(models.Model):
    """A demand of a shelf and of all below it; edited by staff."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="+", verbose_name=_("shelf"))
    demand = models.CharField(_("demand"), max_length=10, choices=Demand.choices)
    paper_kind = models.ForeignKey(
        PaperKind, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("kind of paper")
    )
    why = models.CharField(_("why, for sellers"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("rule of a shelf")
        verbose_name_plural = _("rules of shelves")
        constraints = [
            models.UniqueConstraint(
                "category",
                "demand",
                Coalesce("paper_kind", 0),
                name="category_rule_once",
                violation_error_message=_("The shelf demands this already."),
            ),
            models.CheckConstraint(
                condition=(Q(demand=Demand.PAPER) & Q(paper_kind__isnull=False))
                | (~Q(demand=Demand.PAPER) & Q(paper_kind__isnull=True)),
                name="category_rule_paper_has_kind",
                violation_error_message=_("A paper, and nothing else, has a kind of paper."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.demand}"


class ListingDeed(models.TextChoices):
    """What was done to a listing."""

    SUBMITTED = "SUBMITTED", _("submitted")
    SHOWN = "SHOWN", _("shown at once")
    WITHDRAWN = "WITHDRAWN", _("withdrawn")
    APPROVED = "APPROVED", _("approved")
    SENT_BACK = "SENT_BACK", _("sent back")
    HELD = "HELD", _("changed, hidden until looked at")


class ListingEntry(models.Model):
    """Something that was done to a listing; insert-only, and stays when the goods are gone."""

    product = models.ForeignKey(Product, models.SET_NULL, null=True, related_name="listing_history")
    product_name = models.CharField(max_length=250)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="+")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+")
    deed = models.CharField(max_length=10, choices=ListingDeed.choices)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    reason = models.CharField(max_length=1000, blank=True)
    """Staff's words when it was sent back; why it has to wait when it was submitted."""

    class Meta:
        verbose_name = _("entry of a listing's history")
        verbose_name_plural = _("histories of listings")
        indexes = [models.Index(fields=["product", "channel", "at"], name="listing_entry_of")]


class JudgedGoods(models.Model):
    """What goods said when it was last decided that they may be on sale: an edit is compared with it."""

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="judged")
    digest = models.CharField(max_length=64)
    """Of what their cooperative wrote and chose, and of their shelf (`queries.told_by`)."""
    words = models.JSONField(default=list)
    """The watched words in them, folded: these were looked at."""
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("goods that were judged")
        verbose_name_plural = _("goods that were judged")
