"""Staff who see as a cooperative are told so on every page, as long as that very token is in use, and get out of it."""

import pytest

from tests.storefront.accounts import prepare, send, top_level

SHOP = "Q29vcGVyYXRpdmU6NDA="
TOLD = "Chỉ xem, không sửa được gì."


@pytest.fixture(autouse=True)
def answers(market):
    prepare(market)
    nothing = dict.fromkeys(("waiting", "packing", "going", "closed"), {"edges": []})
    market.answers |= {
        "SellOrders": {"cooperative": {"id": SHOP, "name": "HTX Suối Mây", **nothing}},
        "MyShops": {"myCooperatives": [], "myMandates": []},
    }


def look(visitor, market, reads_only=True):
    came = {
        "token": "a-token-of-more-than-twenty-letters",
        "readsOnly": reads_only,
        "errors": [],
        "cooperative": {"id": SHOP, "slug": "suoi-may", "name": "HTX Suối Mây"},
    }
    market.answers["LinkOpen"] = {"answer": came}
    assert send(visitor, "/ban-hang/vao/abc").status_code == 302


@pytest.mark.parametrize(("reads_only", "told"), [(True, True), (False, False)])
def test_the_stall_says_that_one_only_looks(visitor, market, reads_only, told):
    look(visitor, market, reads_only)
    page = visitor.get("/ban-hang/")
    assert (page.status_code, TOLD in page.text) == (200, told)


def test_another_link_is_opened_while_one_looks(visitor, market):
    look(visitor, market)
    look(visitor, market)
    assert "Authorization" not in market.last("LinkOpen").headers


def test_who_looks_signs_in_and_looks_no_longer(visitor, market):
    look(visitor, market)
    answer = send(visitor, "/tai-khoan/vao", email="lan@example.com", password="x")
    assert (answer.headers["Location"], TOLD in visitor.get("/ban-hang/").text) == ("/tai-khoan/", False)
    assert "Authorization" not in market.last("SignIn").headers


@pytest.mark.parametrize("everywhere", [{}, {"everywhere": "1"}])
def test_who_looks_goes_out_though_a_look_ends_nothing(visitor, market, everywhere):
    look(visitor, market)
    market.answers["LeaveEverywhere"] = top_level("READ_ONLY")
    answer = send(visitor, "/ban-hang/quay", "/ban-hang/ra", **everywhere)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert visitor.get("/ban-hang/quay").status_code == 403
