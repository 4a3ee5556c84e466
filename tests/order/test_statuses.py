"""The order's status follows from its parts."""

import itertools

import pytest

from marketplace.order.statuses import DONE, NEXT, OPEN, TURN, SuborderStatus, order_status

S = SuborderStatus


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([S.WAITING, S.WAITING], "unfulfilled"),
        ([S.ACCEPTED, S.PACKED], "unfulfilled"),
        ([S.WAITING, S.DECLINED], "unfulfilled"),
        ([S.SHIPPED, S.WAITING], "partially fulfilled"),
        ([S.DELIVERED, S.PACKED, S.DECLINED], "partially fulfilled"),
        ([S.SHIPPED, S.DELIVERED], "fulfilled"),
        ([S.SHIPPED, S.DECLINED], "fulfilled"),
        ([S.DECLINED, S.DECLINED], "canceled"),
        ([S.DECLINED, S.CANCELED], "canceled"),
        ([S.RETURNED, S.CANCELED], "returned"),
        ([S.RETURNED, S.DELIVERED], "partially_returned"),
        ([S.RETURNED, S.WAITING], "partially_returned"),
    ],
)
def test_the_table(parts, status):
    assert order_status(parts) == status


def test_the_order_of_parts_does_not_matter():
    for parts in itertools.combinations_with_replacement(S, 3):
        assert len({order_status(each) for each in itertools.permutations(parts)}) == 1


def test_every_state_has_its_row_and_every_way_ends():
    assert set(NEXT) == set(S)
    assert {state for state, after in NEXT.items() if not after} == {
        S.DELIVERED,
        S.DECLINED,
        S.CANCELED,
        S.RETURNED,
    }


def test_goods_can_be_declined_exactly_while_they_are_with_the_cooperative():
    assert {state for state, after in NEXT.items() if S.DECLINED in after} == OPEN


def test_the_list_of_work_begins_with_what_waits():
    assert [TURN.get(state, DONE) for state in (S.WAITING, S.ACCEPTED, S.PACKED, S.SHIPPED, S.DELIVERED)] == [
        0,
        1,
        2,
        3,
        9,
    ]
