"""Who is signed in as a buyer and opens a link to a workspace stays the buyer, with cart and orders; at work they are whom the link was for."""

from secrets import token_urlsafe

import pytest

from tests.storefront.accounts import FINE, prepare, send, top_level
from tests.storefront.conftest import CHECKOUT
from tests.storefront.test_own_cart import come_in
from tests.storefront.test_workers import OTHER, SHOP, standing

NAME = "HTX Nương Mây"


@pytest.fixture(autouse=True)
def answers(market):
    prepare(market)
    nothing = dict.fromkeys(("waiting", "packing", "going", "closed"), {"edges": []})
    market.answers |= {
        "LinkOpen": {"answer": {"token": "link", "cooperative": {"id": SHOP, "slug": "nuong-may", "name": NAME}, "errors": []}},
        "SellOrders": {"cooperative": {"id": SHOP, "name": NAME, **nothing}},
        "MyShops": {"myCooperatives": [standing(), standing(shop=OTHER, name="HTX Suối Mây")], "myMandates": []},
        "LeaveEverywhere": FINE,
    }  # fmt: skip


@pytest.fixture
def lan(buyer):
    """A buyer with a cart and an account, who has opened a link to a workspace besides."""
    come_in(buyer)
    open_link(buyer)
    return buyer


def open_link(browser):
    assert send(browser, "/ban-hang/vao/abc").headers["Location"] == "/ban-hang/"


def asked_as(market, browser, page):
    """Who the shop was for the market on this page: the token of its last question about it."""
    market.asked.clear()
    answer = browser.get(page)
    tokens = {each.headers.get("Authorization") for each in market.asked if each.operation != "Market"}
    return answer.status_code, tokens


def test_the_buyer_stays_the_buyer_and_is_at_work_whom_the_link_was_for(lan, market):
    assert "CartDetach" not in {each.operation for each in market.asked}
    assert asked_as(market, lan, "/tai-khoan/") == (200, {"Bearer access"})
    assert asked_as(market, lan, "/ban-hang/") == (200, {"Bearer link"})
    assert asked_as(market, lan, "/en/ban-hang/quay") == (200, {"Bearer link"})
    assert asked_as(market, lan, "/gio") == (200, {"Bearer access"})
    assert market.last("Cart").variables["id"] == CHECKOUT


def test_a_helper_goes_from_one_cooperative_to_the_next_and_their_own_cart_stays(lan, market):
    market.asked.clear()
    assert send(lan, "/ban-hang/quay", shop=OTHER).headers["Location"] == "/ban-hang/"
    assert "HTX Suối Mây" in lan.get("/ban-hang/").text
    assert market.last("SellOrders").variables == {"cooperative": OTHER}
    assert {each.headers["Authorization"] for each in market.asked if each.operation != "Market"} == {
        "Bearer link"
    }
    assert asked_as(market, lan, "/gio") == (200, {"Bearer access"})


@pytest.mark.parametrize("everywhere", [{}, {"everywhere": "1"}])
def test_leaving_the_workspace_leaves_account_and_cart_alone(lan, market, everywhere):
    market.asked.clear()
    send(lan, "/ban-hang/quay", "/ban-hang/ra", **everywhere)
    assert not {each.operation for each in market.asked} & {"CartDetach", "SignOutEverywhere"}
    if everywhere:
        assert market.last("LeaveEverywhere").headers["Authorization"] == "Bearer link"
    assert asked_as(market, lan, "/gio") == (200, {"Bearer access"})
    assert asked_as(market, lan, "/ban-hang/quay") == (200, {"Bearer access"})
    assert lan.get("/ban-hang/").headers["Location"] == "/ban-hang/quay"  # their own, by the account


def test_a_link_that_is_over_is_forgotten_alone(lan, market):
    market.answers["SellOrders"] = top_level("ExpiredSignatureError")
    lan.get("/ban-hang/")
    assert "TokenRefresh" not in {each.operation for each in market.asked}
    assert asked_as(market, lan, "/gio") == (200, {"Bearer access"})
    assert asked_as(market, lan, "/ban-hang/quay") == (200, {"Bearer access"})


def test_going_out_of_the_account_goes_out_of_the_workspace_too(lan, market):
    send(lan, "/tai-khoan/ra")
    assert (lan.get("/ban-hang/").status_code, lan.get("/ban-hang/quay").status_code) == (403, 403)


def test_somebody_else_who_signs_in_is_not_at_work(lan, market):
    come_in(lan)
    assert asked_as(market, lan, "/ban-hang/quay") == (200, {"Bearer access"})
    assert NAME not in lan.get("/").text


def test_whoever_has_no_account_comes_in_by_the_link_alone_and_keeps_the_cart(buyer, market):
    open_link(buyer)
    assert asked_as(market, buyer, "/ban-hang/") == (200, {"Bearer link"})
    assert asked_as(market, buyer, "/gio") == (200, {"Bearer link"})
    assert market.last("Cart").variables["id"] == CHECKOUT


def test_three_tokens_fit_into_a_cookie(buyer, market):
    """A browser throws a cookie of more than 4,096 letters away; an account's tokens have some 750, a link's 600."""
    account, again, link = (token_urlsafe(letters * 3 // 4) for letters in (800, 800, 650))
    market.answers["SignIn"] = {"answer": {"token": account, "refreshToken": again, "errors": []}}
    market.answers["LinkOpen"]["answer"]["token"] = link
    come_in(buyer)
    open_link(buyer)
    assert asked_as(market, buyer, "/ban-hang/") == (200, {f"Bearer {link}"})
    assert max(len(value) for value in buyer.cookies.values()) < 3_900
