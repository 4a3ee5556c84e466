"""What is on sale where: one row per channel, with everything a list filters and sorts by (DECISIONS 13)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models.products import Product, ProductVariant
from marketplace.catalog.models.shelves import STEP, Collection
from marketplace.channel.models import Channel
from marketplace.cooperative.models import Cooperative
from marketplace.core.fields import SortKeyField
from marketplace.core.moves import Next

# A channel has thousands of rows: an index on `channel` alone would only tempt the database away from the good ones.
LISTED = Q(is_published=True, visible_in_listings=True)
"""What a visitor may find in lists; `published_at` in the past comes on top."""


class Review(models.TextChoices):
    """How a listing stands with the operator. Only an approved one can be published."""

    DRAFT = "DRAFT", _("not submitted")
    WAITING = "WAITING", _("waits for a look")
    APPROVED = "APPROVED", _("approved")
    SENT_BACK = "SENT_BACK", _("sent back")
    TAKEN_DOWN = "TAKEN_DOWN", _("taken down")


NEXT_REVIEW: Next = {
    Review.DRAFT: {Review.WAITING, Review.APPROVED, Review.TAKEN_DOWN},
    Review.WAITING: {Review.APPROVED, Review.SENT_BACK, Review.DRAFT, Review.TAKEN_DOWN},
    Review.APPROVED: {Review.WAITING, Review.SENT_BACK, Review.DRAFT, Review.TAKEN_DOWN},
    Review.SENT_BACK: {Review.WAITING, Review.APPROVED, Review.DRAFT, Review.TAKEN_DOWN},
    Review.TAKEN_DOWN: {Review.DRAFT, Review.WAITING, Review.APPROVED, Review.SENT_BACK},
}
"""A listing that was taken down goes back to where it was, and nowhere else: `oversight.services.restore`."""


class ProductChannelListing(models.Model):
    """A product in a channel.

    `discounted_price_amount` is the lowest price of a variant now, `price_amount` the lowest without discounts; null
    when none has a price. `name_sort`,
    `category_path` and `cooperative` are copies, so that a list is filtered, sorted and cut on this one table;
    `catalog.services` keeps them. Indexes end in `product`: the keyset's tie-breaker. `review` stands here too, and
    `is_published` follows from it, so lists look at nothing new (DECISIONS 13).
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="channel_listings", db_index=False)
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="product_listings", db_index=False)
    currency = models.CharField(max_length=3)
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    visible_in_listings = models.BooleanField(default=True)
    available_for_purchase_at = models.DateTimeField(null=True, blank=True)
    discounted_price_amount = models.BigIntegerField(null=True, blank=True)
    price_amount = models.BigIntegerField(null=True, blank=True)
    name_sort = SortKeyField(max_length=1000)
    category_path = SortKeyField(max_length=STEP * 12, blank=True)
    """Path of the product's category, empty without one."""
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="+")
    review = models.CharField(max_length=12, choices=Review.choices, default=Review.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)
    """When its cooperative last asked for it to be shown."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "channel"], name="product_listing_once"),
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(review=Review.APPROVED),
                name="product_listing_shown_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(published_at__isnull=False),
                name="product_listing_published_when",
            ),
        ]
        indexes = [
            models.Index(fields=["channel", "name_sort", "product"], name="listed_by_name", condition=LISTED),
            models.Index(
                fields=["channel", "discounted_price_amount", "product"],
                name="listed_by_price",
                condition=LISTED,
            ),
            models.Index(
                fields=["channel", "price_amount", "product"], name="listed_by_full_price", condition=LISTED
            ),
            models.Index(
                fields=["channel", "published_at", "product"], name="listed_by_date", condition=LISTED
            ),
            models.Index(
                fields=["channel", "category_path", "product"], name="listed_in_category", condition=LISTED
            ),
            models.Index(
                fields=["channel", "cooperative", "name_sort", "product"],
                name="listed_of_cooperative",
                condition=LISTED,
            ),
            models.Index(
                fields=["submitted_at", "id"], name="listing_waiting", condition=Q(review=Review.WAITING)
            ),
        ]

    def __str__(self) -> str:
        return self.product.name


class ShelfCount(models.Model):
    """How many LISTED goods with a price stand right on a shelf in a channel: the sum of `goods` of its rows.

    Triggers keep it (migration 0006), nothing else writes it. It says nothing of what depends on the clock or on
    another table: goods that will be out later, and those of a cooperative that rests, are in it (`queries.per_shelf`).
    """

    channel = models.ForeignKey(
        Channel, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    path = SortKeyField(max_length=STEP * 12, blank=True)
    """`category_path` of the listings, empty for those without a category."""
    goods = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["channel", "path"], name="shelf_counts")]


class ProductVariantChannelListing(models.Model):
    """A variant's price in a channel, in minor units, tax included; `discounted_price_amount` is the one paid."""

    variant = models.ForeignKey(
        ProductVariant, models.CASCADE, related_name="channel_listings", db_index=False
    )
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="variant_listings", db_index=False)
    currency = models.CharField(max_length=3)
    price_amount = models.BigIntegerField(null=True, blank=True)
    discounted_price_amount = models.BigIntegerField(null=True, blank=True)
    prior_price_amount = models.BigIntegerField(null=True, blank=True)
    cost_price_amount = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "channel"], name="variant_listing_once"),
            models.CheckConstraint(
                condition=Q(price_amount__isnull=True, discounted_price_amount__isnull=True)
                | Q(price_amount__gte=0, discounted_price_amount__gte=0),
                name="variant_price_not_negative",
            ),
        ]


class CollectionChannelListing(models.Model):
    """A collection in a channel."""

    collection = models.ForeignKey(
        Collection, models.CASCADE, related_name="channel_listings", db_index=False
    )
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="collection_listings", db_index=False)
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collection", "channel"], name="collection_listing_once")
        ]
