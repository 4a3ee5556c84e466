"""Moving a shop's opening: the status, its row in the history, the event, all in one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from marketplace.cooperative.models import NEXT_OPENING, Cooperative, OpeningStatus
from marketplace.core.actor import Actor
from marketplace.core.events import emit
from marketplace.core.moves import move
from marketplace.oversight.errors import ReasonMissing
from marketplace.oversight.events import OpeningEvent
from marketplace.oversight.models import OpeningEntry


def step(
    cooperative: Cooperative,
    to: OpeningStatus,
    *,
    event: type[OpeningEvent],
    actor: Actor,
    reason: str = "",
    **also: Any,
) -> OpeningEntry:
    """Move the shop along NEXT_OPENING; it is on sale when approved. Of two who press at once one gets IllegalMove."""
    is_active = to == OpeningStatus.APPROVED
    move(cooperative, to, table=NEXT_OPENING, field="opening_status", is_active=is_active, **also)
    return note(cooperative, event=event, actor=actor, reason=reason)


def note(
    cooperative: Cooperative, *, event: type[OpeningEvent], actor: Actor, reason: str = "", what: str = ""
) -> OpeningEntry:
    """Write down what happened, and tell of it."""
    entry = OpeningEntry.objects.create(
        cooperative=cooperative,
        at=timezone.now(),
        actor=actor.key,
        status=cooperative.opening_status,
        note=what,
        reason=reason,
    )
    emit(event(cooperative.pk, entry.pk), actor=actor)
    return entry


def worded(reason: str) -> str:
    """The reason without idle space. Raises ReasonMissing where nothing was written."""
    if not (written := reason.strip()):
        raise ReasonMissing
    return written[:1000]
