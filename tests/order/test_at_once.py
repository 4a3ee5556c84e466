"""The buyer cancels while the cooperative accepts, and presses that come many times. On whichever database."""

import pytest

from marketplace.core.actor import GUEST, SYSTEM
from marketplace.core.models import Event
from marketplace.core.moves import IllegalMove
from marketplace.order import services
from marketplace.order.models import GrantedRefund, Order, Suborder
from marketplace.order.services import Restocked
from marketplace.payment.models import TransactionItem
from marketplace.warehouse.models import Stock
from tests import factories as make
from tests.races.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_buyer_and_cooperative_one_is_faster_and_the_other_is_told():
    tea = make.on_sale(quantity=50)
    parts = [make.order(tea).suborders.get() for _ in range(6)]
    calls = []
    for part in parts:
        calls.append(lambda part=part: services.accept(suborder_id=part.pk, actor=SYSTEM))
        calls.append(
            lambda part=part: services.cancel(suborder_id=part.pk, order_id=part.order_id, actor=GUEST)
        )
    results = at_once(calls)
    for part, (accepted, canceled) in zip(parts, zip(results[::2], results[1::2], strict=True), strict=True):
        (refusal,) = (each for each in (accepted, canceled) if not isinstance(each, Suborder))
        assert isinstance(refusal, IllegalMove)
        part.refresh_from_db()
        item = TransactionItem.objects.get(suborder_id=part.pk)
        assert (part.status, part.amount_due_amount, item.charge_pending_amount) == (
            ("accepted", 130_000, 130_000) if refusal is canceled else ("canceled", 0, 0)
        )
    accepted = Suborder.objects.filter(status="accepted").count()
    stock = Stock.objects.get(variant=tea)
    assert (stock.quantity, stock.quantity_allocated) == (50, accepted)


def test_an_order_canceled_many_times_at_once_is_canceled_once():
    order = make.order(make.on_sale(), make.on_sale())
    results = at_once([lambda: services.cancel_order(order_id=order.pk, actor=GUEST)] * 8)
    assert [type(each) for each in results] == [Order] * 8
    assert Event.objects.filter(kind="SuborderCanceled").count() == GrantedRefund.objects.count() == 2
    assert set(Stock.objects.values_list("quantity", "quantity_allocated")) == {(10, 0)}


def test_a_parcel_that_comes_back_many_times_at_once_comes_back_once():
    part = make.order().suborders.get()
    services.accept(suborder_id=part.pk, actor=SYSTEM)
    services.ship(suborder_id=part.pk, actor=SYSTEM)
    good = [Restocked(part.lines.get().pk, 1)]
    results = at_once([lambda: services.take_back(suborder_id=part.pk, restock=good, actor=SYSTEM)] * 8)
    assert sorted(type(each).__name__ for each in results) == ["IllegalMove"] * 7 + ["Suborder"]
    assert Stock.objects.get().quantity == 10
    assert GrantedRefund.objects.count() == 1
