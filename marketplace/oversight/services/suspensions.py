"""Suspending a shop: announced five days before, taken back until then, ended by staff."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.models import Cooperative, OpeningStatus
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.jobs import enqueue
from marketplace.core.moves import IllegalMove
from marketplace.oversight import queries
from marketplace.oversight.events import (
    OpeningApproved,
    ShopSuspended,
    SuspensionAnnounced,
    SuspensionWithdrawn,
)
from marketplace.oversight.models import Application
from marketplace.oversight.queries import LOOKS_AT_SHOPS
from marketplace.oversight.services.decisions import decided
from marketplace.oversight.services.history import note, worded

NOTICE = timedelta(days=5)
"""Sellers are told so long before (E-commerce Law). An authority's order does not wait: `take_down`."""
SUSPEND = "marketplace.oversight.services.suspensions.suspend_when_due"


@transaction.atomic
def announce_suspension(*, cooperative_id: int, reason: str, actor: Actor) -> Cooperative:
    """In five days the shop is off sale, unless staff take it back; it is told now.

    Raises CooperativeNotFound, ReasonMissing, and IllegalMove where it is not on sale or this was announced already.
    """
    cooperative = queries.locked_cooperative(actor, cooperative_id, staff=LOOKS_AT_SHOPS)
    reason, at = worded(reason), timezone.now() + NOTICE
    _of(cooperative)
    rows = Application.objects.filter(cooperative=cooperative, suspends_at=None)
    if cooperative.opening_status != OpeningStatus.APPROVED or not rows.update(suspends_at=at, reason=reason):
        raise IllegalMove(_("This step is not possible in the present state."))
    note(cooperative, event=SuspensionAnnounced, actor=actor, reason=reason, what="SUSPENSION_ANNOUNCED")
    enqueue([(SUSPEND, {"cooperative_id": cooperative.pk, "at": at.isoformat()})], run_after=at)
    return cooperative


@transaction.atomic
def withdraw_suspension(*, cooperative_id: int, actor: Actor) -> Cooperative:
    """The shop goes on. Raises CooperativeNotFound, IllegalMove where nothing was announced."""
    cooperative = queries.locked_cooperative(actor, cooperative_id, staff=LOOKS_AT_SHOPS)
    rows = Application.objects.filter(cooperative=cooperative, suspends_at__isnull=False)
    if not rows.update(suspends_at=None, reason=""):
        raise IllegalMove(_("This step is not possible in the present state."))
    note(cooperative, event=SuspensionWithdrawn, actor=actor, what="SUSPENSION_WITHDRAWN")
    return cooperative


@transaction.atomic
def suspend_when_due(*, cooperative_id: int, at: str) -> None:
    """The announced day has come: off sale, unless it was taken back or announced anew since. Safe to run twice."""
    cooperative = Cooperative.objects.select_for_update().get(pk=cooperative_id)
    application = Application.objects.filter(cooperative=cooperative, suspends_at=parse_datetime(at)).first()
    if application is None or cooperative.opening_status != OpeningStatus.APPROVED:
        return
    decided(cooperative, OpeningStatus.SUSPENDED, ShopSuspended, SYSTEM, application.reason)


@transaction.atomic
def reinstate(*, cooperative_id: int, actor: Actor) -> Cooperative:
    """A suspended shop sells again. Raises CooperativeNotFound, IllegalMove."""
    cooperative = queries.locked_cooperative(actor, cooperative_id, staff=LOOKS_AT_SHOPS)
    if cooperative.opening_status != OpeningStatus.SUSPENDED:
        raise IllegalMove(_("This step is not possible in the present state."))
    decided(cooperative, OpeningStatus.APPROVED, OpeningApproved, actor)
    return cooperative


def _of(cooperative: Cooperative) -> None:
    """Shops from before there were openings have no row yet."""
    Application.objects.get_or_create(cooperative=cooperative, defaults={"created_at": timezone.now()})
