"""Prices of products and variants as the dialect shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter
from typing import Any

import graphene

from marketplace.catalog.api.offers import Offer, offers, rates
from marketplace.catalog.pricing import PricePerUnit, price_per_unit
from marketplace.core.money import Money, TaxedMoney
from marketplace.graphql import scalars
from marketplace.graphql.fields import batch
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.plan import Selection
from marketplace.graphql.types import Type
from marketplace.site.api.facts import facts
from marketplace.tax.rates import net_of

Taxation = Callable[[int, Offer], TaxedMoney]
"""Minor units of an offer's gross price, as TaxedMoney."""


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """From the lowest to the highest of one price of some offers. Worked out when asked, as all that follows here."""

    offers: Sequence[Offer]
    price_of: Callable[[Offer], int]
    taxed: Taxation

    @property
    def start(self) -> TaxedMoney:
        """The lowest."""
        return self._taxed(min(self.offers, key=self.price_of))

    @property
    def stop(self) -> TaxedMoney:
        """The highest."""
        return self._taxed(max(self.offers, key=self.price_of))

    def _taxed(self, offer: Offer) -> TaxedMoney:
        return self.taxed(self.price_of(offer), offer)


@dataclass(frozen=True, slots=True, eq=False)
class ProductPricing:
    """What a product's variants cost now, without the discount, and before."""

    offers: Sequence[Offer]
    taxed: Taxation

    @property
    def price_range(self) -> Range:
        """What is paid now."""
        return Range(self.offers, attrgetter("discounted"), self.taxed)

    @property
    def price_range_undiscounted(self) -> Range:
        """What is paid without discounts."""
        return Range(self.offers, attrgetter("price"), self.taxed)

    @property
    def price_range_prior(self) -> Range | None:
        """What was paid before, of those variants that say so."""
        before = [each for each in self.offers if each.prior is not None]
        return Range(before, attrgetter("prior"), self.taxed) if before else None

    @property
    def discount(self) -> TaxedMoney | None:
        """What the cheapest costs less than it usually does."""
        return _saved(self.price_range_undiscounted.start, self.price_range.start)

    @property
    def discount_prior(self) -> TaxedMoney | None:
        """What the cheapest costs less than before."""
        prior = self.price_range_prior
        return _saved(prior.start, self.price_range.start) if prior else None

    @property
    def on_sale(self) -> bool:
        """Whether the cheapest costs less than it usually does."""
        return min(each.discounted for each in self.offers) < min(each.price for each in self.offers)


@dataclass(frozen=True, slots=True, eq=False)
class VariantPricing:
    """What a variant costs now, without the discount, and before."""

    offer: Offer
    taxed: Taxation

    @property
    def price(self) -> TaxedMoney:
        """What is paid now."""
        return self.taxed(self.offer.discounted, self.offer)

    @property
    def price_undiscounted(self) -> TaxedMoney:
        """What is paid without discounts."""
        return self.taxed(self.offer.price, self.offer)

    @property
    def price_prior(self) -> TaxedMoney | None:
        """What was paid before."""
        return None if self.offer.prior is None else self.taxed(self.offer.prior, self.offer)

    @property
    def discount(self) -> TaxedMoney | None:
        """What it costs less than it usually does."""
        return _saved(self.price_undiscounted, self.price)

    @property
    def discount_prior(self) -> TaxedMoney | None:
        """What it costs less than before."""
        prior = self.price_prior
        return _saved(prior, self.price) if prior else None

    @property
    def on_sale(self) -> bool:
        """Whether it costs less than it usually does."""
        return self.offer.discounted < self.offer.price


def _saved(usual: TaxedMoney, now: TaxedMoney) -> TaxedMoney | None:
    return usual - now if now.gross < usual.gross else None


def of_products(rows: Any, info: Info, address: Any = None) -> list[ProductPricing | None]:
    """`Product.pricing`: null without a channel, and where no variant has a price in it."""
    found = offers(info.context, info.channel, [row.pk for row in rows])
    taxed = taxation(info, (each for priced in found.values() for each in priced))
    return [ProductPricing(found[row.pk], taxed) if row.pk in found else None for row in rows]


