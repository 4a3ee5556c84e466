"""What is told before buying (fees, days, smallest orders), and what can still be changed afterwards."""

import pytest

from storefront import sending, threads
from tests.storefront.conftest import token
from tests.storefront.samples import checkout, gid, good, money, order

HANOI, CAMAU = "Thành phố Hà Nội", "Tỉnh Cà Mau"
POST = {
    "name": "Bưu điện", "minimumDeliveryDays": 2, "maximumDeliveryDays": 4, "price": money(38000), "usable": True,
    "reason": None, "method": {},
}  # fmt: skip
HERE = {
    "firstName": "Lan", "streetAddress1": "1", "city": "Sa Pa", "countryArea": "Lào Cai", "phone": "", "cityArea": "",
}  # fmt: skip
KEY, PART = "33333333-3333-4333-8333-333333333333", "55555555-5555-4555-8555-555555555555"
PROVINCES = {"countryAreaChoices": [{"raw": HANOI, "verbose": HANOI}, {"raw": CAMAU, "verbose": CAMAU}]}


def told(variables):
    """The API's answer: Cà Mau is too far for these goods."""
    if variables["province"] not in (HANOI, CAMAU):
        return {"errors": [{"message": "There is no such province."}]}
    way = (
        POST
        if variables["province"] == HANOI
        else POST | {"usable": False, "price": None, "reason": "Quá xa."}
    )
    return {
        "addressValidationRules": PROVINCES,
        "cooperative": {"minimumOrder": money(200000), "shipping": [way], "sentBy": "2026-12-01"},
    }


@pytest.fixture
def shopper(visitor, market):
    """A visitor before a product that can be sent."""
    market.answers |= {"Product": {"product": good()}, "Sending": told}
    return visitor


def test_fee_days_and_smallest_order_are_told_before_buying(shopper):
    page = shopper.get("/sp/gao-seng-cu").text
    for words in (
        "Bưu điện",
        "2 – 4",
        "38.000\u00a0₫",
        "Sạp gửi đơn từ 200.000\u00a0₫ trở lên.",
        "chậm nhất 1/12/2026.",
    ):
        assert words in page
    assert f"<option selected>{HANOI}</option>" in page


def test_a_stall_at_rest_names_no_day_for_what_is_ordered_today(shopper, market):
    resting = good()
    resting["cooperative"] = resting["cooperative"] | {"closedUntil": "2999-02-10"}
    market.answers["Product"] = {"product": resting}
    page = shopper.get("/sp/gao-seng-cu").text
    assert ("Đặt hôm nay" in page, "38.000\u00a0₫" in page) == (False, True)


def test_a_province_too_far_says_why_and_is_remembered_for_the_next_goods(shopper):
    assert "Quá xa." in shopper.get("/sp/gao-seng-cu", params={"tinh": CAMAU}).text
    assert f"<option selected>{CAMAU}</option>" in shopper.get("/sp/gao-seng-cu").text


def test_fresh_goods_say_where_they_go_and_where_not(shopper, market):
    near = [{"name": "Cà Mau", "fullName": CAMAU}]
    market.answers["Product"] = {"product": good() | {"sentOnlyTo": near}}
    page = shopper.get("/sp/gao-seng-cu").text
    assert "Hàng tươi, chỉ gửi tới: Cà Mau." in page
    assert f"Không gửi tới {HANOI}." in page
    assert "Phí cho một kiện" not in page  # nor a fee for what is not sent there
    reached = shopper.get("/sp/gao-seng-cu", params={"tinh": CAMAU}).text
    assert ("Không gửi tới" in reached, "Phí cho một kiện" in reached) == (False, True)


@pytest.mark.parametrize("typed", ["Atlantis", "x" * 500, "<script>", "\x00"])
def test_a_province_nobody_knows_is_taken_for_the_usual_one(shopper, typed):
    page = shopper.get("/sp/gao-seng-cu", params={"tinh": typed})
    assert page.status_code == 200
    assert f"<option selected>{HANOI}</option>" in page.text
    assert f"<option selected>{HANOI}</option>" in shopper.get("/sp/gao-seng-cu").text


def test_without_an_answer_about_sending_the_page_still_sells(shopper, market):
    market.answers["Sending"] = {"errors": [{"message": "no"}]}
    page = shopper.get("/sp/gao-seng-cu").text
    assert "Thêm vào giỏ" in page
    assert "Gửi từ" in page


@pytest.mark.parametrize(
    ("weight", "grams"),
    [(None, 1000), ({"value": 0, "unit": "KG"}, 1000), ({"value": "2.1", "unit": "KG"}, 2100),
     ({"value": 980, "unit": "G"}, 980), ({"value": 1, "unit": "LB"}, 454)],
)  # fmt: skip
def test_the_fee_is_asked_for_the_weight_of_the_pack(weight, grams):
    assert sending.grams({"weight": weight}) == grams


