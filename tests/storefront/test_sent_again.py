"""Nothing somebody typed is lost to a fault that is not theirs, and a strange address is answered in words."""

import re

import pytest

from tests.storefront.accounts import PLACES, prepare, send
from tests.storefront.conftest import token
from tests.storefront.samples import gid
from tests.storefront.test_contact import GOOD

FORM = GOOD | {"email": "", "customerNote": "Gọi trước."}
EXPIRED = {"exception": {"code": "ExpiredSignatureError"}}
STORY = "Gói bị rách.\nTôi muốn <đổi> & trả"


@pytest.fixture
def at_the_address(buyer, market):
    """At the first step of the checkout; `safe` is the token of its form."""
    market.answers["Places"] = PLACES
    buyer.safe = token(buyer.get("/dat-hang/"))
    return buyer


def fields(page):
    """Names and values of the hidden fields of the form that sends again, with the address it goes to."""
    form = re.search(
        r'<form class="row row-mid" method="post" action="([^"]*)">(.*?)</form>', page.text, re.S
    )
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form[2])
    return form[1], {name: text for name, text in found if name != "csrfmiddlewaretoken"}


def test_a_form_that_lay_open_too_long_is_sent_again_by_a_button(visitor):
    page = visitor.get("/en/khieu-nai")
    typed = {"csrfmiddlewaretoken": "x" * 64, "kind": "khac", "story": STORY, "name": "Lan"}
    origin = {"Origin": str(visitor.base_url).rstrip("/")}
    refused = visitor.post("/en/khieu-nai?don=7", data=typed, headers=origin)
    assert (refused.status_code, "What you typed is still here" in refused.text) == (403, True)
    assert fields(refused) == (
        "/en/khieu-nai?don=7",
        {"kind": "khac", "story": "Gói bị rách.\nTôi muốn &lt;đổi&gt; &amp; trả", "name": "Lan"},
    )
    again = visitor.post("/en/khieu-nai", data=typed | {"csrfmiddlewaretoken": token(refused)})
    assert (again.status_code, token(page) != "") == (422, True)


@pytest.mark.parametrize(
    ("headers", "more"),
    [
        ({}, {}),
        ({"Origin": "https://evil.example"}, {}),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, {}),
        ({"Sec-Fetch-Site": "same-origin"}, {"password": "phien-cho"}),
    ],
    ids=["nobody says whence", "another site", "a framed page", "a password"],
)
def test_what_another_site_or_nobody_sent_is_not_offered_again_nor_a_password(visitor, headers, more):
    visitor.get("/tai-khoan/vao")
    typed = {"csrfmiddlewaretoken": "x" * 64, "email": "lan@example.com", **more}
    refused = visitor.post("/tai-khoan/vao", data=typed, headers=headers)
    assert refused.status_code == 403
    assert "lan@example.com" not in refused.text
    assert "Tải lại" in refused.text


def test_what_was_typed_while_the_api_is_down_is_sent_by_the_next_press(at_the_address, market):
    market.status = 503
    page = at_the_address.post("/dat-hang/", data=FORM | {"csrfmiddlewaretoken": at_the_address.safe})
    assert page.status_code == 503
    assert "Chữ đã gõ cũng còn." in page.text
    address, kept = fields(page)
    assert (address, kept) == ("/dat-hang/", FORM)


def test_a_fault_of_ours_keeps_what_was_typed_too(at_the_address, market):
    market.answers["ContactSave"] = {"errors": [{"message": "unexpected"}]}
    page = at_the_address.post("/dat-hang/", data=FORM | {"csrfmiddlewaretoken": at_the_address.safe})
    assert page.status_code == 500
    assert fields(page) == ("/dat-hang/", FORM)


@pytest.mark.parametrize(
    ("status", "answer", "path"), [(503, 503, "/gio"), (503, 503, "/don/7/mua-lai"), (200, 500, "/gio")]
)
def test_goods_that_may_be_in_the_cart_already_are_not_sent_again_but_looked_for(
    at_the_address, market, status, answer, path
):
    market.status = status
    market.answers = {}
    typed = {"csrfmiddlewaretoken": at_the_address.safe, "variant": "1", "quantity": "2"}
    page = at_the_address.post(path, data=typed)
    assert (page.status_code, ">Gửi lại<" in page.text, ">Thử lại<" in page.text) == (answer, False, False)
    assert '<a class="btn btn-main" href="/gio">Xem trong giỏ đã có chưa</a>' in page.text
    page = at_the_address.post("/gio", data={"csrfmiddlewaretoken": at_the_address.safe, "x": "1"})
    assert "Xem trong giỏ" not in page.text


