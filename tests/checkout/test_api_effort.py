"""What ordering costs the database over the API: the same number of statements for one cooperative and for five."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.checkout import services
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.order.models import OrderLine
from marketplace.tax.models import TaxRate
from tests import factories as make
from tests.asking import ask, gid, statements
from tools.processes import ROOT

pytestmark = pytest.mark.django_db

COMPLETE = (ROOT / "benchmarks" / "operations" / "CheckoutComplete.graphql").read_text(encoding="utf-8")


def completed(cooperatives):
    """How many statements it takes to order two taxed goods of each cooperative."""
    standard = make.tax_class()
    TaxRate.objects.create(tax_class=standard, rate_percent=8, valid_from="2026-01-01")
    goods = []
    for _ in range(cooperatives):
        seller = make.cooperative()
        goods += [
            make.on_sale(product=make.product(cooperative=seller, tax_class=standard)) for _ in range(2)
        ]
    cart = make.ready_cart(*goods)
    with CaptureQueriesContext(connection) as captured:
        answer = ask(COMPLETE, GUEST, id=gid(cart))["checkoutComplete"]
    assert answer["errors"] == []
    assert (
        OrderLine.objects.filter(tax_percent=8).count() == len(answer["order"]["lines"]) == 2 * cooperatives
    )
    return len(captured)


@pytest.mark.parametrize("cooperatives", [1, 2, 5])
def test_completing_a_cart_of_taxed_goods_takes_27_statements_whatever_the_number_of_cooperatives(
    cooperatives,
):
    completed(1)  # nothing is looked up for the first time
    OrderLine.objects.all().delete()
    assert completed(cooperatives) == 27


CART = """quantity lines { id totalPrice { gross { amount } net { amount } } } subtotalPrice { gross { amount } }
    shippingPrice { gross { amount } } totalPrice { gross { amount } tax { amount } }"""
WAYS = "shippingMethods { name price { amount } active }"
ADD = f"""mutation($id: ID!, $lines: [CheckoutLineInput!]!) {{
    checkoutLinesAdd(id: $id, lines: $lines) {{ checkout {{ {CART} }} errors {{ message }} }} }}"""
CHOOSE = f"""mutation($id: ID!, $way: ID!) {{ checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $way) {{
    checkout {{ {CART} {WAYS} deliveryMethod {{ ... on ShippingMethod {{ name }} }} }} errors {{ message }} }} }}"""
READ = f"query($id: ID!) {{ checkout(id: $id) {{ {CART} {WAYS} }} }}"


def counted(text, **variables):
    """The answer, and how many statements it took."""
    with CaptureQueriesContext(connection) as captured:
        answer = ask(text, GUEST, **variables)
    (found,) = answer.values()
    assert found.get("errors", []) == []
    return found.get("checkout", found), len(captured)


def two_of(cooperatives):
    """A good to begin with and another to add, of each."""
    sellers = [make.cooperative() for _ in range(cooperatives)]
    return [[make.on_sale(cooperative=each) for each in sellers] for _ in range(2)]


@pytest.mark.parametrize("cooperatives", [1, 3])
def test_what_is_added_is_answered_without_asking_what_delivery_costs(cooperatives):
    make.shipping()
    for _ in range(2):  # the first time a statement is made, which may look something up
        first, more = two_of(cooperatives)
        cart = make.cart(*first)
        lines = [{"variantId": gid(each), "quantity": 2} for each in more]
        answer, effort = counted(ADD, id=gid(cart), lines=lines)
    assert answer["quantity"] == 3 * cooperatives
    assert effort == 16


@pytest.mark.parametrize("cooperatives", [1, 3])
def test_a_choice_is_answered_from_what_it_was_chosen_from(cooperatives):
    post, _pickup = make.shipping()
    for _ in range(2):
        first, _more = two_of(cooperatives)
        cart = make.ready_cart(*first)
        answer, effort = counted(CHOOSE, id=gid(cart), way=gid(post))
    assert answer["deliveryMethod"] == {"name": "Bưu điện"}
    assert answer["shippingPrice"]["gross"]["amount"] == 30_000 * cooperatives
    assert effort == 14
    assert {key: answer[key] for key in answer if key != "deliveryMethod"} == ask(READ, GUEST, id=gid(cart))[
        "checkout"
    ]


@pytest.mark.parametrize("order", [f"{CART} {WAYS}", f"{WAYS} {CART}"])
def test_prices_first_or_ways_first_is_the_same_answer_for_the_same_effort(order):
    make.shipping()
    cart = make.cart(*two_of(2)[0])
    text = f"query($id: ID!) {{ checkout(id: $id) {{ {order} }} }}"
    counted(text, id=gid(cart))
    answer, effort = counted(text, id=gid(cart))
    assert [each["name"] for each in answer["shippingMethods"] if each["active"]] == [
        "Bưu điện",
        "Tự đến lấy",
    ]
    assert effort == 7


@pytest.mark.parametrize("count", [2, 5])
def test_what_carts_in_a_list_can_have_and_lack_takes_the_same_for_any_number_of_carts(count):
    make.shipping()
    few = make.on_sale(quantity=count + 1)
    for _ in range(count):
        make.cart(few, make.on_sale())
    text = """{ checkouts(first: 10) { edges { node { problems { __typename }
        lines { quantityAvailable problems { __typename } } } } } }"""
    staff = Actor(ActorKind.STAFF, user_id=10**6, permissions=frozenset({"MANAGE_CHECKOUTS"}))
    carts = ask(text, staff)["checkouts"]["edges"]
    # one is free, and one is held by each cart itself
    assert [each["node"]["lines"][0]["quantityAvailable"] for each in carts] == [2] * count
    assert statements(text, staff) == 8


def test_a_line_that_came_in_by_a_second_tap_while_the_answer_was_made_is_priced(monkeypatch):
    post, _pickup = make.shipping()
    tea, rice = make.on_sale(), make.on_sale()
    cart = make.ready_cart(tea)
    choose = services.set_delivery_method

    def and_then_another_adds(**named):
        sent = choose(**named)
        lines = [services.LineInput(rice.pk, 1)]
        services.add_lines(checkout_id=cart.pk, lines=lines, actor=GUEST)
        return sent

    monkeypatch.setattr(services, "set_delivery_method", and_then_another_adds)
    asked = """mutation($id: ID!, $way: ID!) { checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $way) {
        checkout { lines { quantityAvailable totalPrice { gross { amount } } } } errors { message } } }"""
    answer = ask(asked, GUEST, id=gid(cart), way=gid(post))["checkoutDeliveryMethodUpdate"]
    assert len(answer["checkout"]["lines"]) == 2
    assert all(each["totalPrice"]["gross"]["amount"] for each in answer["checkout"]["lines"])
