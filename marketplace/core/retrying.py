"""Work that has failed too often is tried again, because staff say so."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.events import DomainEvent, emit
from marketplace.core.models import Job


@dataclass(frozen=True)
class WorkTriedAgain(DomainEvent):
    """Staff made work due again that had failed too often."""

    told = _("Work that had failed was tried again")

    job_id: int
    reaction: str


@transaction.atomic
def try_again(*, job_id: int, actor: Actor) -> None:
    """Make a failed job due now. Raises INVALID for one that has not failed: its lease is its worker's."""
    failed = Job.objects.filter(pk=job_id, failed_at__isnull=False)
    reaction = failed.values_list("reaction", flat=True).first()
    if not failed.update(failed_at=None, attempts=0, run_after=timezone.now()):
        raise DomainError(_("This work has not failed."), field="id")
    emit(WorkTriedAgain(job_id, reaction or ""), actor=actor)
