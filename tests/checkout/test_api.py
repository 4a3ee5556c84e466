"""Carts in the dialect."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from marketplace.checkout.models import Checkout, CheckoutLine
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.graphql.ids import to_global_id
from marketplace.order.models import Order
from marketplace.shipping.services import Rate, set_rates
from marketplace.warehouse.models import Reservation, Stock
from tests import factories as make
from tests.asking import ask, gid, nodes, refused, statements

pytestmark = pytest.mark.django_db

MANAGER = Actor(ActorKind.STAFF, user_id=10**6, permissions=frozenset({"MANAGE_CHECKOUTS"}))
HANOI = {
    "firstName": "Chị Hằng",
    "phone": "0912345678",
    "countryArea": "Thành phố Hà Nội",
    "city": "Phường Hoàn Kiếm",
    "streetAddress1": "12 Hàng Bạc",
    "country": "VN",
}
ERRORS = "errors { field code message lines variants addressType }"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def as_user(user):
    return Actor(ActorKind.USER, user_id=user.pk)


def mutate(name, arguments, answer="checkout { id }", errors=ERRORS, actor=GUEST):
    """The payload of one mutation; `arguments` as GraphQL text."""
    return ask(f"mutation {{ it: {name}({arguments}) {{ {answer} {errors} }} }}", actor)["it"]


def read(cart, fields, actor=GUEST):
    return ask(f'{{ checkout(id: "{gid(cart)}") {{ {fields} }} }}', actor)["checkout"]


# the whole way


def test_a_guest_buys_from_two_cooperatives():
    make.shipping()
    rice, tea = make.on_sale(price=190_000), make.on_sale(price=85_000)
    lines = ", ".join(f'{{ quantity: {n}, variantId: "{gid(each)}" }}' for n, each in ((1, rice), (2, tea)))
    made = mutate("checkoutCreate", f'input: {{ channel: "vn", lines: [{lines}], languageCode: EN }}')
    key = made["checkout"]["id"]
    address = (
        ", ".join(f'{name}: "{text}"' for name, text in HANOI.items() if name != "country") + ", country: VN"
    )
    for name, arguments in (
        ("checkoutPhoneUpdate", 'phone: "0912345678"'),
        ("checkoutShippingAddressUpdate", f"shippingAddress: {{ {address} }}"),
        ("checkoutCustomerNoteUpdate", 'customerNote: "Call first"'),
    ):
        assert mutate(name, f'id: "{key}", {arguments}')["errors"] == []
    ways = ask(f'{{ checkout(id: "{key}") {{ shippingMethods {{ id name price {{ amount }} }} }} }}')
    post = ways["checkout"]["shippingMethods"][0]
    assert (post["name"], post["price"]["amount"]) == ("Bưu điện", 68_000)
    sent = mutate(
        "checkoutDeliveryMethodUpdate",
        f'id: "{key}", deliveryMethodId: "{post["id"]}"',
        "checkout { totalPrice { gross { amount } } delivery { id shippingMethod { name } } }",
    )
    assert sent["checkout"]["totalPrice"]["gross"]["amount"] == 428_000
    assert sent["checkout"]["delivery"]["shippingMethod"]["name"] == "Bưu điện"
    paid = mutate(
        "transactionInitialize",
        f'id: "{key}", paymentGateway: {{ id: "cod" }}',
        "transaction { id } data",
        "errors { code }",
    )
    assert paid == {"transaction": None, "data": None, "errors": []}
    done = mutate(
        "checkoutComplete", f'id: "{key}"', "order { number total { gross { amount } } } confirmationNeeded"
    )
    assert done["order"]["total"]["gross"]["amount"] == 428_000
    assert (done["confirmationNeeded"], done["errors"]) == (False, [])
    assert (
        mutate("checkoutComplete", f'id: "{key}"', "order { number }")["order"]["number"]
        == done["order"]["number"]
    )
    assert ask(f'{{ checkout(id: "{key}") {{ id }} }}') == {"checkout": None}
    assert Order.objects.get().language_code == "en"


def test_a_card_is_charged_before_the_order(settings):
    test = {"BACKEND": "integrations.embedded.gateway.TestGateway"}
    settings.PAYMENT_GATEWAYS = {**settings.PAYMENT_GATEWAYS, "test": test}
    cart = make.ready_cart(make.on_sale())
    arguments = f'id: "{gid(cart)}", paymentGateway: {{ id: "test", data: {{ event: {{ type: "%s" }} }} }}'
    answer = "transaction { id actions } transactionEvent { type amount { amount } message }"
    waiting = mutate("transactionInitialize", arguments % "CHARGE_ACTION_REQUIRED", answer, "errors { code }")
    assert waiting["transactionEvent"]["type"] == "CHARGE_ACTION_REQUIRED"
    settled = mutate("transactionProcess", f'id: "{waiting["transaction"]["id"]}"', answer, "errors { code }")
    assert settled["transactionEvent"] == {
        "type": "CHARGE_SUCCESS",
        "amount": {"amount": 130_000},
        "message": "",
    }
    again = mutate(
        "transactionProcess", f'id: "{waiting["transaction"]["id"]}"', answer, "errors { code field }"
    )
    assert again["errors"] == [{"code": "TRANSACTION_ALREADY_PROCESSED", "field": "id"}]
    assert read(cart, "chargeStatus authorizeStatus totalBalance { amount }") == {
        "chargeStatus": "FULL",
        "authorizeStatus": "FULL",
        "totalBalance": {"amount": 0},
    }
    order = mutate(
        "checkoutComplete",
        f'id: "{gid(cart)}"',
        "order { isPaid chargeStatus suborders { amountDue { amount } } }",
    )
    assert order["order"] == {
        "isPaid": True,
        "chargeStatus": "FULL",
        "suborders": [{"amountDue": {"amount": 0}}],
    }


# what is read


def test_a_cart_is_shown_by_parcel_with_its_prices():
    make.shipping()
    rice, tea = make.on_sale(price=33_333), make.on_sale(price=50_001)
    cart = make.ready_cart(rice, tea, quantity=3)
    shown = read(
        cart,
        """quantity isShippingRequired email paymentGateway languageCode
        parcels { cooperative { name } lines { quantity unitPrice { gross { amount } } totalPrice { gross { amount } } }
            deliveryMethod { name price { amount } } weight { unit value }
            subtotalPrice { gross { amount } } shippingPrice { gross { amount } } totalPrice { gross { amount } }
            shippingMethods { name active message price { amount } } }
        subtotalPrice { gross { amount } } shippingPrice { gross { amount } }
        totalPrice { gross { amount } tax { amount } }
        availablePaymentGateways { id name currencies config { field } }""",
    )
    assert (shown["quantity"], shown["isShippingRequired"], shown["paymentGateway"]) == (6, True, "cod")
    first = shown["parcels"][0]
    assert first["cooperative"] == {"name": rice.product.cooperative.name}
    assert first["lines"] == [
        {
            "quantity": 3,
            "unitPrice": {"gross": {"amount": 33_333}},
            "totalPrice": {"gross": {"amount": 99_999}},
        }
    ]
    assert first["deliveryMethod"] == {"name": "Bưu điện", "price": {"amount": 38_000}}
    assert first["weight"] == {"unit": "KG", "value": 1.65}
    assert first["totalPrice"]["gross"]["amount"] == 137_999
    assert [each["name"] for each in first["shippingMethods"]] == ["Bưu điện", "Tự đến lấy"]
    assert shown["totalPrice"] == {"gross": {"amount": 326_002}, "tax": {"amount": 0}}
    cash = {"id": "cod", "name": "Cash on delivery", "currencies": ["VND"], "config": []}
    assert cash in shown["availablePaymentGateways"]


def test_parcels_that_go_different_ways_are_one_delivery_to_clients_with_one_choice():
    post, pickup = make.shipping()
    cart = make.ready_cart(make.on_sale(), make.on_sale())
    second = cart.parcels.last().cooperative
    choice = f'{{ cooperative: "{gid(second)}", deliveryMethodId: "{gid(pickup)}" }}'
    mixed = mutate(
        "checkoutParcelsUpdate",
        f'id: "{gid(cart)}", parcels: [{choice}]',
        "checkout { delivery { id shippingMethod { id name price { amount } } } deliveryMethod { __typename } }",
    )["checkout"]
    assert mixed["delivery"]["shippingMethod"]["name"] == "Bưu điện, Tự đến lấy"
    assert mixed["delivery"]["shippingMethod"]["price"]["amount"] == 30_000
    assert mixed["deliveryMethod"] is None
    refusal = mutate(
        "checkoutDeliveryMethodUpdate", f'id: "{gid(cart)}", deliveryMethodId: "{mixed["delivery"]["id"]}"'
    )
    assert [(each["code"], each["field"]) for each in refusal["errors"]] == [
        ("NOT_FOUND", "deliveryMethodId")
    ]
    whole = mutate(
        "checkoutDeliveryMethodUpdate",
        f'id: "{gid(cart)}", deliveryMethodId: "{to_global_id("Delivery", post.pk)}"',
        "checkout { deliveryMethod { ... on ShippingMethod { name } } }",
    )
    assert whole["checkout"]["deliveryMethod"] == {"name": "Bưu điện"}


def test_a_parcel_says_where_it_cannot_go_and_why():
    post, _pickup = make.shipping()
    near = make.cooperative()
    set_rates(method=post, cooperative_id=near.pk, currency="VND", rates=[Rate(10_000, province_code="15")])
    cart = make.ready_cart(make.on_sale(), make.on_sale(cooperative=near))
    parcels = read(cart, "parcels { shippingMethods { name active message } deliveryMethod { name } }")[
        "parcels"
    ]
    assert parcels[1]["shippingMethods"][0] == {
        "name": "Bưu điện",
        "active": False,
        "message": "Not to your province.",
    }
    assert [each["deliveryMethod"]["name"] for each in parcels] == ["Bưu điện", "Tự đến lấy"]


def test_methods_are_named_in_the_readers_language():
    make.shipping()
    cart = make.cart(make.on_sale())
    shown = read(cart, "shippingMethods { translation(languageCode: EN) { name language { code } } }")
    names = [each["translation"]["name"] for each in shown["shippingMethods"]]
    assert names == ["By post", "Pick up"]


def test_the_problems_of_a_cart_are_members_of_the_dialects_unions():
    rice, tea, salt = make.on_sale(quantity=5), make.on_sale(), make.on_sale()
    cart = make.ready_cart(rice, tea, salt, quantity=3)
    Reservation.objects.all().delete()
    Stock.objects.filter(variant=rice).update(quantity=2)
    tea.channel_listings.update(discounted_price_amount=95_000)
    salt.product.channel_listings.update(is_published=False)
    problems = """problems { __typename
        ... on CheckoutLineProblemInsufficientStock { availableQuantity variant { id } line { id } }
        ... on CheckoutLineProblemVariantNotAvailable { line { id } }
        ... on CheckoutLineProblemPriceChanged { oldPrice { amount } newPrice { amount } } }"""
    shown = read(cart, f"{problems} lines {{ variant {{ id }} problems {{ __typename }} }}")
    lines = {each.variant_id: to_global_id("CheckoutLine", each.pk) for each in cart.lines.all()}
    assert shown["problems"] == [
        {
            "__typename": "CheckoutLineProblemInsufficientStock",
            "availableQuantity": 2,
            "variant": {"id": gid(rice)},
            "line": {"id": lines[rice.pk]},
        },
        {
            "__typename": "CheckoutLineProblemPriceChanged",
            "oldPrice": {"amount": 100_000},
            "newPrice": {"amount": 95_000},
        },
        {"__typename": "CheckoutLineProblemVariantNotAvailable", "line": {"id": lines[salt.pk]}},
    ]
    assert [[one["__typename"] for one in each["problems"]] for each in shown["lines"]] == [
        ["CheckoutLineProblemInsufficientStock"],
        ["CheckoutLineProblemPriceChanged"],
        ["CheckoutLineProblemVariantNotAvailable"],
    ]


def test_a_delivery_that_is_gone_is_a_problem_of_the_cart():
    post, _pickup = make.shipping()
    cart = make.ready_cart(make.on_sale())
    post.is_active = False
    post.save()
    shown = read(
        cart, "problems { __typename ... on CheckoutProblemDeliveryMethodInvalid { delivery { id } } }"
    )
    assert shown["problems"] == [
        {
            "__typename": "CheckoutProblemDeliveryMethodInvalid",
            "delivery": {"id": to_global_id("Delivery", post.pk)},
        }
    ]


# refusals


def test_a_refusal_names_lines_and_variants_by_global_id():
    rice = make.on_sale(quantity=5)
    cart = make.ready_cart(rice, quantity=3)
    Reservation.objects.all().delete()
    Stock.objects.filter(variant=rice).update(quantity=0)
    assert mutate("checkoutComplete", f'id: "{gid(cart)}"', "order { id } confirmationNeeded") == {
        "order": None,
        "confirmationNeeded": False,
        "errors": [
            {
                "field": "quantity",
                "code": "INSUFFICIENT_STOCK",
                "message": f"{rice.product.name}, Gói 500 g is sold out.",
                "lines": [gid(cart.lines.get())],
                "variants": [gid(rice)],
                "addressType": None,
            }
        ],
    }


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"phone": "091234567"}, "phone", "This number has 9 digits. Vietnamese mobile numbers have 10."),
        ({"city": "Xã Y Tý"}, "city", "“Xã Y Tý” is not in Thành phố Hà Nội but in Tỉnh Lào Cai."),
        ({"city": ""}, "city", "Choose a ward or commune so that we can work out delivery."),
        (
            {"countryArea": "Atlantis"},
            "countryArea",
            "There is no province “Atlantis”. Choose one from the list.",
        ),
        ({"streetAddress1": ""}, "streetAddress1", "Write the house and street, or the village."),
    ],
)
def test_an_address_is_refused_by_field(changes, field, message):
    cart = make.cart(make.on_sale())
    typed = {name: text for name, text in {**HANOI, **changes}.items() if name != "country"}
    given = ", ".join(f'{name}: "{text}"' for name, text in typed.items())
    answer = mutate(
        "checkoutShippingAddressUpdate", f'id: "{gid(cart)}", shippingAddress: {{ {given}, country: VN }}'
    )
    assert answer["checkout"] is None
    assert [(each["field"], each["message"], each["addressType"]) for each in answer["errors"]] == [
        (field, message, "SHIPPING")
    ]


def test_a_moved_price_is_refused_once():
    rice = make.on_sale(price=190_000)
    cart = make.ready_cart(rice)
    rice.channel_listings.update(discounted_price_amount=195_000)
    told = mutate("checkoutComplete", f'id: "{gid(cart)}"', "order { id }")
    assert [(each["code"], each["lines"]) for each in told["errors"]] == [
        ("PRICE_CHANGED", [gid(cart.lines.get())])
    ]
    CheckoutLine.objects.update(price_told_at=timezone.now() - timedelta(minutes=1))
    assert mutate("checkoutComplete", f'id: "{gid(cart)}"', "order { id }")["order"]


@pytest.mark.parametrize(
    ("name", "arguments", "code", "field"),
    [
        ("checkoutEmailUpdate", 'id: "{cart}", email: "lan"', "INVALID", "email"),
        ("checkoutPhoneUpdate", 'id: "{cart}", phone: "12"', "INVALID", "phone"),
        ("checkoutEmailUpdate", 'id: "{gone}", email: "a@b.vn"', "NOT_FOUND", "id"),
        ("checkoutEmailUpdate", 'email: "a@b.vn"', "GRAPHQL_ERROR", "id"),
        ("checkoutEmailUpdate", 'id: "nonsense", email: "a@b.vn"', "GRAPHQL_ERROR", "id"),
        ("checkoutEmailUpdate", 'id: "{variant}", email: "a@b.vn"', "GRAPHQL_ERROR", "id"),
        (
            "checkoutLinesAdd",
            'id: "{cart}", lines: [{{ quantity: 0, variantId: "{variant}" }}]',
            "ZERO_QUANTITY",
            "quantity",
        ),
        (
            "checkoutLinesAdd",
            'id: "{cart}", lines: [{{ quantity: 1, variantId: "{cart}" }}]',
            "GRAPHQL_ERROR",
            "variantId",
        ),
        (
            "checkoutLinesAdd",
            'id: "{cart}", lines: [{{ quantity: 99, variantId: "{variant}" }}]',
            "QUANTITY_GREATER_THAN_LIMIT",
            "quantity",
        ),
        (
            "checkoutLinesAdd",
            'id: "{cart}", lines: [{{ quantity: 30, variantId: "{variant}" }}]',
            "INSUFFICIENT_STOCK",
            "quantity",
        ),
        (
            "checkoutLinesUpdate",
            'id: "{cart}", lines: [{{ quantity: 1, lineId: "{line}" }}]',
            "NOT_FOUND",
            "lineId",
        ),
        ("checkoutLinesDelete", 'id: "{cart}", linesIds: ["{line}"]', "NOT_FOUND", "lineId"),
        ("checkoutLineDelete", 'id: "{cart}"', "GRAPHQL_ERROR", "lineId"),
        (
            "checkoutDeliveryMethodUpdate",
            'id: "{cart}", deliveryMethodId: "{cart}"',
            "GRAPHQL_ERROR",
            "deliveryMethodId",
        ),
        ("checkoutAddPromoCode", 'id: "{cart}", promoCode: "TET"', "VOUCHER_NOT_APPLICABLE", "promoCode"),
        ("checkoutCreate", 'input: {{ channel: "nowhere", lines: [] }}', "NOT_FOUND", "channel"),
        ("checkoutComplete", 'id: "{gone}"', "NOT_FOUND", "id"),
    ],
)  # fmt: skip
def test_bad_input_gets_a_code_and_a_field(name, arguments, code, field):
    variant = make.on_sale()
    cart = make.cart(variant)
    known = {
        "cart": gid(cart),
        "variant": gid(variant),
        "gone": to_global_id("Checkout", uuid.uuid4()),
        "line": to_global_id("CheckoutLine", uuid.uuid4()),
    }
    answer = mutate(name, arguments.format(**known), "__typename")
    assert [(each["code"], each["field"]) for each in answer["errors"]] == [(code, field)]
    assert cart.lines.get().quantity == 1


@pytest.mark.parametrize(
    ("gateway", "amount", "code"),
    [
        ('"nothing"', "", "NOT_FOUND"),
        ('"cod", data: 5', "", "INVALID"),
        ('"cod"', ", amount: 0.5", "INVALID"),
    ],
)
def test_a_payment_is_refused_with_a_code(gateway, amount, code):
    cart = make.cart(make.on_sale())
    arguments = f'id: "{gid(cart)}", paymentGateway: {{ id: {gateway} }}{amount}'
    answer = mutate("transactionInitialize", arguments, "data", "errors { code }")
    assert answer["errors"] == [{"code": code}]


# who may


def test_whose_cart_it_is_is_told_to_them_and_to_staff_only():
    lan, other = make.user(), make.user()
    cart = make.cart(make.on_sale(), user=lan)
    assert read(cart, "user { email }", as_user(lan)) == {"user": {"email": lan.email}}
    assert read(cart, "user { email }", MANAGER) == {"user": {"email": lan.email}}
    for actor in (GUEST, as_user(other)):
        assert read(cart, "user { email }", actor) == {"user": None}


def test_a_cart_is_attached_to_oneself_only():
    lan, other = make.user(), make.user()
    cart = make.cart(make.on_sale())
    arguments = f'id: "{gid(cart)}"'
    attach = f"mutation {{ checkoutCustomerAttach({arguments}) {{ checkout {{ user {{ id }} }} errors {{ code }} }} }}"
    assert refused(attach) != []
    assert ask(attach, as_user(lan))["checkoutCustomerAttach"]["checkout"]["user"]["id"] == gid(lan)
    assert refused(attach, as_user(other)) != []
    foreign = attach.replace(arguments, f'{arguments}, customerId: "{gid(lan)}"')
    assert refused(foreign, as_user(other)) != []
    detach = f"mutation {{ checkoutCustomerDetach({arguments}) {{ checkout {{ id }} }} }}"
    assert refused(detach, as_user(other)) != []
    ask(detach, as_user(lan))
    assert Checkout.objects.get(pk=cart.pk).user is None


def test_lists_of_carts_are_for_staff_and_for_their_owner():
    lan = make.user()
    mine = make.cart(make.on_sale(), user=lan)
    make.cart(make.on_sale())
    everything = "{ checkouts(first: 10) { edges { node { id } } totalCount } }"
    assert ask(everything, MANAGER)["checkouts"]["totalCount"] == 2
    assert refused(everything) != []
    own = "{ me { checkoutIds checkouts(first: 5) { edges { node { id } } } } }"
    found = ask(own, as_user(lan))["me"]
    assert (found["checkoutIds"], nodes(found["checkouts"])) == ([gid(mine)], [{"id": gid(mine)}])


def test_payments_of_a_cart_are_for_staff():
    cart = make.ready_cart(make.on_sale())
    text = f'{{ checkout(id: "{gid(cart)}") {{ transactions {{ id }} }} }}'
    assert refused(text) != []
    assert ask(text, MANAGER)["checkout"]["transactions"] == []


# effort

WHOLE = """quantity email phone customerNote shippingAddress { city } totalPrice { gross { amount } }
    parcels { cooperative { name commune { fullName } } deliveryMethod { name price { amount } }
        lines { quantity totalPrice { gross { amount } } problems { __typename }
            variant { name quantityAvailable product { name thumbnail(size: 256) { url } } } } }"""


@pytest.mark.parametrize("cooperatives", [1, 3])
def test_a_cart_is_read_in_a_fixed_number_of_statements(cooperatives):
    cart = make.ready_cart(*(make.on_sale() for _ in range(cooperatives)))
    assert statements(f'{{ checkout(id: "{gid(cart)}") {{ {WHOLE} }} }}') == 12
