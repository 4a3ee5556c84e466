from uuid import uuid4

import pytest

from marketplace.core.actor import GUEST
from marketplace.graphql.context import Context
from marketplace.graphql.ids import to_global_id
from marketplace.order.models import Order
from marketplace.schema import endpoint
from tests import factories as make

pytestmark = pytest.mark.django_db
DUMMY = "saleor.io.dummy-payment-app"
INITIALIZE = """mutation ($id: ID!, $ways: [PaymentGatewayToInitialize!]) {
  paymentGatewayInitialize(id: $id, paymentGateways: $ways) {
    gatewayConfigs { id data errors { field code } } errors { field code }
  }
}"""


def ask(text, **variables):
    result = endpoint.answer(text, variables, None, Context(actor=GUEST))
    assert result.errors is None, result.errors
    return result.data


@pytest.fixture
def cart():
    return to_global_id("Checkout", make.ready_cart(make.on_sale()).pk)


def test_a_page_is_told_of_all_ways_to_pay_or_of_those_it_asks_about(cart):
    told = ask(INITIALIZE, id=cart)["paymentGatewayInitialize"]
    assert told["errors"] == []
    assert told["gatewayConfigs"] == [{"id": each, "data": None, "errors": []} for each in ("cod", DUMMY)]
    asked = [{"id": DUMMY}, {"id": "unknown"}]
    assert ask(INITIALIZE, id=cart, ways=asked)["paymentGatewayInitialize"]["gatewayConfigs"] == [
        {"id": DUMMY, "data": None, "errors": []},
        {"id": "unknown", "data": None, "errors": [{"field": "paymentGateway", "code": "NOT_FOUND"}]},
    ]


def test_an_unknown_cart_is_said(cart):
    for wrong, code in (
        (to_global_id("Checkout", uuid4()), "NOT_FOUND"),
        (to_global_id("Product", 1), "GRAPHQL_ERROR"),
    ):
        told = ask(INITIALIZE, id=wrong)["paymentGatewayInitialize"]
        assert (told["gatewayConfigs"], told["errors"]) == (None, [{"field": "id", "code": code}])


def test_there_are_no_gift_cards_and_no_discounts_yet(cart):
    text = """query ($id: ID!) { checkout(id: $id) {
      giftCards { id displayCode currentBalance { amount } } availablePaymentGateways { id name } } }"""
    assert ask(text, id=cart)["checkout"] == {
        "giftCards": [],
        "availablePaymentGateways": [
            {"id": "cod", "name": "Cash on delivery"},
            {"id": DUMMY, "name": "Test payment"},
        ],
    }
    order = to_global_id("Order", make.order().pk)
    text = "query ($id: ID!) { order(id: $id) { discounts { name } voucher { code } giftCards { id } } }"
    assert ask(text, id=order)["order"] == {"discounts": [], "voucher": None, "giftCards": []}


def test_an_order_is_paid_as_saleors_storefront_pays_test_orders(cart):
    pay = """mutation ($id: ID!) { transactionInitialize(id: $id, paymentGateway: {
      id: "saleor.io.dummy-payment-app", data: {event: {type: "CHARGE_SUCCESS", includePspReference: true}}}) {
        transaction { id actions } transactionEvent { message type } data errors { code } } }"""
    paid = ask(pay, id=cart)["transactionInitialize"]
    assert (paid["errors"], paid["transactionEvent"]["type"]) == ([], "CHARGE_SUCCESS")
    complete = (
        "mutation ($id: ID!) { checkoutComplete(id: $id) { order { isPaid chargeStatus } errors { code } } }"
    )
    assert ask(complete, id=cart)["checkoutComplete"] == {
        "order": {"isPaid": True, "chargeStatus": "FULL"},
        "errors": [],
    }
    assert Order.objects.count() == 1


def test_nobody_names_the_price_of_a_line():
    variant = make.on_sale()
    lines = [{"variantId": to_global_id("ProductVariant", variant.pk), "quantity": 1, "price": 1}]
    create = """mutation ($lines: [CheckoutLineInput!]!) {
      checkoutCreate(input: {channel: "vn", lines: $lines}) { checkout { id } errors { field code } } }"""
    refused = {"checkout": None, "errors": [{"field": "price", "code": "INVALID"}]}
    assert ask(create, lines=lines)["checkoutCreate"] == refused
    update = """mutation ($id: ID!, $lines: [CheckoutLineUpdateInput!]!) {
      checkoutLinesUpdate(id: $id, lines: $lines) { checkout { id } errors { field code } } }"""
    cart = to_global_id("Checkout", make.cart(variant).pk)
    assert ask(update, id=cart, lines=lines)["checkoutLinesUpdate"] == refused
