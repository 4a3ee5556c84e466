"""Putting in, taking out, holding; who buys and where it goes."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from marketplace.account.models import Address as AddressRow
from marketplace.checkout import queries, services
from marketplace.checkout.errors import CheckoutNotFound
from marketplace.checkout.models import Checkout, CheckoutLine
from marketplace.checkout.pricing import priced
from marketplace.checkout.services import AddressInput, LineInput, LineUpdate
from marketplace.core.actor import GUEST
from marketplace.core.address import Address
from marketplace.core.errors import DomainError, DomainErrors
from marketplace.site.services import update_settings
from marketplace.warehouse.models import Reservation
from tests import factories as make

pytestmark = pytest.mark.django_db

HANOI = AddressInput(
    Address(
        first_name="Hằng",
        street_address_1="12 Hàng Bạc",
        city="Hoàn Kiếm",
        country_area="Hà Nội",
        phone="0912345678",
    )
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def add(cart, *pairs):
    lines = [LineInput(variant.pk, quantity) for variant, quantity in pairs]
    return services.add_lines(checkout_id=cart.pk, lines=lines, actor=GUEST)


def refused(call, *args, **named):
    with pytest.raises(DomainError) as error:
        call(*args, **named)
    each = getattr(error.value, "errors", [error.value])
    return [(one.code, one.field) for one in each]


def quantities(cart):
    return list(
        CheckoutLine.objects.filter(checkout=cart).order_by("position").values_list("variant", "quantity")
    )


def held():
    return dict(Reservation.objects.values_list("stock__variant", "quantity"))


# lines


def test_what_is_put_in_is_held_and_grows():
    rice, tea = make.on_sale(), make.on_sale()
    cart = make.cart(rice)
    add(cart, (rice, 2), (tea, 1))
    assert quantities(cart) == [(rice.pk, 3), (tea.pk, 1)]
    assert held() == {rice.pk: 3, tea.pk: 1}


def test_there_is_one_parcel_per_cooperative_in_the_order_first_added():
    rice, tea = make.on_sale(), make.on_sale()
    same = make.on_sale(cooperative=tea.product.cooperative)
    cart = make.cart(tea, rice, same)
    whole = queries.snapshot(cart)
    assert [parcel.cooperative_id for parcel in whole.parcels] == [
        tea.product.cooperative_id,
        rice.product.cooperative_id,
    ]
    assert [len(parcel.lines) for parcel in whole.parcels] == [2, 1]
    line = CheckoutLine.objects.get(checkout=cart, variant=rice)
    services.delete_lines(checkout_id=cart.pk, line_ids=[line.pk], actor=GUEST)
    assert [parcel.cooperative_id for parcel in queries.snapshot(cart).parcels] == [
        tea.product.cooperative_id
    ]


def test_a_quantity_is_set_by_line_or_by_variant_and_zero_takes_it_out():
    rice, tea = make.on_sale(), make.on_sale()
    cart = make.cart(rice, tea)
    line = CheckoutLine.objects.get(checkout=cart, variant=rice)
    changes = [LineUpdate(5, line_id=line.pk), LineUpdate(0, variant_id=tea.pk)]
    services.update_lines(checkout_id=cart.pk, lines=changes, actor=GUEST)
    assert quantities(cart) == [(rice.pk, 5)]
    assert held() == {rice.pk: 5}


def test_more_than_there_is_is_refused_and_changes_nothing():
    rice = make.on_sale(quantity=2)
    cart = make.cart(rice)
    with pytest.raises(DomainErrors) as error:
        add(cart, (rice, 2))
    (one,) = error.value.errors
    assert (one.code, one.field, one.details["variants"]) == ("INSUFFICIENT_STOCK", "quantity", [rice.pk])
    assert str(one.message) == f"Only 2 of {rice.product.name}, Gói 500 g left."
    assert quantities(cart) == [(rice.pk, 1)]
    assert held() == {rice.pk: 1}


def test_what_others_hold_cannot_be_put_in():
    rice = make.on_sale(quantity=1)
    make.cart(rice)
    assert refused(make.cart, rice) == [("INSUFFICIENT_STOCK", "quantity")]
    assert Checkout.objects.count() == 1


def test_without_holds_goods_are_still_looked_for():
    update_settings(reserve_stock_duration_anonymous_user=None)
    rice = make.on_sale(quantity=1)
    cart = make.cart(rice)
    assert (held(), cart.holds_until) == ({}, None)
    assert refused(add, cart, (rice, 1)) == [("INSUFFICIENT_STOCK", "quantity")]


@pytest.mark.parametrize("quantity", [0, -3])
def test_less_than_one_cannot_be_put_in(quantity):
    rice = make.on_sale()
    cart = make.cart(rice)
    assert refused(add, cart, (rice, quantity)) == [("ZERO_QUANTITY", "quantity")]
    negative = [LineUpdate(-1, variant_id=rice.pk)]
    assert refused(services.update_lines, checkout_id=cart.pk, lines=negative, actor=GUEST) == [
        ("ZERO_QUANTITY", "quantity")
    ]


def test_the_shop_and_the_good_limit_what_one_buyer_takes():
    update_settings(limit_quantity_per_checkout=4)
    rice, tea = make.on_sale(quantity=99), make.on_sale(quantity=99, quantity_limit_per_customer=2)
    cart = make.cart(rice, tea)
    assert refused(add, cart, (rice, 4)) == [("QUANTITY_GREATER_THAN_LIMIT", "quantity")]
    assert refused(add, cart, (tea, 2)) == [("QUANTITY_GREATER_THAN_LIMIT", "quantity")]
    update_settings(limit_quantity_per_checkout=None)
    assert refused(add, cart, (rice, 10**9)) == [("QUANTITY_GREATER_THAN_LIMIT", "quantity")]


def test_everything_that_speaks_against_it_is_said_at_once():
    hidden, unpriced, later = make.on_sale(), make.on_sale(), make.on_sale()
    closed = make.on_sale(cooperative=make.cooperative(closed_until=timezone.localdate() + timedelta(days=1)))
    hidden.product.channel_listings.update(is_published=False)
    unpriced.channel_listings.update(price_amount=None, discounted_price_amount=None)
    later.product.channel_listings.update(available_for_purchase_at=timezone.now() + timedelta(days=1))
    missing = make.on_sale()
    missing.delete()
    goods = [hidden, unpriced, later, closed]
    lines = [LineInput(each.pk, 1) for each in goods] + [LineInput(10**6, 1)]
    assert refused(services.create, channel_slug=make.channel().slug, lines=lines, actor=GUEST) == [
        ("PRODUCT_NOT_PUBLISHED", "variant_id"),
        ("UNAVAILABLE_VARIANT_IN_CHANNEL", "variant_id"),
        ("PRODUCT_UNAVAILABLE_FOR_PURCHASE", "variant_id"),
        ("PRODUCT_UNAVAILABLE_FOR_PURCHASE", "variant_id"),
        ("NOT_FOUND", "variant_id"),
    ]


def test_what_was_never_out_is_not_found():
    draft = make.on_sale()
    draft.product.channel_listings.update(is_published=False, published_at=None)
    lines = [LineInput(draft.pk, 1)]
    assert refused(services.create, channel_slug=make.channel().slug, lines=lines, actor=GUEST) == [
        ("NOT_FOUND", "variant_id")
    ]


def test_a_cart_has_an_end():
    goods = [make.on_sale() for _ in range(3)]
    cart = make.cart(goods[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("marketplace.checkout.services.lines.MOST_LINES", 2)
        assert refused(add, cart, (goods[1], 1), (goods[2], 1)) == [("INVALID", "lines")]


def test_lines_of_another_cart_are_not_found():
    cart, other = make.cart(make.on_sale()), make.cart(make.on_sale())
    theirs = other.lines.get().pk
    assert refused(services.delete_lines, checkout_id=cart.pk, line_ids=[theirs], actor=GUEST) == [
        ("NOT_FOUND", "line_id")
    ]
    change = [LineUpdate(2, line_id=theirs)]
    assert refused(services.update_lines, checkout_id=cart.pk, lines=change, actor=GUEST) == [
        ("NOT_FOUND", "line_id")
    ]


def test_every_verb_wants_an_open_cart():
    done = make.ready_cart(make.on_sale())
    services.complete(checkout_id=done.pk, actor=GUEST)
    for pk in (done.pk, uuid.uuid4()):
        for call in (
            lambda pk: services.add_lines(checkout_id=pk, lines=[], actor=GUEST),
            lambda pk: services.update_lines(checkout_id=pk, lines=[], actor=GUEST),
            lambda pk: services.delete_lines(checkout_id=pk, line_ids=[], actor=GUEST),
            lambda pk: services.set_email(checkout_id=pk, email="a@b.vn", actor=GUEST),
            lambda pk: services.set_phone(checkout_id=pk, phone="", actor=GUEST),
            lambda pk: services.set_note(checkout_id=pk, note="", actor=GUEST),
            lambda pk: services.set_language(checkout_id=pk, language_code="en", actor=GUEST),
            lambda pk: services.set_shipping_address(checkout_id=pk, address=HANOI, actor=GUEST),
            lambda pk: services.set_billing_address(checkout_id=pk, address=HANOI, actor=GUEST),
            lambda pk: services.set_delivery_method(checkout_id=pk, method_id=None, actor=GUEST),
            lambda pk: services.update_parcels(checkout_id=pk, choices=[], actor=GUEST),
            lambda pk: services.detach_customer(checkout_id=pk, actor=GUEST),
            lambda pk: services.initialize_payment(checkout_id=pk, gateway_id="cod", actor=GUEST),
        ):
            with pytest.raises(CheckoutNotFound):
                call(pk)


# holds


def run_out(cart):
    """The cart's holds ended a minute ago."""
    Reservation.objects.filter(claim__in=cart.lines.values("pk")).update(
        reserved_until=timezone.now() - timedelta(minutes=1)
    )


