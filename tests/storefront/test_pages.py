"""The shop over HTTP, in front of a stand-in for the API: what visitors meet when things go well, and when not."""

import re

import httpx
import pytest

from tests.storefront.conftest import ADDED, CHECKOUT, LINE, UNKNOWN, serve, token
from tests.storefront.samples import COOPERATIVE, checkout, gid, good, order
from tools.processes import free_port


def test_a_product_says_price_unit_and_seller_in_three_languages(visitor, market):
    market.answers["Product"] = {"product": good()}
    page = visitor.get("/sp/gao-seng-cu")
    assert "195.000\u00a0₫" in page.text
    assert "39.000\u00a0₫/kg" in page.text
    assert "HTX Nương Mây" in page.text
    assert "Chợ thử" in page.text
    assert "Add to cart" in visitor.get("/en/sp/gao-seng-cu").text
    assert "加入购物车" in visitor.get("/zh/sp/gao-seng-cu").text
    assert market.last("Product").variables["language"] == "ZH_HANS"


def test_headers_guard_every_page(visitor, market):
    market.answers["Product"] = {"product": good()}
    headers = visitor.get("/sp/gao-seng-cu").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_an_order_is_told_to_nobody(visitor, market):
    market.answers["Order"] = {"order": None}
    page = visitor.get("/don/11111111-1111-4111-8111-111111111111")
    assert page.status_code == 404
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert page.headers["Cache-Control"] == "no-store"
    assert "Disallow: /don/" in visitor.get("/robots.txt").text


@pytest.mark.parametrize(
    "path",
    [
        "/don/xyz",
        "/don/..%2f..",
        "/ban-hang/don/1;2",
        "/sp/khong-co",
        "/dm/khong-co",
        "/htx/khong-co",
        "/nope",
        "/media/",
        "/media/../settings.py",
        "/thumbnail/khong-co",
    ],
)
def test_what_is_not_there_is_404_with_a_search(visitor, market, path):
    market.answers |= {
        "Product": {"product": None},
        "Category": {"shelf": None},
        "Cooperative": {"cooperative": None},
    }
    page = visitor.get(path)
    assert page.status_code == 404
    assert 'type="search"' in page.text


def test_one_slash_too_many_is_forgiven_and_leads_nowhere_else(visitor):
    assert visitor.get("/sp/gao/").headers["Location"] == "/sp/gao"
    assert visitor.get("//evil.example/sp/gao/").headers.get("Location", "/").startswith("/")
    assert not visitor.get("//evil.example/").headers.get("Location", "").startswith("//")


def test_the_cart_is_kept_in_a_cookie_scripts_cannot_read(buyer):
    cookie = next(each for each in buyer.cookies.jar if each.name == "phien")
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Lax"
    assert len(cookie.value) < 1700
    assert "Gạo Séng Cù" in buyer.get("/gio").text


def test_a_second_good_goes_into_the_same_cart(buyer, market):
    buyer.post("/gio", data=buyer.form | {"buy": "1"})
    assert market.last("CartAdd").variables["id"] == CHECKOUT


def test_a_cart_the_api_no_longer_knows_is_opened_anew(buyer, market):
    market.answers["CartAdd"] = UNKNOWN
    assert buyer.post("/gio", data=buyer.form | {"buy": "1"}).status_code == 302
    assert [each.operation for each in market.asked][-2:] == ["CartAdd", "CartCreate"]


@pytest.mark.parametrize("typed", ["0", "-3", "abc", "1.5", "99999999999999999999", "", "１", "1e9"])
def test_a_strange_quantity_is_a_message_and_stays_typed(buyer, market, typed):
    asked = len(market.asked)
    page = buyer.post("/gio", data=buyer.form | {"quantity": typed, "buy": "1"})
    assert page.status_code == 422
    assert "note-bad" in page.text
    assert "CartAdd" not in [each.operation for each in market.asked[asked:]]
    assert buyer.post("/gio", data=buyer.form | {"buy": "1"}).status_code == 302


