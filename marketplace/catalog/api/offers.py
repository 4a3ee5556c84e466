"""What variants cost in a channel: read once per request for each product, then shared by all fields that need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, F, FilteredRelation, Q, QuerySet, When
from django.db.models.functions import Coalesce, Now

from marketplace.catalog.models import ProductVariantChannelListing
from marketplace.core.fields import PENDING
from marketplace.core.statements import Question, kept
from marketplace.graphql.context import Context
from marketplace.graphql.info import Info
from marketplace.tax.queries import rates_of, today
from marketplace.tax.rates import rate_on

PRICES = (
    "variant__product_id",
    "variant_id",
    "currency",
    "price_amount",
    "discounted_price_amount",
    "prior_price_amount",
)
TERMS = ("tax_class", "variant__product__cooperative__kind", "is_visible", "is_purchasable")
TELL_TERMS = frozenset({"net", "tax", "isAvailable", "isAvailableForPurchase"})
"""Fields that are worked out from the terms of an offer. Most lists ask none of them, and are read from two tables
instead of six."""


class Terms(NamedTuple):
    """How an offer is taxed, and whether it can be had."""

    tax_class_id: int | None
    kind: str
    """The seller's."""
    is_visible: bool
    """Whether visitors may open the product."""
    is_purchasable: bool
    """Whether it can be bought already."""


class Offer(NamedTuple):
    """A variant that has a price in the channel; amounts in minor units, tax included."""

    product_id: int
    variant_id: int
    currency: str
    price: int
    discounted: int
    prior: int | None
    read_terms: Terms | None

    @property
    def terms(self) -> Terms:
        """There where one of TELL_TERMS is asked: who reads them names its field there."""
        if self.read_terms is None:
            raise LookupError("a field that reads the terms of offers stands in TELL_TERMS")
        return self.read_terms


def offers(context: Context, channel: int | None, product_ids: Iterable[int]) -> dict[int, list[Offer]]:
    """The offers of each of these products, in the order of variants; products without any are left out."""
    if channel is None:
        return {}
    wanted, known, size = set(product_ids), _known(context, channel), len(PRICES)
    for statement, missing in asked(context, channel, wanted):
        found: dict[int, list[Offer]] = defaultdict(list)
        for row in statement.run(missing):
            terms = Terms(*row[size:]) if len(row) > size else None
            found[row[0]].append(Offer._make((*row[:size], terms)))
        known.update((product, found.get(product, [])) for product in missing)
    return {product: known[product] for product in wanted if known[product]}


def asked(context: Context, channel: int | None, product_ids: Iterable[int]) -> list[Question]:
    """What `offers` asks the database for these."""
    if channel is None or not (missing := set(product_ids) - _known(context, channel).keys()):
        return []
    if context.may_ask(TELL_TERMS):
        return [(kept(("offers", channel), lambda: _with_terms(channel), (*PRICES, *TERMS)), missing)]
    return [(kept(("prices", channel), lambda: _priced(channel), PRICES), missing)]


def of_rows(rows: Any, info: Info, **arguments: Any) -> list[Question]:
    """The same for fields of products."""
    return asked(info.context, info.channel, [row.pk for row in rows])


def _known(context: Context, channel: int) -> dict[int, list[Offer]]:
    known: dict[int, list[Offer]] = context.memory.setdefault(("offers", channel), {})
    return known


def _priced(channel: int) -> QuerySet:
    rows = ProductVariantChannelListing.objects.filter(
        channel=channel, price_amount__isnull=False, variant__product__within=PENDING
    )
    return rows.order_by("variant__product_id", "variant__sort_order", "variant_id")


def _with_terms(channel: int) -> QuerySet:
    listing = "variant__product__channel_listings"
    there = FilteredRelation(listing, condition=Q(**{f"{listing}__channel": channel}))
    out = Q(there__is_published=True, there__published_at__lte=Now())
    to_be_had = Q(there__available_for_purchase_at__lte=Now())
    return _priced(channel).annotate(
        there=there,
        tax_class=Coalesce(
            F("variant__product__tax_class_id"), F("variant__product__product_type__tax_class_id")
        ),
        is_visible=Case(When(out, then=True), default=False, output_field=BooleanField()),
        is_purchasable=Case(When(to_be_had, then=True), default=False, output_field=BooleanField()),
    )


def rates(context: Context, found: Iterable[Offer]) -> dict[tuple[int | None, str], Fraction]:
    """Today's rate of tax for each (tax class, kind of seller) among the offers."""
    pairs = {(each.terms.tax_class_id, each.terms.kind) for each in found}
    table = context.memory.setdefault("tax rates", {})
    classes = {tax_class for tax_class, _ in pairs if tax_class is not None}
    if missing := classes - table.keys():
        table.update(dict.fromkeys(missing, ()) | rates_of(missing))
    day = today()
    return {
        (tax_class, kind): rate_on(table[tax_class], kind=kind, day=day)
        if tax_class is not None
        else Fraction(0)
        for tax_class, kind in pairs
    }
