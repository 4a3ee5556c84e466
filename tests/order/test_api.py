"""Orders and a cooperative's work in the dialect."""

import uuid

import pytest
from django.utils import translation

from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, SYSTEM, Actor, ActorKind
from marketplace.graphql.ids import to_global_id
from marketplace.order import services
from marketplace.order.services import Declined
from marketplace.payment.tasks import record_cash
from tests import factories as make
from tests.asking import ask, gid, nodes, refused, statements

pytestmark = pytest.mark.django_db

MANAGER = Actor(ActorKind.STAFF, user_id=10**6, permissions=frozenset({"MANAGE_ORDERS"}))


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def member(suborder):
    return Actor(ActorKind.USER, member_id=1, cooperatives={suborder.cooperative_id: standing("OWNER")})


def read(order, fields, actor=GUEST):
    return ask(f'{{ order(id: "{gid(order)}") {{ {fields} }} }}', actor)["order"]


def act(verb, suborder, more="", actor=None):
    name = f"suborder{verb.capitalize()}"
    answer = "suborder { status } errors { code field message }"
    text = f'mutation {{ it: {name}(id: "{gid(suborder)}"{more}) {{ {answer} }} }}'
    return ask(text, actor or member(suborder))["it"]


@pytest.fixture
def order():
    """Two cooperatives, 130.000 ₫ each with delivery."""
    return make.order(make.on_sale(), make.on_sale())


# the buyer


def test_a_guest_reads_the_order_by_its_id(order):
    shown = read(
        order,
        """number status statusDisplay userEmail phone customerNote origin shippingMethodName isShippingRequired
        subtotal { gross { amount } } shippingPrice { gross { amount } } total { gross { amount } net { amount } }
        totalBalance { amount } isPaid paymentStatus chargeStatus authorizeStatus totalChargePending { amount }
        shippingAddress { city countryArea } deliveryMethod { ... on ShippingMethod { name price { amount } } }
        lines { productName quantity quantityToFulfill unitPrice { gross { amount } } taxRate unitDiscountValue
            totalPrice { gross { amount } } thumbnail(size: 256, format: WEBP) { url } variant { id }
            suborder { number } }
        suborders { number status amountDue { amount } total { gross { amount } } paymentGateway buyerName buyerPhone
            cooperative { name } lines { productName } events { status message } fulfillments { id } }
        checkoutId weight { value } languageCodeEnum""",
    )
    assert (shown["number"], shown["status"], shown["statusDisplay"]) == (
        str(order.number),
        "UNFULFILLED",
        "Waiting for the goods",
    )
    assert shown["total"] == {"gross": {"amount": 260_000}, "net": {"amount": 260_000}}
    assert (shown["paymentStatus"], shown["chargeStatus"], shown["isPaid"]) == ("PENDING", "NONE", False)
    assert (shown["totalBalance"], shown["totalChargePending"]) == ({"amount": -260_000}, {"amount": 260_000})
    assert shown["deliveryMethod"] == {"name": "Bưu điện", "price": {"amount": 60_000}}
    first = shown["suborders"][0]
    assert (first["number"], first["status"], first["amountDue"]) == (
        f"{order.number}-1",
        "WAITING",
        {"amount": 130_000},
    )
    assert (first["buyerName"], first["buyerPhone"]) == ("Chị Hằng", "+84912345678")
    assert first["events"] == [{"status": "WAITING", "message": "The order was placed."}]
    assert shown["lines"][0]["suborder"] == {"number": f"{order.number}-1"}
    assert shown["checkoutId"] == to_global_id("Checkout", order.checkout_id)


def test_an_unknown_order_is_null_and_a_wrong_id_an_error():
    assert ask(f'{{ order(id: "{to_global_id("Order", uuid.uuid4())}") {{ id }} }}') == {"order": None}
    assert refused('{ order(id: "nonsense") { id } }') == ["Invalid ID: nonsense."]
    assert refused("{ order { id } }") != []


