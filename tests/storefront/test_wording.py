"""Money, days, hours, phones and quantities in the shop's words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront import wording

AMOUNTS = st.integers(min_value=0, max_value=10**11)


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (190000, "VND", "190.000\u00a0₫"),
        (0, "VND", "0\u00a0₫"),
        (5_000_000_000, "VND", "5.000.000.000\u00a0₫"),
        ("1234.5", "USD", "1.234,50\u00a0$"),
        (190000.0, "VND", "190.000\u00a0₫"),
    ],
)
def test_money(amount, currency, words):
    assert wording.money(amount, currency) == words


@given(AMOUNTS)
def test_what_the_shop_writes_a_person_can_type_again(amount):
    assert wording.dong_typed(wording.money(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("50.000", 50000),
        ("50 000 ₫", 50000),
        (" 50000đ", 50000),
        ("", None),
        ("-5", None),
        ("abc", None),
        ("9" * 13, None),
        ("٣", None),
    ],
)
def test_typed_money(typed, amount):
    assert wording.dong_typed(typed) == amount


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("2", 2),
        (" 07 ", 7),
        ("0", 0),
        ("-1", None),
        ("1,5", None),
        ("1e3", None),
        ("9" * 10, None),
        ("²", None),
    ],
)
def test_typed_counts(typed, count):
    assert wording.count_typed(typed) == count


@given(st.text())
def test_no_typed_text_breaks_a_field(text):
    count, amount = wording.count_typed(text), wording.dong_typed(text)
    assert count is None or count >= 0
    assert amount is None or amount >= 0


def test_times_are_those_of_lao_cai():
    assert wording.day("2026-11-22T18:30:00+00:00") == "23/11/2026"
    assert wording.hour_vi("2026-11-23T02:12:00Z") == "9 giờ 12"
    assert wording.hour_vi("2026-11-23T02:00:00+00:00") == "9 giờ"
    assert wording.hour("2026-11-23T02:02:00+00:00") == "9:02"
    assert wording.day("2026-12-02") == "2/12/2026"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("+84912345678", "0912 345 678"),
        ("0912345678", "0912 345 678"),
        ("+33612345678", "+33612345678"),
        ("", ""),
    ],
)
def test_phones(number, words):
    assert wording.phone(number).replace("\u00a0", " ") == words


@given(st.text())
def test_every_name_has_a_crest(name):
    assert 1 <= len(wording.initials(name)) <= 6
    assert not re.search(r"\s", wording.initials(name))


def test_the_crest_skips_the_kind_of_seller():
    assert wording.initials("HTX Nương Mây") == "NM"
    assert wording.initials("Hợp tác xã Đá Reo") == "ĐR"