def test_changing_a_line_sends_only_what_changed(buyer, market):
    market.answers["CartUpdate"] = ADDED
    form = {"csrfmiddlewaretoken": token(buyer.get("/gio")), f"so-{LINE}": "2", f"was-{LINE}": "1"}
    assert buyer.post("/gio", data=form | {"more": LINE}).status_code == 302
    assert market.last("CartUpdate").variables["lines"] == [{"lineId": LINE, "quantity": 3}]
    asked = len(market.asked)
    buyer.post("/gio", data=form | {f"so-{LINE}": "1"})
    assert "CartUpdate" not in [each.operation for each in market.asked[asked:]]


def test_nought_takes_a_line_out(buyer, market):
    market.answers["CartRemove"] = ADDED
    form = {
        "csrfmiddlewaretoken": token(buyer.get("/gio")),
        f"so-{LINE}": "1",
        f"was-{LINE}": "1",
        "less": LINE,
    }
    assert buyer.post("/gio", data=form).status_code == 302
    assert market.last("CartRemove").variables["lines"] == [LINE]


def test_less_stock_is_said_in_words_with_a_way_out(buyer, market):
    problem = {"__typename": "CheckoutLineProblemInsufficientStock", "availableQuantity": 6}
    market.answers["Cart"] = {"checkout": checkout(8, [problem])}
    page = buyer.get("/gio").text
    assert "Gạo Séng Cù chỉ còn 6." in page
    assert f'value="{LINE}:6"' in page


def test_a_form_without_its_token_is_refused_kindly(buyer):
    page = buyer.post("/gio", data=buyer.form | {"csrfmiddlewaretoken": "x"})
    assert page.status_code == 403
    assert "Trang để lâu quá" in page.text


def test_a_bad_cursor_is_the_first_page(visitor, market):
    shelf = {
        "id": gid("Category", 1),
        "slug": "gao",
        "name": "Gạo",
        "description": None,
        "parent": None,
        "children": {"edges": []},
    }
    page = {"products": {"edges": [], "pageInfo": {"hasNextPage": False, "hasPreviousPage": False}}}

    def answer(variables):
        return {"errors": [{"message": "bad cursor"}]} if "after" in variables else {"shelf": shelf | page}

    market.answers["Category"] = answer
    assert visitor.get("/dm/gao?sau=@@@").status_code == 200


def test_when_the_api_is_down_the_shop_says_so_and_keeps_the_cart(buyer, market):
    before = dict(buyer.cookies)
    market.status = 503
    page = buyer.get("/gio")
    assert page.status_code == 503
    assert page.headers["Retry-After"]
    assert "giỏ hàng vẫn còn" in page.text
    assert dict(buyer.cookies)["phien"] == before["phien"]
    market.status = 200
    assert "Gạo Séng Cù" in buyer.get("/gio").text


def test_with_nobody_listening_every_page_still_opens(tmp_path):
    address, process = serve(tmp_path, f"http://127.0.0.1:{free_port()}/graphql/")
    try:
        with httpx.Client(base_url=address, transport=httpx.HTTPTransport(retries=8), timeout=20) as client:
            assert client.get("/health/").status_code == 200
            assert client.get("/").status_code == 503
            assert client.get("/khieu-nai").status_code == 200
            assert client.get("/nope").status_code == 404
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_a_one_time_link_is_spent_by_the_button_only(visitor, market):
    market.answers["LinkOpen"] = {
        "answer": {
            "token": "t",
            "cooperative": {"id": gid("Cooperative", 1), "slug": "nuong-may", "name": "HTX Nương Mây"},
            "errors": [],
        }
    }
    page = visitor.get("/ban-hang/vao/abc")
    assert "LinkOpen" not in [each.operation for each in market.asked]
    assert (
        visitor.post("/ban-hang/vao/abc", data={"csrfmiddlewaretoken": token(page)}).headers["Location"]
        == "/ban-hang/"
    )
    assert market.last("LinkOpen").variables == {"token": "abc"}
    market.answers["SellOrders"] = {
        "cooperative": {"slug": "x"}
        | {name: {"edges": []} for name in ("waiting", "packing", "going", "closed")}
    }
    assert "HTX Nương Mây" in visitor.get("/ban-hang/").text
    assert market.last("SellOrders").headers["Authorization"] == "Bearer t"


