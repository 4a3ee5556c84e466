"""What a buyer is told before the end: rest days, smallest orders, what is left, and what can be ordered again."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format

from marketplace.catalog.models import ProductVariant
from marketplace.channel.models import Channel
from marketplace.checkout.models import Checkout, CheckoutLine
from marketplace.cooperative.models import Cooperative
from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.order.models import Order, OrderLine
from marketplace.warehouse.models import Reservation, Stock
from tests import factories as make
from tests.asking import ask, gid

pytestmark = pytest.mark.django_db
ERRORS = "errors { field code message lines variants }"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def mutate(name, arguments, answer="checkout { id }", errors=ERRORS, actor=GUEST):
    """The payload of one mutation; `arguments` as GraphQL text."""
    return ask(f"mutation {{ it: {name}({arguments}) {{ {answer} {errors} }} }}", actor)["it"]


def read(cart, fields):
    return ask(f'{{ checkout(id: "{gid(cart)}") {{ {fields} }} }}')["checkout"]


def test_a_closed_cooperative_names_the_day_and_the_cart_is_kept():
    tea, rice = make.on_sale(), make.on_sale()
    cart = make.ready_cart(tea)
    day = timezone.localdate() + timedelta(days=9)
    for each in (tea, rice):
        Cooperative.objects.filter(pk=each.product.cooperative_id).update(closed_until=day)
    again = f"The cooperative takes orders again from {date_format(day, 'j F Y')} on."
    fields = "problems { ... on CheckoutLineProblemVariantNotAvailable { reason line { id } } }"
    line = read(cart, "lines { id }")["lines"][0]
    assert read(cart, fields)["problems"] == [{"reason": again, "line": line}]
    more = f'id: "{gid(cart)}", lines: [{{ quantity: 1, variantId: "{gid(rice)}" }}]'
    (error,) = mutate("checkoutLinesAdd", more)["errors"]
    assert (error["code"], error["field"], error["message"], error["variants"]) == (
        "PRODUCT_UNAVAILABLE_FOR_PURCHASE",
        "variantId",
        again,
        [gid(rice)],
    )
    (error,) = mutate("checkoutComplete", f'id: "{gid(cart)}"', "order { id }")["errors"]
    assert (error["code"], error["lines"]) == ("PRODUCT_UNAVAILABLE_FOR_PURCHASE", [line["id"]])
    assert error["message"] == f"{tea.product.name}, Gói 500 g: {again}"
    assert read(cart, "quantity") == {"quantity": 1}
    Cooperative.objects.update(closed_until=timezone.localdate())
    assert mutate("checkoutComplete", f'id: "{gid(cart)}"', "order { id }")["errors"] == []


def test_the_smallest_order_is_told_before_and_asked_for_at_the_end():
    tea = make.on_sale(price=60_000)
    Cooperative.objects.filter(pk=tea.product.cooperative_id).update(minimum_order_amount=150_000)
    cart = make.ready_cart(tea, make.on_sale(), quantity=2)
    told = "parcels { minimumOrder { amount } missingForMinimum { amount } }"
    assert read(cart, told)["parcels"] == [
        {"minimumOrder": {"amount": 150_000}, "missingForMinimum": {"amount": 30_000}},
        {"minimumOrder": None, "missingForMinimum": {"amount": 0}},
    ]
    (error,) = mutate("checkoutComplete", f'id: "{gid(cart)}"', "order { id }")["errors"]
    line = CheckoutLine.objects.get(checkout=cart, variant=tea)
    assert (error["code"], error["field"], error["lines"]) == (
        "MINIMUM_ORDER_NOT_REACHED",
        "lines",
        [gid(line)],
    )
    assert error["message"] == (
        f"{tea.product.cooperative.name} sends orders from 150.000\N{NO-BREAK SPACE}₫ on. "
        "Add goods for 30.000\N{NO-BREAK SPACE}₫."
    )
    more = f'id: "{gid(cart)}", lines: [{{ quantity: 1, variantId: "{gid(tea)}" }}]'
    enough = mutate("checkoutLinesAdd", more, f"checkout {{ {told} }}")["checkout"]["parcels"][0]
    assert enough["missingForMinimum"] == {"amount": 0}
    assert mutate("checkoutComplete", f'id: "{gid(cart)}"', "order { id }")["errors"] == []


def test_a_note_reaches_every_cooperative():
    cart = make.ready_cart(make.on_sale(), make.on_sale())
    mutate("checkoutCustomerNoteUpdate", f'id: "{gid(cart)}", customerNote: "Gọi trước khi giao"')
    assert read(cart, "customerNote") == {"customerNote": "Gọi trước khi giao"}
    done = mutate(
        "checkoutComplete", f'id: "{gid(cart)}"', "order { customerNote suborders { customerNote } }"
    )
    assert done["order"] == {
        "customerNote": "Gọi trước khi giao",
        "suborders": [{"customerNote": "Gọi trước khi giao"}] * 2,
    }
    part = Order.objects.get().suborders.first()
    seller = Actor(ActorKind.USER, member_id=1, cooperatives={part.cooperative_id: standing("OWNER")})
    seen = ask(f'{{ suborder(id: "{gid(part)}") {{ customerNote }} }}', seller)["suborder"]
    assert seen == {"customerNote": "Gọi trước khi giao"}


def test_a_line_knows_how_many_it_can_have():
    tea, service = (
        make.on_sale(quantity=5),
        make.on_sale(track_inventory=False, quantity_limit_per_customer=7),
    )
    cart = make.cart(tea, service, quantity=2)
    make.cart(tea, quantity=1)
    assert read(cart, "lines { quantityAvailable }")["lines"] == [
        {"quantityAvailable": 4},
        {"quantityAvailable": 7},
    ]


# the same once more


def again(order, actor=GUEST):
    answer = """checkout { id quantity email shippingAddress { city } lines { quantity variant { id } } }
        unavailableVariants { code message variantId lineId } errors { code field }"""
    return mutate("checkoutCreateFromOrder", f'id: "{gid(order)}"', answer, "", actor)


def test_an_order_is_put_into_a_new_cart_without_the_buyers_contact():
    tea, rice = make.on_sale(), make.on_sale()
    order = make.order(tea, rice, quantity=2)
    done = again(order)
    assert done["checkout"]["lines"] == [
        {"quantity": 2, "variant": {"id": gid(tea)}},
        {"quantity": 2, "variant": {"id": gid(rice)}},
    ]
    assert (done["unavailableVariants"], done["errors"]) == ([], [])
    assert (done["checkout"]["email"], done["checkout"]["shippingAddress"]) == (None, None)
    assert dict(Reservation.objects.values_list("stock__variant", "quantity")) == {tea.pk: 2, rice.pk: 2}
    lan = make.user()
    again(order, Actor(ActorKind.USER, user_id=lan.pk))
    assert Checkout.objects.filter(completed_at=None).order_by("created_at").last().user_id == lan.pk


def test_what_cannot_be_had_again_is_named_and_the_rest_goes_in():
    goods = {name: make.on_sale() for name in ("kept", "sold", "hidden", "deleted", "limited")}
    order = make.order(*goods.values(), quantity=2)
    lines = {name: order.lines.get(variant=each) for name, each in goods.items()}
    Stock.objects.filter(variant=goods["sold"]).update(quantity=3)
    goods["hidden"].product.channel_listings.update(is_published=False)
    ProductVariant.objects.filter(pk=goods["limited"].pk).update(quantity_limit_per_customer=1)
    OrderLine.objects.filter(pk=lines["deleted"].pk).update(variant=None)
    done = again(order)
    assert done["checkout"]["lines"] == [{"quantity": 2, "variant": {"id": gid(goods["kept"])}}]
    missing = {each["lineId"]: (each["code"], each["variantId"]) for each in done["unavailableVariants"]}
    assert missing == {
        gid(lines["sold"]): ("INSUFFICIENT_STOCK", gid(goods["sold"])),
        gid(lines["hidden"]): ("PRODUCT_NOT_PUBLISHED", gid(goods["hidden"])),
        gid(lines["limited"]): ("QUANTITY_GREATER_THAN_LIMIT", gid(goods["limited"])),
        gid(lines["deleted"]): ("NOT_FOUND", ""),
    }
    words = {each["lineId"]: each["message"] for each in done["unavailableVariants"]}
    assert words[gid(lines["sold"])] == f"Only 1 of {goods['sold'].product.name}, Gói 500 g left."


def test_where_nothing_can_be_had_again_no_cart_is_made():
    order = make.order()
    Cooperative.objects.update(closed_until=timezone.localdate() + timedelta(days=1))
    done = again(order)
    assert done["checkout"] is None
    assert [each["code"] for each in done["unavailableVariants"]] == ["PRODUCT_UNAVAILABLE_FOR_PURCHASE"]
    assert Checkout.objects.filter(completed_at=None).count() == 0


def test_an_unknown_order_or_a_closed_market_is_refused():
    order = make.order()
    assert again(make.cart(make.on_sale()))["errors"] == [{"code": "GRAPHQL_ERROR", "field": "id"}]
    unknown = Order(pk=order.checkout_id)
    assert again(unknown)["errors"] == [{"code": "ORDER_NOT_FOUND", "field": "id"}]
    Channel.objects.update(is_active=False)
    assert again(order)["errors"] == [{"code": "CHANNEL_INACTIVE", "field": "channel"}]
