from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import (
    CurrencyMismatch,
    Money,
    TaxedMoney,
    parse_amount,
    round_half_up,
    total,
    total_taxed,
)

minors = st.integers(-(10**15), 10**15)
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=20)


def dong(minor):
    return Money(minor, "VND")


@given(minors, weights)
def test_shares_add_up_exactly(minor, by):
    shares = dong(minor).split(by)
    assert len(shares) == len(by)
    assert sum(each.minor for each in shares) == minor


@given(minors, weights)
def test_no_share_is_a_dong_or_more_off(minor, by):
    whole = sum(by) or len(by)
    for share, weight in zip(dong(minor).split(by), by if sum(by) else [1] * len(by), strict=True):
        assert abs(share.minor - Fraction(minor * weight, whole)) < 1


@given(st.integers(0, 10**12), weights)
def test_who_weighs_more_never_gets_less(minor, by):
    shares = [each.minor for each in dong(minor).split(by)]
    if sum(by):
        assert all(shares[a] <= shares[b] for a in range(len(by)) for b in range(len(by)) if by[a] < by[b])


@given(minors, weights)
def test_a_negative_amount_is_split_like_its_opposite(minor, by):
    assert [-each for each in dong(minor).split(by)] == dong(-minor).split(by)


@given(st.integers(0, 10**9), st.lists(st.integers(1, 1000), min_size=1, max_size=20))
def test_nobody_without_weight_gets_anything(minor, by):
    assert dong(minor).split([*by, 0])[-1] == dong(0)


def test_the_spare_dong_goes_to_the_first():
    assert [each.minor for each in dong(100_000).split([1, 1, 1])] == [33_334, 33_333, 33_333]
    assert [each.minor for each in dong(100).split([0, 0, 0])] == [34, 33, 33]


@pytest.mark.parametrize("by", [[], [1, -1]])
def test_there_must_be_somebody_to_share_with(by):
    with pytest.raises(ValueError, match="split|negative"):
        dong(1).split(by)


def test_five_billion_and_more_are_exact():
    assert dong(5_000_000_001) * 3 == dong(15_000_000_003)
    assert dong(5_000_000_001).amount == Decimal(5_000_000_001)


def test_amounts_are_in_major_units_and_never_fractions_of_the_smallest():
    assert Money.of("12.5", "USD") == Money(1250, "USD")
    assert Money(1250, "USD").amount == Decimal("12.50")
    assert Money.of(Decimal("190000.0"), "VND") == dong(190_000)
    for amount, currency in (("0.5", "VND"), ("0.001", "USD")):
        with pytest.raises(ValueError, match="smallest unit"):
            Money.of(amount, currency)
    with pytest.raises(TypeError):
        Money(1.0, "VND")
    assert parse_amount("0.5", "VND") == dong(1)


@given(minors, st.sampled_from(["VND", "USD", "JPY", "EUR"]))
def test_major_units_and_back_lose_nothing(minor, currency):
    assert Money.of(Money(minor, currency).amount, currency) == Money(minor, currency)


def test_two_currencies_do_not_meet():
    for sum_ in (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, lambda a, b: a <= b):
        with pytest.raises(CurrencyMismatch):
            sum_(dong(1), Money(1, "USD"))


@given(st.fractions())
def test_halves_go_away_from_zero(value):
    rounded = round_half_up(value)
    assert abs(rounded - value) <= Fraction(1, 2)
    if abs(rounded - value) == Fraction(1, 2):
        assert abs(rounded) > abs(value)


@given(st.lists(st.tuples(minors, minors)))
def test_sums_of_taxed_money_keep_net_gross_and_their_difference(pairs):
    amounts = [TaxedMoney(dong(net), dong(gross)) for net, gross in pairs]
    assert total_taxed(amounts, "VND").net == total([each.net for each in amounts], "VND")
    assert total_taxed(amounts, "VND").tax == total([each.tax for each in amounts], "VND")
    assert sum((each - each for each in amounts), TaxedMoney.zero("VND")) == TaxedMoney.zero("VND")
