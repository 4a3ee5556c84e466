"""One choice of delivery for many cooperatives, and single choices where they differ."""

import pytest
from django.utils import translation

from marketplace.checkout import queries, services
from marketplace.checkout.services import AddressInput, ParcelChoice
from marketplace.core.actor import GUEST
from marketplace.core.address import Address
from marketplace.core.errors import DomainError
from marketplace.shipping.services import Rate, set_rates
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def ways():
    return make.shipping()


@pytest.fixture
def cart(ways):
    """Goods of a cooperative with the operator's table, and of one that sends within the province only."""
    near = make.cooperative()
    post, _pickup = ways
    set_rates(method=post, cooperative_id=near.pk, currency="VND", rates=[Rate(10_000, province_code="15")])
    made = make.cart(make.on_sale(), make.on_sale(cooperative=near))
    hanoi = Address(
        first_name="Hằng", street_address_1="12 Hàng Bạc", city="Hoàn Kiếm", country_area="Hà Nội"
    )
    return services.set_shipping_address(checkout_id=made.pk, address=AddressInput(hanoi), actor=GUEST)


def chosen(cart):
    parcels = queries.snapshot(queries.whole().get(pk=cart.pk)).parcels
    return [each.chosen and (each.chosen.method.name, each.chosen.price.minor) for each in parcels]


def refused(call, **named):
    with pytest.raises(DomainError) as error:
        call(**named, actor=GUEST)
    return error.value.code, str(error.value.message)


def test_the_choice_is_every_parcels_and_where_it_cannot_go_the_cheapest_own(cart, ways):
    services.set_delivery_method(checkout_id=cart.pk, method_id=ways[0].pk, actor=GUEST)
    assert chosen(cart) == [("Bưu điện", 30_000), ("Tự đến lấy", 0)]
    services.set_delivery_method(checkout_id=cart.pk, method_id=ways[1].pk, actor=GUEST)
    assert chosen(cart) == [("Tự đến lấy", 0), ("Tự đến lấy", 0)]


def test_a_parcel_that_can_go_nowhere_stays_without_a_choice(cart, ways):
    ways[1].is_active = False
    ways[1].save()
    services.set_delivery_method(checkout_id=cart.pk, method_id=ways[0].pk, actor=GUEST)
    assert chosen(cart) == [("Bưu điện", 30_000), None]


def test_a_choice_can_be_taken_back(cart, ways):
    services.set_delivery_method(checkout_id=cart.pk, method_id=ways[0].pk, actor=GUEST)
    services.set_delivery_method(checkout_id=cart.pk, method_id=None, actor=GUEST)
    assert chosen(cart) == [None, None]


def test_a_way_that_no_parcel_can_go_is_refused_with_the_reason(cart, ways):
    ways[0].maximum_order_weight_g = 100
    ways[0].save()
    assert refused(services.set_delivery_method, checkout_id=cart.pk, method_id=ways[0].pk) == (
        "DELIVERY_METHOD_NOT_APPLICABLE",
        "Too heavy: up to 0.1\N{NO-BREAK SPACE}kg.",
    )
    assert refused(services.set_delivery_method, checkout_id=cart.pk, method_id=10**6)[0] == "NOT_FOUND"
    empty = services.create(channel_slug="vn", actor=GUEST)
    assert refused(services.set_delivery_method, checkout_id=empty.pk, method_id=ways[0].pk) == (
        "DELIVERY_METHOD_NOT_APPLICABLE",
        "Your cart is empty.",
    )


def test_parcels_can_go_different_ways(cart, ways):
    first, second = (parcel.cooperative_id for parcel in queries.snapshot(cart).parcels)
    choices = [ParcelChoice(first, ways[1].pk), ParcelChoice(second, ways[1].pk)]
    services.update_parcels(checkout_id=cart.pk, choices=choices, actor=GUEST)
    services.update_parcels(checkout_id=cart.pk, choices=[ParcelChoice(first, ways[0].pk)], actor=GUEST)
    assert chosen(cart) == [("Bưu điện", 30_000), ("Tự đến lấy", 0)]
    assert refused(
        services.update_parcels, checkout_id=cart.pk, choices=[ParcelChoice(second, ways[0].pk)]
    ) == ("DELIVERY_METHOD_NOT_APPLICABLE", "Not to your province.")
    assert (
        refused(services.update_parcels, checkout_id=cart.pk, choices=[ParcelChoice(10**6, ways[0].pk)])[0]
        == "NOT_FOUND"
    )
    assert (
        refused(services.update_parcels, checkout_id=cart.pk, choices=[ParcelChoice(first, 10**6)])[0]
        == "NOT_FOUND"
    )


def test_a_move_of_the_buyer_makes_the_choice_invalid_until_chosen_anew(cart, ways):
    laocai = Address(first_name="Hằng", street_address_1="Tổ 5", city="Sa Pa", country_area="Lào Cai")
    services.set_shipping_address(checkout_id=cart.pk, address=AddressInput(laocai), actor=GUEST)
    services.set_delivery_method(checkout_id=cart.pk, method_id=ways[0].pk, actor=GUEST)
    assert chosen(cart) == [("Bưu điện", 20_000), ("Bưu điện", 10_000)]
    hanoi = Address(
        first_name="Hằng", street_address_1="12 Hàng Bạc", city="Hoàn Kiếm", country_area="Hà Nội"
    )
    moved = services.set_shipping_address(checkout_id=cart.pk, address=AddressInput(hanoi), actor=GUEST)
    (problem,) = queries.problems(queries.snapshot(moved))
    assert (type(problem).__name__, str(problem.parcel.chosen.reason)) == (
        "DeliveryInvalid",
        "Not to your province.",
    )