def test_any_write_restarts_the_holds():
    rice = make.on_sale(quantity=1)
    cart = make.cart(rice)
    run_out(cart)
    services.set_email(checkout_id=cart.pk, email="lan@example.com", actor=GUEST)
    assert Reservation.objects.get().reserved_until > timezone.now() + timedelta(minutes=59)
    assert refused(make.cart, rice) == [("INSUFFICIENT_STOCK", "quantity")]


def test_the_minutes_of_a_hold_are_the_shops():
    update_settings(reserve_stock_duration_anonymous_user=5, reserve_stock_duration_authenticated_user=90)
    goods = make.on_sale()
    guests, users = make.cart(goods), make.cart(goods, user=make.user())
    now = timezone.now()
    assert timedelta(minutes=4) < guests.holds_until - now < timedelta(minutes=6)
    assert timedelta(minutes=89) < users.holds_until - now < timedelta(minutes=91)


def test_a_hold_that_ran_out_and_was_lost_keeps_no_other_write_back():
    rice, tea = make.on_sale(quantity=1), make.on_sale()
    cart = make.cart(rice, tea)
    run_out(cart)
    make.cart(rice)
    services.set_email(checkout_id=cart.pk, email="lan@example.com", actor=GUEST)
    add(cart, (tea, 1))
    assert Reservation.objects.get(claim=cart.lines.get(variant=tea).pk).quantity == 2
    (problem,) = queries.problems(queries.snapshot(cart))
    assert (problem.line.goods.variant_id, problem.available) == (rice.pk, 0)


