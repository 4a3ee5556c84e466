"""A transaction's amounts follow from its events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.payment.models import EventType
from marketplace.payment.sums import sums

NOTHING = dict.fromkeys(sums([]), 0)


@pytest.mark.parametrize(
    ("events", "amounts"),
    [
        ([], {}),
        ([("charge_request", 100)], {"charge_pending_amount": 100}),
        ([("charge_request", 100), ("charge_success", 100)], {"charged_amount": 100}),
        ([("charge_request", 100), ("charge_failure", 100)], {}),
        ([("charge_request", 100), ("authorization_success", 100)], {"authorized_amount": 100}),
        ([("charge_request", 100), ("charge_action_required", 100)], {"charge_pending_amount": 100}),
        (
            [("charge_request", 100), ("cancel_success", 30)],
            {"charge_pending_amount": 70, "canceled_amount": 30},
        ),
        (
            [("charge_request", 100), ("cancel_success", 30), ("charge_success", 70)],
            {"charged_amount": 70, "canceled_amount": 30},
        ),
        (
            [("charge_success", 100), ("refund_request", 40), ("refund_success", 40)],
            {"charged_amount": 60, "refunded_amount": 40},
        ),
        (
            [("charge_success", 100), ("refund_request", 40)],
            {"charged_amount": 100, "refund_pending_amount": 40},
        ),
        ([("charge_success", 100), ("charge_back", 100)], {}),
        ([("refund_success", 40), ("refund_reverse", 40), ("charge_success", 100)], {"charged_amount": 100}),
        ([("authorization_success", 100), ("cancel_success", 100)], {"canceled_amount": 100}),
        ([("info", 5)], {}),
    ],
)
def test_the_table(events, amounts):
    assert sums(events) == {**NOTHING, **amounts}


@given(st.lists(st.tuples(st.sampled_from(EventType.values), st.integers(min_value=0, max_value=10**10))))
def test_no_amount_is_negative_and_the_order_of_events_does_not_matter(events):
    assert min(sums(events).values()) >= 0
    assert sums(events) == sums(reversed(events))
