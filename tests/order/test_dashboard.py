"""What the dialect's dashboard reads of an order, besides what buyers do: its history, promises, money still owed."""

import pytest
from django.utils import translation

from marketplace.core.actor import GUEST, SYSTEM, Actor, ActorKind
from marketplace.order import services
from marketplace.order.models import GrantedRefund, RefundStatus
from marketplace.order.services import Declined
from marketplace.order.statuses import OrderStatus
from tests import factories as make
from tests.asking import ask, gid, nodes, refused, statements

pytestmark = pytest.mark.django_db

MANAGER = Actor(ActorKind.STAFF, user_id=10**6, permissions=frozenset({"MANAGE_ORDERS"}))


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def read(order, fields, actor=MANAGER):
    return ask(f'{{ order(id: "{gid(order)}") {{ {fields} }} }}', actor)["order"]


def accepted(order):
    """The first part, accepted."""
    part = order.suborders.first()
    services.accept(suborder_id=part.pk, actor=SYSTEM)
    return part


# history


def test_staff_read_what_happened_in_the_dialects_words():
    order = make.order(make.on_sale(), quantity=3)
    part = accepted(order)
    line = order.lines.get()
    services.decline(suborder_id=part.pk, lines=[Declined(line.pk, 1)], actor=SYSTEM)
    services.pack(suborder_id=part.pk, actor=SYSTEM)
    services.ship(suborder_id=part.pk, actor=SYSTEM)
    shown = read(order, "events { type message quantity amount user { id } shippingCostsIncluded }")["events"]
    assert [(each["type"], each["message"]) for each in shown] == [
        ("PLACED", "An order was placed"),
        ("CONFIRMED", "The cooperative accepted its part"),
        ("REMOVED_PRODUCTS", "The cooperative declined some of the goods"),
        ("OTHER", "The goods were packed"),
        ("FULFILLMENT_FULFILLED_ITEMS", "The goods were sent"),
    ]
    assert [each["quantity"] for each in shown] == [None, None, 1, None, None]
    assert [each["shippingCostsIncluded"] for each in shown] == [None, None, False, None, None]


def test_what_was_taken_off_is_named_with_its_line():
    order = make.order(make.on_sale(), quantity=3)
    part = accepted(order)
    line = order.lines.get()
    services.decline(suborder_id=part.pk, lines=[Declined(line.pk, 2)], actor=SYSTEM)
    fields = "events { type lines { quantity itemName orderLine { id productName } discount { value } } }"
    (found,) = [each["lines"] for each in read(order, fields)["events"] if each["type"] == "REMOVED_PRODUCTS"]
    (gone,) = found
    assert (gone["quantity"], gone["orderLine"]) == (2, {"id": gid(line), "productName": line.product_name})
    assert gone["itemName"].startswith(line.product_name)


def test_cash_is_told_with_its_amount():
    order = make.order(make.on_sale())
    part = accepted(order)
    services.ship(suborder_id=part.pk, actor=SYSTEM)
    services.deliver(suborder_id=part.pk, actor=SYSTEM)
    found = read(order, "events { type amount }")["events"]
    assert ("PAYMENT_CAPTURED", 130_000.0) in [(each["type"], each["amount"]) for each in found]


def test_history_is_for_staff_who_tend_orders():
    order = make.order(make.on_sale())
    text = f'{{ order(id: "{gid(order)}") {{ events {{ id }} }} }}'
    told = "To access this path, you need one of the following permissions: MANAGE_ORDERS"
    assert [refused(text, each) for each in (GUEST, Actor(ActorKind.STAFF, user_id=1))] == [[told], [told]]


# promises


def test_goods_are_promised_from_a_warehouse_until_they_are_sent():
    order = make.order(make.on_sale(), quantity=2)
    fields = "lines { allocations { quantity warehouse { id name } } }"
    ((promise,),) = [each["allocations"] for each in read(order, fields)["lines"]]
    stock = order.lines.get().variant.stocks.get()
    assert promise == {"quantity": 2, "warehouse": {"id": gid(stock.warehouse), "name": stock.warehouse.name}}
    services.ship(suborder_id=accepted(order).pk, actor=SYSTEM)
    assert read(order, fields)["lines"] == [{"allocations": []}]
    assert refused(f'{{ order(id: "{gid(order)}") {{ {fields} }} }}') != []


# money


def test_what_is_still_to_go_back():
    order = make.order(make.on_sale(), quantity=2)
    assert read(order, "totalRemainingGrant { amount }") == {"totalRemainingGrant": {"amount": 0}}
    part = accepted(order)
    services.decline(suborder_id=part.pk, lines=[Declined(order.lines.get().pk, 1)], actor=SYSTEM)
    fields = "totalGrantedRefund { amount } totalRemainingGrant { amount }"
    assert read(order, fields) == {
        "totalGrantedRefund": {"amount": 100_000},
        "totalRemainingGrant": {"amount": 0},  # cash: nothing was paid yet
    }


