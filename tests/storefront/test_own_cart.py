"""Whose a cart is: it comes along when somebody comes in; on a shared phone nothing of its owner stays in it."""

import pytest

from tests.storefront.accounts import (
    DOWN,
    FINE,
    FRESH,
    IN,
    copying,
    prepare,
    refused,
    send,
    top_level,
)
from tests.storefront.conftest import CHECKOUT, LINE, UNKNOWN
from tests.storefront.samples import checkout, gid

ELSEWHERE = gid("Checkout", "00000000-0000-4000-8000-000000000005")
EMPTY = gid("Checkout", "00000000-0000-4000-8000-000000000006")


@pytest.fixture(autouse=True)
def answers(market):
    prepare(market)


@pytest.fixture
def lan(buyer):
    """Somebody with a cart who came in by password."""
    come_in(buyer)
    return buyer


def come_in(browser):
    answer = send(browser, "/tai-khoan/vao", email="lan@example.com", password="x")
    assert answer.headers["Location"] == "/tai-khoan/"


def left_elsewhere(market):
    """Two carts of one's own on the account, the newer one empty."""
    carts = [{"id": EMPTY, "lines": []}, {"id": ELSEWHERE, "lines": [{"id": LINE}]}]
    mine = {"me": {"checkouts": {"edges": [{"node": each} for each in carts]}}}
    market.answers |= {"CartsOfMine": mine, "Cart": {"checkout": checkout(id=ELSEWHERE)}}


def looked_at(browser, market):
    """The carts that a look asks for whole."""
    market.asked.clear()
    assert browser.get("/gio").status_code == 200
    return [each.variables["id"] for each in market.asked if each.operation == "Cart"]


def test_the_cart_comes_along_and_stays_without_its_owner(buyer, market):
    come_in(buyer)
    assert market.last("CartAttach").variables == {"id": CHECKOUT}
    assert market.last("CartAttach").headers["Authorization"] == "Bearer access"
    assert "CartsOfMine" not in {each.operation for each in market.asked}
    send(buyer, "/tai-khoan/ra")
    assert market.last("CartDetach").variables == {"id": CHECKOUT}
    assert looked_at(buyer, market) == [CHECKOUT]
    assert buyer.get("/tai-khoan/").status_code == 302


def test_who_brings_no_cart_finds_the_one_left_elsewhere(visitor, market):
    left_elsewhere(market)
    come_in(visitor)
    assert looked_at(visitor, market) == [ELSEWHERE]


@pytest.mark.parametrize("brought", [UNKNOWN, {"answer": {"checkout": {"id": CHECKOUT, "lines": []}, "errors": []}}])  # fmt: skip
def test_a_cart_that_is_ordered_or_emptied_does_not_hide_the_one_left_elsewhere(buyer, market, brought):
    left_elsewhere(market)
    market.answers["CartAttach"] = brought
    come_in(buyer)
    assert looked_at(buyer, market) == [ELSEWHERE]


def test_a_refusal_of_another_kind_loses_no_cart(buyer, market):
    market.answers["CartAttach"] = {"answer": {"checkout": None, "errors": [{"field": "customerId", "message": "x", "code": "NOT_FOUND"}]}}  # fmt: skip
    come_in(buyer)
    assert looked_at(buyer, market) == [CHECKOUT]


@pytest.mark.parametrize("answer", [DOWN, top_level("PermissionDenied"), top_level("SOMETHING")])
def test_who_cannot_take_the_cart_along_comes_in_with_its_goods_only(buyer, market, answer):
    lines = copying(market)
    market.answers["CartAttach"] = answer
    come_in(buyer)
    assert buyer.get("/tai-khoan/").status_code == 200
    assert looked_at(buyer, market) == [FRESH]
    assert market.last("CartCreate").variables["lines"] == lines
    assert market.last("CartCreate").headers["Authorization"] == "Bearer access"


def test_a_broken_look_for_carts_left_elsewhere_keeps_nobody_out(visitor, market):
    market.answers["CartsOfMine"] = DOWN
    come_in(visitor)
    assert visitor.get("/tai-khoan/").status_code == 200
    assert looked_at(visitor, market) == []


@pytest.mark.parametrize("answer", [DOWN, top_level("InvalidTokenError")])
def test_who_goes_out_leaves_the_goods_only_whatever_the_api_says(lan, market, answer):
    lines = copying(market)
    market.answers |= {"CartDetach": answer, "TokenRefresh": {"tokenRefresh": None}}
    assert send(lan, "/tai-khoan/ra").status_code == 302
    assert lan.get("/tai-khoan/").status_code == 302
    assert looked_at(lan, market) == [FRESH]
    assert market.last("CartCreate").variables["lines"] == lines


def change_password(lan, market):
    market.answers |= {"PasswordChange": FINE, "SignIn": refused("LOGIN_ATTEMPT_DELAYED", "email")}
    send(lan, "/tai-khoan/mat-khau", oldPassword="cũ", newPassword="một câu dài")


def confirm_email(lan, market):
    market.answers["EmailConfirm"] = FINE
    send(lan, "/tai-khoan/thu/xac-nhan?token=s3", "/tai-khoan/thu/xac-nhan", token="s3")


def be_signed_out_elsewhere(lan, market):
    known = market.answers["Account"]
    ended(market, "Account")
    lan.get("/tai-khoan/")
    market.answers["Account"] = known


def ended(market, operation):
    """The tokens are void: the question is refused to who sends one."""
    market.answers |= {
        operation: top_level("InvalidTokenError"),
        "TokenRefresh": {"tokenRefresh": {"token": None, "errors": [{"code": "JWT_INVALID_TOKEN"}]}},
    }


@pytest.mark.parametrize("end", [change_password, confirm_email, be_signed_out_elsewhere])
def test_an_account_that_ends_here_leaves_the_goods_only(lan, market, end):
    copying(market)
    end(lan, market)
    assert lan.get("/tai-khoan/").status_code == 302
    assert looked_at(lan, market) == [FRESH]
    assert looked_at(lan, market) == [FRESH]


def test_a_look_at_the_cart_that_finds_the_account_ended_shows_the_goods_only(lan, market):
    copying(market)
    known = market.answers["Cart"]
    ended(market, "Cart")
    renewal = market.answers["TokenRefresh"]
    market.answers["TokenRefresh"] = lambda _: market.answers.update(Cart=known) or renewal
    assert looked_at(lan, market) == [CHECKOUT, CHECKOUT, FRESH]


def test_goods_put_in_after_the_account_ended_go_into_a_cart_of_ones_own(lan, market):
    copying(market)
    be_signed_out_elsewhere(lan, market)
    send(lan, "/sp/gao-seng-cu", "/gio", **{k: v for k, v in lan.form.items() if k != "csrfmiddlewaretoken"})
    assert market.last("CartAdd").variables["id"] == FRESH


def test_who_comes_in_again_keeps_the_own_cart_whole(lan, market):
    be_signed_out_elsewhere(lan, market)
    market.answers["SignIn"] = IN
    come_in(lan)
    assert looked_at(lan, market) == [CHECKOUT]


def test_an_api_that_is_down_while_a_token_is_renewed_signs_nobody_out(lan, market):
    known = market.answers["Account"]
    market.answers |= {
        "Account": top_level("ExpiredSignatureError"),
        "Suggest": top_level("ExpiredSignatureError"),
        "TokenRefresh": DOWN,
    }
    assert lan.get("/tai-khoan/").status_code == 503
    assert lan.get("/tim/goi-y?q=gao").status_code == 200
    market.answers |= {"Account": known}
    assert lan.get("/tai-khoan/").status_code == 200
