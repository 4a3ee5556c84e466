"""Taking goods down on request, and bringing them back. What was asked and done is never changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import Product, ProductChannelListing, Review
from marketplace.catalog.services import step_listing
from marketplace.cooperative.models import Cooperative
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import emit
from marketplace.core.moves import IllegalMove
from marketplace.oversight import queries
from marketplace.oversight.errors import ListingNotFound
from marketplace.oversight.events import GoodsRestored, GoodsTakenDown
from marketplace.oversight.models import Asker, Restoration, TakeDown, TakenListing
from marketplace.oversight.queries import LOOKS_AT_GOODS
from marketplace.oversight.services.history import worded

WITHIN = timedelta(hours=24)
"""Decree 248/2026 article 4.1.c."""


@transaction.atomic
def take_down(
    *,
    cooperative_id: int | None = None,
    product_id: int | None = None,
    asker: Asker = Asker.AUTHORITY,
    authority: str,
    reference: str,
    received_at: datetime,
    reason: str,
    actor: Actor,
) -> TakeDown:
    """Hide goods at once, everywhere: one product, or with only a cooperative its whole shop, new listings included.

    Raises CooperativeNotFound, ListingNotFound, ReasonMissing, DomainError for a request without number or to come.
    """
    cooperative, product = subject_of(cooperative_id, product_id, actor)
    now = timezone.now()
    for field, text in (("authority", authority), ("reference", reference)):
        if not text.strip():
            raise DomainError(
                _("Write down whose request it is, and its number."), code="REQUIRED", field=field
            )
    refuse_future(received_at)
    made = TakeDown.objects.create(
        cooperative=cooperative,
        product=product,
        product_name=product.name if product else "",
        is_whole_shop=product is None,
        asker=asker,
        authority=authority.strip()[:250],
        reference=reference.strip()[:100],
        received_at=received_at,
        deadline_at=received_at + WITHIN,
        reason=worded(reason),
        done_at=now,
        actor=actor.key,
    )
    _hide(made, actor)
    emit(GoodsTakenDown(cooperative.pk, made.pk), actor=actor)
    return made


@transaction.atomic
def restore(*, take_down_id: UUID, reason: str, actor: Actor) -> TakeDown:
    """The request is settled: goods go back to where they stood, unless another take-down still holds them.

    Raises NotFound, ReasonMissing, and IllegalMove where it was restored already.
    """
    reason = worded(reason)
    rows = TakeDown.objects.select_for_update() if actor.may(LOOKS_AT_GOODS) else TakeDown.objects.none()
    made = rows.filter(pk=take_down_id).first()
    if made is None:
        raise NotFound(_("There is no such take-down."), field="id")
    try:
        with transaction.atomic():
            Restoration.objects.create(take_down=made, at=timezone.now(), actor=actor.key, reason=reason)
    except IntegrityError as error:
        raise IllegalMove(_("This was restored already.")) from error
    for taken in made.listings.select_related("listing").order_by("listing"):
        _bring_back(taken, actor)
    emit(GoodsRestored(made.cooperative_id, made.pk), actor=actor)
    return made


def refuse_future(received_at: datetime) -> None:
    """Raises DomainError for a request that is still to come."""
    if received_at > timezone.now():
        raise DomainError(_("The request cannot have come later than now."), field="received_at")


def subject_of(
    cooperative_id: int | None, product_id: int | None, actor: Actor
) -> tuple[Cooperative, Product | None]:
    """Whose goods, and which; None is the whole shop. Raises CooperativeNotFound, ListingNotFound."""
    if product_id is None:
        return queries.cooperative_for(actor, cooperative_id or 0, staff=LOOKS_AT_GOODS), None
    product = Product.objects.filter(pk=product_id).select_related("cooperative").first()
    if product is None or not actor.may(LOOKS_AT_GOODS):
        raise ListingNotFound
    if cooperative_id not in (None, product.cooperative_id):
        raise ListingNotFound
    return product.cooperative, product


def _hide(made: TakeDown, actor: Actor) -> None:
    rows = ProductChannelListing.objects.filter(cooperative=made.cooperative_id)
    if made.product_id:
        rows = rows.filter(product=made.product_id)
    listings = list(rows.exclude(review=Review.TAKEN_DOWN).order_by("pk").select_for_update())
    TakenListing.objects.bulk_create(
        TakenListing(
            take_down=made,
            listing=each,
            review_before=each.review,
            was_published=each.is_published,
        )
        for each in listings
    )
    for each in listings:
        step_listing(listing=each, to=Review.TAKEN_DOWN, actor=actor)


def _bring_back(taken: TakenListing, actor: Actor) -> None:
    listing = taken.listing
    others = queries.under_take_down(listing.cooperative_id, listing.product_id)
    if listing.review != Review.TAKEN_DOWN:
        return
    if (
        other := others.first()
    ) is not None:  # what it goes back to is handed on to the one that still holds it
        TakenListing.objects.update_or_create(
            take_down=other,
            listing=listing,
            defaults={"review_before": taken.review_before, "was_published": taken.was_published},
        )
        return
    if taken.was_published:
        step_listing(listing=listing, to=Review.APPROVED, actor=actor, at=listing.published_at)
        return
    back = taken.review_before if taken.review_before != Review.APPROVED else Review.DRAFT
    step_listing(listing=listing, to=Review(back), actor=actor)
