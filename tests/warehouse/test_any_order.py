"""Whatever carts, orders and cooperatives do in whatever order: the books agree with a model of thirty lines."""

import uuid
from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

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
)
from tests import factories as make

GOODS = range(3)
quantities = st.dictionaries(st.sampled_from(GOODS), st.integers(1, 6), min_size=1)
acts = st.one_of(
    st.tuples(st.just("hold"), st.integers(0, 3), quantities),
    st.tuples(st.just("order"), st.integers(0, 3), quantities),
    st.tuples(st.just("release"), st.integers(0, 3), st.none()),
    st.tuples(st.just("wait"), st.none(), st.none()),
    st.tuples(st.just("sweep"), st.none(), st.none()),
    st.tuples(st.just("ship"), st.integers(0, 9), st.integers(1, 4)),
    st.tuples(st.just("decline"), st.integers(0, 9), st.integers(1, 4)),
    st.tuples(st.just("receive"), st.sampled_from(GOODS), st.integers(0, 5)),
    st.tuples(st.just("count"), st.sampled_from(GOODS), st.integers(0, 9)),
)


def refusal_of(verb, **arguments):
    """What the verb says is short; nothing when it is done."""
    try:
        verb(**arguments)
    except StockExhausted as refused:
        return refused.details["short"]
    return {}


class Market:
    """The services beside a model: on hand, promised and held are plain dictionaries."""

    def __init__(self):
        self.stocks = [make.stock(quantity=8) for _ in GOODS]
        self.on_hand = dict.fromkeys(GOODS, 8)
        self.promised = defaultdict(int)  # (order line, good) -> quantity
        self.held = defaultdict(int)  # (cart, good) -> quantity, live ones
        self.lines = []

    def line_of(self, cart, good):
        """Id of the line of this cart with this good."""
        return uuid.UUID(int=cart * 100 + good)

    def promised_of(self, good):
        return sum(quantity for (_, of), quantity in self.promised.items() if of == good)

    def free(self, good, cart=None):
        """What this cart can have, its own hold included."""
        others = sum(q for (whose, of), q in self.held.items() if of == good and whose != cart)
        unpromised = self.on_hand[good] - self.promised_of(good)
        mine = min(self.held[cart, good], unpromised)
        return mine + max(0, unpromised - mine - others)

    def short(self, cart, wanted, own_first):
        """What each good that is short still has for this cart. A new hold competes, a promise uses the old one."""
        free = {
            good: self.free(good, cart) if own_first else self._free_for_hold(good, cart) for good in wanted
        }
        return {self.stocks[good].variant_id: free[good] for good in wanted if wanted[good] > free[good]}

    def _free_for_hold(self, good, cart):
        others = sum(q for (whose, of), q in self.held.items() if of == good and whose != cart)
        return max(0, self.on_hand[good] - self.promised_of(good) - others)

    def claims(self, cart, wanted, fresh=False):
        return [
            Claim(uuid.uuid4() if fresh else self.line_of(cart, good), self.stocks[good].variant_id, quantity)
            for good, quantity in wanted.items()
        ]

    def hold(self, cart, wanted):
        short = self.short(cart, wanted, own_first=False)
        until = timezone.now() + timedelta(hours=1)
        assert refusal_of(hold, claims=self.claims(cart, wanted), until=until) == short
        if not short:
            self.held.update({(cart, good): quantity for good, quantity in wanted.items()})

    def order(self, cart, wanted):
        short = self.short(cart, wanted, own_first=True)
        lines = self.claims(cart, wanted, fresh=True)
        holds = {line.claim: self.line_of(cart, good) for line, good in zip(lines, wanted, strict=True)}
        assert refusal_of(allocate, claims=lines, holds=holds) == short
        if not short:
            for line, good in zip(lines, wanted, strict=True):
                self.held.pop((cart, good), None)
                self.promised[line.claim, good] = line.quantity
                self.lines.append((line.claim, good))

    def release(self, cart, _):
        release(claims=[self.line_of(cart, good) for good in GOODS])
        self.held = defaultdict(int, {key: q for key, q in self.held.items() if key[0] != cart})

    def wait(self, *_):
        Reservation.objects.update(reserved_until=timezone.now() - timedelta(seconds=1))
        self.held.clear()

    def sweep(self, *_):
        sweep()

    def ship(self, which, quantity):
        self._end(which, quantity, ship, leaves=True)

    def decline(self, which, quantity):
        self._end(which, quantity, deallocate, leaves=False)

    def _end(self, which, quantity, verb, leaves):
        if not self.lines:
            return
        line = self.lines[which % len(self.lines)]
        try:
            verb(quantities={line[0]: quantity})
        except NotSoMuchAllocated:
            assert quantity > self.promised[line]
        else:
            self.promised[line] -= quantity
            self.on_hand[line[1]] -= quantity if leaves else 0

    def receive(self, good, quantity):
        stock = self.stocks[good]
        receive(warehouse_id=stock.warehouse_id, variant_id=stock.variant_id, quantity=quantity)
        self.on_hand[good] += quantity

    def count(self, good, quantity):
        stock = self.stocks[good]
        try:
            set_quantity(warehouse_id=stock.warehouse_id, variant_id=stock.variant_id, quantity=quantity)
        except PromisedAway:
            assert quantity < self.promised_of(good)
        else:
            self.on_hand[good] = quantity

    def check(self):
        """The books agree with the model."""
        rows = Stock.objects.order_by("pk").values_list("quantity", "quantity_allocated")
        assert list(rows) == [(self.on_hand[good], self.promised_of(good)) for good in GOODS]
        sums = dict(
            Allocation.objects.values("stock").annotate(sum=Sum("quantity")).values_list("stock", "sum")
        )
        assert sums == {
            each.pk: self.promised_of(good) for good, each in enumerate(self.stocks) if self.promised_of(good)
        }
        there = queries.available([each.variant_id for each in self.stocks])
        assert there == {each.variant_id: self.free(good) for good, each in enumerate(self.stocks)}


@pytest.mark.django_db
@given(st.lists(acts, max_size=15))
def test_the_books_agree_with_the_model(story):
    with transaction.atomic():
        market = Market()
        for act, which, what in story:
            getattr(market, act)(which, what)
            market.check()
        transaction.set_rollback(True)
