"""What a cart costs and what stands in its way: values read once, and pure functions over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from marketplace.core.address import Address
from marketplace.core.money import Money, TaxedMoney, total_taxed
from marketplace.core.places import province
from marketplace.order.pricing import DraftLine, DraftPart, LinePrice, line_price
from marketplace.shipping.queries import Quote
from marketplace.tax.rates import net_of

NO_TAX = Fraction(0)
TIME_TO_READ = timedelta(seconds=3)
"""A moved price that was told counts as agreed to when the buyer orders again after this; a phone that sends
everything twice does not agree to anything."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a good cannot be bought now: a code of CheckoutErrorCode and a sentence."""

    code: str
    message: Any


NOT_SOLD_HERE = Refusal("UNAVAILABLE_VARIANT_IN_CHANNEL", _("This is not sold here."))
NOT_PUBLISHED = Refusal("PRODUCT_NOT_PUBLISHED", _("This is not on sale any more."))
TAKEN_DOWN = Refusal(
    "PRODUCT_NOT_PUBLISHED",
    _("This was taken down on request until it is settled. Please take it out of the cart."),
)
NOT_YET = Refusal("PRODUCT_UNAVAILABLE_FOR_PURCHASE", _("This cannot be bought yet."))
CLOSED = Refusal("PRODUCT_UNAVAILABLE_FOR_PURCHASE", _("The cooperative takes no orders now."))


def closed_until(day: date) -> Refusal:
    """The cooperative takes orders again from this day on: for Tết, for the harvest."""
    words = {"day": date_format(day, str(_("j F Y")))}
    return Refusal(CLOSED.code, _("The cooperative takes orders again from %(day)s on.") % words)


def only_near(codes: Sequence[str]) -> Refusal:
    """Fresh goods do not reach the buyer's province; the rest of the cart goes on without them."""
    names = ", ".join(found.name for code in codes if (found := province(code)))
    words = _("These are fresh goods and go to %(provinces)s only.") % {"provinces": names}
    return Refusal("DELIVERY_METHOD_NOT_APPLICABLE", words)


@dataclass(frozen=True, slots=True)
class Goods:
    """A variant as a channel sells it now. Prices are gross minor units, None where it has none.

    `tax_rate` is None where nobody needed it.
    """

    variant_id: int
    cooperative_id: int
    product_name: str
    variant_name: str
    translated_product_name: str
    translated_variant_name: str
    sku: str | None
    price: int | None
    list_price: int | None
    weight_g: int
    limit: int | None
    is_shipping_required: bool
    is_for_adults: bool
    tax_class_id: int | None
    tax_class_name: str
    tax_rate: Fraction | None
    refusal: Refusal | None
    only_to: tuple[str, ...] | None = None
    """Codes of the provinces that fresh goods reach; None: wherever the cooperative sends."""

    @property
    def rate(self) -> Fraction:
        """Its tax. Raises TypeError where goods were read without."""
        if self.tax_rate is None:
            raise TypeError("these goods were read without their tax")
        return self.tax_rate

    @property
    def name(self) -> str:
        """How a message names it: product and packing."""
        return f"{self.product_name}, {self.variant_name}" if self.variant_name else self.product_name


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cart and its goods. Amounts are gross minor units of one unit."""

    id: UUID
    quantity: int
    seen: int
    told: int | None
    told_at: datetime | None
    goods: Goods

    @property
    def unit_price(self) -> int:
        """What one costs now; where it cannot be bought, what it cost when it was put in."""
        return self.seen if self.goods.price is None else self.goods.price


@dataclass(frozen=True, slots=True)
class Parcel:
    """A cooperative's part of the cart: its lines, and the choice. Prices are gross minor units.

    `quoted` is what every way of delivery costs, None where nobody needed it.
    """

    id: UUID
    currency: str
    cooperative_id: int
    cooperative_name: str
    kind: str
    method_id: int | None
    seen: int | None
    told: int | None
    told_at: datetime | None
    lines: tuple[Line, ...]
    minimum: int | None = None
    quoted: tuple[Quote, ...] | None = None
    shipping_rates: Mapping[int, Fraction] = field(default_factory=dict)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every way of delivery. Raises TypeError where the cart was read without."""
        if self.quoted is None:
            raise TypeError("this cart was read without quotes")
        return self.quoted

    @property
    def needs_delivery(self) -> bool:
        """Whether anything in it has to reach the buyer."""
        return any(line.goods.is_shipping_required for line in self.lines)

    @property
    def chosen(self) -> Quote | None:
        """The quote of the chosen method; None without a choice or when the method is gone."""
        if self.method_id is None:
            return None
        return next((quote for quote in self.quotes if quote.method_id == self.method_id), None)

    @property
    def weight_g(self) -> int:
        """Grams, packing included."""
        return weight_of(self.lines)

    @property
    def missing_for_minimum(self) -> int:
        """By how much the goods stay below the cooperative's smallest order; 0 where they reach it."""
        goods = sum(line.unit_price * line.quantity for line in self.lines)
        return max(0, (self.minimum or 0) - goods)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A cart as it is at one moment: everything pricing and judging need."""

    checkout_id: UUID
    channel_id: int
    currency: str
    shipping_address: Address | None
    billing_address: Address | None
    parcels: tuple[Parcel, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, parcel by parcel."""
        return tuple(line for parcel in self.parcels for line in parcel.lines)

    @property
    def is_quoted(self) -> bool:
        """Whether it is known what every way of delivery costs."""
        return all(parcel.quoted is not None for parcel in self.parcels)


