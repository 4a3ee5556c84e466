"""A cart becomes one order, or stays as it was with everything said that stands in its way."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from marketplace.catalog.services import delete_product
from marketplace.channel.models import Channel
from marketplace.checkout import queries, services
from marketplace.checkout.errors import CheckoutError, CheckoutNotFound, CheckoutProblems
from marketplace.checkout.models import Checkout, CheckoutLine, CheckoutParcel
from marketplace.checkout.services import LineUpdate
from marketplace.core.actor import GUEST
from marketplace.core.errors import DomainError
from marketplace.core.models import Event, Job
from marketplace.order.models import Order, OrderLine
from marketplace.payment.models import TransactionItem
from marketplace.shipping.models import RateRow, ShippingMethod
from marketplace.tax.models import TaxRate
from marketplace.warehouse.models import Allocation, Reservation, Stock
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def complete(cart, **also):
    return services.complete(checkout_id=cart.pk, actor=GUEST, **also)


def refusals(cart):
    with pytest.raises(CheckoutProblems) as error:
        complete(cart)
    return [(each.code, each.field) for each in error.value.errors]


def said(cart):
    with pytest.raises(CheckoutProblems) as error:
        complete(cart)
    return [str(each.message) for each in error.value.errors]


def as_it_is(cart):
    """Everything of the cart that a failed try must not change (what was told of prices apart)."""
    told = {"price_told_amount", "price_told_at"}
    rows = [*CheckoutLine.objects.filter(checkout=cart), *CheckoutParcel.objects.filter(checkout=cart)]
    return [
        model_to_dict(Checkout.objects.get(pk=cart.pk)),
        *({name: each for name, each in model_to_dict(row).items() if name not in told} for row in rows),
        *Reservation.objects.order_by("pk").values_list("claim", "quantity"),
        *Stock.objects.order_by("pk").values_list("quantity", "quantity_allocated"),
        (Order.objects.count(), TransactionItem.objects.count(), Event.objects.count(), Job.objects.count()),
    ]


def test_two_cooperatives_get_one_part_each():
    rice, tea = make.on_sale(price=190_000), make.on_sale(price=85_000)
    order = complete(make.ready_cart(rice, tea))
    assert (order.status, order.subtotal_gross_amount, order.shipping_gross_amount) == (
        "unfulfilled",
        275_000,
        60_000,
    )
    parts = list(order.suborders.all())
    assert [(each.number, each.cooperative_id, each.total_gross_amount) for each in parts] == [
        (f"{order.number}-1", rice.product.cooperative_id, 220_000),
        (f"{order.number}-2", tea.product.cooperative_id, 115_000),
    ]
    assert sum(each.amount_due_amount for each in parts) == order.total_gross_amount == 335_000
    assert {(each.status, each.payment_gateway, each.shipping_method_name) for each in parts} == {
        ("waiting", "cod", "Bưu điện")
    }
    assert (order.phone, order.email, order.shipping_address.city) == (
        "+84912345678",
        "hang@example.com",
        "Phường Hoàn Kiếm",
    )


def test_the_holds_become_promises():
    rice = make.on_sale()
    order = complete(make.ready_cart(rice, quantity=3))
    assert Reservation.objects.count() == 0
    assert list(Allocation.objects.values_list("claim", "quantity")) == [(order.lines.get().pk, 3)]
    assert Stock.objects.get(variant=rice).quantity_allocated == 3


def test_names_prices_and_rates_are_frozen():
    rice = make.on_sale(price=108_000)
    standard = make.tax_class(name="Hàng hoá")
    TaxRate.objects.create(tax_class=standard, rate_percent=8, valid_from="2026-01-01")
    product = rice.product
    product.tax_class = standard
    product.save()
    rice.channel_listings.update(price_amount=120_000)
    cart = make.ready_cart(rice, quantity=2)
    product.translations.create(language_code="en", name="Seng Cu rice")
    services.set_language(checkout_id=cart.pk, language_code="en", actor=GUEST)
    line = complete(cart).lines.get()
    assert (line.total_net_amount, line.total_gross_amount) == (200_000, 216_000)
    assert (line.unit_net_amount, line.unit_gross_amount) == (100_000, 108_000)
    assert (line.undiscounted_unit_gross_amount, line.undiscounted_total_gross_amount) == (120_000, 240_000)
    assert (line.tax_percent, line.tax_class_name, line.product_name) == (8, "Hàng hoá", product.name)
    assert (line.translated_product_name, line.translated_variant_name) == ("Seng Cu rice", "")
    TaxRate.objects.update(rate_percent=10)
    rice.channel_listings.update(price_amount=1, discounted_price_amount=1)
    line.refresh_from_db()
    assert (line.tax_percent, line.total_net_amount) == (8, 200_000)


def test_delivery_is_taxed_by_its_method():
    post, _pickup = make.shipping()
    cart = make.ready_cart(make.on_sale())
    post.tax_class = make.tax_class(name="Vận chuyển")
    post.save()
    TaxRate.objects.create(tax_class=post.tax_class, rate_percent=10, valid_from="2026-01-01")
    part = complete(cart).suborders.get()
    assert (part.shipping_net_amount, part.shipping_gross_amount) == (27_273, 30_000)
    assert (part.shipping_tax_percent, part.shipping_tax_class_name) == (10, "Vận chuyển")


def test_again_gives_the_same_order_also_later():
    cart = make.ready_cart(make.on_sale())
    first = complete(cart)
    assert complete(cart) == first
    assert Order.objects.count() == 1
    assert Event.objects.filter(kind="OrderPlaced").count() == 1
    assert queries.open_carts().count() == 0
    assert Checkout.objects.get(pk=cart.pk).completed_at == first.created_at


def test_metadata_and_the_address_to_return_to_go_with_it():
    cart = make.ready_cart(make.on_sale())
    Checkout.objects.filter(pk=cart.pk).update(metadata={"a": "1"}, note="Gọi trước")
    order = complete(cart, metadata={"b": "2"}, redirect_url="https://cho.example/xong")
    assert (order.metadata, order.customer_note) == ({"a": "1", "b": "2"}, "Gọi trước")
    assert order.redirect_url == "https://cho.example/xong"


def test_an_order_of_five_thousand_million_dong_is_exact():
    order = complete(make.ready_cart(make.on_sale(price=5_000_000_007)))
    assert order.total_gross_amount == 5_000_030_007
    assert order.suborders.get().amount_due_amount == 5_000_030_007


@pytest.mark.parametrize("url", ["x" * 501, "https://cho.example/" + "a" * 500])
def test_an_address_too_long_to_keep_is_refused(url):
    cart = make.ready_cart(make.on_sale())
    with pytest.raises(DomainError) as refused:
        complete(cart, redirect_url=url)
    assert (refused.value.code, refused.value.field) == ("INVALID", "redirect_url")


def test_an_unknown_cart_is_not_found():
    with pytest.raises(CheckoutNotFound):
        services.complete(checkout_id=uuid.uuid4(), actor=GUEST)


# what is missing


def test_an_empty_cart_has_nothing_to_order():
    make.channel()
    assert refusals(make.cart())[0] == ("NO_LINES", "lines")


def test_everything_that_is_missing_is_said_at_once():
    make.shipping()
    cart = make.cart(make.on_sale(), make.on_sale())
    before = as_it_is(cart)
    assert refusals(cart) == [
        ("EMAIL_NOT_SET", "email"),
        ("SHIPPING_ADDRESS_NOT_SET", "shipping_address"),
        ("SHIPPING_METHOD_NOT_SET", "shipping_method"),
        ("SHIPPING_METHOD_NOT_SET", "shipping_method"),
        ("CHECKOUT_NOT_FULLY_PAID", "payment_gateway"),
    ]
    assert as_it_is(cart) == before


def test_a_phone_alone_is_enough_to_be_reached():
    cart = make.ready_cart(make.on_sale())
    Checkout.objects.filter(pk=cart.pk).update(email="")
    assert complete(cart).phone == "+84912345678"


def test_goods_fetched_in_person_need_a_name_but_no_delivery_address():
    _post, pickup = make.shipping()
    cart = make.ready_cart(make.on_sale())
    services.set_delivery_method(checkout_id=cart.pk, method_id=pickup.pk, actor=GUEST)
    address = Checkout.objects.get(pk=cart.pk).shipping_address
    Checkout.objects.filter(pk=cart.pk).update(shipping_address=None)
    assert refusals(cart) == [("BILLING_ADDRESS_NOT_SET", "billing_address")]
    Checkout.objects.filter(pk=cart.pk).update(billing_address=address)
    part = complete(cart).suborders.get()
    assert (part.collects_in_person, part.shipping_gross_amount) == (True, 0)


def test_goods_that_need_no_shipping_need_no_delivery():
    voucher = make.on_sale()
    voucher.product.product_type.is_shipping_required = False
    voucher.product.product_type.save()
    cart = make.ready_cart(voucher)
    CheckoutParcel.objects.update(shipping_method=None)
    order = complete(cart)
    assert (order.shipping_gross_amount, order.lines.get().is_shipping_required) == (0, False)


def test_cash_is_refused_where_the_market_has_none():
    cart = make.ready_cart(make.on_sale())
    channel = make.channel()
    channel.allow_cash_on_delivery = False
    channel.save()
    assert refusals(cart) == [("PAYMENT_ERROR", "payment_gateway")]


# paying before


@pytest.fixture
def test_gateway(settings):
    test = {"BACKEND": "integrations.embedded.gateway.TestGateway"}
    settings.PAYMENT_GATEWAYS = {**settings.PAYMENT_GATEWAYS, "test": test}


def pay(cart, kind, key=""):
    return services.initialize_payment(
        checkout_id=cart.pk,
        gateway_id="test",
        data={"event": {"type": kind}},
        key=key,
        actor=GUEST,
    ).happened


@pytest.mark.parametrize("kind", ["CHARGE_SUCCESS", "AUTHORIZATION_SUCCESS"])
def test_what_is_paid_before_is_not_due_on_delivery(test_gateway, kind):
    cart = make.ready_cart(make.on_sale(), make.on_sale(price=33_333))
    assert pay(cart, kind).item.currency == "VND"
    order = complete(cart)
    assert [part.amount_due_amount for part in order.suborders.all()] == [0, 0]
    item = TransactionItem.objects.get(order_id=order.pk)
    assert item.charged_amount + item.authorized_amount == order.total_gross_amount


@pytest.mark.parametrize("kind", ["CHARGE_ACTION_REQUIRED", "CHARGE_FAILURE"])
def test_what_is_waited_for_or_declined_makes_no_order_and_loses_no_cart(test_gateway, kind):
    cart = make.ready_cart(make.on_sale())
    pay(cart, kind)
    assert refusals(cart) == [("CHECKOUT_NOT_FULLY_PAID", "payment_gateway")]
    pay(cart, "CHARGE_SUCCESS")
    assert complete(cart).status == "unfulfilled"


def test_a_cart_that_grew_after_paying_is_paid_up_first(test_gateway):
    rice = make.on_sale()
    cart = make.ready_cart(rice)
    pay(cart, "CHARGE_SUCCESS")
    services.update_lines(checkout_id=cart.pk, lines=[LineUpdate(2, variant_id=rice.pk)], actor=GUEST)
    assert refusals(cart) == [("CHECKOUT_NOT_FULLY_PAID", "payment_gateway")]
    assert pay(cart, "CHARGE_SUCCESS").event.amount == 108_000
    assert complete(cart).total_gross_amount == 238_000


# what has changed meanwhile


def test_goods_that_were_sold_meanwhile_are_told_and_the_cart_is_kept():
    rice = make.on_sale(quantity=5)
    cart = make.ready_cart(rice, make.on_sale(), quantity=3)
    Reservation.objects.all().delete()
    Stock.objects.filter(variant=rice).update(quantity=2)
    before = as_it_is(cart)
    assert said(cart) == [f"Only 2 of {rice.product.name}, Gói 500 g left."]
    assert refusals(cart) == [("INSUFFICIENT_STOCK", "quantity")]
    assert as_it_is(cart) == before


def test_goods_that_are_off_sale_or_closed_are_told_and_the_cart_is_kept():
    rice, tea = make.on_sale(), make.on_sale()
    cart = make.ready_cart(rice, tea)
    rice.product.channel_listings.update(is_published=False)
    cooperative = tea.product.cooperative
    cooperative.closed_until = timezone.localdate() + timedelta(days=7)
    cooperative.save()
    before = as_it_is(cart)
    assert refusals(cart) == [
        ("PRODUCT_NOT_PUBLISHED", "lines"),
        ("PRODUCT_UNAVAILABLE_FOR_PURCHASE", "lines"),
    ]
    assert as_it_is(cart) == before


def later(minutes=1):
    """The buyer has had time to read what was told."""
    past = timezone.now() - timedelta(minutes=minutes)
    CheckoutLine.objects.filter(price_told_at__isnull=False).update(price_told_at=past)
    CheckoutParcel.objects.filter(price_told_at__isnull=False).update(price_told_at=past)


def test_a_moved_price_stops_the_first_try_and_is_agreed_to_by_the_second():
    rice = make.on_sale(price=190_000)
    cart = make.ready_cart(rice)
    rice.channel_listings.update(price_amount=195_000, discounted_price_amount=195_000)
    before = as_it_is(cart)
    nbsp = "\N{NO-BREAK SPACE}"
    assert said(cart) == [
        f"{rice.product.name}, Gói 500 g went from 190.000{nbsp}₫ to 195.000{nbsp}₫. Please look before you order."
    ]
    assert as_it_is(cart) == before
    later()
    assert complete(cart).subtotal_gross_amount == 195_000


def test_a_phone_that_sends_everything_twice_agrees_to_nothing():
    rice = make.on_sale()
    cart = make.ready_cart(rice)
    rice.channel_listings.update(discounted_price_amount=90_000)
    assert refusals(cart) == refusals(cart) == [("PRICE_CHANGED", "lines")]
    later()
    assert complete(cart).subtotal_gross_amount == 90_000


def test_a_price_that_moves_again_is_told_again():
    rice = make.on_sale()
    cart = make.ready_cart(rice)
    for price in (110_000, 120_000):
        rice.channel_listings.update(discounted_price_amount=price)
        assert refusals(cart) == [("PRICE_CHANGED", "lines")]
        later()
    assert complete(cart).subtotal_gross_amount == 120_000


def test_setting_the_line_anew_agrees_to_its_price():
    rice = make.on_sale()
    cart = make.ready_cart(rice)
    rice.channel_listings.update(discounted_price_amount=110_000)
    services.update_lines(checkout_id=cart.pk, lines=[LineUpdate(1, variant_id=rice.pk)], actor=GUEST)
    assert complete(cart).subtotal_gross_amount == 110_000


def test_delivery_that_costs_another_sum_is_told_once():
    cart = make.ready_cart(make.on_sale())
    RateRow.objects.filter(price_amount=30_000).update(price_amount=31_000)
    assert refusals(cart) == [("PRICE_CHANGED", "delivery_method_id")]
    later()
    assert complete(cart).shipping_gross_amount == 31_000


def test_a_way_that_is_gone_is_told():
    cart = make.ready_cart(make.on_sale())
    ShippingMethod.objects.filter(name="Bưu điện").update(is_active=False)
    assert refusals(cart) == [("DELIVERY_METHOD_NOT_APPLICABLE", "delivery_method_id")]


def test_the_problems_of_a_cart_are_the_same_before_one_tries():
    rice, tea, salt = make.on_sale(quantity=5), make.on_sale(), make.on_sale()
    cart = make.ready_cart(rice, tea, salt, quantity=3)
    Reservation.objects.all().delete()
    Stock.objects.filter(variant=rice).update(quantity=2)
    tea.channel_listings.update(discounted_price_amount=1)
    salt.product.channel_listings.update(is_published=False)
    found = queries.problems(queries.snapshot(queries.whole().get(pk=cart.pk)))
    assert [type(each).__name__ for each in found] == ["InsufficientStock", "PriceChanged", "NotAvailable"]
    assert [code for code, _field in refusals(cart)] == [
        "INSUFFICIENT_STOCK",
        "PRICE_CHANGED",
        "PRODUCT_NOT_PUBLISHED",
    ]


# effort


@pytest.mark.parametrize("cooperatives", [1, 2, 5])
def test_completion_takes_24_statements_whatever_the_number_of_cooperatives(cooperatives):
    goods = [make.on_sale(cooperative=make.cooperative()) for _ in range(cooperatives)]
    cart = make.ready_cart(*goods, *[make.on_sale(cooperative=each.product.cooperative) for each in goods])
    with CaptureQueriesContext(connection) as statements:
        order = complete(cart)
    assert OrderLine.objects.filter(order=order).count() == 2 * cooperatives
    assert len(statements) == 24


def test_taxed_goods_take_one_statement_more():
    rice = make.on_sale()
    standard = make.tax_class()
    TaxRate.objects.create(tax_class=standard, rate_percent=8, valid_from="2026-01-01")
    type(rice.product).objects.update(tax_class=standard)
    cart = make.ready_cart(rice)
    with CaptureQueriesContext(connection) as statements:
        complete(cart)
    assert len(statements) == 25


def test_the_second_call_takes_four_statements(django_assert_num_queries):
    cart = make.ready_cart(make.on_sale())
    complete(cart)
    with django_assert_num_queries(4):  # begin, cart, order, commit
        complete(cart)


def test_nothing_is_ordered_in_a_market_that_was_closed_meanwhile():
    cart = make.ready_cart(make.on_sale())
    Channel.objects.filter(pk=cart.channel_id).update(is_active=False)
    before = as_it_is(cart)
    with pytest.raises(CheckoutError) as refused:
        complete(cart)
    assert (refused.value.code, refused.value.field) == ("CHANNEL_INACTIVE", "channel")
    assert as_it_is(cart) == before
    Channel.objects.filter(pk=cart.channel_id).update(is_active=True)
    assert complete(cart).checkout_id == cart.pk


def test_nobody_gets_a_part_of_an_order_with_nothing_in_it():
    rice, tea = make.on_sale(), make.on_sale()
    cart = make.ready_cart(rice, tea)
    delete_product(product=tea.product)
    order = complete(cart)
    assert [part.cooperative_id for part in order.suborders.all()] == [rice.product.cooperative_id]


def test_a_cart_whose_goods_were_all_deleted_is_empty():
    tea = make.on_sale()
    cart = make.ready_cart(tea)
    delete_product(product=tea.product)
    assert ("NO_LINES", "lines") in refusals(cart)
