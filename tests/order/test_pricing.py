"""Sums that agree to the đồng, whatever the number of cooperatives, prices and rates."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import Money, TaxedMoney, total
from marketplace.order.pricing import (
    Draft,
    DraftLine,
    DraftPart,
    amounts_due,
    declined_share,
    line_price,
    percent,
    shares,
)
from marketplace.tax.rates import net_of

RATES = [Fraction(0), Fraction(8, 100), Fraction(10, 100)]
dong = st.integers(min_value=0, max_value=5_000_000_007)


def vnd(minor):
    return Money(minor, "VND")


def draft_line(unit, quantity, rate, list_price=None):
    return DraftLine(
        hold=None,
        variant_id=1,
        product_name="Gạo",
        variant_name="",
        translated_product_name="",
        translated_variant_name="",
        sku=None,
        is_shipping_required=True,
        unit_weight_g=0,
        tax_class_id=None,
        tax_class_name="",
        price=line_price(
            quantity=quantity, unit=vnd(unit), undiscounted_unit=vnd(list_price or unit), tax_rate=rate
        ),
    )


def draft_part(lines, shipping, rate):
    return DraftPart(
        cooperative_id=1,
        currency="VND",
        lines=tuple(lines),
        shipping=net_of(vnd(shipping), rate),
        shipping_tax_rate=rate,
        shipping_tax_class_id=None,
        shipping_tax_class_name="",
        shipping_method_id=None,
        shipping_method_name="",
        collects_in_person=False,
    )


def draft_of(parts):
    empty = dict.fromkeys(Draft.__dataclass_fields__)
    return Draft(**{**empty, "currency": "VND", "parts": tuple(parts)})


rates = st.sampled_from(RATES)
lines = st.builds(draft_line, dong, st.integers(min_value=1, max_value=1000), rates)
parts = st.builds(draft_part, st.lists(lines, min_size=1, max_size=4), dong, rates)
orders = st.lists(parts, min_size=1, max_size=20).map(draft_of)


@given(orders)
def test_an_orders_sums_are_its_parts_and_its_parts_sums_their_lines(draft):
    assert draft.total == draft.subtotal + draft.shipping
    for side in ("net", "gross"):
        of_parts = sum(getattr(part.total, side).minor for part in draft.parts)
        of_lines = sum(getattr(line.price.total, side).minor for part in draft.parts for line in part.lines)
        deliveries = sum(getattr(part.shipping, side).minor for part in draft.parts)
        assert getattr(draft.total, side).minor == of_parts == of_lines + deliveries


@given(orders)
def test_what_the_buyer_pays_is_list_prices_and_deliveries(draft):
    exact = sum(
        line.price.unit.gross.minor * line.price.quantity for part in draft.parts for line in part.lines
    ) + sum(part.shipping.gross.minor for part in draft.parts)
    assert draft.total.gross == vnd(exact)
    assert draft.undiscounted_total == draft.total


@given(dong, st.integers(min_value=1, max_value=1000), rates)
def test_a_lines_net_is_rounded_once_from_its_gross(unit, quantity, rate):
    price = line_price(quantity=quantity, unit=vnd(unit), undiscounted_unit=vnd(unit), tax_rate=rate)
    exact = Fraction(unit * quantity) / (1 + rate)
    assert abs(price.total.net.minor - exact) <= Fraction(1, 2)
    assert price.total.gross == vnd(unit * quantity)


@given(dong, st.lists(dong, min_size=1, max_size=20))
def test_shares_of_an_order_wide_amount_add_up(amount, totals):
    divided = shares(vnd(amount), [vnd(each) for each in totals])
    assert sum(each.minor for each in divided) == amount


@given(dong, st.lists(dong, min_size=1, max_size=20))
def test_what_is_due_is_what_was_not_paid_and_never_negative(paid, totals):
    due = amounts_due(vnd(paid), [vnd(each) for each in totals])
    assert sum(each.minor for each in due) == max(0, sum(totals) - paid)
    assert all(0 <= each.minor <= whole for each, whole in zip(due, totals, strict=True))


@given(st.integers(min_value=1, max_value=50), dong, st.data())
def test_declining_piece_by_piece_takes_away_exactly_the_line(quantity, line_total, data):
    steps, left = [], quantity
    while left:
        now = data.draw(st.integers(min_value=1, max_value=left))
        steps.append(declined_share(vnd(line_total), quantity=quantity, before=quantity - left, now=now))
        left -= now
    assert total(steps, "VND") == vnd(line_total)


def test_eight_percent_of_an_odd_sum():
    price = line_price(quantity=3, unit=vnd(33_333), undiscounted_unit=vnd(40_000), tax_rate=Fraction(8, 100))
    assert price.total == TaxedMoney(vnd(92_592), vnd(99_999))
    assert price.unit == TaxedMoney(vnd(30_864), vnd(33_333))
    assert price.undiscounted_total.gross == vnd(120_000)


@pytest.mark.parametrize(
    ("rate", "text"), [(Fraction(2, 25), "8"), (Fraction(1, 400), "0.25"), (Fraction(0), "0")]
)
def test_a_rate_as_percent(rate, text):
    assert str(percent(rate).normalize()) == text