def test_without_a_link_the_workspace_is_closed(visitor):
    assert visitor.get("/ban-hang/").status_code == 403


def test_pictures_come_through_with_their_cache_headers_and_cannot_run(visitor, market):
    market.pictures["/media/a.svg"] = b"<svg/>"
    picture = visitor.get("/media/a.svg")
    assert (picture.content, picture.headers["Cache-Control"]) == (b"<svg/>", "public, max-age=60")
    assert "sandbox" in picture.headers["Content-Security-Policy"]


def test_static_files_never_change_and_are_small(visitor):
    page = visitor.get("/khieu-nai").text
    files = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2|svg))"', page)
    answers = [visitor.get(path) for path in dict.fromkeys(files)]
    assert {answer.status_code for answer in answers} == {200}
    assert all("immutable" in answer.headers["Cache-Control"] for answer in answers)
    assert sum(int(answer.headers["Content-Length"]) for answer in answers) < 40_000


def test_the_visitor_is_named_to_the_api(visitor, market):
    market.answers["Product"] = {"product": None}
    visitor.get("/sp/x")
    assert market.last("Product").headers["Shop-Visitor"] == "127.0.0.1"
    assert market.last("Product").headers["Shop-Secret"] == "between us"


def test_a_refused_quantity_is_said_at_its_line_whichever_way_the_api_names_it(buyer, market):
    error = {"field": "quantity", "message": "Chỉ còn 6.", "code": "INSUFFICIENT_STOCK"}
    form = {"csrfmiddlewaretoken": token(buyer.get("/gio")), f"so-{LINE}": "9", f"was-{LINE}": "1"}
    for blamed in ({"lines": [LINE]}, {"variants": [gid("ProductVariant", 1)]}):
        market.answers["CartUpdate"] = {"answer": {"checkout": None, "errors": [error | blamed]}}
        page = buyer.post("/gio", data=form)
        assert page.status_code == 422
        assert "Chỉ còn 6." in page.text
        assert 'value="9"' in page.text


def test_an_order_refused_at_the_end_keeps_the_cart_and_says_why(buyer, market):
    place = {
        "firstName": "Hằng", "lastName": "", "phone": "", "streetAddress1": "Số 8", "streetAddress2": "",
        "city": "Phường Tây Hồ", "cityArea": "", "countryArea": "Thành phố Hà Nội",
        "country": {"code": "VN", "country": ""},
    }  # fmt: skip
    ready = checkout(shippingAddress=place)
    ready["parcels"][0]["deliveryMethod"] = {
        "id": "1",
        "name": "Bưu điện",
        "price": {"amount": 1, "currency": "VND"},
    }
    error = {"field": "lines", "message": "Gạo chỉ còn 0.", "code": "INSUFFICIENT_STOCK"}
    market.answers |= {
        "Cart": {"checkout": ready},
        "Place": {"pay": {"errors": []}, "answer": {"order": None, "errors": [error]}},
    }
    form = {"csrfmiddlewaretoken": token(buyer.get("/dat-hang/xem-lai"))}
    assert buyer.post("/dat-hang/xem-lai", data=form).status_code == 422  # the rules were not agreed to
    page = buyer.post("/dat-hang/xem-lai", data=form | {"agree": "1"})
    assert page.status_code == 422
    assert "Gạo chỉ còn 0." in page.text
    assert "Gạo Séng Cù" in buyer.get("/gio").text


