"""What a market owes: rules that can be read, a door for complaints, consent by purpose, and care with strong drink."""

import re
from datetime import date

import httpx
import pytest

from storefront.pages.complaints import working_day
from tests.storefront.conftest import ADDED, serve, token
from tests.storefront.samples import SPIRIT, checkout, gid, good, order, taxed

VERSIONS = [
    {"number": 1, "since": "2026-11-01T00:00:00+00:00", "title": "Cũ", "content": "Lời cũ."},
    {"number": 2, "since": "2026-11-20T00:00:00+00:00", "title": "Quy chế", "content": "Lời mới."},
]
RULES = {
    "slug": "quy-che", "title": "Quy chế", "seoDescription": "Ai bán.", "content": "Lời mới.",
    "pageType": {"slug": "luat-cho"}, "versions": VERSIONS,
}  # fmt: skip
COMPLAINT = {"kind": "don", "order": "1007", "story": "Chai vỡ.", "name": "Lan", "contact": "0912 345 678"}
PLACE = {"firstName": "Hằng", "countryArea": "Thành phố Hà Nội"}


def ready(**line):
    """A checkout that lacks only the agreement."""
    found = checkout(shippingAddress=PLACE)
    found["parcels"][0]["deliveryMethod"] = {"id": "1", "name": "Bưu điện"}
    found["parcels"][0]["lines"][0]["variant"]["product"] |= line
    return found


PLACED = {"pay": {"errors": []}, "answer": {"order": {"id": order()["id"], "number": "1007"}, "errors": []}}


# ---- rules


def test_the_foot_of_every_page_leads_where_the_menu_says(market, tmp_path):
    post = {"name": "", "url": None, "page": None, "category": None, "collection": None}
    ways = [
        post | {"name": "Quy chế", "page": {"slug": "quy-che"}},
        post | {"name": "Gạo", "category": {"slug": "gao"}},
        post | {"name": "Ngoài", "url": "https://example.com/a"},
        post | {"name": "Bẫy", "url": "javascript:alert(1)"},
    ]
    footer = {"items": [post | {"name": "Nhóm", "children": ways}]}
    market.answers["Market"] = market.answers["Market"] | {"footer": footer}
    address, process = serve(
        tmp_path, market.url
    )  # a shop of its own: the other one remembers its foot for a minute
    try:
        with httpx.Client(base_url=address, transport=httpx.HTTPTransport(retries=8), timeout=20) as client:
            page = client.get("/khieu-nai").text
    finally:
        process.terminate()
        process.wait(timeout=10)
    leads = [
        ("Quy chế", "/trang/quy-che"),
        ("Gạo", "/dm/gao"),
        ("Ngoài", "https://example.com/a"),
        ("Bẫy", "/"),
    ]
    assert [name for name, href in leads if f'<a href="{href}">{name}</a>' not in page] == []


def test_a_rule_says_from_when_it_holds_and_keeps_what_it_said_before(visitor, market):
    market.answers["Page"] = {"page": RULES}
    page = visitor.get("/trang/quy-che").text
    assert "Bản 2, có hiệu lực từ 20/11/2026." in page
    assert "Lời mới." in page
    assert 'href="?ban=1"' in page
    old = visitor.get("/trang/quy-che?ban=1").text
    assert "Lời cũ." in old
    assert "Lời mới." not in old
    assert 'content="noindex"' in old
    assert visitor.get("/trang/quy-che?ban=7").status_code == 404


def test_readers_of_chinese_are_shown_the_english_versions(visitor, market):
    market.answers["Page"] = {"page": RULES}
    visitor.get("/zh/trang/quy-che")
    assert market.last("Page").variables["versions"] == "EN"


# ---- complaints


NUMBER = "KN-261126-0A1B2C"
TAKEN = {"answer": {"number": NUMBER, "answerBy": "2026-12-01T17:00:00+00:00", "errors": []}}


