"""Opening a shop: what is asked of which kind of seller, and how far each has come."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from marketplace.content.models import Page, PageVersion
from marketplace.cooperative.models import Cooperative, CooperativeKind, OpeningStatus
from marketplace.oversight.models.papers import PaperKind


class Step(models.TextChoices):
    """A thing that can be asked of whoever opens a shop."""

    LEGAL_NAME = "LEGAL_NAME", _("legal name")
    TAX_CODE = "TAX_CODE", _("tax code")
    RESPONSIBLE_PERSON = "RESPONSIBLE_PERSON", _("responsible person")
    PAPER = "PAPER", _("paper")
    BANK_ACCOUNT = "BANK_ACCOUNT", _("bank account")
    PICKUP_ADDRESS = "PICKUP_ADDRESS", _("pick-up address")
    RULES = "RULES", _("rules accepted")


class WantedStep(models.Model):
    """This step is asked of this kind of seller; edited by staff. A paper says which kind, rules on which page."""

    kind = models.CharField(_("kind of seller"), max_length=20, choices=CooperativeKind.choices)
    step = models.CharField(_("step"), max_length=20, choices=Step.choices)
    paper_kind = models.ForeignKey(
        PaperKind, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("kind of paper")
    )
    page = models.ForeignKey(
        Page, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("step of the checklist")
        verbose_name_plural = _("checklist")
        constraints = [
            models.UniqueConstraint(
                "kind",
                "step",
                Coalesce("paper_kind", 0),
                Coalesce("page", 0),
                name="wanted_step_once",
                violation_error_message=_("This is asked already."),
            ),
            models.CheckConstraint(
                condition=(Q(step=Step.PAPER) & Q(paper_kind__isnull=False))
                | (~Q(step=Step.PAPER) & Q(paper_kind__isnull=True)),
                name="wanted_step_paper_has_kind",
                violation_error_message=_("A paper, and nothing else, has a kind of paper."),
            ),
            models.CheckConstraint(
                condition=Q(step=Step.RULES) | Q(page__isnull=True),
                name="wanted_step_page_is_rules",
                violation_error_message=_("Only rules stand on a page."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.step}"


class Application(models.Model):
    """What is known of a shop's opening besides the cooperative's own columns. One that never applied has none."""

    cooperative = models.OneToOneField(
        Cooperative, models.CASCADE, primary_key=True, related_name="application"
    )
    responsible_name = models.CharField(_("responsible person"), max_length=250, blank=True)
    responsible_phone = models.CharField(_("their phone"), max_length=20, blank=True)
    bank_confirmed = models.CharField(max_length=160, blank=True)
    """The account as it was when staff confirmed it; another one is not confirmed."""
    bank_confirmed_at = models.DateTimeField(null=True)
    bank_confirmed_by = models.CharField(max_length=60, blank=True)
    identity_checked_at = models.DateTimeField(null=True)
    identity_checked_by = models.CharField(max_length=60, blank=True)
    identity_reference = models.CharField(max_length=200, blank=True)
    """The three are the place for electronic identity checks (E-commerce Law, article 52)."""
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    """What is still wanted, or why it was refused or suspended: the last word of staff."""
    suspends_at = models.DateTimeField(null=True)
    """An announced suspension begins then (five days' notice)."""
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("opening of a shop")
        verbose_name_plural = _("openings of shops")
        indexes = [
            models.Index(
                fields=["submitted_at", "cooperative"],
                name="application_submitted",
                condition=Q(submitted_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.cooperative.name


class RulesAcceptance(models.Model):
    """Somebody accepted, for a cooperative, rules in this very version; insert-only."""

    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="rules_acceptances")
    version = models.ForeignKey(PageVersion, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("acceptance of rules")
        verbose_name_plural = _("acceptances of rules")
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "version"], name="rules_acceptance_once")
        ]


class OpeningEntry(models.Model):
    """A step of a shop's opening; insert-only."""

    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="opening_history")
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    status = models.CharField(max_length=12, choices=OpeningStatus.choices)
    """Where it stood from then on."""
    note = models.CharField(max_length=60, blank=True)
    """What happened where the status stayed: SUSPENSION_ANNOUNCED, SUSPENSION_WITHDRAWN."""
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("entry of a shop's history")
        verbose_name_plural = _("histories of shops")
        indexes = [models.Index(fields=["cooperative", "at"], name="opening_entry_of")]