def test_an_order_placed_is_opened_by_its_short_link_and_remembered(buyer, market):
    key = "33333333-3333-4333-8333-333333333333"
    ready = checkout(shippingAddress={"firstName": "Hằng", "countryArea": "Thành phố Hà Nội"})
    ready["parcels"][0]["deliveryMethod"] = {"id": "1", "name": "Bưu điện"}
    order = {"id": gid("Order", key), "number": "1007"}
    market.answers |= {
        "Cart": {"checkout": ready},
        "Place": {"pay": {"errors": []}, "answer": {"order": order, "errors": []}},
    }
    form = {"csrfmiddlewaretoken": token(buyer.get("/dat-hang/xem-lai")), "agree": "1"}
    assert buyer.post("/dat-hang/xem-lai", data=form).headers["Location"] == f"/don/{key}"
    assert "1007" in buyer.get("/don/").text
    assert "Giỏ chưa có gì" in buyer.get("/gio").text


def test_who_presses_twice_is_led_to_the_order_that_was_made(buyer, market):
    """The first answer is lost on its way, and the API no longer has the cart when the second press comes."""
    key = "33333333-3333-4333-8333-333333333333"
    order = {"id": gid("Order", key), "number": "1007"}
    gone = {"field": "id", "message": "Giỏ này không còn.", "code": "NOT_FOUND"}
    form = {"csrfmiddlewaretoken": token(buyer.get("/gio")), "agree": "1"}
    market.answers |= {
        "Cart": {"checkout": None},
        "Place": {"pay": {"errors": [gone]}, "answer": {"order": order, "errors": []}},
    }
    assert buyer.post("/dat-hang/xem-lai", data=form).headers["Location"] == f"/don/{key}"
    assert "1007" in buyer.get("/don/").text


def test_who_presses_for_a_cart_of_which_there_is_no_order_sees_why(buyer, market):
    gone = {"field": "id", "message": "Giỏ này không còn.", "code": "NOT_FOUND"}
    form = {"csrfmiddlewaretoken": token(buyer.get("/gio")), "agree": "1"}
    market.answers |= {
        "Cart": {"checkout": None},
        "Place": {"pay": {"errors": []}, "answer": {"order": None, "errors": [gone]}},
    }
    page = buyer.post("/dat-hang/xem-lai", data=form)
    assert (page.status_code, "Giỏ này không còn." in page.text) == (422, True)


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 2), ("/dm/gao", 3), ("/sp/gao-seng-cu", 3), ("/htx/nuong-may", 2), ("/gio", 2), ("/dat-hang/", 3),
     ("/dat-hang/cach-gui", 2), ("/dat-hang/xem-lai", 2), ("/don/33333333-3333-4333-8333-333333333333", 2)],
)  # fmt: skip
def test_a_page_asks_the_api_at_most_three_times(buyer, market, path, most):
    page = {"edges": [], "pageInfo": {"hasNextPage": False, "hasPreviousPage": False}}
    shelf = {
        "id": gid("Category", 1),
        "slug": "gao",
        "name": "Gạo",
        "description": None,
        "parent": None,
        "children": {"edges": []},
    }
    ready = checkout(shippingAddress={"firstName": "Hằng", "countryArea": "Thành phố Hà Nội"}, offers=[])
    ready["parcels"][0]["deliveryMethod"] = {"id": "1", "name": "Bưu điện"}
    market.answers |= {
        "Home": {"inSeason": page, "any": page, "cooperative": None},
        "Category": {"shelf": shelf | {"products": page}},
        "Facets": {"answer": {"total": 0, "isDegraded": False, "facets": []}},
        "Cooperative": {"cooperative": COOPERATIVE | {"products": page}},
        "Cart": {"checkout": ready},
        "Delivery": {"checkout": ready},
        "Places": {"addressValidationRules": {"countryAreaChoices": [], "cityChoices": []}},
        "Order": {"order": order()},
    }
    before = len(market.asked)
    assert buyer.get(path).status_code == 200
    assert 1 <= len(market.asked) - before <= most