def complaints(market):
    return [each.variables["input"] for each in market.asked if each.operation == "ComplaintSend"]


def test_a_complaint_is_written_down_and_has_a_number(visitor, market):
    market.answers["ComplaintSend"] = TAKEN
    page = visitor.get("/khieu-nai?don=1007")
    key = re.search(r'name="key" value="([\w-]{8,})"', page.text)[1]
    answer = visitor.post("/khieu-nai", data=COMPLAINT | {"key": key, "csrfmiddlewaretoken": token(page)})
    assert answer.headers["Location"] == f"/khieu-nai/da-nhan/{NUMBER}"
    assert NUMBER in visitor.get(answer.headers["Location"]).text
    assert complaints(market) == [
        {
            "key": key,
            "kind": "ORDER",
            "orderNumber": "1007",
            "story": "Chai vỡ.",
            "name": "Lan",
            "contact": "0912 345 678",
        }
    ]


def test_what_the_market_refuses_stands_at_its_field(visitor, market):
    refusal = {"field": "orderNumber", "message": "Số này dài quá.", "code": "INVALID"}
    market.answers["ComplaintSend"] = {"answer": {"number": None, "answerBy": None, "errors": [refusal]}}
    form = COMPLAINT | {"csrfmiddlewaretoken": token(visitor.get("/khieu-nai"))}
    page = visitor.post("/khieu-nai", data=form)
    assert (page.status_code, "Số này dài quá." in page.text, "Chai vỡ." in page.text) == (422, True, True)


def test_the_order_is_filled_in_for_who_comes_from_it(visitor):
    assert re.search(r'name="order"[^>]*value="1007"', visitor.get("/khieu-nai?don=1007").text)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"story": " "}, "Kể vài lời"),
        ({"contact": "12"}, "Số điện thoại chưa đúng"),
        ({"contact": "a@b"}, "Thư điện tử chưa đúng"),
        ({"kind": "x"}, "Chọn một việc."),
        ({"name": ""}, "Ghi tên"),
    ],
)
def test_what_is_missing_in_a_complaint_is_said_and_the_rest_stays(visitor, market, changes, words):
    form = COMPLAINT | changes | {"csrfmiddlewaretoken": token(visitor.get("/khieu-nai"))}
    page = visitor.post("/khieu-nai", data=form)
    assert page.status_code == 422
    assert words in page.text
    assert "1007" in page.text
    assert complaints(market) == []


def test_what_fills_the_unseen_field_is_a_program_and_writes_to_nobody(visitor, market):
    form = COMPLAINT | {"website": "x", "csrfmiddlewaretoken": token(visitor.get("/khieu-nai"))}
    assert visitor.post("/khieu-nai", data=form).status_code == 302
    assert complaints(market) == []


@pytest.mark.parametrize("number", ["KN-1", "KN-261399-ABCDEF", "x", "KN-261123-abcdef"])
def test_a_number_nobody_gave_is_not_found(visitor, number):
    assert visitor.get(f"/khieu-nai/da-nhan/{number}").status_code == 404


