"""Complaints of buyers, sellers, owners of rights: what came, when to answer, what was answered (law L7)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.moves import Next
from marketplace.order.models import Order


class ComplaintKind(models.TextChoices):
    """What somebody complains about."""

    ORDER = "ORDER", _("goods of an order")
    SELLER = "SELLER", _("a seller or goods on sale")
    RIGHTS = "RIGHTS", _("a name, mark or picture used without right")
    DATA = "DATA", _("personal data")
    OTHER = "OTHER", _("something else")


class ComplaintStatus(models.TextChoices):
    """How far it is."""

    RECEIVED = "RECEIVED", _("not answered yet")
    ANSWERED = "ANSWERED", _("answered")


NEXT_COMPLAINT: Next = {ComplaintStatus.RECEIVED: {ComplaintStatus.ANSWERED}}
"""An answer is not taken back: who is not content complains again."""


class Complaint(models.Model):
    """What somebody wrote. It is never changed, only answered, and forgotten two years later.

    Personal: it stands in no event, job or log.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True)
    key = models.CharField(max_length=64, unique=True)
    """Of the form it was typed in: sent twice, it is one."""
    kind = models.CharField(_("about"), max_length=10, choices=ComplaintKind.choices)
    order_number = models.CharField(_("number of the order"), max_length=40, blank=True)
    order = models.ForeignKey(
        Order, models.SET_NULL, null=True, related_name="+", verbose_name=_("the order")
    )
    story = models.TextField(_("what happened"), max_length=3000)
    name = models.CharField(_("name"), max_length=120)
    email = models.CharField(_("e-mail"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language_code = models.CharField(max_length=35)
    received_at = models.DateTimeField(_("received"))
    deadline_at = models.DateTimeField(_("to be answered by"))
    status = models.CharField(
        _("state"), max_length=10, choices=ComplaintStatus.choices, default=ComplaintStatus.RECEIVED
    )
    answer = models.TextField(_("answer"), max_length=3000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.CharField(_("by"), max_length=60, blank=True)
    forgotten_at = models.DateTimeField(_("forgotten"), null=True)
    """Since then nobody can say who it was: name, contact, story and answer are gone."""

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [
            models.Index(fields=["deadline_at", "id"], name="complaint_open", condition=Q(status="RECEIVED"))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="RECEIVED", answer="", answered_at=None, forgotten_at=None)
                | (
                    Q(status="ANSWERED", answered_at__isnull=False)
                    & (~Q(answer="") | Q(forgotten_at__isnull=False))
                ),
                name="complaint_answered_whole",
            ),
            models.CheckConstraint(
                condition=~Q(email="", phone="") | Q(forgotten_at__isnull=False),
                name="complaint_can_be_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.number
