"""What is in an account: who one is, addresses, orders, by what one comes in, and its end."""

import pytest

from tests.storefront.accounts import FINE, HOME, IN, TYPED, entry, me, prepare, refused, send
from tests.storefront.samples import gid


@pytest.fixture(autouse=True)
def answers(market):
    prepare(market)


@pytest.fixture
def lan(visitor):
    """Somebody who came in by password."""
    answer = send(visitor, "/tai-khoan/vao", email="lan@example.com", password="mật khẩu dài")
    assert answer.headers["Location"] == "/tai-khoan/"
    return visitor


def test_the_overview_says_who_one_is_and_leads_everywhere(lan):
    page = lan.get("/tai-khoan/")
    assert (page.status_code, page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == (
        200,
        "no-store",
        "noindex, nofollow",
    )
    assert all(words in page.text for words in ("Nguyễn Lan", "0912\xa0345\xa0678", "Phường Tây Hồ"))
    for way in ("/don/", "dia-chi/", "toi", "so", "thu", "mat-khau", "xoa"):
        assert f'href="/tai-khoan/{way}"' in page.text or f'href="{way}"' in page.text


def test_name_and_language_are_kept(lan, market):
    market.answers["ProfileSave"] = FINE
    send(lan, "/tai-khoan/toi", firstName="Trần Mai", languageCode="ZH_HANS")
    assert market.last("ProfileSave").variables == {
        "input": {"firstName": "Trần Mai", "lastName": "", "languageCode": "ZH_HANS"}
    }
    assert send(lan, "/tai-khoan/toi", firstName="Mai", languageCode="XX").status_code == 422


def test_an_address_is_written_changed_made_the_default_and_removed(lan, market):
    market.answers |= {"AddressAdd": FINE, "AddressSave": FINE, "AddressRemove": FINE, "AddressDefault": FINE}
    written = {**TYPED, "phone": "0912345678", "lastName": "", "country": "VN"}
    assert send(lan, "/tai-khoan/dia-chi/them", **TYPED).headers["Location"] == "/tai-khoan/dia-chi/"
    assert market.last("AddressAdd").variables == {"input": written, "type": None}
    page = lan.get("/tai-khoan/dia-chi/3")
    assert all(words in page.text for words in ('value="Nguyễn Lan"', "Số 8, ngõ 12"))
    send(lan, "/tai-khoan/dia-chi/3", **TYPED)
    assert market.last("AddressSave").variables == {"id": HOME, "input": written}
    for verb, operation in (("chinh", "AddressDefault"), ("bo", "AddressRemove")):
        send(lan, "/tai-khoan/dia-chi/", f"/tai-khoan/dia-chi/3/{verb}")
        assert market.last(operation).variables == {"id": HOME}
    assert lan.get("/tai-khoan/dia-chi/99").status_code == 404
    assert lan.get("/tai-khoan/dia-chi/xx").status_code == 404


def test_the_first_address_is_the_one_the_checkout_takes(lan, market):
    market.answers |= {"AddressAdd": FINE, "Addresses": {"me": me(addresses=[])}}
    page = lan.get("/tai-khoan/dia-chi/them")
    assert all(words in page.text for words in ('value="Nguyễn Lan"', 'value="0912\xa0345\xa0678"'))
    send(lan, "/tai-khoan/dia-chi/them", **TYPED)
    assert market.last("AddressAdd").variables["type"] == "SHIPPING"


def test_an_address_keeps_what_was_typed_and_its_communes_follow_the_province(lan, market):
    market.answers["AddressAdd"] = refused("INVALID", "city", "Chọn lại xã.")
    answer = send(lan, "/tai-khoan/dia-chi/them", **TYPED)
    assert (answer.status_code, answer.text.count("Chọn lại xã."), 'value="Số 9"' in answer.text) == (
        422,
        2,
        True,
    )
    page = send(lan, "/tai-khoan/dia-chi/them", change_province="1", **TYPED)
    assert (page.status_code, "<option>Phường Tây Hồ</option>" in page.text) == (200, True)


def test_the_checkout_takes_the_default_address_or_the_one_pressed(buyer, market):
    send(buyer, "/tai-khoan/vao", email="lan@example.com", password="x")
    cart = market.answers["Cart"]["checkout"]
    market.answers["Cart"] = {
        "checkout": cart | {"shippingAddress": None, "phone": "", "email": "", "customerNote": ""}
    }
    other = entry(id=gid("Address", 4), streetAddress1="Thôn Nậm Lùng", isDefaultShippingAddress=False)
    market.answers["Addresses"] = {"me": me(addresses=[other, entry()])}
    assert 'value="Số 8, ngõ 12"' in buyer.get("/dat-hang/").text
    assert 'value="Thôn Nậm Lùng"' in buyer.get("/dat-hang/?tu=4").text
    assert 'value="Số 8, ngõ 12"' in buyer.get("/dat-hang/?tu=99").text


def test_the_accounts_orders_are_listed_and_turned(lan, market):
    part = {
        "id": "p",
        "status": "SHIPPED",
        "collectsInPerson": False,
        "cooperative": {"name": "HTX Nương Mây"},
    }
    node = {"id": gid("Order", "00000000-0000-4000-8000-000000000001"), "number": "1042", "created": "2026-11-25T08:00:00+00:00",
            "total": {"gross": {"amount": 190000, "currency": "VND"}}, "suborders": [part]}  # fmt: skip
    turns = {"hasNextPage": True, "hasPreviousPage": False, "startCursor": "a", "endCursor": "b"}
    market.answers["MyOrders"] = {"me": {"id": "x", "orders": {"pageInfo": turns, "edges": [{"node": node}]}}}
    page = lan.get("/don/")
    assert all(words in page.text for words in ("Đơn 1042", "190.000", "HTX Nương Mây", "Đang giao"))
    assert "/don/00000000-0000-4000-8000-000000000001" in page.text
    assert market.last("MyOrders").variables.get("first") == 12
    lan.get("/don/?sau=b")
    assert market.last("MyOrders").variables["after"] == "b"


def test_a_password_is_changed_and_this_browser_stays_in(lan, market):
    market.answers["PasswordChange"] = refused("INVALID_CREDENTIALS", "oldPassword", "Mật khẩu chưa đúng.")
    answer = send(lan, "/tai-khoan/mat-khau", oldPassword="cũ", newPassword="một câu dài")
    assert (answer.status_code, answer.text.count("Mật khẩu chưa đúng."), "một câu dài" in answer.text) == (
        422,
        2,
        False,
    )
    market.answers["PasswordChange"] = FINE
    send(lan, "/tai-khoan/mat-khau", oldPassword="cũ", newPassword="một câu dài")
    assert market.last("SignIn").variables == {"email": "lan@example.com", "password": "một câu dài"}
    assert lan.get("/tai-khoan/").status_code == 200


def test_who_has_no_password_is_asked_for_none(lan, market):
    market.answers["Account"] = {"me": me(hasPassword=False, email=""), "myCooperatives": []}
    market.answers["PasswordChange"] = FINE
    assert 'name="oldPassword"' not in lan.get("/tai-khoan/mat-khau").text
    send(lan, "/tai-khoan/mat-khau", newPassword="một câu dài")
    assert market.last("PasswordChange").variables == {"oldPassword": None, "newPassword": "một câu dài"}
    assert market.last("SignIn").variables["email"] == "+84912345678"
    assert 'href="/tai-khoan/mat-khau"' in lan.get("/tai-khoan/thu").text


def test_another_e_mail_counts_once_its_letter_is_followed(lan, market):
    market.answers["EmailChange"] = FINE
    answer = send(lan, "/tai-khoan/thu", newEmail="moi@example.com", password="cũ")
    assert (answer.status_code, "moi@example.com" in answer.text) == (200, True)
    assert market.last("EmailChange").variables["url"].endswith("/tai-khoan/thu/xac-nhan")
    market.answers["EmailConfirm"] = FINE
    link = "/tai-khoan/thu/xac-nhan?token=s3"
    answer = send(lan, link, "/tai-khoan/thu/xac-nhan", token="s3")
    assert (answer.headers["Location"], market.last("EmailConfirm").variables) == (
        "/tai-khoan/vao",
        {"token": "s3"},
    )


def test_another_number_by_two_codes_where_there_is_no_password(lan, market):
    market.answers |= {"Account": {"me": me(hasPassword=False), "myCooperatives": []}, "CodeForChange": FINE}
    answer = send(lan, "/tai-khoan/so", phone="0987 654 321")
    assert answer.headers["Location"] == "/tai-khoan/so/ma"
    sent = [each.variables["phone"] for each in market.asked if each.operation == "CodeForChange"]
    assert sent == ["0987654321", "+84912345678"]
    market.answers["PhoneChange"] = refused("INVALID", "oldCode", "Mã này không dùng được.")
    answer = send(lan, "/tai-khoan/so/ma", code="123456", oldCode="1")
    assert (answer.status_code, answer.text.count("Mã này không dùng được.")) == (422, 2)
    market.answers["PhoneChange"] = IN
    assert send(lan, "/tai-khoan/so/ma", code="123456", oldCode="abc").status_code == 422
    answer = send(lan, "/tai-khoan/so/ma", code="123 456", oldCode="654 321")
    assert market.last("PhoneChange").variables == {
        "phone": "0987654321",
        "code": "123456",
        "oldCode": "654321",
    }
    assert answer.headers["Location"] == "/tai-khoan/"


def test_an_account_is_deleted_by_its_link_and_forgotten_here(lan, market):
    owned = {"role": "OWNER", "cooperative": {"id": gid("Cooperative", 1), "name": "HTX Nương Mây"}}
    market.answers |= {"Account": {"me": me(), "myCooperatives": [owned]}, "DeletionAsk": FINE}
    page = lan.get("/tai-khoan/xoa")
    assert all(words in page.text for words in ("90 ngày", "Bạn là chủ quầy HTX Nương Mây."))
    assert "lan@example.com" in send(lan, "/tai-khoan/xoa").text
    market.answers["AccountDelete"] = refused("INVALID", "token", "Đường dẫn này không dùng được nữa.")
    link, here = "/tai-khoan/xoa/xac-nhan?token=s3", "/tai-khoan/xoa/xac-nhan"
    assert send(lan, link, here, token="s3").status_code == 422
    market.answers["AccountDelete"] = FINE
    assert send(lan, link, here, token="s3").status_code == 200
    assert market.last("AccountDelete").variables == {"token": "s3"}
    assert lan.get("/tai-khoan/").status_code == 302


def test_a_member_by_link_has_no_account_here(visitor, market):
    shop = {"id": gid("Cooperative", 1), "slug": "nuong-may", "name": "HTX Nương Mây"}
    market.answers["LinkOpen"] = {"answer": {"token": "t", "cooperative": shop, "errors": []}}
    send(visitor, "/ban-hang/vao/abc")
    assert visitor.get("/tai-khoan/").status_code == 302


def test_an_account_finds_its_desks(lan):
    assert lan.get("/ban-hang/").headers["Location"] == "/ban-hang/quay"
