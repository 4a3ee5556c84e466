from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import Money, total_taxed
from marketplace.tax.models import TaxRate
from marketplace.tax.queries import rate_for
from marketplace.tax.rates import Rate, net_of, rate_on
from marketplace.tax.services import set_rate
from tests import factories as make

NEW_YEAR = date(2027, 1, 1)
grosses = st.integers(0, 10**13).map(lambda minor: Money(minor, "VND"))
percents = st.integers(0, 10_000).map(lambda hundredths: Fraction(hundredths, 10_000))


def dong(minor):
    return Money(minor, "VND")


@pytest.mark.parametrize(
    ("gross", "percent", "net"),
    [
        (110_000, 10, 100_000),
        (108_000, 8, 100_000),
        (1, 10, 1),
        (99, 10, 90),
        (16, 10, 15),
        (0, 10, 0),
        (777, 0, 777),
    ],
)
def test_the_net_is_what_the_gross_was_made_of(gross, percent, net):
    assert net_of(dong(gross), Fraction(percent, 100)).net == dong(net)


@given(grosses, percents)
def test_the_net_is_the_nearest_dong_and_halves_go_up(gross, rate):
    taxed = net_of(gross, rate)
    exact = Fraction(gross.minor) / (1 + rate)
    assert -Fraction(1, 2) < exact - taxed.net.minor <= Fraction(
        1, 2
    ) or exact - taxed.net.minor == -Fraction(1, 2)
    assert taxed.net.minor - exact <= Fraction(1, 2)
    assert exact - taxed.net.minor < Fraction(1, 2)
    assert taxed.net + taxed.tax == gross


@given(st.lists(st.tuples(grosses, percents), min_size=1, max_size=20))
def test_the_sum_of_lines_has_the_sum_of_their_grosses(lines):
    taxed = [net_of(gross, rate) for gross, rate in lines]
    assert total_taxed(taxed, "VND").gross.minor == sum(gross.minor for gross, _ in lines)
    assert total_taxed(taxed, "VND").tax.minor == sum(each.tax.minor for each in taxed)


def test_a_rate_of_ones_own_kind_goes_before_one_for_all():
    rates = [Rate(Decimal(10), date(2026, 1, 1)), Rate(Decimal(5), date(2026, 1, 1), kind="HOUSEHOLD")]
    assert rate_on(rates, kind="HOUSEHOLD", day=NEW_YEAR) == Fraction(5, 100)
    assert rate_on(rates, kind="COOPERATIVE", day=NEW_YEAR) == Fraction(10, 100)
    assert rate_on(rates, kind="", day=NEW_YEAR) == Fraction(10, 100)


def test_a_rate_holds_from_its_first_day_to_its_last():
    rates = [
        Rate(Decimal(10), date(2026, 1, 1), date(2026, 6, 30)),
        Rate(Decimal(8), date(2026, 7, 1), date(2026, 12, 31)),
    ]
    on = {day: rate_on(rates, kind="COMPANY", day=date(2026, *day)) for day in ((6, 30), (7, 1), (12, 31))}
    assert on == {(6, 30): Fraction(1, 10), (7, 1): Fraction(2, 25), (12, 31): Fraction(2, 25)}
    assert rate_on(rates, kind="COMPANY", day=date(2025, 12, 31)) == 0
    assert rate_on(rates, kind="COMPANY", day=NEW_YEAR) == 0


@pytest.mark.django_db
def test_a_new_rate_ends_the_one_before_it_and_respects_the_one_after():
    goods = make.tax_class()
    set_rate(tax_class=goods, percent=Decimal(10), valid_from=date(2026, 1, 1))
    set_rate(tax_class=goods, percent=Decimal(5), valid_from=date(2027, 1, 1))
    set_rate(tax_class=goods, percent=Decimal(8), valid_from=date(2026, 7, 1))
    rows = TaxRate.objects.order_by("valid_from").values_list("rate_percent", "valid_from", "valid_until")
    assert list(rows) == [
        (Decimal(10), date(2026, 1, 1), date(2026, 6, 30)),
        (Decimal(8), date(2026, 7, 1), date(2026, 12, 31)),
        (Decimal(5), date(2027, 1, 1), None),
    ]
    assert rate_for(goods.pk, "COOPERATIVE", date(2026, 8, 1)) == Fraction(8, 100)
    assert rate_for(None, "COOPERATIVE") == 0


@pytest.mark.django_db
@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(-5, 70))
def test_exactly_the_rate_set_last_before_a_day_holds_on_it(starts, asked):
    goods = make.tax_class()
    first = date(2026, 1, 1)
    for number, start in enumerate(starts):
        set_rate(tax_class=goods, percent=Decimal(number), valid_from=first + timedelta(start))
    begun = [(start, number) for number, start in enumerate(starts) if start <= asked]
    wanted = Fraction(max(begun)[1], 100) if begun else 0
    assert rate_for(goods.pk, "COOPERATIVE", first + timedelta(asked)) == wanted
