import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from marketplace.warehouse import queries
from marketplace.warehouse.errors import NotSoMuchAllocated, PromisedAway, StockExhausted
from marketplace.warehouse.models import Allocation, Reservation, Stock
from marketplace.warehouse.services import (
    Claim,
    allocate,
    deallocate,
    hold,
    receive,
    release,
    set_quantity,
    ship,
    sweep,
    withdraw,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def soon():
    return timezone.now() + timedelta(minutes=60)


def past():
    return timezone.now() - timedelta(seconds=1)


def claim(variant, quantity, key=None):
    return Claim(key or uuid.uuid4(), variant.pk, quantity)


def figures(stock):
    stock.refresh_from_db()
    return stock.quantity, stock.quantity_allocated


def test_a_hold_takes_goods_from_others_and_not_from_its_own_cart():
    stock = make.stock(quantity=10)
    mine = claim(stock.variant, 4)
    hold(claims=[mine], until=soon())
    assert queries.available([stock.variant_id]) == {stock.variant_id: 6}
    assert queries.available([stock.variant_id], but_for=[mine.claim]) == {stock.variant_id: 10}


def test_a_second_hold_of_the_same_claim_replaces_the_first():
    stock = make.stock(quantity=10)
    key = uuid.uuid4()
    hold(claims=[claim(stock.variant, 4, key)], until=soon())
    hold(claims=[claim(stock.variant, 9, key)], until=soon())
    assert queries.available([stock.variant_id]) == {stock.variant_id: 1}


def test_a_hold_that_moves_to_another_stock_leaves_the_first():
    first = make.stock(quantity=5)
    second = make.stock(variant=first.variant, quantity=3)
    key = uuid.uuid4()
    for quantity in (8, 4):
        hold(claims=[claim(first.variant, quantity, key)], until=soon())
    assert list(Reservation.objects.values_list("stock", "quantity")) == [(first.pk, 4)]
    set_quantity(warehouse_id=first.warehouse_id, variant_id=first.variant_id, quantity=1)
    hold(claims=[claim(first.variant, 3, key)], until=soon())
    assert list(Reservation.objects.values_list("stock", "quantity")) == [(second.pk, 3)]


def test_a_refused_hold_leaves_its_caller_free_to_go_on():
    """It refuses before it writes: there is nothing to undo."""
    stock = make.stock(quantity=1)
    with transaction.atomic():
        with pytest.raises(StockExhausted):
            hold(claims=[claim(stock.variant, 2)], until=soon())
        hold(claims=[claim(stock.variant, 1)], until=soon())
    assert Reservation.objects.get().quantity == 1


def test_a_hold_that_fails_changes_nothing_and_says_what_is_left():
    rice, tea = make.stock(quantity=10), make.stock(quantity=3)
    key = uuid.uuid4()
    hold(claims=[claim(rice.variant, 2, key)], until=soon())
    with pytest.raises(StockExhausted) as caught:
        hold(claims=[claim(rice.variant, 5, key), claim(tea.variant, 4)], until=soon())
    assert caught.value.code == "INSUFFICIENT_STOCK"
    assert caught.value.details == {"short": {tea.variant_id: 3}}
    assert list(Reservation.objects.values_list("claim", "quantity")) == [(key, 2)]


def test_two_lines_of_one_variant_cannot_have_more_together_than_there_is():
    stock = make.stock(quantity=10)
    with pytest.raises(StockExhausted) as caught:
        hold(claims=[claim(stock.variant, 6), claim(stock.variant, 5)], until=soon())
    assert caught.value.details == {"short": {stock.variant_id: 10}}


def test_an_expired_hold_counts_as_free_at_once():
    stock = make.stock(quantity=5)
    hold(claims=[claim(stock.variant, 5)], until=past())
    assert queries.available([stock.variant_id]) == {stock.variant_id: 5}
    hold(claims=[claim(stock.variant, 5)], until=soon())
    assert queries.available([stock.variant_id]) == {stock.variant_id: 0}


def test_a_released_hold_is_free():
    stock = make.stock(quantity=5)
    mine = claim(stock.variant, 5)
    hold(claims=[mine], until=soon())
    release(claims=[mine.claim, uuid.uuid4()])
    assert queries.available([stock.variant_id]) == {stock.variant_id: 5}


def test_goods_that_are_not_counted_are_never_short_and_never_held():
    variant = make.variant(track_inventory=False)
    hold(claims=[claim(variant, 1000)], until=soon())
    allocate(claims=[claim(variant, 1000)], holds={})
    assert queries.available([variant.pk]) == {variant.pk: queries.PLENTY}
    assert (Reservation.objects.count(), Allocation.objects.count()) == (0, 0)


def test_goods_stored_nowhere_cannot_be_had():
    variant = make.variant()
    assert queries.available([variant.pk]) == {variant.pk: 0}
    with pytest.raises(StockExhausted) as caught:
        hold(claims=[claim(variant, 1)], until=soon())
    assert caught.value.details == {"short": {variant.pk: 0}}


def test_several_warehouses_serve_one_line_when_none_has_it_all():
    first = make.stock(quantity=3)
    second = make.stock(variant=first.variant, quantity=4)
    line = claim(first.variant, 6)
    allocate(claims=[line], holds={})
    assert (figures(first), figures(second)) == ((3, 3), (4, 3))
    assert queries.allocated([line.claim]) == {line.claim: 6}


def test_one_warehouse_serves_a_line_alone_when_it_can():
    first = make.stock(quantity=3)
    second = make.stock(variant=first.variant, quantity=9)
    allocate(claims=[claim(first.variant, 6)], holds={})
    assert (figures(first), figures(second)) == ((3, 0), (9, 6))


def test_a_live_hold_becomes_the_promise_though_nothing_else_is_free():
    stock = make.stock(quantity=5)
    mine, others = claim(stock.variant, 3), claim(stock.variant, 2)
    hold(claims=[mine], until=soon())
    hold(claims=[others], until=soon())
    line = claim(stock.variant, 3)
    allocate(claims=[line], holds={line.claim: mine.claim})
    assert figures(stock) == (5, 3)
    assert list(Reservation.objects.values_list("claim", flat=True)) == [others.claim]
    assert queries.available([stock.variant_id]) == {stock.variant_id: 0}


def test_only_what_a_hold_falls_short_of_competes():
    stock = make.stock(quantity=10)
    mine = claim(stock.variant, 3)
    hold(claims=[mine], until=soon())
    hold(claims=[claim(stock.variant, 5)], until=soon())
    six, five = claim(stock.variant, 6), claim(stock.variant, 5)
    with pytest.raises(StockExhausted) as caught:
        allocate(claims=[six], holds={six.claim: mine.claim})
    assert caught.value.details == {"short": {stock.variant_id: 5}}
    assert Reservation.objects.filter(claim=mine.claim).exists()
    allocate(claims=[five], holds={five.claim: mine.claim})
    assert figures(stock) == (10, 5)


def test_an_expired_hold_competes_like_everyone():
    stock = make.stock(quantity=5)
    mine = claim(stock.variant, 5)
    hold(claims=[mine], until=past())
    hold(claims=[claim(stock.variant, 1)], until=soon())
    line = claim(stock.variant, 5)
    with pytest.raises(StockExhausted) as caught:
        allocate(claims=[line], holds={line.claim: mine.claim})
    assert caught.value.details == {"short": {stock.variant_id: 4}}


def test_what_a_hold_has_too_much_serves_the_next_line():
    stock = make.stock(quantity=5)
    mine = claim(stock.variant, 5)
    hold(claims=[mine], until=soon())
    small, other = claim(stock.variant, 2), claim(stock.variant, 3)
    allocate(claims=[small, other], holds={small.claim: mine.claim})
    assert figures(stock) == (5, 5)


def test_holds_beyond_a_lowered_stock_cannot_make_it_negative():
    stock = make.stock(quantity=5)
    mine, others = claim(stock.variant, 3), claim(stock.variant, 2)
    hold(claims=[mine], until=soon())
    hold(claims=[others], until=soon())
    set_quantity(warehouse_id=stock.warehouse_id, variant_id=stock.variant_id, quantity=2)
    assert queries.available([stock.variant_id]) == {stock.variant_id: 0}
    line = claim(stock.variant, 3)
    with pytest.raises(StockExhausted) as caught:
        allocate(claims=[line], holds={line.claim: mine.claim})
    assert caught.value.details == {"short": {stock.variant_id: 2}}


def test_a_declined_line_frees_its_goods():
    stock = make.stock(quantity=5)
    line = claim(stock.variant, 5)
    allocate(claims=[line], holds={})
    deallocate(quantities={line.claim: 2})
    assert figures(stock) == (5, 3)
    assert queries.allocated([line.claim]) == {line.claim: 3}
    deallocate(quantities={line.claim: 3})
    assert figures(stock) == (5, 0)
    assert Allocation.objects.count() == 0


def test_shipped_goods_leave_stock_and_promise():
    rice, tea = make.stock(quantity=5), make.stock(quantity=7)
    first, second = claim(rice.variant, 5), claim(tea.variant, 2)
    allocate(claims=[first, second], holds={})
    ship(quantities={first.claim: 4, second.claim: 2})
    assert (figures(rice), figures(tea)) == ((1, 1), (5, 0))


def test_no_more_can_be_shipped_or_freed_than_was_promised():
    stock = make.stock(quantity=5)
    line = claim(stock.variant, 2)
    allocate(claims=[line], holds={})
    for verb in (ship, deallocate):
        with pytest.raises(NotSoMuchAllocated):
            verb(quantities={line.claim: 3})
    assert figures(stock) == (5, 2)


def test_counting_cannot_go_below_what_is_promised():
    stock = make.stock(quantity=5)
    allocate(claims=[claim(stock.variant, 3)], holds={})
    place = {"warehouse_id": stock.warehouse_id, "variant_id": stock.variant_id}
    with pytest.raises(PromisedAway) as caught:
        set_quantity(**place, quantity=2)
    assert caught.value.details == {"allocated": 3}
    with pytest.raises(StockExhausted) as short:
        withdraw(**place, quantity=3)
    assert short.value.details == {"short": {stock.variant_id: 2}}
    withdraw(**place, quantity=2)
    receive(**place, quantity=7)
    assert figures(stock) == (10, 3)


def test_goods_come_into_a_warehouse_that_never_had_them():
    variant, place = make.variant(), make.warehouse()
    stock = receive(warehouse_id=place.pk, variant_id=variant.pk, quantity=7)
    assert (stock.quantity, stock.quantity_allocated) == (7, 0)


def test_the_sweeper_takes_only_what_has_run_out():
    stock = make.stock(quantity=5)
    alive = claim(stock.variant, 1)
    hold(claims=[alive], until=soon())
    hold(claims=[claim(stock.variant, 1), claim(stock.variant, 1)], until=past())
    assert sweep(limit=1) == 1
    assert sweep() == 1
    assert list(Reservation.objects.values_list("claim", flat=True)) == [alive.claim]


@pytest.mark.parametrize("lines", [1, 3, 20])
def test_the_number_of_statements_does_not_grow_with_the_lines(lines, django_assert_num_queries):
    held = [claim(make.stock(quantity=5).variant, 2) for _ in range(lines)]
    ordered = {each.claim: Claim(uuid.uuid4(), each.variant_id, 3) for each in held}
    with django_assert_num_queries(3):
        hold(claims=held, until=soon())
    with django_assert_num_queries(5):
        allocate(claims=list(ordered.values()), holds={new.claim: old for old, new in ordered.items()})
    with django_assert_num_queries(4 + 2):  # and the savepoint around
        ship(quantities={each.claim: 1 for each in ordered.values()})
    with django_assert_num_queries(4 + 2):
        deallocate(quantities={each.claim: 2 for each in ordered.values()})
    assert set(Stock.objects.values_list("quantity", "quantity_allocated")) == {(4, 0)}
    with django_assert_num_queries(1):
        queries.available([each.variant_id for each in held])
