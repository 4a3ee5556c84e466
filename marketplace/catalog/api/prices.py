"""Prices of products and variants as the dialect shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import graphene

from marketplace.catalog.api.offers import Offer, offers, rates
from marketplace.catalog.pricing import PricePerUnit, price_per_unit
from marketplace.core.money import Money, TaxedMoney
from marketplace.graphql import scalars
from marketplace.graphql.execution import Info
from marketplace.graphql.fields import batch
from marketplace.graphql.plan import Selection
from marketplace.graphql.types import Type
from marketplace.site.api.facts import facts
from marketplace.tax.rates import net_of


@dataclass(frozen=True, slots=True)
class Range:
    """From the lowest to the highest."""

    start: TaxedMoney
    stop: TaxedMoney


@dataclass(frozen=True, slots=True)
class ProductPricing:
    """What a product's variants cost now, without the discount, and before."""

    price_range: Range
    price_range_undiscounted: Range
    price_range_prior: Range | None
    discount: TaxedMoney | None
    discount_prior: TaxedMoney | None

    @property
    def on_sale(self) -> bool:
        """Whether anything costs less than it usually does."""
        return self.discount is not None


@dataclass(frozen=True, slots=True)
class VariantPricing:
    """What a variant costs now, without the discount, and before."""

    price: TaxedMoney
    price_undiscounted: TaxedMoney
    price_prior: TaxedMoney | None
    discount: TaxedMoney | None
    discount_prior: TaxedMoney | None

    @property
    def on_sale(self) -> bool:
        """Whether it costs less than it usually does."""
        return self.discount is not None


def of_products(rows: Any, info: Info, address: Any = None) -> list[ProductPricing | None]:
    """`Product.pricing`: null without a channel, and where no variant has a price in it."""
    found = offers(info.context, info.channel, [row.pk for row in rows])
    taxed = taxation(info, (each for priced in found.values() for each in priced))
    return [_of_product(found[row.pk], taxed) if row.pk in found else None for row in rows]


def of_listings(rows: Any, info: Info, address: Any = None) -> list[ProductPricing | None]:
    """`ProductChannelListing.pricing`, in the listing's channel."""
    found = offers(info.context, info.channel, [row.product_id for row in rows])
    taxed = taxation(info, (each for priced in found.values() for each in priced))
    return [_of_product(found[row.product_id], taxed) if row.product_id in found else None for row in rows]


def of_variants(rows: Any, info: Info, address: Any = None) -> list[VariantPricing | None]:
    """`ProductVariant.pricing`: null without a channel and without a price in it."""
    found = offers(info.context, info.channel, {row.product_id for row in rows})
    by_variant = {each.variant_id: each for priced in found.values() for each in priced}
    taxed = taxation(info, by_variant.values())
    return [_of_variant(by_variant[row.pk], taxed) if row.pk in by_variant else None for row in rows]


def per_unit(rows: Any, info: Info) -> list[PricePerUnit | None]:
    """`ProductVariant.pricePerUnit`, rounded half up; null without net content or price."""
    found = offers(info.context, info.channel, {row.product_id for row in rows})
    by_variant = {each.variant_id: each for priced in found.values() for each in priced}
    return [_per_unit(row, by_variant.get(row.pk)) for row in rows]


def _per_unit(row: Any, offer: Offer | None) -> PricePerUnit | None:
    if offer is None:
        return None
    return price_per_unit(Money(offer.discounted, offer.currency), row.net_amount, row.net_unit)


Taxation = Callable[[int, Offer], TaxedMoney]
"""Minor units of an offer's gross price, as TaxedMoney."""


def taxation(info: Info, found: Iterable[Offer]) -> Taxation:
    """How gross prices of these offers become taxed ones. Rates are read only when net or tax is asked somewhere."""
    if not any(_asks_tax(selection) for selection in info.field.selections.values()):
        return _untaxed
    table = rates(info.context, found)
    memory: dict[tuple[int, str, Fraction], TaxedMoney] = {}

    def taxed(minor: int, offer: Offer) -> TaxedMoney:
        key = (minor, offer.currency, table[offer.tax_class_id, offer.kind])
        if (known := memory.get(key)) is None:
            known = memory[key] = net_of(Money(minor, offer.currency), key[2])
        return known

    return taxed


def _untaxed(minor: int, offer: Offer) -> TaxedMoney:
    gross = Money(minor, offer.currency)
    return TaxedMoney(gross, gross)


def _asks_tax(selection: Selection) -> bool:
    return any(
        each.name in ("net", "tax") or any(map(_asks_tax, each.selections.values()))
        for each in selection.fields
    )


def _of_product(priced: Sequence[Offer], taxed: Taxation) -> ProductPricing:
    now = _range(priced, lambda each: each.discounted, taxed)
    usual = _range(priced, lambda each: each.price, taxed)
    before = [each for each in priced if each.prior is not None]
    prior = _range(before, lambda each: each.prior or 0, taxed) if before else None
    return ProductPricing(
        now,
        usual,
        prior,
        _saved(usual.start, now.start),
        _saved(prior.start, now.start) if prior else None,
    )


def _of_variant(offer: Offer, taxed: Taxation) -> VariantPricing:
    now, usual = taxed(offer.discounted, offer), taxed(offer.price, offer)
    prior = taxed(offer.prior, offer) if offer.prior is not None else None
    return VariantPricing(now, usual, prior, _saved(usual, now), _saved(prior, now) if prior else None)


def _range(priced: Sequence[Offer], amount: Callable[[Offer], int], taxed: Taxation) -> Range:
    low, high = min(priced, key=amount), max(priced, key=amount)
    return Range(taxed(amount(low), low), taxed(amount(high), high))


def _saved(usual: TaxedMoney, now: TaxedMoney) -> TaxedMoney | None:
    return usual - now if now.gross < usual.gross else None


def display_gross_prices(rows: Any, info: Info) -> list[bool]:
    """The shop's setting."""
    return [facts(info.context).display_gross_prices] * len(rows)


class ProductPricingInfo(Type):
    """What a product's variants cost."""

    on_sale = graphene.Boolean()
    discount = graphene.Field(scalars.TaxedMoney)
    discount_prior = graphene.Field(scalars.TaxedMoney)
    display_gross_prices = batch(graphene.Boolean, display_gross_prices, required=True)
    price_range = graphene.Field(scalars.TaxedMoneyRange)
    price_range_undiscounted = graphene.Field(scalars.TaxedMoneyRange)
    price_range_prior = graphene.Field(scalars.TaxedMoneyRange)


class VariantPricingInfo(Type):
    """What a variant costs."""

    on_sale = graphene.Boolean()
    discount = graphene.Field(scalars.TaxedMoney)
    discount_prior = graphene.Field(scalars.TaxedMoney)
    price = graphene.Field(scalars.TaxedMoney)
    price_undiscounted = graphene.Field(scalars.TaxedMoney)
    price_prior = graphene.Field(scalars.TaxedMoney)