def of_listings(rows: Any, info: Info, address: Any = None) -> list[ProductPricing | None]:
    """`ProductChannelListing.pricing`, in the listing's channel."""
    found = offers(info.context, info.channel, [row.product_id for row in rows])
    taxed = taxation(info, (each for priced in found.values() for each in priced))
    return [ProductPricing(found[row.product_id], taxed) if row.product_id in found else None for row in rows]


def of_variants(rows: Any, info: Info, address: Any = None) -> list[VariantPricing | None]:
    """`ProductVariant.pricing`: null without a channel and without a price in it."""
    found = offers(info.context, info.channel, {row.product_id for row in rows})
    by_variant = {each.variant_id: each for priced in found.values() for each in priced}
    taxed = taxation(info, by_variant.values())
    return [VariantPricing(by_variant[row.pk], taxed) if row.pk in by_variant else None for row in rows]


def per_unit(rows: Any, info: Info) -> list[PricePerUnit | None]:
    """`ProductVariant.pricePerUnit`, rounded half up; null without net content or price."""
    found = offers(info.context, info.channel, {row.product_id for row in rows})
    by_variant = {each.variant_id: each for priced in found.values() for each in priced}
    return [_per_unit(row, by_variant.get(row.pk)) for row in rows]


def _per_unit(row: Any, offer: Offer | None) -> PricePerUnit | None:
    if offer is None:
        return None
    return price_per_unit(Money(offer.discounted, offer.currency), row.net_amount, row.net_unit)


def taxation(info: Info, found: Iterable[Offer]) -> Taxation:
    """How gross prices of these offers become taxed ones. Rates are read only when net or tax is asked somewhere."""
    if not any(_asks_tax(selection) for selection in info.field.selections.values()):
        return _untaxed()
    table = rates(info.context, found)
    memory: dict[tuple[int, str, Fraction], TaxedMoney] = {}

    def taxed(minor: int, offer: Offer) -> TaxedMoney:
        key = (minor, offer.currency, table[offer.terms.tax_class_id, offer.terms.kind])
        if (known := memory.get(key)) is None:
            known = memory[key] = net_of(Money(minor, offer.currency), key[2])
        return known

    return taxed


def _untaxed() -> Taxation:
    """Where only gross is asked: it stands in the other places too."""
    memory: dict[tuple[int, str], TaxedMoney] = {}

    def untaxed(minor: int, offer: Offer) -> TaxedMoney:
        key = minor, offer.currency
        if (known := memory.get(key)) is None:
            gross = Money(*key)
            known = memory[key] = TaxedMoney(gross, gross)
        return known

    return untaxed


def _asks_tax(selection: Selection) -> bool:
    return any(
        each.name in ("net", "tax") or any(map(_asks_tax, each.selections.values()))
        for each in selection.fields
    )


def display_gross_prices(rows: Any, info: Info) -> list[bool]:
    """The shop's setting."""
    return [facts(info.context).display_gross_prices] * len(rows)


class ProductPricingInfo(Type):
    """What a product's variants cost."""

    class Meta:
        permission = PUBLIC

    on_sale = graphene.Boolean()
    discount = graphene.Field(scalars.TaxedMoney)
    discount_prior = graphene.Field(scalars.TaxedMoney)
    display_gross_prices = batch(graphene.Boolean, display_gross_prices, required=True)
    price_range = graphene.Field(scalars.TaxedMoneyRange)
    price_range_undiscounted = graphene.Field(scalars.TaxedMoneyRange)
    price_range_prior = graphene.Field(scalars.TaxedMoneyRange)


class VariantPricingInfo(Type):
    """What a variant costs."""

    class Meta:
        permission = PUBLIC

    on_sale = graphene.Boolean()
    discount = graphene.Field(scalars.TaxedMoney)
    discount_prior = graphene.Field(scalars.TaxedMoney)
    price = graphene.Field(scalars.TaxedMoney)
    price_undiscounted = graphene.Field(scalars.TaxedMoney)
    price_prior = graphene.Field(scalars.TaxedMoney)
