"""How the shop asks: what it sends, when it renews a token, and what it makes of trouble."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from storefront import api
from tools.processes import free_port

NOBODY = {"product": None}
EXPIRED = {
    "errors": [
        {"message": "Signature has expired", "extensions": {"exception": {"code": "ExpiredSignatureError"}}}
    ]
}


@pytest.fixture
def request_(settings, market):
    settings.API_URL, settings.CHANNEL, settings.SHOP_SECRET, settings.VISITOR_HEADER = (
        market.url,
        "vn",
        "s3",
        "",
    )
    market.answers["Product"] = NOBODY
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9")
    request.session = {}
    return request


def test_standing_variables_and_headers_are_sent(request_, market):
    with translation.override("en"):
        assert api.ask(request_, "Product", slug="x") == NOBODY
    sent = market.last("Product")
    assert sent.variables == {"slug": "x", "channel": "vn", "language": "EN", "translated": True}
    assert sent.headers["Accept-Language"] == "en"
    assert (sent.headers["Shop-Visitor"], sent.headers["Shop-Secret"]) == ("203.0.113.9", "s3")
    assert "Authorization" not in sent.headers


def test_an_operation_gets_only_the_standing_variables_it_declares(request_, market):
    market.answers["TokenRefresh"] = {"tokenRefresh": None}
    api.ask(request_, "TokenRefresh", refresh="r")
    assert market.last("TokenRefresh").variables == {"refresh": "r"}


def test_without_a_secret_no_visitor_is_named(request_, market, settings):
    settings.SHOP_SECRET = ""
    api.ask(request_, "Product", slug="x")
    assert "Shop-Visitor" not in market.last("Product").headers


def test_the_visitor_behind_our_proxy_is_the_last_one_it_names(request_, settings):
    settings.VISITOR_HEADER = "X-Forwarded-For"
    request_.META["HTTP_X_FORWARDED_FOR"] = "10.9.9.9, 198.51.100.7"
    assert api.visitor_address(RequestFactory().get("/", **request_.META)) == "198.51.100.7"


def test_the_connection_is_kept(request_, market):
    for _ in range(3):
        api.ask(request_, "Product", slug="x")
    assert len({each.connection for each in market.asked}) == 1


def test_the_token_goes_along_and_is_renewed_once(request_, market):
    request_.session = {"access": "old", "refresh": "r"}
    market.answers["TokenRefresh"] = {"tokenRefresh": {"token": "new", "errors": []}}
    market.answers["Product"] = lambda _: NOBODY if len(market.asked) > 2 else EXPIRED
    assert api.ask(request_, "Product", slug="x") == NOBODY
    assert [each.headers["Authorization"] for each in market.asked] == ["Bearer old", None, "Bearer new"]
    assert request_.session == {"access": "new", "refresh": "r"}


def test_a_token_that_cannot_be_renewed_is_forgotten(request_, market):
    request_.session = {"access": "old", "checkout": "kept"}
    market.answers["Product"] = lambda _: NOBODY if len(market.asked) > 1 else EXPIRED
    assert api.ask(request_, "Product", slug="x") == NOBODY
    assert request_.session == {"checkout": "kept"}


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_broken_api_is_down(request_, market, status):
    market.status = status
    with pytest.raises(api.ApiDown):
        api.ask(request_, "Product", slug="x")


def test_nobody_listening_is_down(request_, settings):
    settings.API_URL = f"http://127.0.0.1:{free_port()}/graphql/"
    with pytest.raises(api.ApiDown):
        api.ask(request_, "Product", slug="x")


def test_top_level_errors_are_a_refusal_with_codes(request_, market):
    market.answers["Product"] = {
        "errors": [{"message": "No", "extensions": {"exception": {"code": "PermissionDenied"}}}]
    }
    with pytest.raises(api.ApiRefused) as refused:
        api.ask(request_, "Product", slug="x")
    assert refused.value.codes == {"PermissionDenied"}
    assert refused.value.forbids


def test_a_shared_answer_is_asked_once_and_without_the_token(request_, market):
    request_.session = {"access": "mine"}
    for _ in range(3):
        api.remembered(request_, "Product", slug="x")
    assert len(market.asked) == 1
    assert "Authorization" not in market.asked[0].headers


def test_languages_do_not_share_an_answer(request_, market):
    api.remembered(request_, "Product", slug="x")
    with translation.override("en"):
        api.remembered(request_, "Product", slug="x")
    assert len(market.asked) == 2


def test_an_old_answer_is_better_than_none(request_, market):
    api.remembered(request_, "Product", seconds=-1, slug="x")
    market.status = 503
    assert api.remembered(request_, "Product", seconds=-1, slug="x") == NOBODY