def test_too_little_for_a_parcel_is_said_with_what_is_missing_and_stops_the_order(buyer, market):
    small = checkout()
    small["parcels"][0] |= {"minimumOrder": money(200000), "missingForMinimum": money(5000)}
    market.answers |= {"Cart": {"checkout": small}, "Delivery": {"checkout": small}}
    page = buyer.get("/gio").text
    assert "Còn thiếu 5.000\u00a0₫." in page
    assert 'href="/htx/nuong-may#hang"' in page
    assert buyer.get("/dat-hang/").headers["Location"] == "/gio"


def test_a_part_is_canceled_after_one_question_while_nobody_has_answered(visitor, market):
    market.answers |= {
        "Order": {"order": order()},
        "OrderCancelPart": {"answer": {"suborder": {"id": "x", "status": "CANCELED"}, "errors": []}},
    }
    assert f'href="/don/{KEY}/huy/{PART}"' in visitor.get(f"/don/{KEY}").text
    question = visitor.get(f"/don/{KEY}/huy/{PART}")
    assert "Huỷ kiện này?" in question.text
    assert question.headers["Referrer-Policy"] == "no-referrer"
    answer = visitor.post(f"/don/{KEY}/huy/{PART}", data={"reason": " Đổi  ý "}, headers={"Origin": "null"})
    assert answer.headers["Location"] == f"/don/{KEY}"
    assert market.last("OrderCancelPart").variables == {
        "part": gid("Suborder", PART), "order": gid("Order", KEY), "reason": "Đổi ý",
    }  # fmt: skip
    assert "Đã huỷ kiện này" in visitor.get(f"/don/{KEY}").text


def test_the_way_of_sending_is_named_in_the_readers_language(visitor, buyer, market):
    by_post = {"name": "Bưu điện", "translation": {"name": "By post"}}
    market.answers["Order"] = {"order": order() | {"shippingMethods": [by_post]}}
    assert "Delivery · By post" in visitor.get(f"/en/don/{KEY}").text
    market.answers["Order"] = {"order": order()}
    assert "Phí gửi · Bưu điện" in visitor.get(f"/don/{KEY}").text
    chosen = checkout() | {"shippingAddress": HERE}
    chosen["parcels"][0]["deliveryMethod"] = by_post | {"id": "x", "price": money(30000)}
    market.answers["Cart"] = {"checkout": chosen}
    assert "(By post)" in buyer.get("/en/dat-hang/xem-lai").text


def test_after_the_answer_the_buyer_is_led_to_the_telephone(visitor, market):
    found = order()
    found["suborders"][0]["status"] = "ACCEPTED"
    market.answers["Order"] = {"order": found}
    assert "/huy/" not in visitor.get(f"/don/{KEY}").text
    page = visitor.get(f"/don/{KEY}/huy/{PART}").text
    assert "tel:+84912345678" in page
    assert 'name="reason"' not in page


@pytest.mark.parametrize("part", ["x", "66666666-6666-4666-8666-666666666666"])
def test_a_part_of_another_order_is_not_found(visitor, market, part):
    market.answers["Order"] = {"order": order()}
    assert visitor.get(f"/don/{KEY}/huy/{part}").status_code == 404
    assert visitor.post(f"/don/{KEY}/huy/{part}").status_code == 404


def test_a_parcel_that_came_back_is_noted_with_what_is_still_good(visitor, market):
    job = order()["suborders"][0] | {
        "status": "SHIPPED", "buyerName": "Lan", "buyerPhone": None, "customerNote": "", "shippingAddress": None,
    }  # fmt: skip
    market.answers |= {
        "LinkOpen": {
            "answer": {"token": "t", "cooperative": {"id": "x", "slug": "a", "name": "A"}, "errors": []}
        },
        "SellOrder": {"suborder": job},
        "SellReturn": {"answer": {"suborder": {"id": "x", "status": "RETURNED"}, "errors": []}},
    }
    visitor.post("/ban-hang/vao/abc", data={"csrfmiddlewaretoken": token(visitor.get("/ban-hang/vao/abc"))})
    page = visitor.get(f"/ban-hang/don/{PART}")
    line = job["lines"][0]["id"]
    form = {"csrfmiddlewaretoken": token(page), f"good-{line}": "1", "reason": "Vắng nhà"}
    assert visitor.post(f"/ban-hang/don/{PART}/ve", data=form).status_code == 302
    sent = market.last("SellReturn").variables
    assert (sent["reason"], sent["restock"]) == ("Vắng nhà", [{"orderLineId": line, "quantity": 1}])


def test_goods_fetched_in_person_wait_and_are_never_on_their_way():
    part = {"status": "PACKED", "collectsInPerson": True, "created": "2026-11-23T02:00:00Z", "events": []}
    assert threads.state(part) == "Gói xong, chờ bạn lấy"
    assert [knot["words"] for knot in threads.thread(part | {"status": "ACCEPTED"})[1:]] == [
        "Gói xong, chờ bạn lấy", "Bạn đến lấy",
    ]  # fmt: skip
