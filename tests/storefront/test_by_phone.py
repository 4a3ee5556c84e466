"""A cooperative writes down what a caller wants; where strong drink is among its goods, the form asks for the age."""

import pytest

from tests.storefront.accounts import PLACES
from tests.storefront.conftest import token
from tests.storefront.samples import COOPERATIVE, SPIRIT, gid, money, pack

METHOD = gid("ShippingMethod", 1)
PACK = gid("ProductVariant", 1)
TYPED = {
    f"so-{PACK}": "2", "phone": "0912345678", "firstName": "Lan", "countryArea": "Thành phố Hà Nội",
    "city": "Phường Tây Hồ", "streetAddress1": "Số 9", "deliveryMethodId": METHOD,
}  # fmt: skip
WORDS = "Đơn có hàng chỉ bán cho người từ 18 tuổi."


def goods(**changes):
    return {
        "node": {"id": gid("Product", 1), "name": "Rượu ngô", "variants": [pack() | {"id": PACK}]} | changes
    }


@pytest.fixture
def seller(visitor, market):
    way = {
        "name": "Bưu điện", "minimumDeliveryDays": 1, "maximumDeliveryDays": 3, "price": money(30000),
        "usable": True, "reason": None, "method": {"id": METHOD},
    }  # fmt: skip
    shop = {"id": COOPERATIVE["id"], "name": COOPERATIVE["name"], "shipping": [way]}
    market.answers |= {
        "Places": PLACES,
        "LinkOpen": {"answer": {"token": "t", "cooperative": COOPERATIVE, "errors": []}},
        "SellCall": PLACES | {"cooperative": shop | {"products": {"edges": [goods(**SPIRIT)]}}},
        "SellByPhone": {"answer": {"suborder": {"id": gid("Suborder", 1)}, "errors": []}},
    }
    form = {"csrfmiddlewaretoken": token(visitor.get("/ban-hang/vao/abc"))}
    visitor.post("/ban-hang/vao/abc", data=form)
    return visitor


def send(seller, **more):
    return seller.post(
        "/ban-hang/goi", data={"csrfmiddlewaretoken": token(seller.get("/ban-hang/goi"))} | TYPED | more
    )


def test_who_sells_no_strong_drink_is_not_asked_for_the_callers_age(seller, market):
    assert 'name="callerIsAdult"' in seller.get("/ban-hang/goi").text
    rice = goods(productType={"isForAdults": False})
    market.answers["SellCall"]["cooperative"]["products"] = {"edges": [rice]}
    assert 'name="callerIsAdult"' not in seller.get("/ban-hang/goi").text


@pytest.mark.parametrize(("ticked", "said"), [({}, False), ({"callerIsAdult": "1"}, True)])
def test_the_sellers_word_goes_to_the_market(seller, market, ticked, said):
    assert send(seller, **ticked).status_code == 302
    assert market.last("SellByPhone").variables["input"]["callerIsAdult"] is said


def test_what_the_market_refuses_for_the_age_stands_at_the_box(seller, market):
    refusal = {"field": "callerIsAdult", "message": WORDS, "code": "REQUIRED"}
    market.answers["SellByPhone"] = {"answer": {"suborder": None, "errors": [refusal]}}
    page = send(seller)
    assert (page.status_code, page.text.count(WORDS)) == (422, 2)  # above the form, and at the box
    assert 'class="check check-bad"' in page.text


@pytest.mark.parametrize("more", [{"phone": ""}, {"change_province": "1"}])
def test_the_box_keeps_its_tick_when_the_form_comes_back(seller, more):
    page = send(seller, callerIsAdult="1", **more).text
    box = page[page.index('name="callerIsAdult"') :]
    assert box[: box.index(">")].endswith(" checked")