def test_a_parcel_that_came_back_says_why_and_what_was_paid_back():
    order = make.order(make.on_sale(), make.on_sale())
    part = accepted(order)
    services.ship(suborder_id=part.pk, actor=SYSTEM)
    fields = "fulfillments { reason totalRefundedAmount { amount } shippingRefundedAmount { amount } reasonReference { id } lines { reason } }"
    nothing = {"totalRefundedAmount": None, "shippingRefundedAmount": None, "reasonReference": None}
    assert read(order, fields)["fulfillments"] == [{**nothing, "reason": None, "lines": [{"reason": None}]}]
    services.take_back(suborder_id=part.pk, reason="Không ai nhận", actor=SYSTEM)
    (found,) = read(order, fields)["fulfillments"]
    assert (found["reason"], found["totalRefundedAmount"]) == ("Không ai nhận", None)
    GrantedRefund.objects.update(status=RefundStatus.SUCCESS)
    (found,) = read(order, fields)["fulfillments"]
    assert found["totalRefundedAmount"] == {"amount": 130_000}
    assert found["shippingRefundedAmount"] == {"amount": 30_000}


def test_the_ways_of_an_order_and_of_the_shop():
    order = make.order(make.on_sale(), make.on_sale())
    (way,) = read(order, "shippingMethods { name price { amount } active message }")["shippingMethods"]
    assert (way["price"], way["active"], way["message"]) == ({"amount": 60_000}, True, None)
    shop = ask("{ shop { availablePaymentGateways { id name currencies } } }", MANAGER)["shop"]
    assert "VND" in shop["availablePaymentGateways"][0]["currencies"]
    nowhere = '{ shop { availablePaymentGateways(channel: "nowhere") { id } } }'
    assert ask(nowhere, MANAGER) == {"shop": {"availablePaymentGateways": []}}


def test_who_took_the_money_and_who_granted():
    order = make.order(make.on_sale(), quantity=2)
    user = make.user()
    staff = Actor(ActorKind.STAFF, user_id=user.pk, permissions=frozenset({"MANAGE_ORDERS"}))
    part = accepted(order)
    services.decline(suborder_id=part.pk, lines=[Declined(order.lines.get().pk, 1)], actor=staff)
    fields = """grantedRefunds { user { id } app { id } transactionEvents { id } reasonReference { id } }
        transactions { createdBy { ... on User { id } ... on App { id } } paymentMethodDetails { name __typename }
            events { createdBy { ... on User { id } } reasonReference { id } } }"""
    found = read(order, fields)
    assert found["grantedRefunds"][0]["user"] == {"id": gid(user)}
    (paid,) = found["transactions"]
    assert paid["paymentMethodDetails"]["__typename"] == "OtherPaymentMethodDetails"
    assert {"createdBy": {"id": gid(user)}, "reasonReference": None} in paid["events"]


def test_a_colleague_is_named_to_themselves_and_to_who_looks_after_staff_only():
    """MANAGE_ORDERS opens orders and customers; of a colleague it told the e-mail, addresses and permissions."""
    order = make.order(make.on_sale(), quantity=2)
    colleague = make.user(is_staff=True)
    theirs = Actor(ActorKind.STAFF, user_id=colleague.pk, permissions=frozenset({"MANAGE_ORDERS"}))
    services.accept(suborder_id=order.suborders.get().pk, actor=theirs)
    services.decline(
        suborder_id=order.suborders.get().pk, lines=[Declined(order.lines.get().pk, 1)], actor=theirs
    )
    both = Actor(ActorKind.STAFF, user_id=10**6, permissions=frozenset({"MANAGE_ORDERS", "MANAGE_STAFF"}))
    fields = """events { user { email } } grantedRefunds { user { email } }
        transactions { createdBy { ... on User { email } } events { createdBy { ... on User { email } } } }"""
    assert colleague.email not in str(read(order, fields))
    for reader in (theirs, both):
        found = read(order, fields, reader)
        assert {"user": {"email": colleague.email}} in found["events"]
        assert found["grantedRefunds"] == [{"user": {"email": colleague.email}}]
        assert {"createdBy": {"email": colleague.email}} in found["transactions"][0]["events"]


