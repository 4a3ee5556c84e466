"""Listings before buyers see them: submitted and withdrawn by cooperatives, looked at by staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.catalog.models import ProductChannelListing, Review
from marketplace.catalog.services import publish, ready_listing, step_listing
from marketplace.cooperative.models import OpeningStatus
from marketplace.core.actor import Actor
from marketplace.core.events import emit
from marketplace.core.moves import IllegalMove
from marketplace.oversight import queries
from marketplace.oversight.checks import words_in
from marketplace.oversight.errors import BlockedKind, GoodsTakenDown, ListingNotFound, PaperWanted
from marketplace.oversight.events import (
    ListingApproved,
    ListingEvent,
    ListingSentBack,
    ListingSubmitted,
    ListingWithdrawn,
)
from marketplace.oversight.models import Demand, ListingDeed, ListingEntry, Paper, PaperStatus
from marketplace.oversight.queries import LOOKS_AT_GOODS
from marketplace.oversight.services.history import worded
from marketplace.site.queries import shop_settings


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a listing waits for a look, and why."""

    reasons: tuple[str, ...]

    @property
    def waits(self) -> bool:
        """Whether anybody has to look first."""
        return bool(self.reasons)


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
    verdict = judge(listing)
    now = timezone.now()
    if verdict.waits:
        reason = " ".join(verdict.reasons)[:1000]
        step_listing(listing=listing, to=Review.WAITING, actor=actor, submitted_at=now)
        _note(listing, ListingDeed.SUBMITTED, actor, ListingSubmitted, reason)
        return listing
    shown = publish(product=listing.product, channel=listing.channel, actor=actor)
    ProductChannelListing.objects.filter(pk=shown.pk).update(submitted_at=now)
    shown.submitted_at = now
    _note(listing, ListingDeed.SHOWN, actor)
    return shown


@transaction.atomic
def withdraw_listing(*, product_id: int, channel_id: int, actor: Actor) -> ProductChannelListing:
    """The cooperative takes it off; it stays in carts and says so there. Raises ListingNotFound, IllegalMove."""
    listing = queries.listing_for(actor, product_id, channel_id)
    if listing.review == Review.TAKEN_DOWN:
        raise GoodsTakenDown
    step_listing(listing=listing, to=Review.DRAFT, actor=actor)
    _note(listing, ListingDeed.WITHDRAWN, actor, ListingWithdrawn)
    return listing


@transaction.atomic
def approve_listing(*, product_id: int, channel_id: int, actor: Actor) -> ProductChannelListing:
    """Staff have looked: it is shown. Raises ListingNotFound, IllegalMove, DomainErrors (what is missing by now)."""
    listing = _waiting(product_id, channel_id, actor)
    ready_listing(product=listing.product, channel=listing.channel)
    step_listing(listing=listing, to=Review.APPROVED, actor=actor)
    _note(listing, ListingDeed.APPROVED, actor, ListingApproved)
    return listing


@transaction.atomic
def send_back_listing(
    *, product_id: int, channel_id: int, reason: str, actor: Actor
) -> ProductChannelListing:
    """Not like this; one that is shown is hidden. Raises ListingNotFound, IllegalMove, ReasonMissing."""
    reason = worded(reason)
    listing = _waiting(product_id, channel_id, actor, Review.WAITING, Review.APPROVED)
    step_listing(listing=listing, to=Review.SENT_BACK, actor=actor)
    _note(listing, ListingDeed.SENT_BACK, actor, ListingSentBack, reason)
    return listing


def judge(listing: ProductChannelListing) -> Verdict:
    """Whether the listing waits for a look. Raises BlockedKind and PaperWanted for what no look can mend."""
    reasons = [*_by_shelf(listing), *_by_words(listing)]
    settings, shop = shop_settings(), listing.cooperative
    if shop.opening_status != OpeningStatus.APPROVED:
        reasons.append(_("The shop is not open yet."))
    elif queries.looked_at_so_far(shop.pk, listing.product_id) < settings.first_listings_looked_at:
        reasons.append(_("The first listings of a new shop are looked at."))
    return Verdict(tuple(dict.fromkeys(reasons)))


def _by_shelf(listing: ProductChannelListing) -> list[str]:
    reasons = []
    for rule in queries.rules_of(listing.product):
        if rule.demand == Demand.BLOCKED:
            raise BlockedKind(rule.why)
        if rule.demand == Demand.LOOK:
            reasons.append(rule.why or _("Goods of this kind are always looked at."))
        elif rule.paper_kind and not _has(listing, rule.paper_kind_id):
            given = Paper.objects.filter(cooperative=listing.cooperative_id, kind=rule.paper_kind)
            if not given.filter(status=PaperStatus.GIVEN, removed_at=None).exists():
                raise PaperWanted(rule.paper_kind.name)
            reasons.append(_("A paper is not accepted yet: %(paper)s.") % {"paper": rule.paper_kind.name})
    return reasons


def _has(listing: ProductChannelListing, kind_id: Any) -> bool:
    return queries.valid_papers(listing.cooperative_id).filter(kind=kind_id).exists()


def _by_words(listing: ProductChannelListing) -> list[str]:
    watched = queries.watched_words(listing.product)
    found = words_in(queries.texts_of_product(listing.product), watched)
    if not found:
        return []
    words = ", ".join(watched[each] for each in found)
    return [_("These words are looked at: %(words)s.") % {"words": words}]


def _waiting(product_id: int, channel_id: int, actor: Actor, *states: Review) -> ProductChannelListing:
    if not actor.may(LOOKS_AT_GOODS):
        raise ListingNotFound
    listing = queries.listing_for(actor, product_id, channel_id)
    if listing.review not in (states or (Review.WAITING,)):
        raise IllegalMove(_("This step is not possible in the present state."))
    return listing


def _note(
    listing: ProductChannelListing,
    deed: ListingDeed,
    actor: Actor,
    event: type[ListingEvent] | None = None,
    reason: str = "",
) -> None:
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
