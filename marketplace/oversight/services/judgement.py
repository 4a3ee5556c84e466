"""Whether listings wait for a look by staff: when they are submitted, and again when what they say was changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from marketplace.catalog.models import ProductChannelListing, Review
from marketplace.catalog.services import step_listing
from marketplace.cooperative.models import OpeningStatus
from marketplace.core.actor import SYSTEM
from marketplace.oversight import queries
from marketplace.oversight.checks import words_in
from marketplace.oversight.errors import BlockedKind, PaperWanted
from marketplace.oversight.events import ListingHeld
from marketplace.oversight.models import Demand, JudgedGoods, ListingDeed, Paper, PaperStatus
from marketplace.oversight.queries import Told
from marketplace.oversight.services.history import note_listing
from marketplace.site.queries import shop_settings


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a listing waits for a look, and why."""

    reasons: tuple[str, ...]

    @property
    def waits(self) -> bool:
        """Whether anybody has to look first."""
        return bool(self.reasons)


def judge(listing: ProductChannelListing, told: Told) -> Verdict:
    """Whether the listing waits for a look. Raises BlockedKind and PaperWanted for what no look can mend."""
    reasons = [*_by_shelf(listing), *_by_words(listing, told), *_by_shop(listing, besides=listing.product_id)]
    return Verdict(tuple(dict.fromkeys(reasons)))


@transaction.atomic
def look_again(*, product_ids: Iterable[int]) -> None:
    """Goods on sale that say something else than when they were judged, or stand on another shelf, are judged anew.

    Words that were looked at do not count again, and their shop's first listings are counted with these among them.
    Whoever has to wait is hidden until staff have looked. Goods of which nothing is known are remembered as they are.
    """
    listings = list(queries.on_sale_now(product_ids))
    told = queries.told_by({each.product_id for each in listings})
    judged = {row.product_id: row for row in JudgedGoods.objects.filter(product__within=list(told))}
    held: set[int] = set()
    for listing in listings:
        before = judged.get(listing.product_id)
        now = told[listing.product_id]
        if before is None or before.digest == now.digest:
            continue
        verdict = _judge_again(listing, now, before.words)
        if verdict.waits:
            held.add(listing.product_id)
            _hold(listing, verdict)
    same = {pk for pk, row in judged.items() if row.digest == told[pk].digest}
    remember(told.keys() - held - same, told)


def remember(product_ids: Collection[int], told: dict[int, Told] | None = None) -> None:
    """What these goods say now, and the watched words in it, is on sale with everybody's knowledge."""
    if not product_ids:
        return
    told = queries.told_by(product_ids) if told is None else told
    words, now = queries.all_watched_words(), timezone.now()
    JudgedGoods.objects.bulk_create(
        [
            JudgedGoods(
                product_id=pk,
                digest=told[pk].digest,
                words=_found(told[pk], words.on(told[pk].path)),
                at=now,
            )
            for pk in sorted(product_ids)
        ],
        update_conflicts=True,
        unique_fields=["product"],
        update_fields=["digest", "words", "at"],
    )


def _judge_again(listing: ProductChannelListing, told: Told, known: Collection[str]) -> Verdict:
    try:
        by_shelf = _by_shelf(listing)
    except (BlockedKind, PaperWanted) as refused:
        by_shelf = [str(refused.message)]
    reasons = [*by_shelf, *_by_words(listing, told, known), *_by_shop(listing)]
    return Verdict(tuple(dict.fromkeys(reasons)))


def _hold(listing: ProductChannelListing, verdict: Verdict) -> None:
    reason = " ".join((_written(gettext_noop("It was changed.")), *verdict.reasons))[:1000]
    step_listing(listing=listing, to=Review.WAITING, actor=SYSTEM, submitted_at=timezone.now())
    note_listing(listing, ListingDeed.HELD, SYSTEM, ListingHeld, reason)


def _by_shop(listing: ProductChannelListing, besides: int = 0) -> list[str]:
    shop = listing.cooperative
    if shop.opening_status != OpeningStatus.APPROVED:
        return [_written(gettext_noop("The shop is not open yet."))]
    if queries.looked_at_so_far(shop.pk, besides) < shop_settings().first_listings_looked_at:
        return [_written(gettext_noop("The first listings of a new shop are looked at."))]
    return []


def _written(words: str, /, **named: str) -> str:
    """In the market's own language: who looks reads another one, perhaps, than who submitted."""
    with translation.override(settings.LANGUAGE_CODE):
        return translation.gettext(words) % named


def _by_shelf(listing: ProductChannelListing) -> list[str]:
    reasons = []
    for rule in queries.rules_of(listing.product):
        if rule.demand == Demand.BLOCKED:
            raise BlockedKind(rule.why)
        if rule.demand == Demand.LOOK:
            reasons.append(rule.why or _written(gettext_noop("Goods of this kind are always looked at.")))
        elif rule.paper_kind and not _has(listing, rule.paper_kind_id):
            given = Paper.objects.filter(cooperative=listing.cooperative_id, kind=rule.paper_kind)
            if not given.filter(status=PaperStatus.GIVEN, removed_at=None).exists():
                raise PaperWanted(rule.paper_kind.name)
            reasons.append(
                _written(gettext_noop("A paper is not accepted yet: %(paper)s."), paper=rule.paper_kind.name)
            )
    return reasons


def _has(listing: ProductChannelListing, kind_id: Any) -> bool:
    return queries.valid_papers(listing.cooperative_id).filter(kind=kind_id).exists()


def _by_words(listing: ProductChannelListing, told: Told, known: Collection[str] = ()) -> list[str]:
    watched = queries.all_watched_words().on(told.path)
    found = [each for each in _found(told, watched) if each not in known]
    if not found:
        return []
    words = ", ".join(watched[each] for each in found)
    return [_written(gettext_noop("These words are looked at: %(words)s."), words=words)]


def _found(told: Told, watched: dict[str, str]) -> list[str]:
    return words_in(told.texts, watched)