def test_the_buyer_sees_what_happened_to_each_part(order):
    part = order.suborders.first()
    line = part.lines.get()
    services.accept(suborder_id=part.pk, actor=SYSTEM)
    services.ship(suborder_id=part.pk, tracking_number="VN 1180", carrier_name="Bưu điện", actor=SYSTEM)
    services.deliver(suborder_id=part.pk, actor=SYSTEM)
    record_cash(suborder_id=str(part.pk), amount=130_000)
    shown = read(
        order,
        """status fulfillments { fulfillmentOrder status trackingNumber lines { quantity orderLine { id } } }
        totalCharged { amount } paymentStatus
        suborders { status trackingNumber carrierName events { status message } fulfillments { trackingNumber } }""",
    )
    assert shown["status"] == "PARTIALLY_FULFILLED"
    assert shown["fulfillments"] == [
        {
            "fulfillmentOrder": 1,
            "status": "FULFILLED",
            "trackingNumber": "VN 1180",
            "lines": [{"quantity": 1, "orderLine": {"id": gid(line)}}],
        }
    ]
    assert (shown["totalCharged"], shown["paymentStatus"]) == ({"amount": 130_000}, "PARTIALLY_CHARGED")
    assert [each["status"] for each in shown["suborders"][0]["events"]] == [
        "WAITING",
        "ACCEPTED",
        "SHIPPED",
        "DELIVERED",
    ]
    assert shown["suborders"][1]["events"][1:] == []


def test_a_declined_line_is_told_and_falls_from_what_is_due_but_not_from_the_total():
    order = make.order(make.on_sale(), quantity=3)
    part = order.suborders.get()
    line = part.lines.get()
    services.decline(suborder_id=part.pk, lines=[Declined(line.pk, 1)], reason="Vỡ", actor=SYSTEM)
    shown = read(
        order,
        """total { gross { amount } } totalBalance { amount } totalGrantedRefund { amount }
        grantedRefunds { amount { amount } reason status shippingCostsIncluded lines { quantity orderLine { id } } }
        suborders { total { gross { amount } } amountDue { amount } events { status message } }
        lines { quantity quantityDeclined quantityToFulfill }""",
    )
    assert shown["total"]["gross"]["amount"] == 338_000
    assert (shown["totalBalance"], shown["totalGrantedRefund"]) == ({"amount": -238_000}, {"amount": 100_000})
    assert shown["grantedRefunds"] == [
        {
            "amount": {"amount": 100_000},
            "reason": "Vỡ",
            "status": "NONE",
            "shippingCostsIncluded": False,
            "lines": [{"quantity": 1, "orderLine": {"id": gid(line)}}],
        }
    ]
    (told,) = shown["suborders"]
    assert (told["total"]["gross"]["amount"], told["amountDue"]["amount"]) == (338_000, 238_000)
    assert told["events"][1] == {
        "status": None,
        "message": f"1 × {line.product_name}, Gói 500 g: not there any more, taken off the order.",
    }
    assert shown["lines"] == [{"quantity": 3, "quantityDeclined": 1, "quantityToFulfill": 2}]


def test_a_user_finds_the_own_orders_and_nobody_elses():
    lan, other = make.user(), make.user()
    mine = [make.order(user=lan) for _ in range(2)]
    make.order(user=other)
    text = "{ me { orders(first: 10) { totalCount edges { node { number user { email } } } } } }"
    found = ask(text, Actor(ActorKind.USER, user_id=lan.pk))["me"]["orders"]
    assert [each["number"] for each in nodes(found)] == [str(each.number) for each in reversed(mine)]
    assert {each["user"]["email"] for each in nodes(found)} == {lan.email}
    assert found["totalCount"] == 2
    waiting = text.replace("first: 10", "first: 10, where: { status: { eq: FULFILLED } }")
    assert ask(waiting, Actor(ActorKind.USER, user_id=lan.pk))["me"]["orders"]["totalCount"] == 0


def test_whose_order_it_is_is_not_told_to_whoever_knows_its_id():
    lan = make.user()
    order = make.order(user=lan)
    assert read(order, "user { email }") == {"user": None}
    assert read(order, "user { email }", Actor(ActorKind.USER, user_id=lan.pk)) == {
        "user": {"email": lan.email}
    }
    assert read(order, "user { email }", MANAGER) == {"user": {"email": lan.email}}


# the operator


def test_staff_list_filter_and_sort_orders():
    orders = [make.order() for _ in range(3)]
    services.decline(suborder_id=orders[0].suborders.get().pk, actor=SYSTEM)
    everything = "{ orders(first: 10%s) { totalCount edges { node { number } } } }"

    def numbers(more):
        found = ask(everything % more, MANAGER)["orders"]
        return [int(each["number"]) for each in nodes(found)]

    newest_first = [each.number for each in reversed(orders)]
    assert numbers("") == newest_first
    assert numbers(", sortBy: { field: NUMBER, direction: ASC }") == newest_first[::-1]
    assert numbers(", filter: { status: [CANCELED] }") == [orders[0].number]
    assert numbers(", filter: { status: [READY_TO_FULFILL] }") == newest_first[:2]
    assert numbers(f', filter: {{ numbers: ["{orders[1].number}", "x"] }}') == [orders[1].number]
    assert numbers(f', search: "#{orders[2].number}"') == [orders[2].number]
    assert numbers(', search: "hang@example.com"') == newest_first
    assert numbers(', filter: { customer: "nobody@example.com" }') == []
    assert numbers(f', where: {{ ids: ["{gid(orders[1])}"] }}') == [orders[1].number]
    either = f"{{ number: {{ eq: {orders[0].number} }} }}, {{ number: {{ eq: {orders[2].number} }} }}"
    assert numbers(f", where: {{ OR: [{either}] }}") == [orders[2].number, orders[0].number]
    assert numbers(', channel: "elsewhere"') == []
    assert refused(everything % "") != []
    assert refused(everything % "", Actor(ActorKind.STAFF, user_id=1)) != []


