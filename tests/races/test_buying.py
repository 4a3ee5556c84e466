"""The last jar on a market day, and presses that come many times. On whichever database is configured."""

from collections import Counter

import pytest
from django.db.models import F, Sum

from marketplace.checkout import services
from marketplace.checkout.models import Checkout
from marketplace.checkout.services import LineInput
from marketplace.core.actor import GUEST, SYSTEM
from marketplace.core.address import Address
from marketplace.core.errors import DomainErrors
from marketplace.core.models import Event
from marketplace.order import services as orders
from marketplace.order.models import Order, Suborder
from marketplace.payment.models import TransactionItem
from marketplace.site.services import update_settings
from marketplace.warehouse.models import Allocation, Reservation, Stock
from tests import factories as make
from tests.races.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def completing(cart):
    return lambda: services.complete(checkout_id=cart.pk, actor=GUEST)


def codes(results):
    """What each got: "order", or the code of the refusal."""
    return Counter(each.errors[0].code if isinstance(each, DomainErrors) else "order" for each in results)


@pytest.mark.parametrize("stock", [1, 10])
def test_of_fifty_buyers_exactly_as_many_get_an_order_as_there_are_jars(stock):
    update_settings(reserve_stock_duration_anonymous_user=None)
    jar = make.on_sale(quantity=stock)
    carts = [make.ready_cart(jar) for _ in range(50)]
    results = at_once([completing(cart) for cart in carts])
    assert codes(results) == {"order": stock, "INSUFFICIENT_STOCK": 50 - stock}
    shelf = Stock.objects.get(variant=jar)
    assert (shelf.quantity, shelf.quantity_allocated, Order.objects.count()) == (stock, stock, stock)
    assert Checkout.objects.filter(completed_at=None).count() == 50 - stock
    assert TransactionItem.objects.count() == stock


def test_of_fifty_buyers_one_puts_the_last_jar_into_the_cart_and_can_order_it():
    jar = make.on_sale(quantity=1)
    make.shipping()
    carts = [services.create(channel_slug="vn", actor=GUEST) for _ in range(50)]
    one = [LineInput(jar.pk, 1)]
    results = at_once(
        [lambda cart=cart: services.add_lines(checkout_id=cart.pk, lines=one, actor=GUEST) for cart in carts]
    )
    got = [each for each in results if isinstance(each, Checkout)]
    assert len(got) == 1
    assert codes(each for each in results if each not in got) == {"INSUFFICIENT_STOCK": 49}
    assert Reservation.objects.aggregate(sum=Sum("quantity")) == {"sum": 1}


def test_a_cart_that_is_sent_twenty_times_at_once_becomes_one_order():
    goods = [make.on_sale() for _ in range(3)]
    cart = make.ready_cart(*goods)
    results = at_once([completing(cart)] * 20)
    assert len({order.pk for order in results}) == 1
    assert (Order.objects.count(), Suborder.objects.count(), TransactionItem.objects.count()) == (1, 3, 3)
    assert Event.objects.filter(kind="OrderPlaced").count() == 1
    assert list(Stock.objects.values_list("quantity_allocated", flat=True)) == [1, 1, 1]


def test_orders_of_the_same_goods_in_different_order_do_not_wait_for_each_other():
    goods = [make.on_sale(quantity=100) for _ in range(5)]
    carts = [
        make.ready_cart(*(goods[turn % 5 :] + goods[: turn % 5])[:: 1 - 2 * (turn % 2)]) for turn in range(20)
    ]
    results = at_once([completing(cart) for cart in carts])
    assert codes(results) == {"order": 20}
    assert len({order.number for order in results}) == 20
    assert set(Stock.objects.values_list("quantity", "quantity_allocated")) == {(100, 20)}


def test_lines_that_are_added_twenty_times_at_once_add_up():
    jar = make.on_sale(quantity=100)
    cart = make.cart(jar)
    one = [LineInput(jar.pk, 1)]
    at_once([lambda: services.add_lines(checkout_id=cart.pk, lines=one, actor=GUEST)] * 20)
    assert cart.lines.get().quantity == 21
    assert Reservation.objects.get().quantity == 21


def test_a_part_that_is_accepted_and_declined_at_once_gets_one_answer():
    part = make.order().suborders.get()
    verbs = [orders.accept, orders.decline] * 5
    results = at_once([lambda verb=verb: verb(suborder_id=part.pk, actor=SYSTEM) for verb in verbs])
    answered = [each for each in results if isinstance(each, Suborder)]
    kinds = Counter(Event.objects.filter(suborder_id=part.pk).values_list("kind", flat=True))
    # accepting first and then declining is a way one may go; declining first ends it
    assert len(answered) == kinds.total()
    assert kinds in ({"SuborderDeclined": 1}, {"SuborderAccepted": 1, "SuborderDeclined": 1})
    part.refresh_from_db()
    assert (part.status, part.amount_due_amount) == ("declined", 0)
    assert Allocation.objects.count() == 0
    assert Stock.objects.filter(quantity_allocated__gt=0).count() == 0


def test_the_orders_status_follows_whichever_part_comes_last():
    order = make.order(*(make.on_sale() for _ in range(6)))
    parts = list(order.suborders.all())
    for verb in (orders.accept, orders.ship):
        at_once([lambda part=part, verb=verb: verb(suborder_id=part.pk, actor=SYSTEM) for part in parts])
    order.refresh_from_db()
    assert order.status == "fulfilled"
    assert sorted(order.fulfillments.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Stock.objects.filter(quantity=F("quantity_allocated")).count() == 0


def test_a_call_pressed_ten_times_at_once_is_one_order_also_of_the_last_jar():
    jar = make.on_sale(quantity=1)
    post, _pickup = make.shipping()
    hanoi = Address(
        "Chị Hằng", street_address_1="12 Hàng Bạc", city="Phường Hoàn Kiếm", country_area="Thành phố Hà Nội"
    )
    asked = {
        "cooperative_id": jar.product.cooperative_id,
        "channel_slug": "vn",
        "lines": [LineInput(jar.pk, 1)],
        "phone": "0912345678",
        "address": services.AddressInput(hanoi),
        "method_id": post.pk,
        "idempotency_key": "one press",
        "actor": SYSTEM,
    }
    results = at_once([lambda: services.take_by_phone(**asked) for _ in range(10)])
    assert {each.pk for each in results} == {Suborder.objects.get().pk}
    assert (Order.objects.count(), Stock.objects.get(variant=jar).quantity_allocated) == (1, 1)
    assert (Checkout.objects.count(), Reservation.objects.count()) == (1, 0)
