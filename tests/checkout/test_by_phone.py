"""Orders that a cooperative takes by phone."""

import pytest
from django.utils import translation

from marketplace.checkout.models import Checkout
from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.jobs import run_due
from marketplace.notification.models import Message
from marketplace.order.models import Order
from marketplace.warehouse.models import Reservation, Stock
from tests import factories as make
from tests.asking import ask, gid, refused

pytestmark = pytest.mark.django_db
ADDRESS = """{ firstName: "Chị Hằng", countryArea: "Thành phố Hà Nội", city: "Phường Hoàn Kiếm",
    streetAddress1: "12 Hàng Bạc", country: VN }"""


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def seller(cooperative):
    return Actor(ActorKind.USER, member_id=1, cooperatives={cooperative.pk: standing("OWNER")})


def document(variant, cooperative=None, *, quantity=1, phone="0912345678", post=None, said="", **more):
    post = post or make.shipping()[0]
    given = f'''cooperative: "{gid(cooperative or variant.product.cooperative)}", phone: "{phone}", note: "Giao chiều",
        channel: "vn", lines: [{{ variantId: "{gid(variant)}", quantity: {quantity} }}],
        deliveryMethodId: "{gid(post)}", shippingAddress: {ADDRESS} {said}'''
    given += "".join(f', {name}: "{value}"' for name, value in more.items())
    answer = """suborder { status buyerName buyerPhone customerNote order { id } amountDue { amount }
        paymentGateway } errors { code field }"""
    return f"mutation {{ it: suborderTakeByPhone(input: {{ {given} }}) {{ {answer} }} }}"


def test_a_callers_order_is_placed_and_accepted_at_once():
    tea = make.on_sale()
    done = ask(document(tea, quantity=2), seller(tea.product.cooperative))["it"]
    assert done == {
        "suborder": {
            "status": "ACCEPTED",
            "buyerName": "Chị Hằng",
            "buyerPhone": "+84912345678",
            "customerNote": "Giao chiều",
            "order": None,
            "amountDue": {"amount": 238_000},
            "paymentGateway": "cod",
        },
        "errors": [],
    }
    stock = Stock.objects.get(variant=tea)
    assert (stock.quantity, stock.quantity_allocated, Reservation.objects.count()) == (10, 2, 0)
    assert Order.objects.get().origin == "draft"


def test_the_caller_gets_the_link_and_the_cooperative_is_not_asked():
    tea = make.on_sale()
    make.member(cooperative=tea.product.cooperative)
    ask(document(tea), seller(tea.product.cooperative))
    run_due()
    told = sorted(Message.objects.values_list("kind", "recipient"))
    assert told == [("accepted", "buyer"), ("order_placed", "buyer")]


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"phone": " "}, "REQUIRED", "phone"),
        ({"phone": "12"}, "INVALID", "phone"),
        ({"quantity": 11}, "INSUFFICIENT_STOCK", "quantity"),
    ],
)
def test_what_a_cart_refuses_is_refused_and_nothing_is_left_behind(more, code, field):
    tea = make.on_sale()
    done = ask(document(tea, **more), seller(tea.product.cooperative))["it"]
    assert (done["suborder"], done["errors"]) == (None, [{"code": code, "field": field}])
    assert (Checkout.objects.count(), Order.objects.count(), Reservation.objects.count()) == (0, 0, 0)


def test_a_cooperative_takes_orders_for_its_own_goods_only():
    tea, other = make.on_sale(), make.cooperative()
    foreign = ask(document(tea, other), seller(other))["it"]["errors"]
    assert foreign == [{"code": "INVALID", "field": "lines"}]
    stranger = ask(document(tea), seller(other))["it"]["errors"]
    assert stranger == [{"code": "NOT_FOUND", "field": "cooperative"}]
    assert refused(document(tea), GUEST) != []
    assert (Checkout.objects.count(), Order.objects.count()) == (0, 0)


def test_the_same_press_twice_is_one_order_and_other_words_under_its_key_are_another():
    tea = make.on_sale(quantity=1)
    actor, (post, _pickup) = seller(tea.product.cooperative), make.shipping()

    def press(**more):
        text = document(tea, post=post, **more).replace("suborder {", "suborder { number", 1)
        return ask(text, actor)["it"]

    first = press(idempotencyKey="a")
    assert (first["errors"], press(idempotencyKey="a")) == ([], first)
    assert (Order.objects.count(), Stock.objects.get(variant=tea).quantity_allocated) == (1, 1)
    Stock.objects.filter(variant=tea).update(quantity=10)
    numbers = {
        press(**each)["suborder"]["number"]
        for each in ({"idempotencyKey": "b"}, {"idempotencyKey": "a", "phone": "0912345679"}, {}, {})
    }
    assert len(numbers | {first["suborder"]["number"]}) == Order.objects.count() == 5


def test_another_cooperatives_order_is_not_answered_to_who_knows_its_key():
    tea, other = make.on_sale(), make.on_sale()
    ask(document(tea, idempotencyKey="a"), seller(tea.product.cooperative))
    text = document(tea, idempotencyKey="a")
    stranger = ask(text, seller(other.product.cooperative))["it"]
    assert (stranger["suborder"], stranger["errors"]) == (
        None,
        [{"code": "NOT_FOUND", "field": "cooperative"}],
    )
