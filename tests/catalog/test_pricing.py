from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalog.pricing import MoneyRange, PricePerUnit, price_per_unit, range_of
from marketplace.core.money import Money


def dong(minor):
    return Money(minor, "VND")


@pytest.mark.parametrize(
    ("price", "net", "unit", "answer"),
    [
        (82_000, 2000, "G", (41_000, "KG")),
        (62_000, 750, "G", (82_667, "KG")),
        (45_000, 500, "ML", (90_000, "LITER")),
        (100_000, 3, "PIECE", (33_333, "PIECE")),
        (5, 2, "PIECE", (3, "PIECE")),
        (0, 100, "G", (0, "KG")),
    ],
)
def test_the_price_of_a_kilo_a_liter_or_a_piece(price, net, unit, answer):
    amount, per = answer
    assert price_per_unit(dong(price), net, unit) == PricePerUnit(dong(amount), per)


@pytest.mark.parametrize(("net", "unit"), [(None, None), (0, "G"), (5, None), (5, "M")])
def test_without_a_content_there_is_no_price_per_unit(net, unit):
    assert price_per_unit(dong(1000), net, unit) is None


@given(st.integers(0, 10**12), st.integers(1, 10**6), st.sampled_from(["G", "ML", "PIECE"]))
def test_the_price_per_unit_is_the_nearest_dong(price, net, unit):
    found = price_per_unit(dong(price), net, unit)
    exact = Fraction(price * (1 if unit == "PIECE" else 1000), net)
    assert -Fraction(1, 2) < found.amount.minor - exact <= Fraction(1, 2)


@given(st.lists(st.integers(0, 10**12), min_size=1))
def test_a_range_goes_from_the_lowest_to_the_highest(prices):
    assert range_of(map(dong, prices)) == MoneyRange(dong(min(prices)), dong(max(prices)))


def test_no_prices_have_no_range():
    assert range_of([]) is None
