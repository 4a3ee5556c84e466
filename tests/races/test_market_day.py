"""A market day: fifty buyers for the last ten jars, and a thousand orders of the same goods at once."""

import itertools
import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Sum
from django.utils import timezone

from marketplace.checkout import services
from marketplace.checkout.models import Checkout
from marketplace.checkout.services import LineInput
from marketplace.core.actor import GUEST, SYSTEM
from marketplace.core.errors import DomainErrors
from marketplace.order import services as orders
from marketplace.order.models import Order
from marketplace.site.services import update_settings
from marketplace.warehouse.models import Reservation, Stock
from tests import factories as make
from tests.fuzz import invariants
from tests.races.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 20


def put_in(cart, variant):
    return lambda: services.add_lines(checkout_id=cart.pk, lines=[LineInput(variant.pk, 1)], actor=GUEST)


def completing(cart):
    return lambda: services.complete(checkout_id=cart.pk, actor=GUEST)


def codes(results):
    """What each got: "done", or the code of the refusal."""
    return Counter(each.errors[0].code if isinstance(each, DomainErrors) else "done" for each in results)


def empty_carts(count):
    """Carts that are ready but for the goods in question: each has a jar nobody else wants."""
    return [make.ready_cart(make.on_sale()) for _ in range(count)]


def test_of_fifty_buyers_ten_can_put_one_of_the_last_ten_into_the_cart_and_order_it():
    jar = make.on_sale(quantity=10)
    carts = empty_carts(50)
    put = at_once([put_in(cart, jar) for cart in carts])
    assert codes(put) == {"done": 10, "INSUFFICIENT_STOCK": 40}
    stock = Stock.objects.get(variant=jar)
    assert Reservation.objects.filter(stock=stock).aggregate(sum=Sum("quantity")) == {"sum": 10}
    happy = [cart for cart, result in zip(carts, put, strict=True) if isinstance(result, Checkout)]
    for cart in happy:  # a parcel of another seller came with the jar
        services.set_delivery_method(checkout_id=cart.pk, method_id=make.shipping()[0].pk, actor=GUEST)
    assert codes(at_once([completing(cart) for cart in happy] * 3)) == {"done": 30}
    stock.refresh_from_db()
    assert (stock.quantity, stock.quantity_allocated, Order.objects.count()) == (10, 10, 10)
    assert invariants.broken() == []


def test_holds_that_have_run_out_are_sold_to_others_but_never_twice():
    jar = make.on_sale(quantity=10)
    late = [make.ready_cart(jar) for _ in range(10)]
    Reservation.objects.update(reserved_until=timezone.now() - timedelta(seconds=1))
    quick = [make.ready_cart(jar) for _ in range(10)]
    Reservation.objects.update(reserved_until=timezone.now() - timedelta(seconds=1))
    rivals = late + quick + [make.ready_cart(jar) for _ in range(10)]
    assert codes(at_once([completing(cart) for cart in rivals])) == {"done": 10, "INSUFFICIENT_STOCK": 20}
    assert Stock.objects.values_list("quantity", "quantity_allocated").get() == (10, 10)
    assert invariants.broken() == []


def test_fifty_buyers_take_one_to_three_of_the_last_hundred_with_and_without_holds():
    for minutes in (60, None):
        update_settings(reserve_stock_duration_anonymous_user=minutes)
        jar = make.on_sale(quantity=60)
        carts = []
        for number in range(50):
            try:
                carts.append(make.ready_cart(jar, quantity=1 + number % 3))
            except DomainErrors:
                break  # held by others already
        at_once([completing(cart) for cart in carts])
        stock = Stock.objects.get(variant=jar)
        assert 58 <= stock.quantity_allocated <= 60
    assert invariants.broken() == []


def _orders_of_the_same_goods(count):
    """So many completions of goods of four sellers in every order of lines, twenty at a time.

    Meanwhile others put the same goods into their carts, and sellers decline or send what was ordered before.
    """
    chance = random.Random(2026)
    goods = [make.on_sale(quantity=100_000) for _ in range(4)]
    goods += [make.on_sale(quantity=100_000, product=each.product) for each in goods]
    ways = list(itertools.permutations(goods, 4))
    others = [make.ready_cart(goods[0]) for _ in range(4)]
    parts = []
    for _ in range(count // AT_ONCE):
        carts = [make.ready_cart(*chance.choice(ways)) for _ in range(AT_ONCE)]
        tasks = [completing(cart) for cart in carts]
        tasks += [put_in(cart, chance.choice(goods)) for cart in others]
        tasks += [working_on(part, chance.choice((orders.decline, orders.deliver))) for part in parts]
        chance.shuffle(tasks)
        results = at_once(tasks)
        placed = [each for each in results if isinstance(each, Order)]
        assert len(placed) == AT_ONCE
        parts = [chance.choice(order.suborders.all()) for order in placed[:6]]
        for part in parts:
            orders.accept(suborder_id=part.pk, actor=SYSTEM)
            if chance.random() < 0.5:
                orders.ship(suborder_id=part.pk, actor=SYSTEM)
    assert Order.objects.count() == count
    assert invariants.broken() == []


def working_on(part, verb):
    """What a seller does; a verb that does not fit any more is refused."""
    return lambda: verb(suborder_id=part.pk, actor=SYSTEM)


def test_a_hundred_completions_do_not_wait_for_each_other():
    _orders_of_the_same_goods(100)


@pytest.mark.nightly
def test_a_thousand_completions_do_not_wait_for_each_other():
    _orders_of_the_same_goods(1000)
