"""Requests to take goods down, from the moment they are received: what the law counts 24 hours from."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import Product
from marketplace.cooperative.models import Cooperative
from marketplace.core.moves import Next
from marketplace.oversight.models.take_downs import Asker, TakeDown


class RequestStatus(models.TextChoices):
    """Whether a request was followed."""

    RECEIVED = "RECEIVED", _("received, not done yet")
    DONE = "DONE", _("done")
    REFUSED = "REFUSED", _("refused")


NEXT_REQUEST: Next = {RequestStatus.RECEIVED: {RequestStatus.DONE, RequestStatus.REFUSED}}
"""Both ends are final: who asks again makes a new request."""


class TakeDownRequest(models.Model):
    """Somebody wants goods gone. What was asked is never changed; only its end is added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="take_down_requests")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, related_name="take_down_requests")
    product_name = models.CharField(max_length=250, blank=True)
    is_whole_shop = models.BooleanField(_("the whole shop"), default=False)
    asker = models.CharField(_("asked by"), max_length=10, choices=Asker.choices)
    asked_by = models.CharField(_("which authority or person"), max_length=250)
    reference = models.CharField(_("reference number"), max_length=100, blank=True)
    reason = models.CharField(_("reason"), max_length=1000)
    received_at = models.DateTimeField(_("received"))
    deadline_at = models.DateTimeField(_("to be done by"))
    written_at = models.DateTimeField(_("written down"))
    written_by = models.CharField(_("by"), max_length=60)
    status = models.CharField(
        _("state"), max_length=10, choices=RequestStatus.choices, default=RequestStatus.RECEIVED
    )
    take_down = models.OneToOneField(TakeDown, models.PROTECT, null=True, related_name="request")
    refusal = models.CharField(_("why it was refused"), max_length=1000, blank=True)
    ended_at = models.DateTimeField(_("done or refused"), null=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("request to take goods down")
        verbose_name_plural = _("requests to take goods down")
        indexes = [
            models.Index(
                fields=["deadline_at", "id"], name="take_down_request_open", condition=Q(status="RECEIVED")
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="RECEIVED", take_down=None, refusal="", ended_at=None)
                | Q(status="DONE", take_down__isnull=False, refusal="", ended_at__isnull=False)
                | (Q(status="REFUSED", take_down=None, ended_at__isnull=False) & ~Q(refusal="")),
                name="take_down_request_ends_whole",
            ),
            models.CheckConstraint(
                condition=Q(written_at__gte=F("received_at")), name="take_down_request_after_it_came"
            ),
        ]

    def __str__(self) -> str:
        return self.reference or self.asked_by
