"""Parcels that come back."""

import pytest
from django.utils import translation

from marketplace.cooperative.rights import standing
from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.errors import DomainError
from marketplace.core.models import Event
from marketplace.core.moves import IllegalMove
from marketplace.order import services
from marketplace.order.errors import SuborderNotFound
from marketplace.order.models import Fulfillment, GrantedRefund, Order
from marketplace.order.services import Declined, Restocked
from marketplace.payment.models import TransactionItem
from marketplace.warehouse.models import Stock
from tests import factories as make
from tests.asking import ask, gid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def sent(order):
    """The first part of the order, on its way."""
    part = order.suborders.first()
    services.accept(suborder_id=part.pk, actor=SYSTEM)
    services.ship(suborder_id=part.pk, actor=SYSTEM)
    part.refresh_from_db()
    return part


@pytest.fixture
def three():
    """A part with 3 of one good (100.000 ₫ each) and delivery for 30.000 ₫, on its way."""
    return sent(make.order(make.on_sale(), quantity=3))


def quantity_of(line):
    return Stock.objects.get(variant=line.variant_id).quantity


def test_nothing_is_due_for_a_parcel_that_came_back(three):
    services.take_back(suborder_id=three.pk, reason="Không ai nhận", actor=SYSTEM)
    three.refresh_from_db()
    order = Order.objects.get(pk=three.order_id)
    assert (three.status, three.amount_due_amount, three.total_gross_amount) == ("returned", 0, 338_000)
    assert (order.status, order.total_gross_amount) == ("returned", 338_000)
    item = TransactionItem.objects.get(suborder_id=three.pk)
    assert (item.charge_pending_amount, item.charged_amount, item.canceled_amount) == (0, 0, 338_000)
    refund = GrantedRefund.objects.get(suborder=three)
    assert (refund.amount, refund.shipping_included, refund.status, refund.reason) == (
        338_000,
        True,
        "none",
        "Không ai nhận",
    )
    assert Fulfillment.objects.get(suborder=three).status == "returned"
    assert Event.objects.filter(kind="CashCollected").count() == 0


def test_only_what_is_still_good_goes_back_on_the_shelf(three):
    line = three.lines.get()
    assert quantity_of(line) == 7
    services.take_back(suborder_id=three.pk, restock=[Restocked(line.pk, 2)], actor=SYSTEM)
    stock = Stock.objects.get(variant=line.variant_id)
    assert (stock.quantity, stock.quantity_allocated) == (9, 0)


def test_without_a_word_nothing_goes_back_on_the_shelf(three):
    services.take_back(suborder_id=three.pk, actor=SYSTEM)
    assert quantity_of(three.lines.get()) == 7


def test_goods_that_are_not_counted_come_back_too():
    part = sent(make.order(make.on_sale(track_inventory=False)))
    line = part.lines.get()
    services.take_back(suborder_id=part.pk, restock=[Restocked(line.pk, 1)], actor=SYSTEM)
    assert quantity_of(line) == 10


def test_what_was_declined_before_is_not_granted_twice():
    part = make.order(make.on_sale(), quantity=3).suborders.get()
    line = part.lines.get()
    services.decline(suborder_id=part.pk, lines=[Declined(line.pk, 1)], actor=SYSTEM)
    part = sent(part.order)
    services.take_back(suborder_id=part.pk, actor=SYSTEM)
    assert sorted(GrantedRefund.objects.values_list("amount", flat=True)) == [100_000, 238_000]


def test_the_order_is_partly_returned_while_other_parts_live():
    order = make.order(make.on_sale(), make.on_sale())
    services.take_back(suborder_id=sent(order).pk, actor=SYSTEM)
    order.refresh_from_db()
    assert order.status == "partially_returned"


@pytest.mark.parametrize("verbs", [[], ["accept"], ["accept", "ship", "deliver"], ["decline"]])
def test_only_what_is_on_its_way_comes_back(verbs):
    part = make.order().suborders.get()
    for verb in verbs:
        getattr(services, verb)(suborder_id=part.pk, actor=SYSTEM)
    before = (GrantedRefund.objects.count(), Event.objects.count())
    with pytest.raises(IllegalMove):
        services.take_back(suborder_id=part.pk, actor=SYSTEM)
    assert (GrantedRefund.objects.count(), Event.objects.count()) == before


@pytest.mark.parametrize(("quantity", "code"), [(0, "INVALID"), (4, "INSUFFICIENT_QUANTITY")])
def test_an_impossible_number_is_refused_and_nothing_is_changed(three, quantity, code):
    line = three.lines.get()
    with pytest.raises(DomainError) as refused:
        services.take_back(suborder_id=three.pk, restock=[Restocked(line.pk, quantity)], actor=SYSTEM)
    three.refresh_from_db()
    assert (refused.value.code, refused.value.field, three.status) == (code, "quantity", "shipped")
    assert (quantity_of(line), three.amount_due_amount) == (7, 338_000)


def test_nobody_takes_back_anothers_parcel(three):
    other = Actor(ActorKind.USER, member_id=2, cooperatives={three.cooperative_id + 1000: standing("OWNER")})
    with pytest.raises(SuborderNotFound):
        services.take_back(suborder_id=three.pk, actor=other)


def test_returning_in_the_dialect(three):
    line = three.lines.get()
    seller = Actor(ActorKind.USER, member_id=1, cooperatives={three.cooperative_id: standing("OWNER")})
    restock = f'restock: [{{ orderLineId: "{gid(line)}", quantity: %s }}]'
    answer = """suborder { status amountDue { amount } fulfillments { status } events { status message } }
        errors { code field message }"""
    text = f'mutation {{ it: suborderReturn(id: "{gid(three)}", {restock}) {{ {answer} }} }}'
    assert ask(text % 5, seller)["it"]["errors"] == [
        {"code": "INSUFFICIENT_QUANTITY", "field": "quantity", "message": "Only 3 were sent."}
    ]
    done = ask(text % 3, seller)["it"]
    assert (done["suborder"]["status"], done["suborder"]["amountDue"]["amount"]) == ("RETURNED", 0)
    assert done["suborder"]["fulfillments"] == [{"status": "RETURNED"}]
    assert done["suborder"]["events"][-1] == {
        "status": "RETURNED",
        "message": "The parcel came back to the cooperative.",
    }
    assert quantity_of(line) == 10