def test_orders_are_found_by_a_whole_number_however_it_is_written_and_by_no_part_of_it(order):
    order.phone = "+84987654321"
    order.save()
    make.order(make.on_sale())
    for argument in ("search: $text", "filter: { search: $text }", "filter: { customer: $text }"):
        text = f"query ($text: String) {{ orders(first: 10, {argument}) {{ edges {{ node {{ id }} }} }} }}"

        def found(typed, text=text):
            return [each["id"] for each in nodes(ask(text, MANAGER, text=typed)["orders"])]

        for whole in ("+84987654321", "0987654321", " 0987 654 321 "):
            assert found(whole) == [gid(order)]
        for part in ("098765432", "87654321", "4321", "+84"):
            assert found(part) == []


def test_payments_of_an_order_are_for_staff(order):
    fields = "name chargePendingAmount { amount } events { type } order { number }"
    text = f'{{ order(id: "{gid(order)}") {{ transactions {{ {fields} }} }} }}'
    assert refused(text) != []
    rows = ask(text, MANAGER)["order"]["transactions"]
    assert (
        rows
        == [
            {
                "name": "cod",
                "chargePendingAmount": {"amount": 130_000},
                "events": [{"type": "CHARGE_REQUEST"}],
                "order": {"number": str(order.number)},
            }
        ]
        * 2
    )


# the cooperative


def test_a_cooperative_works_through_its_part(order):
    part = order.suborders.first()
    for verb, more, status in (
        ("accept", "", "ACCEPTED"),
        ("pack", "", "PACKED"),
        ("ship", ', input: { trackingNumber: " VN 1180 ", carrierName: "Bưu điện" }', "SHIPPED"),
        ("deliver", "", "DELIVERED"),
    ):
        assert act(verb, part, more) == {"suborder": {"status": status}, "errors": []}
    part.refresh_from_db()
    assert part.tracking_number == "VN 1180"


@pytest.mark.parametrize(
    ("verb", "more", "code", "field"),
    [
        ("ship", ", input: {}", "ILLEGAL_STATUS", None),
        ("decline", ", lines: []", "REQUIRED", "lines"),
        ("decline", ', lines: [{{ orderLineId: "{line}", quantity: 0 }}]', "INVALID", "quantity"),
        (
            "decline",
            ', lines: [{{ orderLineId: "{line}", quantity: 2 }}]',
            "INSUFFICIENT_QUANTITY",
            "quantity",
        ),
        (
            "decline",
            ', lines: [{{ orderLineId: "{line}", quantity: 1, remaining: 2 }}]',
            "QUANTITY_CHANGED",
            "remaining",
        ),
        ("decline", ', lines: [{{ orderLineId: "{other}", quantity: 1 }}]', "NOT_FOUND", "orderLineId"),
        ("decline", ', lines: [{{ orderLineId: "{order}", quantity: 1 }}]', "GRAPHQL_ERROR", "orderLineId"),
    ],
)
def test_a_refusal_has_a_code_and_a_field(order, verb, more, code, field):
    part, sibling = order.suborders.all()
    known = {"line": gid(part.lines.get()), "other": gid(sibling.lines.get()), "order": gid(order)}
    answer = act(verb, part, more.format(**known) if "{{" in more else more)
    assert answer["suborder"] is None
    assert [(each["code"], each["field"]) for each in answer["errors"]] == [(code, field)]


def test_declining_in_the_dialect(order):
    part = order.suborders.first()
    assert act("decline", part, ', reason: "Hết hàng"') == {"suborder": {"status": "DECLINED"}, "errors": []}


