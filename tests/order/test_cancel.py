"""Buyers who change their mind before the cooperative has answered."""

import uuid

import pytest
from django.utils import translation

from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, SYSTEM, Actor, ActorKind
from marketplace.core.models import Event
from marketplace.core.moves import IllegalMove
from marketplace.order import services
from marketplace.order.errors import OrderNotFound, SuborderNotFound
from marketplace.order.models import GrantedRefund, Suborder
from marketplace.payment.models import TransactionItem
from marketplace.warehouse.models import Stock
from tests import factories as make
from tests.asking import ask, gid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def order():
    """Two cooperatives, 130.000 ₫ each with delivery."""
    return make.order(make.on_sale(), make.on_sale())


def kinds(order):
    return list(Event.objects.filter(order_id=order.pk).order_by("at").values_list("kind", flat=True))


def test_a_canceled_part_is_free_again_and_nothing_is_due(order):
    first, second = order.suborders.all()
    services.cancel(suborder_id=first.pk, order_id=order.pk, reason="Đặt nhầm", actor=GUEST)
    for each in (first, second, order):
        each.refresh_from_db()
    assert (first.status, first.amount_due_amount, first.total_gross_amount) == ("canceled", 0, 130_000)
    assert (second.status, second.amount_due_amount, order.status) == ("waiting", 130_000, "unfulfilled")
    stock = Stock.objects.get(variant=first.lines.get().variant_id)
    assert (stock.quantity, stock.quantity_allocated) == (10, 0)
    item = TransactionItem.objects.get(suborder_id=first.pk)
    assert (item.charge_pending_amount, item.canceled_amount) == (0, 130_000)
    refund = GrantedRefund.objects.get(suborder=first)
    assert (refund.amount, refund.shipping_included, refund.status, refund.reason) == (
        130_000,
        True,
        "none",
        "Đặt nhầm",
    )
    assert kinds(order) == ["OrderPlaced", "SuborderCanceled"]


def test_a_canceled_order_on_delivery_was_never_paid(order):
    services.cancel_order(order_id=order.pk, actor=GUEST)
    asked = ask("query ($id: ID!) { order(id: $id) { isPaid status origin } }", id=gid(order))["order"]
    assert asked == {"isPaid": False, "status": "CANCELED", "origin": "CHECKOUT"}


def test_a_whole_order_is_canceled_with_all_its_parts(order):
    services.cancel_order(order_id=order.pk, actor=GUEST)
    order.refresh_from_db()
    assert (order.status, order.total_gross_amount) == ("canceled", 260_000)
    assert list(order.suborders.values_list("status", "amount_due_amount")) == [("canceled", 0)] * 2


def test_parts_that_were_accepted_go_on_when_the_rest_is_canceled(order):
    first, second = order.suborders.all()
    services.accept(suborder_id=first.pk, actor=SYSTEM)
    services.cancel_order(order_id=order.pk, actor=GUEST)
    order.refresh_from_db()
    assert list(order.suborders.values_list("status", "amount_due_amount")) == [
        ("accepted", 130_000),
        ("canceled", 0),
    ]
    assert order.status == "unfulfilled"


@pytest.mark.parametrize("verbs", [["accept"], ["accept", "pack"], ["accept", "ship"], ["decline"]])
def test_once_the_cooperative_has_answered_it_is_too_late(verbs):
    part = make.order().suborders.get()
    for verb in verbs:
        getattr(services, verb)(suborder_id=part.pk, actor=SYSTEM)
    part.refresh_from_db()
    before = (part.status, part.amount_due_amount, Event.objects.count())
    with pytest.raises(IllegalMove):
        services.cancel(suborder_id=part.pk, order_id=part.order_id, actor=GUEST)
    with pytest.raises(IllegalMove):
        services.cancel_order(order_id=part.order_id, actor=GUEST)
    part.refresh_from_db()
    assert (part.status, part.amount_due_amount, Event.objects.count()) == before


def test_pressing_cancel_twice_changes_nothing_more(order):
    first = order.suborders.first()
    for _ in range(2):
        services.cancel(suborder_id=first.pk, order_id=order.pk, actor=GUEST)
    for _ in range(2):
        services.cancel_order(order_id=order.pk, actor=GUEST)
    assert kinds(order) == ["OrderPlaced", "SuborderCanceled", "SuborderCanceled"]
    assert GrantedRefund.objects.count() == 2


def test_a_canceled_part_cannot_be_accepted_any_more(order):
    part = order.suborders.first()
    services.cancel(suborder_id=part.pk, order_id=order.pk, actor=GUEST)
    with pytest.raises(IllegalMove):
        services.accept(suborder_id=part.pk, actor=SYSTEM)


def test_only_the_buyer_cancels():
    lan = make.user()
    order = make.order(user=lan)
    part = order.suborders.get()
    seller = Actor(ActorKind.USER, user_id=lan.pk + 1, cooperatives={part.cooperative_id: standing("OWNER")})
    others = make.order()
    for actor, shown in ((GUEST, None), (seller, None), (GUEST, uuid.uuid4()), (GUEST, others.pk)):
        with pytest.raises(SuborderNotFound):
            services.cancel(suborder_id=part.pk, order_id=shown, actor=actor)
    with pytest.raises(SuborderNotFound):
        services.cancel(suborder_id=others.suborders.get().pk, actor=GUEST)
    with pytest.raises(OrderNotFound):
        services.cancel_order(order_id=uuid.uuid4(), actor=GUEST)
    owner = Actor(ActorKind.USER, user_id=lan.pk)
    assert services.cancel(suborder_id=part.pk, actor=owner).status == "canceled"


def test_lines_declined_before_are_not_taken_off_twice():
    part = make.order(make.on_sale(), quantity=3).suborders.get()
    line = part.lines.get()
    services.decline(suborder_id=part.pk, lines=[services.Declined(line.pk, 1)], actor=SYSTEM)
    services.cancel(suborder_id=part.pk, order_id=part.order_id, actor=GUEST)
    assert sorted(GrantedRefund.objects.values_list("amount", flat=True)) == [100_000, 238_000]
    assert Suborder.objects.get(pk=part.pk).amount_due_amount == 0


def test_a_guest_cancels_in_the_dialect(order):
    first, second = order.suborders.all()
    answer = (
        "suborder { status amountDue { amount } events { status message } } errors { code field message }"
    )
    text = 'mutation {{ it: suborderCancel(id: "{}", orderId: "{}", reason: "x") {{ {} }} }}'
    done = ask(text.format(gid(first), gid(order), answer))["it"]
    assert done == {
        "suborder": {
            "status": "CANCELED",
            "amountDue": {"amount": 0},
            "events": [
                {"status": "WAITING", "message": "The order was placed."},
                {"status": "CANCELED", "message": "The buyer has canceled this part."},
            ],
        },
        "errors": [],
    }
    services.accept(suborder_id=second.pk, actor=SYSTEM)
    late = ask(text.format(gid(second), gid(order), answer))["it"]
    assert late["errors"] == [
        {
            "code": "ILLEGAL_STATUS",
            "field": None,
            "message": "The cooperative has already answered. Please call them.",
        }
    ]
    wrong = ask(text.format(gid(second), gid(make.order()), answer))["it"]
    assert [(each["code"], each["field"]) for each in wrong["errors"]] == [("NOT_FOUND", "id")]


def test_a_whole_order_is_canceled_in_the_dialect(order):
    text = f'mutation {{ it: orderCancelByBuyer(id: "{gid(order)}") {{ order {{ status }} errors {{ code }} }} }}'
    assert ask(text)["it"] == {"order": {"status": "CANCELED"}, "errors": []}