def test_saturday_and_sunday_are_no_working_days():
    assert working_day(date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert working_day(date(2026, 11, 23), 3) == date(2026, 11, 26)


# ---- consent


def test_nothing_is_ticked_before_and_each_purpose_has_its_own_box(buyer, market):
    market.answers["Cart"] = {"checkout": ready()}
    page = buyer.get("/dat-hang/xem-lai").text
    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert [re.search(r'name="(\w+)"', box)[1] for box in boxes] == ["agree", "contact"]
    assert not any("checked" in box for box in boxes)


def test_what_was_agreed_to_goes_with_the_order_and_a_no_is_a_no(buyer, market):
    market.answers |= {"Cart": {"checkout": ready()}, "Place": PLACED}
    form = {"csrfmiddlewaretoken": token(buyer.get("/dat-hang/xem-lai")), "agree": "1"}
    assert buyer.post("/dat-hang/xem-lai", data=form).status_code == 302
    proof = {each["key"]: each["value"] for each in market.last("Place").variables["proof"]}
    assert proof.keys() == {"consent.agree", "consent.contact"}
    assert proof["consent.contact"] == "no"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", proof["consent.agree"])


# ---- who sells


def test_who_gets_the_money_is_said_in_product_cart_and_order(buyer, market):
    market.answers["Order"] = {"order": order()}
    key = "33333333-3333-4333-8333-333333333333"
    for path in ("/sp/gao-seng-cu", "/gio", f"/don/{key}"):
        assert "Hợp tác xã Nương Mây" in buyer.get(path).text


# ---- strong drink


def test_strong_drink_asks_for_the_age_first_and_remembers_the_answer(visitor, market):
    market.answers["Product"] = {"product": good(**SPIRIT)}
    page = visitor.get("/sp/ruou")
    assert "Bạn đủ 18 tuổi chưa?" in page.text
    assert "195.000" not in page.text
    assert "og:title" not in page.text
    form = {"csrfmiddlewaretoken": token(page), "next": "/sp/ruou", "yes": "1"}
    assert visitor.post("/du-tuoi", data=form).headers["Location"] == "/sp/ruou"
    page = visitor.get("/sp/ruou").text
    assert "195.000" in page
    assert "Giấy phép của người bán" in page
    assert 'content="noindex"' in page


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_answer_leads_nowhere_else(visitor, market, wanted):
    market.answers["Product"] = {"product": good(**SPIRIT)}
    form = {"csrfmiddlewaretoken": token(visitor.get("/sp/ruou")), "next": wanted, "yes": "1"}
    assert visitor.post("/du-tuoi", data=form).headers["Location"] == "/"


def test_in_lists_strong_drink_has_no_picture_for_who_has_not_said(visitor, market):
    picture = {"url": "http://api/thumbnail/ruou.webp"}
    shelf = {
        "id": "Q2F0ZWdvcnk6MQ==",
        "slug": "ruou",
        "name": "Rượu",
        "description": None,
        "parent": None,
        "children": {"edges": []},
    }
    goods = {"edges": [{"node": good(small=picture, **SPIRIT)}], "pageInfo": {}}
    market.answers["Category"] = {"shelf": shelf | {"products": goods}}
    page = visitor.get("/dm/ruou").text
    assert "Từ 18 tuổi" in page
    assert "ruou.webp" not in page


def test_a_cart_with_strong_drink_asks_again_before_the_order(buyer, market):
    market.answers |= {"Cart": {"checkout": ready(**SPIRIT)}, "Place": PLACED}
    form = {"csrfmiddlewaretoken": token(buyer.get("/dat-hang/xem-lai")), "agree": "1"}
    page = buyer.post("/dat-hang/xem-lai", data=form)
    assert page.status_code == 422
    assert "đủ 18 tuổi" in page.text
    assert buyer.post("/dat-hang/xem-lai", data=form | {"adult": "1"}).status_code == 302


# ---- a cart that moved, a stall at rest, an order again


def test_a_cart_that_moved_is_looked_at_before_going_on(buyer, market):
    problem = {"__typename": "CheckoutLineProblemInsufficientStock", "availableQuantity": 6}
    market.answers |= {
        "Cart": {"checkout": checkout(8, [problem])},
        "Delivery": {"checkout": checkout(8, [problem])},
    }
    for path in ("/dat-hang/", "/dat-hang/cach-gui", "/dat-hang/xem-lai"):
        assert buyer.get(path).headers["Location"] == "/gio"
    assert "Giỏ có chỗ vừa thay đổi" in buyer.get("/gio").text


def test_a_stall_at_rest_says_until_when_and_sells_nothing(visitor, market):
    resting = good()
    resting["cooperative"] = resting["cooperative"] | {"closedUntil": "2999-02-10"}
    market.answers["Product"] = {"product": resting}
    page = visitor.get("/sp/gao-seng-cu").text
    assert "mở lại ngày 10/2/2999" in page
    assert 'name="buy"' not in page
    resting["cooperative"]["closedUntil"] = "2020-02-10"
    assert 'name="buy"' in visitor.get("/sp/gao-seng-cu").text


def test_a_whole_parcel_is_taken_out_by_one_button(buyer, market):
    other = gid("CheckoutLine", "66666666-6666-4666-8666-666666666666")
    line = checkout()["lines"][0]["id"]
    market.answers["CartRemove"] = ADDED
    form = {"csrfmiddlewaretoken": token(buyer.get("/gio")), "remove": f"{line} {other} "}
    assert buyer.post("/gio", data=form).status_code == 302
    assert market.last("CartRemove").variables["lines"] == [line, other]


def test_an_order_is_bought_again_as_far_as_it_can_be(visitor, market):
    one, two = gid("ProductVariant", 1), gid("ProductVariant", 2)
    lines = [
        {"quantity": 2, "variant": {"id": one}},
        {"quantity": 1, "variant": {"id": two}},
        {"quantity": 1, "variant": None},
    ]
    market.answers["OrderAgain"] = {"order": {"lines": lines}}
    refusal = {"field": "quantity", "message": "Chè đã hết.", "code": "INSUFFICIENT_STOCK"}

    def add(variables):
        asked = [line["variantId"] for line in variables["lines"]]
        return {"answer": {"checkout": None, "errors": [refusal]}} if two in asked else ADDED

    market.answers |= {"CartCreate": add, "CartAdd": add, "Cart": {"checkout": checkout()}}
    path = "/don/33333333-3333-4333-8333-333333333333/mua-lai"
    # As a browser does it from a page without referrer: with Origin: null and without a token.
    assert visitor.post(path, headers={"Origin": "null"}).headers["Location"] == "/gio"
    page = visitor.get("/gio").text
    assert "Chè đã hết." in page
    assert "Có món không còn bán" in page
    assert "Gạo Séng Cù" in page


def test_what_a_cooperative_took_off_is_said_with_its_reason_and_the_sum(visitor, market):
    found = order()
    part = found["suborders"][0]
    part["amountDue"]["amount"], part["lines"][0]["quantityDeclined"] = 225000, 1
    refund = {
        "reason": "Một bao bị ẩm",
        "lines": [{"reason": None, "orderLine": {"id": part["lines"][0]["id"]}}],
    }
    stranger = {"reason": "Chuyện khác", "lines": [{"reason": None, "orderLine": {"id": "x"}}]}
    market.answers["Order"] = {"order": found | {"grantedRefunds": [refund, stranger]}}
    page = visitor.get("/don/33333333-3333-4333-8333-333333333333").text
    assert "Một bao bị ẩm" in page
    assert "Chuyện khác" not in page
    assert "−195.000\u00a0₫" in page
    assert taxed(225000)["gross"]["amount"] == 225000
    assert "225.000\u00a0₫" in page


# ---- herbs and health food

# the Vietnamese is the decree's own sentence: 15/2018/NĐ-CP, article 27, clause 3, point a
NO_MEDICINE = {
    "": "Thực phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh.",
    "/en": "This food is not a medicine and does not take the place of medicine.",
    "/zh": "本食品不是药品，不能代替药物治疗疾病。",
}


@pytest.mark.parametrize("language", NO_MEDICINE)
def test_the_fixed_notice_stands_beside_goods_that_need_it_and_nowhere_else(visitor, market, language):
    market.answers["Product"] = {"product": good(notices=["NO_MEDICINE"])}
    assert NO_MEDICINE[language] in visitor.get(f"{language}/sp/tra").text
    market.answers["Product"] = {"product": good()}
    assert NO_MEDICINE[language] not in visitor.get(f"{language}/sp/gao").text
