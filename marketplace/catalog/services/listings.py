"""Selling goods in a channel: prices, and when they can be seen and bought."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.errors import NotReady, ProductInvalid, TakenDown
from marketplace.catalog.events import ProductPublished
from marketplace.catalog.models import (
    Product,
    ProductChannelListing,
    ProductVariant,
    ProductVariantChannelListing,
    Review,
)
from marketplace.catalog.models.listings import NEXT_REVIEW
from marketplace.catalog.services import following
from marketplace.channel.models import Channel
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainErrors
from marketplace.core.events import emit
from marketplace.core.money import Money
from marketplace.core.moves import move

OF_LISTINGS = frozenset({"visible_in_listings", "available_for_purchase_at"})


@transaction.atomic
def list_product(*, product: Product, channel: Channel, **columns: Any) -> ProductChannelListing:
    """Put a product into a channel, not yet published, or change its listing there (columns as in OF_LISTINGS)."""
    if unknown := columns.keys() - OF_LISTINGS:
        raise TypeError(f"not to be changed: {', '.join(sorted(unknown))}")
    listing, _made = ProductChannelListing.objects.update_or_create(
        product=product,
        channel=channel,
        defaults=columns,
        create_defaults={
            "currency": channel.currency_code,
            "cooperative_id": product.cooperative_id,
            "name_sort": product.name_sort,
            "category_path": product.category.path if product.category else "",
            "available_for_purchase_at": timezone.now(),
            **columns,
        },
    )
    following.refresh_prices([product.pk])
    listing.refresh_from_db()
    return listing


@transaction.atomic
def set_price(
    *,
    variant: ProductVariant,
    channel: Channel,
    price: Money | None,
    discounted: Money | None = None,
    prior: Money | None = None,
) -> ProductVariantChannelListing:
    """A variant costs `price` in a channel, tax included, or the lower `discounted` now; None ends its sale there.

    `prior` is the lowest price of the last weeks, to compare with. Raises ProductInvalid for another currency, a
    negative price or one above the undiscounted, or where the product is not listed in the channel.
    """
    if not ProductChannelListing.objects.filter(product=variant.product_id, channel=channel).exists():
        raise ProductInvalid(
            _("The product is not listed in this channel."),
            code="PRODUCT_NOT_ASSIGNED_TO_CHANNEL",
            field="channel_id",
        )
    for each in (price, discounted, prior):
        _check_price(each, channel)
    if discounted is not None and (price is None or price < discounted):
        raise ProductInvalid(_("The reduced price is above the price."), code="INVALID_PRICE", field="price")
    paid = price if discounted is None else discounted
    listing, _made = ProductVariantChannelListing.objects.update_or_create(
        variant=variant,
        channel=channel,
        defaults={
            "currency": channel.currency_code,
            "price_amount": _minor(price),
            "discounted_price_amount": _minor(paid),
            "prior_price_amount": _minor(prior),
        },
    )
    following.refresh_prices([variant.product_id])
    return listing


@transaction.atomic
def publish(
    *, product: Product, channel: Channel, actor: Actor, at: datetime | None = None
) -> ProductChannelListing:
    """Show the product in a channel from a time (UTC) on, now unless given, without anybody's look: the operator's way.

    Raises DomainErrors with one NotReady for each thing that is missing, named by its field; TakenDown.
    """
    listing = ready_listing(product=product, channel=channel)
    if listing.review == Review.TAKEN_DOWN:
        raise TakenDown
    if listing.review == Review.APPROVED:
        return _show(listing, at or timezone.now(), actor)
    return step_listing(listing=listing, to=Review.APPROVED, actor=actor, at=at)


def ready_listing(*, product: Product, channel: Channel) -> ProductChannelListing:
    """The listing, if buyers could do something with it. Raises DomainErrors with a NotReady for each thing missing."""
    listing = ProductChannelListing.objects.filter(product=product, channel=channel).first()
    missing = _missing(product, listing)
    if missing or listing is None:
        raise DomainErrors(list(missing))
    return listing


@transaction.atomic
def step_listing(
    *, listing: ProductChannelListing, to: Review, actor: Actor, at: datetime | None = None, **also: Any
) -> ProductChannelListing:
    """Move a listing along NEXT_REVIEW, and show or hide it with that. Of two at once one gets IllegalMove."""
    if to != Review.APPROVED:
        move(listing, to, table=NEXT_REVIEW, field="review", is_published=False, **also)
        return listing
    shown = {"is_published": True, "published_at": at or timezone.now()}
    move(listing, to, table=NEXT_REVIEW, field="review", **shown, **also)
    emit(ProductPublished(listing.product_id, listing.channel_id, listing.cooperative_id), actor=actor)
    return listing


def _show(listing: ProductChannelListing, at: datetime, actor: Actor) -> ProductChannelListing:
    """Publish what is approved already, or change since when it is out."""
    approved = ProductChannelListing.objects.filter(pk=listing.pk, review=Review.APPROVED)
    if not approved.update(is_published=True, published_at=at):
        raise TakenDown
    emit(ProductPublished(listing.product_id, listing.channel_id, listing.cooperative_id), actor=actor)
    listing.is_published, listing.published_at = True, at
    return listing


@transaction.atomic
def unpublish(*, product: Product, channel: Channel) -> None:
    """Hide the product in a channel. What lies in carts stays there and says that it cannot be had."""
    ProductChannelListing.objects.filter(product=product, channel=channel).update(is_published=False)
    following.tell([product.pk])


def _minor(price: Money | None) -> int | None:
    return None if price is None else price.minor


def _missing(product: Product, listing: ProductChannelListing | None) -> list[NotReady]:
    missing = []
    if product.category_id is None:
        missing.append(NotReady(_("Choose a category."), code="PRODUCT_WITHOUT_CATEGORY", field="category"))
    if not product.variants.exists():
        missing.append(NotReady(_("Add what is sold: a size or a packing."), field="variants"))
    if listing is None or listing.discounted_price_amount is None:
        missing.append(NotReady(_("Set a price."), field="price"))
    return missing


def _check_price(price: Money | None, channel: Channel) -> None:
    if price is None:
        return
    if price.currency != channel.currency_code:
        message = _("Prices of this channel are in %(currency)s.") % {"currency": channel.currency_code}
        raise ProductInvalid(message, code="INVALID_PRICE", field="price")
    if price.minor < 0:
        raise ProductInvalid(_("A price cannot be negative."), code="INVALID_PRICE", field="price")