def test_a_file_or_a_password_is_chosen_and_typed_anew(visitor, market):
    safe = token(visitor.get("/tai-khoan/vao"))
    market.status = 503
    typed = {"csrfmiddlewaretoken": safe, "email": "lan@example.com", "password": "phien-cho"}
    for more in ({}, {"files": {"file": b"x"}}):
        page = visitor.post("/tai-khoan/vao", data=typed, **more)
        assert (page.status_code, "phien-cho" in page.text) == (503, False)
        assert '<a class="btn" href="/tai-khoan/vao">' in page.text


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("/ban-hang/don/7/gui", "/ban-hang/don/7"),
        ("/en/ban-hang/nguoi/7/khoa", "/en/ban-hang/nguoi"),
        ("/zh/don/7/mua-lai", "/zh/don/7"),
        ("/ban-hang/ra", "/ban-hang/"),
        ("/en/du-tuoi", "/en/"),
        ("/du-tuoi", "/"),
    ],
)
def test_an_address_behind_a_button_leads_to_the_page_with_the_button(visitor, path, before):
    page = visitor.get(path)
    assert (page.status_code, page.headers["Allow"]) == (405, "POST")
    assert f'<a class="btn btn-main" href="{before}">' in page.text
    assert visitor.head(path).status_code == 405


def test_what_no_browser_sends_is_refused_in_the_readers_language(visitor):
    visitor.get("/khieu-nai")
    long = visitor.post("/khieu-nai", data={"story": "x" * 300_000})
    assert (long.status_code, "Chữ gửi lên dài quá." in long.text) == (413, True)
    many = visitor.post("/en/khieu-nai", data={f"a{each}": "" for each in range(500)})
    assert (many.status_code, "The market cannot read this" in many.text) == (400, True)


@pytest.mark.parametrize("path", ["sp/a%00b", "dm/%00", "bst/%00", "htx/%00", "trang/%00", "sp/%00/the.jpg"])
def test_the_character_no_text_has_means_nothing_in_an_address(visitor, market, path):
    market.answers |= {
        "Product": {"product": None},
        "Category": {"shelf": None},
        "Collection": {"shelf": None},
        "Cooperative": {"cooperative": None},
        "Page": {"page": None},
        "Card": {"product": None},
    }
    for prefix in ("/", "/en/"):
        assert visitor.get(prefix + path).status_code == 404
    assert market.asked[-1].variables["slug"] == path.split("/")[1].replace("%00", "\ufffd")


def test_a_picture_of_that_name_is_not_there(visitor):
    assert [visitor.get(path).status_code for path in ("/media/%00", "/thumbnail/a%0ab/1")] == [404, 404]


def test_another_window_took_the_line_out_and_its_odd_number_is_answered(buyer):
    gone = gid("CheckoutLine", 999)
    sent = {
        "csrfmiddlewaretoken": buyer.form["csrfmiddlewaretoken"],
        f"so-{gone}": "ba",
        f"was-{gone}": "1",
    }
    page = buyer.post("/gio", data=sent)
    assert page.status_code == 422
    assert "Món này không còn trong giỏ." in page.text


def test_who_was_signed_out_elsewhere_sends_the_address_after_coming_in_again(visitor, market):
    prepare(market)
    send(visitor, "/tai-khoan/vao", email="lan@example.com", password="x")
    safe = token(visitor.get("/tai-khoan/dia-chi/them"))
    market.answers["Addresses"] = {"me": None}
    typed = {name: text for name, text in GOOD.items() if name != "firstName"} | {"firstName": "Mai"}
    page = visitor.post("/tai-khoan/dia-chi/them", data=typed | {"csrfmiddlewaretoken": safe})
    assert (page.status_code, "Bạn đã ra khỏi tài khoản" in page.text) == (403, True)
    assert fields(page) == ("/tai-khoan/dia-chi/them", typed)
    secret = {"csrfmiddlewaretoken": safe, "oldPassword": "phien-cho", "newPassword": "cho-phien-moi"}
    market.answers["PasswordChange"] = {"errors": [{"message": "", "extensions": EXPIRED}]}
    market.answers["TokenRefresh"] = {"tokenRefresh": None}
    market.answers["Account"] = {"me": None, "myCooperatives": []}
    assert "phien-cho" not in visitor.post("/tai-khoan/mat-khau", data=secret).text


def test_an_order_taken_by_phone_is_not_lost_with_the_link_that_ran_out(visitor):
    safe = token(visitor.get("/tai-khoan/vao"))
    typed = GOOD | {"customerNote": "Gọi trước.", "so-1": "2"}
    page = visitor.post("/ban-hang/goi", data=typed | {"csrfmiddlewaretoken": safe})
    assert (page.status_code, "Chưa vào được quầy" in page.text) == (403, True)
    assert fields(page) == ("/ban-hang/goi", typed)


@pytest.mark.parametrize("path", ["/sp/" + "a" * 20_000 + "/", "/gio/?" + "a" * 20_000])
def test_an_endless_address_with_one_slash_too_many_is_not_there(visitor, path):
    assert visitor.get(path).status_code == 404
