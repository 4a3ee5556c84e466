"""The season in words and stitches; the thread of an order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront import seasons, threads


def good(*months):
    return {"season": {"values": [{"slug": f"thang-{month}"} for month in months]}}


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ((9, 10), "tháng 9, tháng 10"),
        (range(3, 12), "tháng 3 – tháng 11"),
        ((11, 12, 1, 2), "tháng 11 – tháng 2"),
        ((5,), "tháng 5"),
        (range(1, 13), "quanh năm"),
        ((), "quanh năm"),
        ((1, 4, 5, 6), "tháng 1, tháng 4 – tháng 6"),
    ],
)
def test_season_in_words(months, words):
    assert seasons.in_words(good(*months)) == words


def test_the_flag_says_where_the_season_stands():
    assert seasons.flag(good(11, 12, 1), 11) == "Đầu vụ"
    assert seasons.flag(good(11, 12, 1), 12) == "Đang mùa"
    assert seasons.flag(good(11, 12, 1), 1) == "Cuối vụ"
    assert seasons.flag(good(11, 12, 1), 5) == ""
    assert seasons.flag(good(*range(1, 13)), 5) == ""


@given(st.sets(st.integers(1, 12)), st.integers(1, 12))
def test_the_strip_has_twelve_stitches_and_one_now(months, month):
    strip = seasons.strip(good(*months), month)
    assert [stitch["number"] for stitch in strip] == list(range(1, 13))
    assert {stitch["number"] for stitch in strip if stitch["on"]} == months
    assert [stitch["number"] for stitch in strip if stitch["now"]] == [month]


def test_the_rail_begins_now_and_goes_round():
    assert [step["number"] for step in seasons.rail(11)] == [11, 12, *range(1, 11)]


def part(status, *events, collects=False):
    happened = [
        {"at": "2026-11-23T02:00:00+00:00", "status": event, "message": str(event)} for event in events
    ]
    return {
        "status": status,
        "created": "2026-11-23T02:00:00+00:00",
        "events": happened,
        "collectsInPerson": collects,
    }


def kinds(found):
    return [knot["kind"] for knot in found]


def test_a_fresh_order_is_all_to_come():
    assert kinds(threads.thread(part("WAITING", "WAITING"))) == ["now", "todo", "todo", "todo", "todo"]


def test_a_shipped_part_with_a_line_that_fell_away():
    found = threads.thread(part("SHIPPED", "WAITING", "ACCEPTED", None, "PACKED", "SHIPPED"))
    assert kinds(found) == ["done", "done", "off", "done", "now", "todo"]


def test_delivered_is_done_to_the_end():
    assert kinds(threads.thread(part("DELIVERED", *threads.WAY))) == ["done"] * 5


def test_declined_ends_the_thread():
    assert kinds(threads.thread(part("DECLINED", "WAITING", "DECLINED"))) == ["done", "off"]


def test_an_order_without_events_still_begins():
    assert kinds(threads.thread(part("WAITING"))) == ["now", "todo", "todo", "todo", "todo"]
