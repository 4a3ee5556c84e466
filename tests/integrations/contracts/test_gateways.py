"""What every way to pay promises."""

import pytest

from integrations.cod.gateway import Gateway as Cash
from integrations.embedded.gateway import TestGateway
from marketplace.core.money import Money
from marketplace.ports.payments import Market, OutcomeKind, Paid

AMOUNT = Money(409_000, "VND")
VIETNAM = Market("VND", "VN", allows_cash=True)


@pytest.fixture(params=[Cash, TestGateway], ids=["cod", "test"])
def gateway(request):
    return request.param()


def test_it_has_a_name_and_says_when_it_is_paid(gateway):
    assert gateway.name
    assert gateway.paid in Paid


def test_it_says_where_it_can_be_used(gateway):
    assert gateway.available_for(VIETNAM) is True


def test_it_answers_for_the_amount_that_was_asked(gateway):
    outcome = gateway.initialize(AMOUNT, capture=True, key="k", data={})
    assert outcome.amount == AMOUNT
    assert outcome.kind in OutcomeKind
    assert outcome.reference


def test_the_same_key_is_the_same_payment(gateway):
    first, again = (gateway.initialize(AMOUNT, capture=True, key="k", data={}) for _ in range(2))
    assert first == again
    assert gateway.initialize(AMOUNT, capture=True, key="other", data={}).reference != first.reference


def test_going_on_keeps_the_reference(gateway):
    outcome = gateway.process(AMOUNT, key="k", reference="r-1", data={})
    assert (outcome.reference, outcome.amount) == ("r-1", AMOUNT)


@pytest.mark.parametrize("data", [{"event": None}, {"event": "x"}, {"event": {"type": 5}}, {"x": [1]}])
def test_odd_data_breaks_nothing(gateway, data):
    assert gateway.initialize(AMOUNT, capture=True, key="k", data=data).kind in OutcomeKind


def test_cash_is_for_notes_of_dong_only():
    cash = Cash()
    assert not cash.available_for(Market("VND", "VN", allows_cash=False))
    assert not cash.available_for(Market("VND", "CN", allows_cash=True))
    assert not cash.available_for(Market("USD", "VN", allows_cash=True))
    assert cash.initialize(AMOUNT, capture=True, key="k", data={}).kind is OutcomeKind.WAITING
    assert cash.paid is Paid.ON_DELIVERY


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("CHARGE_SUCCESS", OutcomeKind.CHARGED),
        ("AUTHORIZATION_SUCCESS", OutcomeKind.AUTHORIZED),
        ("CHARGE_ACTION_REQUIRED", OutcomeKind.WAITING),
        ("CHARGE_FAILURE", OutcomeKind.DECLINED),
    ],
)
def test_the_test_gateway_does_what_it_is_told(word, kind):
    assert (
        TestGateway().initialize(AMOUNT, capture=True, key="k", data={"event": {"type": word}}).kind is kind
    )
