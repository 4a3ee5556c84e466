"""What a search says it may cost, in words people use."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.vietnamese import PriceRange, take_price


@pytest.mark.parametrize(
    ("typed", "rest", "least", "most"),
    [
        ("trà dưới 200 nghìn", "trà", None, 200_000),
        ("tra duoi 100 ngan dong", "tra", None, 100_000),
        ("từ 50k đến 100k", "", 50_000, 100_000),
        ("mật ong từ 100 đến 200 nghìn", "mật ong", 100_000, 200_000),
        ("chè 50-100k", "chè", 50_000, 100_000),
        ("mat ong tam 300k", "mat ong", 225_000, 375_000),
        ("giá 200k", "", 150_000, 250_000),
        ("quà dưới 1tr5", "quà", None, 1_500_000),
        ("dưới 1 triệu 2", "", None, 1_200_000),
        ("quà nửa triệu", "quà", 375_000, 625_000),
        ("dưới hai trăm năm mươi nghìn", "", None, 250_000),
        ("tám trăm nghìn", "", 600_000, 1_000_000),
        ("gạo dưới 100.000", "gạo", None, 100_000),
        ("từ 200k trở lên", "", 200_000, None),
        ("mận 30k/kg", "mận", 22_500, 37_500),
        ("tea under 100k", "tea", None, 100_000),
        ("gifts under 500000", "gifts", None, 500_000),
        ("gạo tám 30k", "gạo tám", 22_500, 37_500),
        ("cà chua chín dưới 30 nghìn", "cà chua chín", None, 30_000),
        ("rượu 40 độ dưới 200 nghìn", "rượu 40 độ", None, 200_000),
        ("trà dưới 20 đô", "trà", None, 520_000),
        ("tra duoi 20 do la", "tra", None, 520_000),
        ("năm mươi nghìn", "", 37_500, 62_500),
        ("nam muoi nghin", "", 37_500, 62_500),
        ("tầm giá 300k", "", 225_000, 375_000),
        ("mật ong không quá hai trăm ngàn", "mật ong", None, 200_000),
        ("dưới 1 triệu rưỡi", "", None, 1_500_000),
        ("quà 300k đổ lại", "quà", None, 300_000),
        ("quà dưới 200000?", "quà ?", None, 200_000),
        ("honey under $20", "honey", None, 520_000),
        ("茶100元以下", "茶", None, 370_000),
        ("茶 10万盾以下", "茶", None, 100_000),
    ],
)
def test_a_price_is_taken_out_of_what_is_typed(typed, rest, least, most):
    assert take_price(typed) == (rest, PriceRange(least, most))


@pytest.mark.parametrize(
    "typed",
    ["5kg gạo", "gạo nếp 87 trạm tấu", "rượu ngô 500ml", "tam hoa", "lê vh6", "10 quả trứng vịt", "5 củ khoai", "một trăm cái bánh",
     "rượu 40 độ", "ruou 40 do", "nước mắm 40 độ đạm", "rượu dưới 40 độ", "cà chua chín đỏ", "gạo tám đỏ", "nấm đỏ", "nam do",
     "cà phê trên 1500 mét", "trà cổ thụ trên 1000 năm tuổi", "tặng khoảng 1000 người", "cơ 1000", "trà trên 20000 mét",
     "trà dưới 100", "nấm 5 đồng", "giá rẻ", "1kg rưỡi thịt", "9" * 300],
)  # fmt: skip
def test_other_numbers_stay(typed):
    assert take_price(typed) == (typed, None)


@given(st.text(max_size=200) | st.text(alphabet="0123456789 .,-kđ$元dưới từ đến nghìn trămmột", max_size=200))
def test_whatever_is_typed_gives_a_range_that_can_be_searched(text):
    rest, price = take_price(text)
    assert len(rest) <= 4 * len(text) + 4
    if price is not None:
        ends = [end for end in (price.least, price.most) if end is not None]
        assert ends == sorted(ends)
        assert all(0 < end < 10**13 for end in ends)


@pytest.mark.parametrize(
    "text", ["mot" + " " * 197, " " * 200, "mot " * 50, "tu mot hai " * 18, "100 - " * 33, "1 " * 100]
)
def test_hostile_texts_are_read_in_no_time(text):
    started = time.process_time()
    take_price(text)
    assert time.process_time() - started < 0.1
