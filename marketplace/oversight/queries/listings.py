"""What is needed to judge a listing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr

from marketplace.catalog.models import Product, ProductChannelListing, Review
from marketplace.catalog.models.shelves import STEP
from marketplace.cooperative.rights import GOODS
from marketplace.core.actor import Actor
from marketplace.oversight.errors import ListingNotFound
from marketplace.oversight.models import (
    CategoryRule,
    Demand,
    ListingDeed,
    ListingEntry,
    TakeDown,
    WatchedWord,
)
from marketplace.oversight.queries.people import LOOKS_AT_GOODS

WAS_ON_SALE = (ListingDeed.SHOWN, ListingDeed.APPROVED, ListingDeed.HELD)
"""Deeds of goods that were approved: what is held was on sale before, be it by the operator's own hand."""


def listings_of(actor: Actor) -> QuerySet[ProductChannelListing]:
    """Listings one may work on: staff who look at goods all, others those of cooperatives whose GOODS they act for."""
    if actor.may(LOOKS_AT_GOODS):
        return ProductChannelListing.objects.all()
    return ProductChannelListing.objects.filter(cooperative__in=actor.may_for_which(GOODS))


def listing_for(actor: Actor, product_id: int, channel_id: int) -> ProductChannelListing:
    """The listing, if this actor may work on it. Raises ListingNotFound."""
    rows = listings_of(actor).select_related("product", "channel", "cooperative")
    found = rows.filter(product=product_id, channel=channel_id).first()
    if found is None:
        raise ListingNotFound
    return found


def on_waiting_list() -> QuerySet[ProductChannelListing]:
    """Listings that wait for a look."""
    return ProductChannelListing.objects.filter(review=Review.WAITING)


def looked_at_so_far(cooperative_id: int, besides: int) -> int:
    """How many other goods of a cooperative were ever approved: one that is hidden again makes no shop new again."""
    approved = ProductChannelListing.objects.filter(product=OuterRef("pk"), review=Review.APPROVED)
    before = ListingEntry.objects.filter(product=OuterRef("pk"), deed__in=WAS_ON_SALE)
    rows = Product.objects.filter(Exists(approved) | Exists(before), cooperative=cooperative_id)
    return rows.exclude(pk=besides).count()


def rules_of(product: Product) -> list[CategoryRule]:
    """What the product's shelf and all above it demand before a sale, the strictest first."""
    path = product.category.path if product.category else ""
    above = [path[:end] for end in range(STEP, len(path) + 1, STEP)]
    rows = CategoryRule.objects.filter(category__path__in=above).exclude(demand=Demand.NOTICE)
    rows = rows.select_related("paper_kind")
    return sorted(rows, key=lambda rule: (("BLOCKED", "PAPER", "LOOK").index(rule.demand), rule.pk))


def no_medicine(product_ids: Iterable[int]) -> set[int]:
    """Which of these goods stand on a shelf, or below one, that demands the notice. 1 statement."""
    here = Substr(OuterRef("category__path"), 1, Length("category__path"))
    rules = CategoryRule.objects.filter(demand=Demand.NOTICE, category__path=here)
    rows = Product.objects.filter(Exists(rules), pk__within=list(product_ids))
    return set(rows.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Watched:
    """Staff's list of words."""

    rows: list[WatchedWord]

    def on(self, path: str) -> dict[str, str]:
        """{folded word: as staff wrote it} of the words that are watched on the shelf with this path."""
        return {
            row.text_folded: row.text
            for row in self.rows
            if row.category is None or path.startswith(row.category.path)
        }


def all_watched_words() -> Watched:
    """The list as it is. 1 statement."""
    return Watched(list(WatchedWord.objects.select_related("category").order_by("pk")))


def on_sale_now(product_ids: Iterable[int]) -> QuerySet[ProductChannelListing]:
    """The published listings of these goods, locked: of an edit's consequence and a decision of staff one waits."""
    rows = ProductChannelListing.objects.filter(product__within=list(product_ids), is_published=True)
    return (
        rows.select_related("product__category", "channel", "cooperative")
        .order_by("pk")
        .select_for_update(of=("self",))
    )


def under_take_down(cooperative_id: int, product_id: int) -> QuerySet[TakeDown]:
    """Take-downs that stand against these goods now, their whole shop's among them."""
    standing = TakeDown.objects.filter(cooperative=cooperative_id, restoration=None)
    return standing.filter(Q(is_whole_shop=True) | Q(product=product_id))
