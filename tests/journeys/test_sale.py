"""One true line, through HTTP only: found, put in, ordered, split, shipped, told.

The shop's own operations are sent (storefront/operations), so what the pages ask is what is answered.
"""

import base64
import json
import re

import pytest
from django.core import mail

from marketplace.core.jobs import run_due
from tests import factories as make
from tests.house.source import ROOT

pytestmark = pytest.mark.django_db

OPERATIONS = ROOT / "storefront" / "operations"
FRAGMENTS = {
    re.search(r"fragment (\w+) on", text).group(1): text
    for file in (OPERATIONS / "fragments").glob("*.graphql")
    for text in re.split(r"(?=^fragment )", file.read_text(), flags=re.MULTILINE)
    if text.startswith("fragment ")
}
HANOI = {
    "firstName": "Chị Hằng",
    "phone": "0912 345 678",
    "countryArea": "Hà Nội",
    "city": "Hoàn Kiếm",
    "streetAddress1": "12 Hàng Bạc",
    "country": "VN",
}


class Phone:
    """A messenger that keeps what it brings."""

    sent: list = []

    def send(self, text):
        Phone.sent.append(text)


def document(name):
    """An operation of the shop with the fragments it needs."""
    text, needed = (OPERATIONS / f"{name}.graphql").read_text(), {}
    missing = set(re.findall(r"\.\.\.(\w+)", text))
    while missing:
        fragment = FRAGMENTS[each := missing.pop()]
        needed[each] = fragment
        missing |= set(re.findall(r"\.\.\.(\w+)", fragment)) - needed.keys()
    return "\n".join([text, *needed.values()])


@pytest.fixture
def send(client, settings):
    """Send an operation of the shop; answers its data, an error fails the test."""
    settings.MESSENGER = {"BACKEND": f"{__name__}.Phone"}
    settings.PUBLIC_URL = "https://cho.example/"
    Phone.sent = []

    def sent(name, bearer="", **variables):
        text = document(name)
        known = {"channel": "vn", "language": "VI", "translated": False, **variables}
        asked = {key: value for key, value in known.items() if f"${key}" in text}
        headers = {"HTTP_AUTHORIZATION": f"Bearer {bearer}"} if bearer else {}
        body = json.dumps({"query": text, "variables": asked})
        answer = client.post("/graphql/", body, content_type="application/json", **headers).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return sent


def way_in(text):
    """The secret of the one-time link in a message."""
    return re.search(r"https://cho\.example/ban-hang/vao/(\S+)", text.body).group(1)


def test_a_buyer_orders_of_two_cooperatives_and_each_sends_its_part(send):
    make.shipping()
    goods = []
    for phone in ("+84987654321", "+84987654322"):
        owner = make.member(phone=phone)
        product = make.product(cooperative=owner.cooperative, name=f"Gạo Séng Cù {phone[-1]}")
        goods.append(make.on_sale(product=product, price=190_000))

    # the buyer looks, fills a cart, and orders
    page = send("Product", slug=goods[0].product.slug)["product"]
    variants = [page["variants"][0]["id"]]
    variants.append(send("Product", slug=goods[1].product.slug)["product"]["variants"][0]["id"])
    cart = send("CartCreate", lines=[{"variantId": variants[0], "quantity": 1}])["answer"]["checkout"]["id"]
    send("CartAdd", id=cart, lines=[{"variantId": variants[1], "quantity": 3}])
    saved = send(
        "ContactSave",
        id=cart,
        phone="0912 345 678",
        email="",
        withEmail=False,
        address=HANOI,
        note="Gọi trước",
    )
    assert all(each["errors"] == [] for each in saved.values())
    offers = send("Delivery", id=cart)["checkout"]
    choices = [
        {"cooperative": parcel["cooperative"]["id"], "deliveryMethodId": offer["shippingMethods"][0]["id"]}
        for parcel, offer in zip(offers["parcels"], offers["offers"], strict=True)
    ]
    assert send("DeliverySave", id=cart, parcels=choices)["answer"]["errors"] == []
    review = send("Cart", id=cart)["checkout"]
    assert review["shippingAddress"]["city"] == "Phường Hoàn Kiếm"
    assert review["totalPrice"]["gross"]["amount"] == 190_000 + 570_000 + 30_000 + 38_000
    order = send("Place", id=cart)["answer"]["order"]

    # both are told; the link of each owner opens their work, once
    run_due()
    by_phone = {text.to: text for text in Phone.sent}
    assert set(by_phone) == {"+84912345678", "+84987654321", "+84987654322"}
    assert f"https://cho.example/don/{order_key(order['id'])}" in by_phone["+84912345678"].body
    doors = [
        send("LinkOpen", token=way_in(by_phone[phone]))["answer"]
        for phone in ("+84987654321", "+84987654322")
    ]
    assert (
        send("LinkOpen", token=way_in(by_phone["+84987654321"]))["answer"]["errors"][0]["code"] == "INVALID"
    )

    # the first accepts and sends; the second has only two of three
    works = [
        send("SellOrders", bearer=door["token"], cooperative=door["cooperative"]["id"])["cooperative"][
            "waiting"
        ]
        for door in doors
    ]
    first, second = ([edge["node"] for edge in work["edges"]] for work in works)
    assert [len(first), len(second)] == [1, 1]
    assert (first[0]["buyerName"], first[0]["customerNote"]) == ("Chị Hằng", "Gọi trước")
    assert order["id"] not in json.dumps(works)
    token = doors[0]["token"]
    assert send("SellAccept", bearer=token, id=first[0]["id"])["answer"]["errors"] == []
    assert send("SellPack", bearer=token, id=first[0]["id"])["answer"]["errors"] == []
    number = {"trackingNumber": "VN 1180 2264 7", "carrierName": "Bưu điện"}
    assert send("SellShip", bearer=token, id=first[0]["id"], input=number)["answer"]["errors"] == []
    declined = [{"orderLineId": second[0]["lines"][0]["id"], "quantity": 1, "reason": "Ẩm"}]
    gone = send("SellDecline", bearer=doors[1]["token"], id=second[0]["id"], lines=declined, reason="Ẩm")
    assert gone["answer"]["errors"] == []
    assert send("SellAccept", bearer=doors[1]["token"], id=second[0]["id"])["answer"]["errors"] == []
    trespass = send("SellDeliver", bearer=doors[1]["token"], id=first[0]["id"])["answer"]
    assert trespass["errors"][0]["code"] == "NOT_FOUND"

    # the buyer sees it on the order's page, and was told
    shown = send("Order", id=order["id"])["order"]
    parts = {part["number"]: part for part in shown["suborders"]}
    assert [part["status"] for part in parts.values()] == ["SHIPPED", "ACCEPTED"]
    assert [part["amountDue"]["amount"] for part in parts.values()] == [220_000, 418_000]
    assert parts[f"{order['number']}-1"]["trackingNumber"] == "VN 1180 2264 7"
    assert [event["message"] for event in parts[f"{order['number']}-2"]["events"]] == [
        "Đơn đã được đặt.",
        "1 × Gạo Séng Cù 2, Gói 500 g: không còn hàng, đã bỏ khỏi đơn.",
        "Hợp tác xã đã nhận đơn.",
    ]
    assert shown["total"]["gross"]["amount"] == 828_000
    run_due()
    told = [text.body for text in Phone.sent if text.to == "+84912345678"]
    assert len(told) == 6  # placed; accepted, packed, shipped; declined, accepted
    assert mail.outbox == []


def order_key(global_id):
    """The bare key that stands in addresses of the shop."""
    return base64.b64decode(global_id).decode().partition(":")[2]
