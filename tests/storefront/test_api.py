"""How the shop asks: what it sends, when it renews a token, and what it makes of trouble."""

from types import SimpleNamespace

import httpx
import pytest
from django.test import RequestFactory
from django.utils import translation

from storefront import api, patience
from storefront.pages import media
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


class Hanging:
    """An API that takes the question and never answers, until `mended`."""

    def __init__(self):
        self.asked, self.mended = 0, False

    def build_request(self, *sent, timeout, **more):
        self.timeout = timeout.as_dict()

    def send(self, request, **how):
        return self.post("")

    def post(self, url, **sent):
        self.asked += 1
        if not self.mended:
            raise httpx.ReadTimeout("timed out")
        return httpx.Response(200, json={"data": NOBODY})


@pytest.fixture
def hanging(monkeypatch):
    """It, in place of the API; time stands still but for `monotonic` of `storefront.patience`."""
    there, clock = Hanging(), SimpleNamespace(now=1000.0)
    monkeypatch.setattr(api, "client", lambda: there)
    monkeypatch.setattr(api, "patience", patience.Patience())
    monkeypatch.setattr(patience.time, "monotonic", lambda: clock.now)
    there.clock = clock
    return there


def down(request):
    with pytest.raises(api.ApiDown):
        api.ask(request, "Product", slug="x")
    return True


def test_of_an_api_that_hangs_nobody_waits_after_three_in_a_row(request_, hanging):
    assert [down(request_) for _ in range(10)] == [True] * 10
    assert hanging.asked == 3


def test_of_pictures_that_hang_nobody_waits_either(settings, hanging):
    settings.API_URL = "http://127.0.0.1:1/graphql/"
    picture = RequestFactory().get("/media/a.webp")
    for _ in range(10):
        with pytest.raises(api.ApiDown):
            media.picture(picture)
    assert (hanging.asked, hanging.timeout["read"]) == (3, 5.0)


def test_one_slow_question_among_others_keeps_nobody_from_asking(request_, hanging):
    for _ in range(4):
        hanging.mended = False
        down(request_), down(request_)
        hanging.mended = True
        assert api.ask(request_, "Product", slug="x") == NOBODY
    assert hanging.asked == 12


def test_after_a_rest_one_tries_and_if_it_is_answered_all_may(request_, hanging):
    for _ in range(3):
        down(request_)
    hanging.clock.now += patience.REST
    down(request_), down(request_)
    assert hanging.asked == 4
    hanging.clock.now += patience.REST
    hanging.mended = True
    assert [api.ask(request_, "Product", slug="x") for _ in range(3)] == [NOBODY] * 3
    assert hanging.asked == 7


def test_a_second_one_does_not_try_before_the_first_has_ended(hanging):
    shared = patience.Patience()
    for _ in range(3):
        shared.was_in_vain()
    hanging.clock.now += patience.REST
    assert (shared.is_left(), shared.is_left()) == (True, False)
    hanging.clock.now += patience.LONGEST
    assert not shared.is_left()
    shared.was_in_vain()
    hanging.clock.now += patience.REST - 0.1
    assert not shared.is_left()
    hanging.clock.now += 0.1
    assert (shared.is_left(), shared.is_left()) == (True, False)
    shared.was_cut_off()
    hanging.clock.now += patience.REST
    assert (shared.is_left(), shared.is_left()) == (True, False)


def test_an_api_that_is_not_there_is_asked_again_at_once(request_, market, settings):
    settings.API_URL = f"http://127.0.0.1:{free_port()}/graphql/"
    for _ in range(5):
        down(request_)
    settings.API_URL = market.url
    assert api.ask(request_, "Product", slug="x") == NOBODY
