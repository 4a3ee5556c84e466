"""Listings before buyers see them: submitted and withdrawn by cooperatives, looked at by staff."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.catalog.models import ProductChannelListing, Review
from marketplace.catalog.services import publish, ready_listing, step_listing
from marketplace.core.actor import Actor
from marketplace.core.moves import IllegalMove
from marketplace.oversight import queries
from marketplace.oversight.errors import ChangedMeanwhile, GoodsTakenDown, ListingNotFound
from marketplace.oversight.events import (
    ListingApproved,
    ListingSentBack,
    ListingSubmitted,
    ListingWithdrawn,
)
from marketplace.oversight.models import ListingDeed
from marketplace.oversight.queries import LOOKS_AT_GOODS
from marketplace.oversight.services.history import note_listing, worded
from marketplace.oversight.services.judgement import judge, remember


@transaction.atomic
def submit_listing(*, product_id: int, channel_id: int, actor: Actor) -> ProductChannelListing:
    """The cooperative wants it shown: at once, or after a look by staff where a rule says so.

    Raises ListingNotFound, IllegalMove, BlockedKind, PaperWanted, GoodsTakenDown, DomainErrors (what is missing).
    """
    listing = queries.listing_for(actor, product_id, channel_id)
    if queries.under_take_down(listing.cooperative_id, product_id).exists():
        raise GoodsTakenDown
    ready_listing(product=listing.product, channel=listing.channel)
    if listing.review == Review.WAITING or listing.is_published:
        raise IllegalMove(_("This is on sale already, or waits for a look."))
    told = queries.told_by([product_id])
    verdict = judge(listing, told[product_id])
    now = timezone.now()
    if verdict.waits:
        reason = " ".join(verdict.reasons)[:1000]
        step_listing(listing=listing, to=Review.WAITING, actor=actor, submitted_at=now)
        note_listing(listing, ListingDeed.SUBMITTED, actor, ListingSubmitted, reason)
        return listing
    shown = publish(product=listing.product, channel=listing.channel, actor=actor)
    ProductChannelListing.objects.filter(pk=shown.pk).update(submitted_at=now)
    shown.submitted_at = now
    remember([product_id], told)
    note_listing(listing, ListingDeed.SHOWN, actor)
    return shown


@transaction.atomic
def withdraw_listing(*, product_id: int, channel_id: int, actor: Actor) -> ProductChannelListing:
    """The cooperative takes it off; it stays in carts and says so there. Raises ListingNotFound, IllegalMove."""
    listing = queries.listing_for(actor, product_id, channel_id)
    if listing.review == Review.TAKEN_DOWN:
        raise GoodsTakenDown
    step_listing(listing=listing, to=Review.DRAFT, actor=actor)
    note_listing(listing, ListingDeed.WITHDRAWN, actor, ListingWithdrawn)
    return listing


@transaction.atomic
def approve_listing(*, product_id: int, channel_id: int, seen: str, actor: Actor) -> ProductChannelListing:
    """Staff have looked: it is shown. `seen` is the digest of what they looked at; only that is remembered as known.

    Raises ListingNotFound, IllegalMove, ChangedMeanwhile, DomainErrors (what is missing by now).
    """
    listing = _waiting(product_id, channel_id, actor)
    told = queries.told_by([product_id])
    if seen != told[product_id].digest:
        raise ChangedMeanwhile
    ready_listing(product=listing.product, channel=listing.channel)
    step_listing(listing=listing, to=Review.APPROVED, actor=actor)
    remember([product_id], told)
    note_listing(listing, ListingDeed.APPROVED, actor, ListingApproved)
    return listing


@transaction.atomic
def send_back_listing(
    *, product_id: int, channel_id: int, reason: str, actor: Actor
) -> ProductChannelListing:
    """Not like this; one that is shown is hidden. Raises ListingNotFound, IllegalMove, ReasonMissing."""
    reason = worded(reason)
    listing = _waiting(product_id, channel_id, actor, Review.WAITING, Review.APPROVED)
    step_listing(listing=listing, to=Review.SENT_BACK, actor=actor)
    note_listing(listing, ListingDeed.SENT_BACK, actor, ListingSentBack, reason)
    return listing


def _waiting(product_id: int, channel_id: int, actor: Actor, *states: Review) -> ProductChannelListing:
    if not actor.may(LOOKS_AT_GOODS):
        raise ListingNotFound
    listing = queries.listing_for(actor, product_id, channel_id)
    if listing.review not in (states or (Review.WAITING,)):
        raise IllegalMove(_("This step is not possible in the present state."))
    return listing
