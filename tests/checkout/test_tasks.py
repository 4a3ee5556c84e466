"""What follows for carts."""

import pytest

from marketplace.checkout import services, tasks
from marketplace.core.actor import GUEST
from tests import factories as make

pytestmark = pytest.mark.django_db


def streets(user):
    return list(user.addresses.order_by("pk").values_list("street_address_1", flat=True))


def test_a_users_address_goes_into_their_book_once():
    lan = make.user()
    goods = make.on_sale()
    for _ in range(2):
        order = make.order(goods, user=lan)
        for _ in range(2):
            tasks.remember_addresses(order_id=str(order.pk))
    assert streets(lan) == ["12 Hàng Bạc"]
    assert lan.addresses.get().pk not in (order.shipping_address_id, order.billing_address_id)


def test_an_address_that_is_not_to_be_remembered_is_not():
    lan = make.user()
    cart = make.ready_cart(make.on_sale(), user=lan)
    type(cart).objects.update(save_shipping_address=False, save_billing_address=False)
    order = services.complete(checkout_id=cart.pk, actor=GUEST)
    tasks.remember_addresses(order_id=str(order.pk))
    assert streets(lan) == []


def test_a_guest_has_no_address_book():
    order = make.order()
    assert tasks.remember_addresses(order_id=str(order.pk)) is None
