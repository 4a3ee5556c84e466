"""What an order costs: pure steps over values, no queries.

List price → delivery → tax → total. Prices are gross (DECISIONS 21): a line's net is rounded once from its gross,
a unit's net is for display only. Sums go upwards, lines to parts to order, so they agree to the đồng; an amount that
belongs to the whole order is divided over the parts with `Money.split`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from marketplace.core.address import Address
from marketplace.core.money import Money, TaxedMoney, round_half_up, total, total_taxed
from marketplace.tax.rates import net_of


@dataclass(frozen=True, slots=True)
class LinePrice:
    """What so many of one good cost. `undiscounted_*` is the list price."""

    quantity: int
    unit: TaxedMoney
    total: TaxedMoney
    undiscounted_unit: Money
    undiscounted_total: TaxedMoney
    tax_rate: Fraction


def line_price(*, quantity: int, unit: Money, undiscounted_unit: Money, tax_rate: Fraction) -> LinePrice:
    """Price of a line from gross unit prices; `tax_rate` 2/25 is 8 %."""
    return LinePrice(
        quantity=quantity,
        unit=net_of(unit, tax_rate),
        total=net_of(unit * quantity, tax_rate),
        undiscounted_unit=undiscounted_unit,
        undiscounted_total=net_of(undiscounted_unit * quantity, tax_rate),
        tax_rate=tax_rate,
    )


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A good to be ordered, with everything that is frozen. `hold` is the checkout line that holds its stock."""

    hold: UUID | None
    variant_id: int
    product_name: str
    variant_name: str
    translated_product_name: str
    translated_variant_name: str
    sku: str | None
    is_shipping_required: bool
    unit_weight_g: int
    tax_class_id: int | None
    tax_class_name: str
    price: LinePrice


@dataclass(frozen=True, slots=True)
class DraftPart:
    """One cooperative's part: its lines and its way of delivery."""

    cooperative_id: int
    currency: str
    lines: tuple[DraftLine, ...]
    shipping: TaxedMoney
    shipping_tax_rate: Fraction
    shipping_tax_class_id: int | None
    shipping_tax_class_name: str
    shipping_method_id: int | None
    shipping_method_name: str
    collects_in_person: bool

    @property
    def subtotal(self) -> TaxedMoney:
        """The goods."""
        return total_taxed((line.price.total for line in self.lines), self.currency)

    @property
    def total(self) -> TaxedMoney:
        """Goods and delivery."""
        return self.subtotal + self.shipping


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything `services.place` needs to know."""

    checkout_id: UUID | None
    channel_id: int
    currency: str
    user_id: int | None
    email: str
    phone: str
    language_code: str
    shipping_address: Address | None
    billing_address: Address | None
    customer_note: str
    redirect_url: str
    payment_gateway: str
    pays_on_delivery: bool
    paid: Money
    display_gross_prices: bool
    metadata: dict[str, str]
    private_metadata: dict[str, str]
    placed_at: datetime
    origin: str
    parts: tuple[DraftPart, ...]

    @property
    def subtotal(self) -> TaxedMoney:
        """All goods."""
        return total_taxed((part.subtotal for part in self.parts), self.currency)

    @property
    def shipping(self) -> TaxedMoney:
        """All deliveries."""
        return total_taxed((part.shipping for part in self.parts), self.currency)

    @property
    def total(self) -> TaxedMoney:
        """What the buyer pays, and the sum of the parts' totals."""
        return total_taxed((part.total for part in self.parts), self.currency)

    @property
    def undiscounted_total(self) -> TaxedMoney:
        """At list prices, with delivery."""
        goods = (line.price.undiscounted_total for part in self.parts for line in part.lines)
        return total_taxed(goods, self.currency) + self.shipping


def percent(rate: Fraction) -> Decimal:
    """As the tables print it: 2/25 is 8. Exact, because the dated table holds percent with two decimals."""
    return Decimal(rate.numerator * 100) / rate.denominator


def shares(amount: Money, totals: Sequence[Money]) -> list[Money]:
    """What each part bears of an amount of the whole order, in proportion to its total; adds up exactly."""
    return amount.split([each.minor for each in totals])


def amounts_due(paid: Money, totals: Sequence[Money]) -> list[Money]:
    """What is left to collect for each part when `paid` has come in for the whole order."""
    bound = min(paid, total(totals, paid.currency))
    return [due - share for due, share in zip(totals, shares(bound, totals), strict=True)]


def declined_share(line_total: Money, *, quantity: int, before: int, now: int) -> Money:
    """What of a line's gross falls away when after `before` declined units `now` more are declined.

    Cumulative, so that declining unit by unit takes away exactly the line's total in the end.
    """
    return _portion(line_total, before + now, quantity) - _portion(line_total, before, quantity)


def _portion(line_total: Money, part: int, quantity: int) -> Money:
    return Money(round_half_up(Fraction(line_total.minor * part, quantity)), line_total.currency)