def weight_of(lines: tuple[Line, ...]) -> int:
    """Grams of these lines, packing included."""
    return sum(line.goods.weight_g * line.quantity for line in lines)


def price_of(line: Line, currency: str) -> LinePrice:
    """What the line costs now."""
    list_price = line.unit_price if line.goods.list_price is None else line.goods.list_price
    return line_price(
        quantity=line.quantity,
        unit=Money(line.unit_price, currency),
        undiscounted_unit=Money(list_price, currency),
        tax_rate=line.goods.rate,
    )


def part_of(parcel: Parcel, currency: str) -> DraftPart:
    """The parcel as a part of an order: its prices are the order's to be."""
    quote = parcel.chosen if parcel.needs_delivery else None
    rate = parcel.shipping_rates.get(quote.method_id, NO_TAX) if quote else NO_TAX
    return DraftPart(
        cooperative_id=parcel.cooperative_id,
        currency=currency,
        lines=tuple(_draft_line(line, currency) for line in parcel.lines),
        shipping=net_of(quote.price, rate) if quote else TaxedMoney.zero(currency),
        shipping_tax_rate=rate,
        shipping_tax_class_id=quote.method.tax_class_id if quote else None,
        shipping_tax_class_name=quote.tax_class_name if quote else "",
        shipping_method_id=quote.method_id if quote else None,
        shipping_method_name=quote.method.name if quote else "",
        collects_in_person=bool(quote and quote.method.is_pickup),
    )


@dataclass(frozen=True, slots=True)
class Priced:
    """A cart's prices; the sums are those its order would have."""

    parts: tuple[DraftPart, ...]
    currency: str

    @property
    def subtotal(self) -> TaxedMoney:
        """All goods."""
        return total_taxed((part.subtotal for part in self.parts), self.currency)

    @property
    def shipping(self) -> TaxedMoney:
        """All deliveries chosen so far."""
        return total_taxed((part.shipping for part in self.parts), self.currency)

    @property
    def total(self) -> TaxedMoney:
        """Goods and deliveries."""
        return self.subtotal + self.shipping


def priced(snapshot: Snapshot) -> Priced:
    """The cart's prices now."""
    parts = tuple(part_of(parcel, snapshot.currency) for parcel in snapshot.parcels)
    return Priced(parts, snapshot.currency)


def _draft_line(line: Line, currency: str) -> DraftLine:
    goods = line.goods
    return DraftLine(
        hold=line.id,
        variant_id=goods.variant_id,
        product_name=goods.product_name,
        variant_name=goods.variant_name,
        translated_product_name=goods.translated_product_name,
        translated_variant_name=goods.translated_variant_name,
        sku=goods.sku,
        is_shipping_required=goods.is_shipping_required,
        unit_weight_g=goods.weight_g,
        tax_class_id=goods.tax_class_id,
        tax_class_name=goods.tax_class_name,
        price=price_of(line, currency),
    )
