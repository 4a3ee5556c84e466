"""A cart's holds begin anew with every change: cheaply while they live, and in competition when they do not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.checkout import services
from marketplace.checkout.models import Checkout
from marketplace.core.actor import GUEST
from marketplace.warehouse.models import Reservation
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_holds_that_live_are_put_off_without_looking_at_the_stock(django_assert_num_queries):
    rice, tea = make.on_sale(), make.on_sale(track_inventory=False)
    cart = make.cart(rice, tea)
    rows = set(Reservation.objects.values_list("pk", flat=True))
    with django_assert_num_queries(7):  # begin, cart, settings, lines, holds, cart, commit
        cart = services.set_email(checkout_id=cart.pk, email="mai@example.com", actor=GUEST)
    assert set(Reservation.objects.values_list("pk", "reserved_until")) == {(*rows, cart.holds_until)}
    assert Checkout.objects.get(pk=cart.pk).holds_until == cart.holds_until


def test_holds_about_to_end_compete_again(django_assert_num_queries):
    """Somebody else may see them free before a longer one is committed."""
    cart = make.cart(make.on_sale())
    soon = timezone.now() + timedelta(seconds=30)
    Reservation.objects.update(reserved_until=soon)
    Checkout.objects.update(holds_until=soon)
    with django_assert_num_queries(9):  # begin, cart, settings, lines; stocks, holds, hold; cart, commit
        cart = services.set_email(checkout_id=cart.pk, email="mai@example.com", actor=GUEST)
    assert Reservation.objects.get().reserved_until == cart.holds_until > soon


def test_what_is_not_wholly_held_any_more_competes_again():
    rice = make.on_sale(quantity=5)
    cart = make.cart(rice, quantity=4)
    Reservation.objects.update(quantity=1)
    services.set_email(checkout_id=cart.pk, email="mai@example.com", actor=GUEST)
    assert list(Reservation.objects.values_list("stock__variant", "quantity")) == [(rice.pk, 4)]
