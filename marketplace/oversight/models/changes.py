"""What staff changed of the rules for sellers; insert-only."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ruled(models.TextChoices):
    """The tables of rules that staff edit."""

    WORD = "WORD", _("watched word")
    SHELF = "SHELF", _("rule of a shelf")
    STEP = "STEP", _("step of the checklist")
    PAPER = "PAPER", _("kind of paper")


class RuleChange(models.Model):
    """A rule was written, changed or dropped: its columns before and after, null where there was or is none."""

    what = models.CharField(_("what"), max_length=10, choices=Ruled.choices)
    rule_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)

    class Meta:
        verbose_name = _("change of a rule")
        verbose_name_plural = _("changes of rules")
        indexes = [models.Index(fields=["what", "rule_id", "at"], name="rule_change_of")]

    def __str__(self) -> str:
        return f"{self.what} {self.rule_id}"