# contact


def test_an_email_is_checked_and_can_be_taken_back():
    cart = make.cart(make.on_sale())
    assert (
        services.set_email(checkout_id=cart.pk, email=" lan@example.com ", actor=GUEST).email
        == "lan@example.com"
    )
    for wrong in ("lan", "lan@", "a" * 250 + "@example.com"):
        assert refused(services.set_email, checkout_id=cart.pk, email=wrong, actor=GUEST) == [
            ("INVALID", "email")
        ]
    assert services.set_email(checkout_id=cart.pk, email="", actor=GUEST).email == ""


def test_a_phone_is_checked_and_has_one_form():
    cart = make.cart(make.on_sale())
    assert services.set_phone(checkout_id=cart.pk, phone="091 234 5678", actor=GUEST).phone == "+84912345678"
    assert refused(services.set_phone, checkout_id=cart.pk, phone="091234567", actor=GUEST) == [
        ("INVALID", "phone")
    ]


def test_the_address_becomes_official_and_stays_one_row():
    cart = make.cart(make.on_sale())
    first = services.set_shipping_address(checkout_id=cart.pk, address=HANOI, actor=GUEST).shipping_address
    second = services.set_shipping_address(checkout_id=cart.pk, address=HANOI, actor=GUEST).shipping_address
    assert (first.pk, first.city, first.province_code) == (second.pk, "Phường Hoàn Kiếm", "01")


def test_a_wrong_address_says_which_field_of_which_address():
    cart = make.cart(make.on_sale())
    with pytest.raises(DomainErrors) as error:
        services.set_billing_address(checkout_id=cart.pk, address=AddressInput(Address()), actor=GUEST)
    found = {(one.field, one.code, one.details["address_type"]) for one in error.value.errors}
    assert ("city", "REQUIRED", "BILLING") in found
    assert Checkout.objects.get(pk=cart.pk).billing_address is None