def test_what_there_is_none_of_is_empty():
    order = make.order(make.on_sale())
    fields = """invoices { id number url status createdAt } payments { id total { amount } transactions { kind } }
        giftCards { id last4CodeChars events { type balance { currentBalance { amount } } } } voucher { type }
        discounts { valueType value reason translatedName }
        lines { voucherCode priceOverrideReason discounts { value unit { amount } } }
        channel { orderSettings { markAsPaidStrategy allowUnpaidOrders automaticallyConfirmAllNewOrders } }"""
    assert read(order, fields) == {
        "invoices": [],
        "payments": [],
        "giftCards": [],
        "voucher": None,
        "discounts": [],
        "lines": [{"voucherCode": None, "priceOverrideReason": None, "discounts": []}],
        "channel": {
            "orderSettings": {
                "markAsPaidStrategy": "TRANSACTION_FLOW",
                "allowUnpaidOrders": True,
                "automaticallyConfirmAllNewOrders": False,
            }
        },
    }


# effort

WHOLE = """id number events { id type date message user { email } lines { quantity itemName } }
    lines { id productName allocations { quantity warehouse { name } } discounts { id } }
    fulfillments { reason totalRefundedAmount { amount } lines { quantity orderLine { productName } } }
    transactions { createdBy { ... on User { email } } events { createdBy { ... on User { email } } } }
    grantedRefunds { reason user { email } lines { quantity } }
    shippingMethods { name } totalRemainingGrant { amount } invoices { id } payments { id }"""


@pytest.mark.parametrize("count", [1, 3])
def test_orders_are_read_whole_in_a_fixed_number_of_statements(count):
    for _ in range(count):
        order = make.order(make.on_sale(), make.on_sale(), quantity=2)
        staff = Actor(ActorKind.STAFF, user_id=make.user().pk, permissions=frozenset({"MANAGE_ORDERS"}))
        part = order.suborders.first()
        services.accept(suborder_id=part.pk, actor=staff)
        line = part.lines.get()
        services.decline(suborder_id=part.pk, lines=[Declined(line.pk, 1)], actor=staff)
        services.ship(suborder_id=part.pk, actor=staff)
        services.take_back(suborder_id=part.pk, reason="Không ai nhận", actor=staff)
    text = f"{{ orders(first: 10) {{ edges {{ node {{ {WHOLE} }} }} }} }}"
    assert len(nodes(ask(text, MANAGER)["orders"])) == count
    assert statements(text, MANAGER) == 19


# what there is none of


def test_no_order_is_a_draft_and_the_list_takes_the_dashboards_filters():
    order = make.order(make.on_sale())
    text = """query ($filter: OrderDraftFilterInput, $sortBy: OrderSortingInput, $search: String) {
      draftOrders(first: 9, filter: $filter, sortBy: $sortBy, search: $search) { totalCount edges { node { number } } } }"""
    everything = {
        "customer": "a@example.com",
        "created": {"gte": "2026-01-01"},
        "search": "1",
        "metadata": [{"key": "a", "value": "b"}],
        "channels": [gid(order.channel)],
    }
    none = {"draftOrders": {"totalCount": 0, "edges": []}}
    assert ask(text, MANAGER) == none
    assert (
        ask(text, MANAGER, filter=everything, search="1", sortBy={"field": "NUMBER", "direction": "ASC"})
        == none
    )
    order.status = OrderStatus.DRAFT
    order.save()
    assert nodes(ask(text, MANAGER)["draftOrders"]) == [{"number": str(order.number)}]
    assert nodes(ask(text, MANAGER, search=str(order.number))["draftOrders"]) == [
        {"number": str(order.number)}
    ]
    assert nodes(ask(text, MANAGER, filter={"customer": "nobody@example.com"})["draftOrders"]) == []
    told = "To access this path, you need one of the following permissions: MANAGE_ORDERS"
    assert refused(text) == [told]


def test_reasons_are_words_and_gift_cards_never_were():
    buyer = make.user()
    staff = Actor(ActorKind.STAFF, user_id=10**6, permissions=frozenset({"MANAGE_USERS", "MANAGE_GIFT_CARD"}))
    text = "{ refundSettings { reasonReferenceType { id } } returnSettings { reasonReferenceType { id } } }"
    assert ask(text, staff) == {
        "refundSettings": {"reasonReferenceType": None},
        "returnSettings": {"reasonReferenceType": None},
    }
    rules = "{ giftCardSettings { expiryType expiryPeriod { amount type } } }"
    assert ask(rules, staff) == {"giftCardSettings": {"expiryType": "NEVER_EXPIRE", "expiryPeriod": None}}
    cards = """query ($id: ID!) { user(id: $id) { giftCards(first: 1) { totalCount
      edges { node { id last4CodeChars isActive expiryDate currentBalance { amount } } } } } }"""
    assert ask(cards, staff, id=gid(buyer)) == {"user": {"giftCards": {"totalCount": 0, "edges": []}}}
    assert (
        refused(text)
        == ["To access this path, you need one of the following permissions: AUTHENTICATED_STAFF_USER"] * 2
    )
    assert refused(rules, MANAGER) == [
        "To access this path, you need one of the following permissions: MANAGE_GIFT_CARD"
    ]
