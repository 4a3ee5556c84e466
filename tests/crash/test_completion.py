"""Kill −9 after every statement and commit of a completion: nothing is lost and nothing is there twice.

On whichever database is configured.
"""

import itertools

import pytest
from django.db.models import Sum

from marketplace.checkout import services
from marketplace.checkout.models import Checkout, CheckoutLine
from marketplace.core.actor import GUEST
from marketplace.core.models import Event, Job
from marketplace.order.events import OrderPlaced
from marketplace.order.models import Order
from marketplace.payment.models import TransactionItem
from marketplace.reactions import REACTIONS
from marketplace.site.services import update_settings
from marketplace.warehouse.models import Allocation, Reservation, Stock
from tests import factories as make
from tests.crash.dying import killed
from tests.fuzz import invariants

pytestmark = pytest.mark.django_db(transaction=True)

FEWEST_STEPS = 20
"""A completion has more; fewer would mean that the counting is broken."""


@pytest.mark.parametrize("holds", [60, None], ids=["with holds", "without holds"])
def test_a_completion_that_is_killed_anywhere_leaves_a_whole_cart_or_a_whole_order(holds):
    update_settings(reserve_stock_duration_anonymous_user=holds)
    goods = [make.on_sale(quantity=1000) for _ in range(3)]
    for step in itertools.count(1):
        cart = make.ready_cart(*goods)
        before = _books(cart)
        died = killed(lambda pk=cart.pk: services.complete(checkout_id=pk, actor=GUEST), after=step)
        placed = Order.objects.filter(checkout_id=cart.pk).first()
        if placed is None:
            assert died
            assert _books(cart) == before
        _check_whole(step)
        again = services.complete(checkout_id=cart.pk, actor=GUEST)
        assert placed in (None, again)
        _check_order(cart, again, step)
        if not died:
            break
    assert step > FEWEST_STEPS


def test_an_order_by_two_phones_of_which_one_is_killed_is_one_order():
    """The second try comes while the first is dead in the middle; the database frees what it had locked."""
    jar = make.on_sale(quantity=1)
    cart = make.ready_cart(jar)
    for step in (1, 5, 9, 15, FEWEST_STEPS):
        killed(lambda: services.complete(checkout_id=cart.pk, actor=GUEST), after=step)
    assert killed(lambda: services.complete(checkout_id=cart.pk, actor=GUEST), after=999) is False
    assert Order.objects.count() == 1
    assert Stock.objects.values_list("quantity", "quantity_allocated").get() == (1, 1)


def _books(cart):
    """Everything a completion changes, as it stands."""
    lines = list(cart.lines.order_by("pk").values_list("pk", "quantity", "price_seen_amount"))
    claims = [line[0] for line in lines]
    return {
        "lines": lines,
        "parcels": list(
            cart.parcels.order_by("pk").values_list("pk", "shipping_method", "price_seen_amount")
        ),
        "open": Checkout.objects.filter(pk=cart.pk, completed_at=None).count(),
        "held": list(
            Reservation.objects.filter(claim__in=claims).order_by("pk").values_list("claim", "quantity")
        ),
        "orders": Order.objects.count(),
        "promised": Allocation.objects.aggregate(sum=Sum("quantity"))["sum"],
        "events": Event.objects.count(),
        "jobs": Job.objects.count(),
        "payments": TransactionItem.objects.count(),
    }


def _check_whole(step):
    assert invariants.broken() == [], f"after step {step}"


def _check_order(cart, order, step):
    """One order with everything that belongs to it, once."""
    _check_whole(step)
    assert Order.objects.filter(checkout_id=cart.pk).count() == 1
    assert order.suborders.count() == TransactionItem.objects.filter(order_id=order.pk).count() == 3
    assert Event.objects.filter(order_id=order.pk).count() == 1
    follows = Job.objects.filter(event__order_id=order.pk)
    assert follows.count() == len(REACTIONS[OrderPlaced])
    assert not Reservation.objects.filter(
        claim__in=CheckoutLine.objects.filter(checkout=cart).values("pk")
    ).exists()
