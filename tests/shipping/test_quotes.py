"""What a parcel costs by province, weight and value, and why it cannot go."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from marketplace.core.money import Money
from marketplace.shipping.models import RateRow, ShippingMethodChannelListing
from marketplace.shipping.queries import Parcel, cheapest, quotes
from marketplace.shipping.services import Rate, set_rates, set_up_defaults
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def post():
    return make.shipping()[0]


def parcel(cooperative_id=1, country="VN", province="01", weight=500, value=100_000):
    return Parcel(cooperative_id, country, province, weight, Money(value, "VND"))


def quoted(*parcels):
    return quotes(parcels, channel_id=make.channel().pk, currency="VND")


def by_post(one):
    (first, _pickup), *_ = quoted(one)
    return first.price.minor if first.usable else str(first.reason)


def table(post, cooperative, *rates):
    set_rates(
        method=post, cooperative_id=cooperative.pk if cooperative else None, currency="VND", rates=rates
    )


def test_without_any_set_up_of_their_own_cooperatives_send_by_the_operators_table(post):
    assert by_post(parcel(weight=900)) == 30_000
    assert by_post(parcel(weight=1000)) == 30_000
    assert by_post(parcel(weight=1001)) == 38_000
    assert by_post(parcel(province="15", weight=1001)) == 27_000
    assert by_post(parcel(weight=30_001)) == "Too heavy: up to 30\N{NO-BREAK SPACE}kg."


def test_picking_up_costs_nothing_and_needs_no_address(post):
    _first, pickup = quoted(parcel(country="", province="", weight=900_000))[0]
    assert (pickup.usable, pickup.price.minor, pickup.method.is_pickup) == (True, 0, True)


def test_a_cooperatives_own_rows_replace_the_operators(post):
    ours = make.cooperative()
    table(post, ours, Rate(12_000, province_code="15"), Rate(55_000))
    assert by_post(parcel(ours.pk, province="15")) == 12_000
    assert by_post(parcel(ours.pk, province="01")) == 55_000
    assert by_post(parcel(make.cooperative().pk)) == 30_000


def test_rows_with_provinces_only_mean_nowhere_else(post):
    ours = make.cooperative()
    table(post, ours, Rate(12_000, province_code="15"), Rate(20_000, province_code="01"))
    assert by_post(parcel(ours.pk, province="79")) == "Not to your province."
    assert (
        by_post(parcel(ours.pk, province="")) == "Choose a ward or commune so that we can work out delivery."
    )


def test_a_row_for_the_province_goes_before_a_cheaper_one_for_anywhere(post):
    ours = make.cooperative()
    table(post, ours, Rate(10_000), Rate(90_000, province_code="91"))
    assert by_post(parcel(ours.pk, province="91")) == 90_000


def test_from_a_value_on_delivery_is_cheaper(post):
    ours = make.cooperative()
    table(post, ours, Rate(30_000), Rate(0, min_value_amount=500_000))
    assert by_post(parcel(ours.pk, value=499_999)) == 30_000
    assert by_post(parcel(ours.pk, value=500_000)) == 0


def test_a_table_for_dear_goods_only_says_so(post):
    ours = make.cooperative()
    table(post, ours, Rate(30_000, min_value_amount=200_000))
    assert by_post(parcel(ours.pk)) == "Only for goods of 200.000\N{NO-BREAK SPACE}₫ or more."


def test_the_operators_limits_hold_for_all(post):
    listing = ShippingMethodChannelListing.objects.get(method=post)
    listing.minimum_order_price_amount, listing.maximum_order_price_amount = 50_000, 200_000
    listing.save()
    assert by_post(parcel(value=49_999)) == "Only for goods of 50.000\N{NO-BREAK SPACE}₫ or more."
    assert by_post(parcel(value=200_001)) == "Only for goods up to 200.000\N{NO-BREAK SPACE}₫."
    post.minimum_order_weight_g = 600
    post.save()
    assert by_post(parcel()) == "Only from 0.6\N{NO-BREAK SPACE}kg on."


def test_other_countries_are_not_served(post):
    assert by_post(parcel(country="CN", province="")) == "Not to your country."


def test_without_rows_nothing_goes_this_way(post):
    RateRow.objects.all().delete()
    assert by_post(parcel()) == "This cooperative does not send goods this way."


def test_another_currencys_rows_do_not_count(post):
    RateRow.objects.update(currency="USD")
    assert by_post(parcel()) == "This cooperative does not send goods this way."


def test_a_method_that_is_switched_off_is_not_offered(post):
    post.is_active = False
    post.save()
    assert [each.method.name for each in quoted(parcel())[0]] == ["Tự đến lấy"]


@pytest.mark.parametrize("count", [1, 5])
def test_any_number_of_parcels_takes_two_statements(post, count):
    ours = [make.cooperative().pk for _ in range(count)]
    with CaptureQueriesContext(connection) as statements:
        found = quoted(*(parcel(each) for each in ours))
    # the channel is made by the test itself
    assert (
        len([each for each in statements if "channel_channel" not in each["sql"].split("FROM")[1][:20]]) == 2
    )
    assert [len(each) for each in found] == [2] * count


def test_the_cheapest_way_is_one_that_sends_the_goods(post):
    found = quoted(parcel())[0]
    assert cheapest(found).method_id == post.pk
    assert cheapest(quoted(parcel(country="CN"))[0]) is None
    RateRow.objects.all().delete()
    assert cheapest(quoted(parcel())[0]).method.is_pickup


def test_setting_up_twice_is_harmless():
    first = set_up_defaults(channel=make.channel())
    rows = RateRow.objects.count()
    assert set_up_defaults(channel=make.channel()) == first
    assert (RateRow.objects.count(), rows) == (12, 12)
