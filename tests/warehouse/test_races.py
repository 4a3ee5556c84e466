"""Many at once, on whichever database is configured."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from marketplace.core.errors import DomainError
from marketplace.warehouse.errors import StockExhausted
from marketplace.warehouse.models import Allocation, Reservation, Stock
from marketplace.warehouse.services import Claim, allocate, deallocate, hold, ship
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(tasks):
    """Run all of them in threads that start together; their results, exceptions of the trade included."""
    gate = threading.Barrier(len(tasks))

    def run(task):
        try:
            gate.wait()
            return task()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_the_last_unit_goes_to_exactly_one_of_fifty_orders():
    stock = make.stock(quantity=1)

    def order():
        return allocate(claims=[Claim(uuid.uuid4(), stock.variant_id, 1)], holds={})

    results = at_once([order] * 50)
    assert sorted(type(each).__name__ for each in results) == sorted(["NoneType"] + ["StockExhausted"] * 49)
    stock.refresh_from_db()
    assert (stock.quantity, stock.quantity_allocated) == (1, 1)


def test_the_last_units_are_held_by_as_many_carts_as_there_are_units():
    stock = make.stock(quantity=7)
    until = timezone.now() + timedelta(hours=1)

    def put_into_cart():
        return hold(claims=[Claim(uuid.uuid4(), stock.variant_id, 1)], until=until)

    results = at_once([put_into_cart] * 20)
    assert sum(isinstance(each, StockExhausted) for each in results) == 13
    assert Reservation.objects.aggregate(sum=Sum("quantity")) == {"sum": 7}


def test_carts_with_the_same_goods_in_different_order_do_not_wait_for_each_other():
    stocks = [make.stock(quantity=1000) for _ in range(6)]
    until = timezone.now() + timedelta(hours=1)

    def buy(turn):
        goods = stocks[turn:] + stocks[:turn]
        goods = goods[::-1] if turn % 2 else goods

        def run():
            for _ in range(4):
                held = [Claim(uuid.uuid4(), each.variant_id, 2) for each in goods]
                hold(claims=held, until=until)
                lines = [Claim(uuid.uuid4(), each.variant_id, 2) for each in held]
                allocate(
                    claims=lines, holds={new.claim: old.claim for new, old in zip(lines, held, strict=True)}
                )
                ship(quantities={each.claim: 1 for each in reversed(lines)})
                deallocate(quantities={each.claim: 1 for each in lines})

        return run

    assert at_once([buy(turn % 6) for turn in range(12)]) == [None] * 12
    assert set(Stock.objects.values_list("quantity", "quantity_allocated")) == {(1000 - 12 * 4, 0)}
    assert (Reservation.objects.count(), Allocation.objects.count()) == (0, 0)


def test_a_hold_and_a_rival_order_never_both_get_the_last_unit():
    stock = make.stock(quantity=1)
    until = timezone.now() + timedelta(hours=1)
    tasks = [lambda: hold(claims=[Claim(uuid.uuid4(), stock.variant_id, 1)], until=until)] * 5
    tasks += [lambda: allocate(claims=[Claim(uuid.uuid4(), stock.variant_id, 1)], holds={})] * 5
    results = at_once(tasks)
    assert sum(each is None for each in results) == 1
    assert Reservation.objects.count() + Allocation.objects.count() == 1
