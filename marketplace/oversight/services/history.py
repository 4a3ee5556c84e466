"""What happens to openings and listings: a row in the history and the event, both in one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from marketplace.catalog.models import ProductChannelListing
from marketplace.cooperative.models import NEXT_OPENING, Cooperative, OpeningStatus
from marketplace.core.actor import Actor
from marketplace.core.events import emit
from marketplace.core.moves import move
from marketplace.oversight.errors import ReasonMissing
from marketplace.oversight.events import ListingEvent, OpeningEvent
from marketplace.oversight.models import ListingDeed, ListingEntry, OpeningEntry


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


def note_listing(
    listing: ProductChannelListing,
    deed: ListingDeed,
    actor: Actor,
    event: type[ListingEvent] | None = None,
    reason: str = "",
) -> None:
    """Write down what was done to a listing, and tell of it where anybody has to know."""
    entry = ListingEntry.objects.create(
        product=listing.product,
        product_name=listing.product.name,
        cooperative_id=listing.cooperative_id,
        channel=listing.channel,
        deed=deed,
        at=timezone.now(),
        actor=actor.key,
        reason=reason,
    )
    if event:
        subject = listing.cooperative_id, listing.product_id, listing.channel_id, entry.pk
        emit(event(*subject), actor=actor)


def worded(reason: str) -> str:
    """The reason without idle space. Raises ReasonMissing where nothing was written."""
    if not (written := reason.strip()):
        raise ReasonMissing
    return written[:1000]
