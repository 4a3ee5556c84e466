"""Payments: what waits, what came, and doing things twice."""

import uuid

import pytest

from marketplace.core.actor import GUEST, SYSTEM
from marketplace.core.money import Money
from marketplace.payment import queries, services, tasks
from marketplace.payment.errors import (
    AlreadyProcessed,
    AmountInvalid,
    GatewayNotFound,
    KeyInUse,
    KeyTooLong,
    TransactionNotFound,
)
from marketplace.payment.models import TransactionEvent, TransactionItem
from marketplace.ports.errors import Refused, Unknown
from marketplace.ports.payments import Market
from tests import factories as make

pytestmark = pytest.mark.django_db

VIETNAM = Market("VND", "VN", allows_cash=True)
TEST = {"BACKEND": "integrations.embedded.gateway.TestGateway"}


@pytest.fixture(autouse=True)
def ways(settings):
    settings.PAYMENT_GATEWAYS = {
        **settings.PAYMENT_GATEWAYS,
        "test": TEST,
        "broken": {"BACKEND": f"{__name__}.Broken"},
    }


class Broken:
    """A gateway that does not answer, or refuses."""

    name, paid = "Broken", "before"
    failure: Exception = Unknown("no answer")

    def available_for(self, market):
        return True

    def initialize(self, amount, *, capture, key, data):
        raise self.failure

    process = initialize


def begin(checkout_id=None, gateway="test", key="k1", kind="CHARGE_SUCCESS", amount=100_000, market=VIETNAM):
    return services.initialize(
        checkout_id=checkout_id or uuid.uuid4(),
        gateway_id=gateway,
        amount=Money(amount, "VND"),
        market=market,
        data={"event": {"type": kind}},
        key=key,
        actor=GUEST,
    )


@pytest.mark.parametrize(
    ("kind", "event", "secured", "pending"),
    [
        ("CHARGE_SUCCESS", "charge_success", 100_000, 0),
        ("AUTHORIZATION_SUCCESS", "authorization_success", 100_000, 0),
        ("CHARGE_ACTION_REQUIRED", "charge_action_required", 0, 100_000),
        ("CHARGE_FAILURE", "charge_failure", 0, 0),
    ],
)
def test_a_gateway_approves_waits_or_declines(kind, event, secured, pending):
    pk = uuid.uuid4()
    happened = begin(pk, kind=kind)
    assert happened.event.type == event
    assert (queries.secured(pk, "VND"), happened.item.charge_pending_amount) == (secured, pending)
    assert happened.item.psp_reference.startswith("test-")


def test_the_same_key_again_goes_on_with_the_same_payment():
    pk = uuid.uuid4()
    first, second = begin(pk), begin(pk)
    assert first.item == second.item
    assert first.event == second.event
    assert queries.secured(pk, "VND") == 100_000


def test_a_key_of_another_cart_is_refused():
    begin()
    with pytest.raises(KeyInUse):
        begin()


def test_a_key_too_long_to_keep_is_refused():
    with pytest.raises(KeyTooLong):
        begin(key="k" * 201)


def test_without_a_key_every_call_is_a_payment_of_its_own():
    pk = uuid.uuid4()
    begin(pk, key="")
    begin(pk, key="")
    assert queries.secured(pk, "VND") == 200_000


def test_a_waiting_payment_can_go_on_and_a_settled_one_not():
    item = begin(kind="CHARGE_REQUEST").item
    done = services.process(item_id=item.pk, data={}, actor=GUEST)
    assert (done.event.type, done.item.charged_amount) == ("charge_success", 100_000)
    with pytest.raises(AlreadyProcessed):
        services.process(item_id=item.pk, data={}, actor=GUEST)
    with pytest.raises(TransactionNotFound):
        services.process(item_id=uuid.uuid4(), data={}, actor=GUEST)


def test_no_answer_leaves_the_payment_pending_and_a_refusal_ends_it(monkeypatch):
    waiting = begin(gateway="broken")
    assert (waiting.event.type, waiting.item.charge_pending_amount) == ("charge_action_required", 100_000)
    monkeypatch.setattr(Broken, "failure", Refused("Thẻ hết hạn"))
    refused = begin(gateway="broken", key="k2")
    assert (refused.event.type, refused.item.message) == ("charge_failure", "Thẻ hết hạn")


def test_ways_to_pay_depend_on_the_market():
    abroad = Market("USD", "US", allows_cash=True)
    assert queries.ways_to_pay(VIETNAM)["cod"] == "Cash on delivery"
    assert "cod" not in queries.ways_to_pay(abroad)
    assert not queries.offered("cod", Market("VND", "VN", allows_cash=False))
    with pytest.raises(GatewayNotFound):
        begin(gateway="cod", market=abroad)
    with pytest.raises(GatewayNotFound):
        begin(gateway="nothing")
    for amount in (0, -1, 10**29):
        with pytest.raises(AmountInvalid):
            begin(amount=amount)


def test_cash_waits_for_every_part_and_its_payee():
    order = make.order(make.on_sale(), make.on_sale())
    rows = queries.of_orders([order.pk]).order_by("suborder_id")
    expected = order.suborders.order_by("pk").values_list("pk", "cooperative_id")
    assert [(row.suborder_id, row.payee_id) for row in rows] == list(expected)
    assert {(row.gateway, row.charge_pending_amount, row.charged_amount) for row in rows} == {
        ("cod", 130_000, 0)
    }


def test_cash_is_recorded_once():
    part = make.order().suborders.get()
    for _ in range(2):
        tasks.record_cash(suborder_id=str(part.pk), amount=130_000, order_id="", cooperative_id=1)
    item = TransactionItem.objects.get(suborder_id=part.pk)
    assert (item.charged_amount, item.charge_pending_amount) == (130_000, 0)
    assert TransactionEvent.objects.filter(transaction=item).count() == 2


def test_what_is_not_due_any_more_is_lowered_once_per_reason():
    part = make.order().suborders.get()
    for _ in range(2):
        services.lower(suborder_id=part.pk, amount=30_000, key="declined:1", actor=SYSTEM)
    assert TransactionItem.objects.get(suborder_id=part.pk).charge_pending_amount == 100_000
    assert services.lower(suborder_id=uuid.uuid4(), amount=1, key="x", actor=SYSTEM) is None