def test_the_same_press_twice_takes_off_once():
    part = make.order(make.on_sale(), quantity=2).suborders.get()
    one_of_two = f', lines: [{{ orderLineId: "{gid(part.lines.get())}", quantity: 1, remaining: 2 }}]'
    assert act("decline", part, one_of_two)["errors"] == []
    again = act("decline", part, one_of_two)
    assert (again["suborder"], [each["code"] for each in again["errors"]]) == (None, ["QUANTITY_CHANGED"])
    assert part.lines.get().quantity_declined == 1


def test_members_see_their_part_without_the_order_and_its_id(order):
    part = order.suborders.first()
    fields = """number order { id } buyerName buyerPhone customerNote shippingAddress { city }
        lines { productName suborder { order { id } } }"""
    text = f'{{ suborder(id: "{gid(part)}") {{ {fields} }} }}'
    shown = ask(text, member(part))["suborder"]
    assert (shown["order"], shown["lines"][0]["suborder"]["order"]) == (None, None)
    assert (shown["buyerName"], shown["shippingAddress"]["city"]) == ("Chị Hằng", "Phường Hoàn Kiếm")
    assert str(order.pk) not in str(shown)
    assert ask(text, MANAGER)["suborder"]["order"] == {"id": gid(order)}


def test_members_neither_see_nor_change_anothers_part(order):
    part, sibling = order.suborders.all()
    text = f'{{ suborder(id: "{gid(sibling)}") {{ number }} }}'
    assert ask(text, member(part)) == {"suborder": None}
    assert refused(text) != []
    for verb, more in (
        ("accept", ""),
        ("pack", ""),
        ("ship", ", input: {}"),
        ("deliver", ""),
        ("decline", ""),
    ):
        answer = act(verb, sibling, more, member(part))
        assert [(each["code"], each["field"]) for each in answer["errors"]] == [("NOT_FOUND", "id")]
    sibling.refresh_from_db()
    assert sibling.status == "waiting"
    accept = f'mutation {{ suborderAccept(id: "{gid(sibling)}") {{ suborder {{ id }} }} }}'
    assert refused(accept) != []


def test_a_cooperatives_list_of_work_is_its_members_only():
    tea = make.on_sale(quantity=50)
    parts = [make.order(tea).suborders.get() for _ in range(3)]
    services.accept(suborder_id=parts[0].pk, actor=SYSTEM)
    cooperative = tea.product.cooperative
    work = "suborders(first: 10%s) { totalCount edges { node { number } } }"
    text = f'{{ cooperative(id: "{gid(cooperative)}") {{ {work} }} }}'

    def numbers(more="", actor=None):
        found = ask(text % more, actor or member(parts[0]))["cooperative"]["suborders"]
        return [each["number"] for each in nodes(found)]

    assert numbers() == [parts[1].number, parts[2].number, parts[0].number]
    assert numbers(", filter: { status: [WAITING] }") == [parts[1].number, parts[2].number]
    assert numbers(actor=GUEST) == []
    assert numbers(actor=Actor(ActorKind.USER, cooperatives={cooperative.pk + 1: standing("OWNER")})) == []


# effort

WHOLE = """number status total { gross { amount } } shippingAddress { city }
    suborders { number status amountDue { amount } cooperative { name } events { message }
        lines { productName quantity thumbnail(size: 256) { url } } fulfillments { trackingNumber } }"""


@pytest.mark.parametrize("cooperatives", [1, 3])
def test_an_order_is_read_in_a_fixed_number_of_statements(cooperatives):
    order = make.order(*(make.on_sale() for _ in range(cooperatives)))
    assert statements(f'{{ order(id: "{gid(order)}") {{ {WHOLE} }} }}') == 6


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_work_is_read_in_a_fixed_number_of_statements(count):
    tea = make.on_sale(quantity=50)
    parts = [make.order(tea).suborders.get() for _ in range(count)]
    fields = """number status buyerName buyerPhone shippingAddress { city }
        lines { productName quantity } events { message }"""
    work = f"suborders(first: 10) {{ edges {{ node {{ {fields} }} }} }}"
    text = f'{{ cooperative(id: "{gid(tea.product.cooperative)}") {{ {work} }} }}'
    assert statements(text, member(parts[0])) == 4


def test_the_id_of_a_line_opens_no_order(order):
    """The cooperative knows it, and may come back as a guest or as another's member."""
    line = order.lines.first()
    there = "item { ... on OrderLine { suborder { order { id } } } }"
    change = f'mutation {{ updateMetadata(id: "{gid(line)}", input: []) {{ {there} }} }}'
    buyer = Actor(ActorKind.USER, user_id=10**6)
    for actor in (GUEST, buyer, *map(member, order.suborders.all())):
        assert refused(change, actor) == [
            "To access this path, you need one of the following permissions: MANAGE_ORDERS"
        ]
