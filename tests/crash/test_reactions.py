"""The worker killed in the middle of every reaction to an order: the job runs again, and its effect is there once.

The one thing that can happen twice is a message that was handed over just before the kill (at least once, never
not at all): `tests/races/test_killed_worker.py`.
"""

import itertools

import pytest
from django.utils import timezone

from marketplace.account.models import User
from marketplace.core.actor import SYSTEM
from marketplace.core.jobs import run_due
from marketplace.core.models import Job
from marketplace.notification.models import Message
from marketplace.order import events
from marketplace.order import services as orders
from marketplace.order import tasks as order_tasks
from marketplace.order.models import OrderLine, Suborder
from marketplace.order.services import Declined
from marketplace.payment.models import TransactionEvent
from marketplace.reactions import REACTIONS
from marketplace.search import tasks as search
from tests import factories as make
from tests.crash.dying import killed
from tests.fuzz import invariants

pytestmark = pytest.mark.django_db(transaction=True)

ELSEWHERE = {
    search.index_order: "its effect is in the search engine, written anew as a whole: tests/search",
    order_tasks.join_account: "one UPDATE, and nothing to join for a buyer who is signed in: tests/order",
}
"""Reactions to what happens to orders that are not killed here."""
FOLLOWS = [
    (kind.__name__, each)
    for kind, reactions in REACTIONS.items()
    if kind.__module__ == events.__name__
    for each in reactions
    if each not in ELSEWHERE
]


def _one_of_two(*, suborder_id, actor):
    line = OrderLine.objects.get(suborder=suborder_id)
    orders.decline(suborder_id=suborder_id, lines=[Declined(line.pk, 1)], actor=actor)


def _canceled_by_its_buyer(*, suborder_id, actor):
    order_id = Suborder.objects.get(pk=suborder_id).order_id
    orders.cancel(suborder_id=suborder_id, order_id=order_id, actor=actor)


VERBS = {
    "OrderPlaced": (),
    "SuborderAccepted": (orders.accept,),
    "SuborderPacked": (orders.accept, orders.pack),
    "SuborderShipped": (orders.accept, orders.ship),
    "SuborderDelivered": (orders.accept, orders.ship, orders.deliver),
    "SuborderDeclined": (orders.decline,),
    "SuborderCanceled": (_canceled_by_its_buyer,),
    "SuborderReturned": (orders.accept, orders.ship, orders.take_back),
    "LinesDeclined": (_one_of_two,),
    "CashCollected": (orders.accept, orders.ship, orders.deliver),
}
"""What must be done with a part of an order for an event to happen."""


@pytest.mark.parametrize(
    "apart", [3, pytest.param(1, marks=pytest.mark.nightly)], ids=["by day", "every step"]
)
@pytest.mark.parametrize(("kind", "reaction"), FOLLOWS, ids=[each.__name__ for _, each in FOLLOWS])
def test_a_reaction_that_is_killed_anywhere_has_its_effect_once(kind, reaction, apart):
    usual = _effect_of(lambda: _once(kind, reaction))
    assert any(usual.values())
    for step in itertools.count(1, apart):
        died = []

        def killed_and_run_again(step=step, died=died):
            _due(kind, reaction)
            died.append(killed(run_due, after=step))
            Job.objects.update(run_after=timezone.now())  # its lease has run out
            run_due()

        assert _effect_of(killed_and_run_again) == usual, f"killed after step {step}"
        assert Job.objects.count() == 0
        if not died[0]:
            break
    assert step > 4
    assert invariants.broken() == []


def _once(kind, reaction):
    _due(kind, reaction)
    assert run_due() == 1


def _due(kind, reaction):
    """An order to which this has happened, with this one job due."""
    goods = [make.on_sale(cooperative=make.member().cooperative) for _ in range(2)]
    order = make.order(*goods, quantity=2, user=make.user())
    for verb in VERBS[kind]:
        verb(suborder_id=order.suborders.first().pk, actor=SYSTEM)
    name = f"{reaction.__module__}.{reaction.__qualname__}"
    Job.objects.exclude(reaction=name).delete()
    return Job.objects.get()


def _effect_of(work):
    """How many of what reactions make there are more afterwards."""
    before = _there()
    work()
    return {name: count - before[name] for name, count in _there().items()}


def _there():
    return {
        "told": Message.objects.count(),
        "taken": TransactionEvent.objects.filter(idempotency_key="cash").count(),
        "remembered": User.addresses.through.objects.count(),
    }
