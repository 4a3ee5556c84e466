"""What delivery costs, told before there is a cart."""

import pytest
from django.utils import translation

from marketplace.shipping.services import Rate, set_rates
from tests import factories as make
from tests.asking import ask, gid, refused, statements

pytestmark = pytest.mark.django_db
FIELDS = "name minimumDeliveryDays maximumDeliveryDays price { amount } usable reason"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def estimates(cooperative, arguments=""):
    text = f'{{ cooperative(id: "{gid(cooperative)}") {{ shipping{arguments} {{ {FIELDS} }} }} }}'
    return ask(text)["cooperative"]["shipping"]


def price(cooperative, arguments=""):
    return estimates(cooperative, arguments)[0]["price"]


def test_a_cooperative_says_how_it_sends_how_long_it_takes_and_what_a_kilogram_costs():
    make.shipping()
    assert estimates(make.cooperative(), '(province: "01")') == [
        {
            "name": "Bưu điện",
            "minimumDeliveryDays": 2,
            "maximumDeliveryDays": 4,
            "price": {"amount": 30_000},
            "usable": True,
            "reason": None,
        },
        {
            "name": "Tự đến lấy",
            "minimumDeliveryDays": 0,
            "maximumDeliveryDays": 1,
            "price": {"amount": 0},
            "usable": True,
            "reason": None,
        },
    ]


@pytest.mark.parametrize(
    ("arguments", "amount"),
    [
        ("", 30_000),
        ('(province: "15")', 20_000),
        ('(province: "Tỉnh Lào Cai")', 20_000),
        ('(province: "Yên Bái")', 20_000),
        ('(province: "", weight: 2.5)', 38_000),
        ('(province: "Lào Cai", weight: 2.5, channel: "vn")', 27_000),
    ],
)
def test_the_price_follows_province_and_weight(arguments, amount):
    make.shipping()
    assert price(make.cooperative(), arguments) == {"amount": amount}


def test_where_fresh_goods_do_not_go_is_told_with_the_reason():
    post, _pickup = make.shipping()
    fresh = make.cooperative()
    rates = [Rate(40_000, "01"), Rate(20_000, "15")]
    set_rates(method=post, cooperative_id=fresh.pk, currency="VND", rates=rates)
    far = estimates(fresh, '(province: "Cà Mau")')[0]
    assert (far["usable"], far["price"], far["reason"]) == (False, None, "Not to your province.")
    assert price(fresh, '(province: "Hà Nội")') == {"amount": 40_000}
    heavy = estimates(make.cooperative(), "(weight: 31)")[0]
    assert (heavy["usable"], heavy["reason"]) == (False, "Too heavy: up to 30\N{NO-BREAK SPACE}kg.")


def test_what_makes_no_sense_is_refused():
    make.shipping()
    text = f'{{ cooperative(id: "{gid(make.cooperative())}") {{ shipping(%s) {{ name }} }} }}'
    assert refused(text % 'province: "Atlantis"') == [
        "There is no province “Atlantis”. Choose one from the list."
    ]
    assert refused(text % "weight: 1e20") == ["This is too heavy."]
    assert ask(text % 'channel: "nowhere"') == {"cooperative": {"shipping": []}}


def test_a_good_tells_what_sending_it_costs_in_its_channel():
    make.shipping()
    tea = make.on_sale().product
    text = f'{{ product(id: "{gid(tea)}", channel: "vn") {{ cooperative {{ shipping {{ price {{ amount }} }} }} }} }}'
    found = ask(text)["product"]["cooperative"]["shipping"]
    assert found == [{"price": {"amount": 30_000}}, {"price": {"amount": 0}}]


@pytest.mark.parametrize("count", [1, 3])
def test_many_cooperatives_are_estimated_in_two_statements(count):
    make.shipping()
    for _ in range(count):
        make.cooperative()
    text = "{ cooperatives(first: 10) { edges { node { shipping%s { price { amount } } } } } }"
    bare = statements(text.replace("shipping%s { price { amount } }", "id"))
    assert statements(text % '(channel: "vn")') == bare + 3


def test_the_smallest_order_is_told():
    text = '{{ cooperative(id: "{}") {{ minimumOrder {{ amount currency }} }} }}'
    some = make.cooperative(minimum_order_amount=150_000)
    assert ask(text.format(gid(some)))["cooperative"]["minimumOrder"] == {
        "amount": 150_000,
        "currency": "VND",
    }
    assert ask(text.format(gid(make.cooperative())))["cooperative"]["minimumOrder"] is None
