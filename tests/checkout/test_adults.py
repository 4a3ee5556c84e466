"""Goods that the law lets be sold to adults only (L23): over every way an order is made, somebody says the age first."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from marketplace.catalog.models import ProductType
from marketplace.checkout import services
from marketplace.checkout.models import Checkout
from marketplace.core.actor import GUEST
from marketplace.order.models import Order
from marketplace.warehouse.models import Reservation
from tests import factories as make
from tests.asking import ask, gid
from tests.checkout.test_by_phone import document, seller

pytestmark = pytest.mark.django_db
SAID = "2026-11-26T06:00:00+00:00"
WORDS = {
    "vi": "Trong giỏ có hàng chỉ bán cho người từ 18 tuổi: xác nhận là bạn và người nhận đủ 18 tuổi.",
    "en": "There are goods for adults in the cart: say that you and the recipient are 18 or older.",
    "zh-hans": "购物车中有仅限成年人购买的商品：请确认您和收件人均已满18岁。",
}


def strong_drink():
    kind = make.product_type(is_for_adults=True)
    return make.on_sale(product=make.product(product_type=kind))


def complete(cart, *said):
    """checkoutComplete's payload; `said` is what stands at consent.adult in its metadata."""
    metadata = "".join(f', metadata: [{{ key: "consent.adult", value: "{each}" }}]' for each in said)
    answer = "order { id } errors { code field message variants lines }"
    return ask(f'mutation {{ it: checkoutComplete(id: "{gid(cart)}"{metadata}) {{ {answer} }} }}')["it"]


@pytest.mark.parametrize("language", WORDS)
def test_strong_drink_is_not_ordered_before_somebody_says_to_be_grown_up(language):
    drink = strong_drink()
    cart = make.ready_cart(make.on_sale(), drink)
    with translation.override(language):
        done = complete(cart)
    line = cart.lines.get(variant=drink)
    assert done == {
        "order": None,
        "errors": [
            {
                "code": "INVALID",
                "field": "metadata",
                "message": WORDS[language],
                "variants": [gid(drink)],
                "lines": [gid(line)],
            }
        ],
    }
    assert (Order.objects.count(), Reservation.objects.count()) == (0, 2)


@pytest.mark.parametrize("word", ["no", " No ", "false", ""])
def test_a_no_is_no_yes(word):
    assert complete(make.ready_cart(strong_drink()), word)["order"] is None


def test_said_with_the_order_it_is_kept_with_the_order():
    assert complete(make.ready_cart(strong_drink()), SAID)["errors"] == []
    assert Order.objects.get().metadata == {"consent.adult": SAID}


def test_said_in_the_cart_counts_until_it_is_taken_back():
    cart = make.ready_cart(strong_drink())
    Checkout.objects.filter(pk=cart.pk).update(metadata={"consent.adult": SAID})
    assert complete(cart, "no")["order"] is None
    assert complete(cart)["errors"] == []


def test_of_other_goods_nobody_is_asked_the_age():
    assert complete(make.ready_cart(make.on_sale()))["errors"] == []
    assert Order.objects.get().metadata == {}


def test_a_type_that_becomes_one_for_adults_counts_for_carts_there_are():
    cart = make.ready_cart(make.on_sale())
    ProductType.objects.update(is_for_adults=True)
    assert complete(cart)["order"] is None


@pytest.mark.parametrize("bottles", [1, 3])
def test_looking_at_the_age_takes_no_statement(bottles):
    cart = make.ready_cart(*[strong_drink() for _ in range(bottles)])
    with CaptureQueriesContext(connection) as statements:
        services.complete(checkout_id=cart.pk, metadata={"consent.adult": SAID}, actor=GUEST)
    assert len(statements) == 24


def test_the_api_tells_which_types_are_for_adults():
    for variant, is_for_adults in ((strong_drink(), True), (make.on_sale(), False)):
        asked = (
            f'{{ product(id: "{gid(variant.product)}", channel: "vn") {{ productType {{ isForAdults }} }} }}'
        )
        assert ask(asked) == {"product": {"productType": {"isForAdults": is_for_adults}}}


def test_what_the_shop_knew_as_strong_drink_before_is_for_adults_after_an_upgrade():
    spirits, others = make.product_type(name="Rượu"), make.product_type(name="Rượu vang đỏ")
    import_module("marketplace.catalog.migrations.0004_for_adults").mark_strong_drink(apps, None)
    marked = ProductType.objects.order_by("pk").values_list("pk", "is_for_adults")
    assert list(marked) == [(spirits.pk, True), (others.pk, False)]


# by phone


@pytest.mark.parametrize("said", ["", "callerIsAdult: null", "callerIsAdult: false"])
def test_a_caller_gets_strong_drink_only_when_the_seller_says_that_he_is_grown_up(said):
    drink = strong_drink()
    done = ask(document(drink, said=said), seller(drink.product.cooperative))["it"]
    assert (done["suborder"], done["errors"]) == (None, [{"code": "REQUIRED", "field": "callerIsAdult"}])
    assert (Checkout.objects.count(), Order.objects.count(), Reservation.objects.count()) == (0, 0, 0)


def test_the_sellers_word_is_kept_with_the_order():
    drink = strong_drink()
    done = ask(document(drink, said="callerIsAdult: true"), seller(drink.product.cooperative))["it"]
    assert done["errors"] == []
    assert list(Order.objects.get().metadata) == ["consent.adult"]


def test_for_other_goods_the_sellers_word_is_neither_asked_nor_kept():
    tea = make.on_sale()
    done = ask(document(tea, said="callerIsAdult: true"), seller(tea.product.cooperative))["it"]
    assert (done["errors"], Order.objects.get().metadata) == ([], {})