def test_an_address_can_be_kept_unchecked():
    cart = make.cart(make.on_sale())
    row = services.set_shipping_address(
        checkout_id=cart.pk, address=AddressInput(Address(city="Đâu đó"), skip_validation=True), actor=GUEST
    ).shipping_address
    assert (row.city, row.validation_skipped) == ("Đâu đó", True)


def test_a_cart_is_made_whole_or_not_at_all():
    rice = make.on_sale()
    asked = {"channel_slug": "vn", "lines": [LineInput(rice.pk, 1)], "email": "a@b.vn", "actor": GUEST}
    wrong = AddressInput(Address(first_name="Lan"))
    with pytest.raises(DomainErrors):
        services.create(**asked, shipping_address=wrong)
    assert Checkout.objects.count() == 0
    cart = services.create(**asked, shipping_address=HANOI, metadata={"from": "zalo"})
    assert (cart.email, cart.currency, cart.metadata) == ("a@b.vn", "VND", {"from": "zalo"})
    assert cart.shipping_address.commune_code == "00070"


def test_the_channel_must_exist_and_be_open_or_be_the_only_one():
    make.channel()
    assert services.create(channel_slug=None, actor=GUEST).channel.slug == "vn"
    make.channel(slug="us", currency_code="USD")
    make.channel(slug="old", is_active=False)
    assert refused(services.create, channel_slug=None, actor=GUEST) == [("MISSING_CHANNEL_SLUG", "channel")]
    assert refused(services.create, channel_slug="nowhere", actor=GUEST) == [("NOT_FOUND", "channel")]
    assert refused(services.create, channel_slug="old", actor=GUEST) == [("CHANNEL_INACTIVE", "channel")]


def test_a_cart_finds_its_user_and_can_be_left_by_them():
    cart, lan = make.cart(make.on_sale()), make.user(phone="+84900000001")
    attached = services.attach_customer(checkout_id=cart.pk, user=lan, actor=GUEST)
    assert (attached.user, attached.email, attached.phone) == (lan, lan.email, "+84900000001")
    home = services.set_shipping_address(checkout_id=cart.pk, address=HANOI, actor=GUEST).shipping_address
    services.set_note(checkout_id=cart.pk, note="Gọi trước", actor=GUEST)
    left = services.detach_customer(checkout_id=cart.pk, actor=GUEST)
    assert (left.user, left.email, left.phone, left.note, left.shipping_address) == (None, "", "", "", None)
    assert left.lines.count() == 1
    assert not AddressRow.objects.filter(pk=home.pk).exists()


def test_a_note_has_an_end():
    cart = make.cart(make.on_sale())
    assert (
        services.set_note(checkout_id=cart.pk, note="Gọi trước khi đến", actor=GUEST).note
        == "Gọi trước khi đến"
    )
    assert refused(services.set_note, checkout_id=cart.pk, note="x" * 2001, actor=GUEST) == [
        ("INVALID", "customer_note")
    ]


# prices


def test_a_cart_costs_what_its_order_will(django_assert_num_queries):
    rice = make.on_sale(price=33_333, quantity=9)
    cart = make.ready_cart(rice, make.on_sale(price=50_001), quantity=3)
    prices = priced(queries.snapshot(Checkout.objects.get(pk=cart.pk)))
    order = services.complete(checkout_id=cart.pk, actor=GUEST)
    assert prices.total.gross.minor == order.total_gross_amount == 3 * 33_333 + 3 * 50_001 + 2 * 38_000
    assert prices.subtotal.gross.minor == order.subtotal_gross_amount


@pytest.mark.parametrize("count", [1, 3])
def test_a_snapshot_takes_four_statements(django_assert_num_queries, count):
    make.shipping()
    pk = make.cart(*(make.on_sale() for _ in range(count))).pk
    cart = queries.whole().get(pk=pk)
    with django_assert_num_queries(4):
        whole = queries.snapshot(cart)
    assert len(whole.lines) == count
    with django_assert_num_queries(1):
        assert queries.problems(whole) == []


def test_what_was_read_without_quotes_or_tax_says_so_when_asked_for_them():
    cart = make.cart(make.on_sale())
    whole = queries.snapshots([queries.whole().get(pk=cart.pk)], with_quotes=False)[cart.pk]
    assert not whole.is_quoted
    with pytest.raises(TypeError, match="without quotes"):
        _ = whole.parcels[0].quotes
    (goods,) = queries.goods_in(cart.channel_id, [whole.lines[0].goods.variant_id]).values()
    with pytest.raises(TypeError, match="without their tax"):
        _ = goods.rate
