"""Papers: which kinds there are, those a cooperative has given, and who has looked at a private file."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.models import Cooperative
from marketplace.core.moves import Next


class PaperKind(models.Model):
    """A kind of paper that can be asked for; edited by staff."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    help = models.CharField(_("what to photograph"), max_length=300, blank=True)
    delete_after_days = models.PositiveSmallIntegerField(
        _("deleted so many days after the decision"), null=True, blank=True
    )
    """Identity papers live as short as they can (Law 91/2025); empty keeps them while the shop is there."""
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("kind of paper")
        verbose_name_plural = _("kinds of papers")

    def __str__(self) -> str:
        return self.name


class PaperStatus(models.TextChoices):
    """Whether staff have looked at a paper."""

    GIVEN = "GIVEN", _("given")
    ACCEPTED = "ACCEPTED", _("accepted")
    REFUSED = "REFUSED", _("refused")


NEXT_PAPER: Next = {
    PaperStatus.GIVEN: {PaperStatus.ACCEPTED, PaperStatus.REFUSED},
    PaperStatus.ACCEPTED: {PaperStatus.REFUSED},
    PaperStatus.REFUSED: {PaperStatus.ACCEPTED},
}


class Paper(models.Model):
    """A paper of a cooperative. Its file is private and may be gone; what is known of it stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="papers")
    kind = models.ForeignKey(PaperKind, models.PROTECT, related_name="papers")
    number = models.CharField(_("number"), max_length=100, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    stored_name = models.CharField(max_length=255, blank=True)
    """In the private storage; empty when the file has been deleted."""
    content_type = models.CharField(max_length=50)
    size = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=PaperStatus.choices, default=PaperStatus.GIVEN)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=60)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        indexes = [models.Index(fields=["cooperative", "kind", "given_at"], name="paper_of_kind")]

    def __str__(self) -> str:
        return f"{self.kind_id}/{self.pk}"


class FileLook(models.Model):
    """Somebody has opened a private file; insert-only. `what` and `file_id` say which, also when it is gone."""

    what = models.CharField(max_length=10)
    file_id = models.UUIDField()
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("look at a private file")
        verbose_name_plural = _("looks at private files")
        indexes = [models.Index(fields=["file_id", "at"], name="file_look_of")]

    def __str__(self) -> str:
        return f"{self.what} {self.file_id}"
