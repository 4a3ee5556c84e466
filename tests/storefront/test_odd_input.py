"""Whatever is sent to the pages of account, sign-in, addresses and search: words about it, and no question the API refuses."""

import json
import re
from urllib.parse import urlencode

import pytest
from graphql import build_schema, parse
from graphql.execution.values import get_variable_values

from storefront.forms.filters import KEYS as KEYS_OF_LISTS
from tests.storefront.accounts import FINE, TYPED, prepare, refused, send
from tests.storefront.conftest import token
from tests.storefront.samples import SEASONAL
from tests.storefront.test_search import ANSWER, NONE
from tools.processes import ROOT

ODD = {
    "NUL": lambda name: [(name, "a\0b")],
    "NUL among digits": lambda name: [(name, "0912\0345678")],
    "half a character": lambda name: [(name, "a\ud800")],
    "endless": lambda name: [(name, "x" * 10_000)],
    "endless digits": lambda name: [(name, "9" * 10_000)],
    "nothing": lambda name: [],
    "blank": lambda name: [(name, " ")],
    "a list": lambda name: [(f"{name}[]", "a"), (f"{name}[]", "b")],
    "twice": lambda name: [(name, "a"), (name, "\0")],
    "an object": lambda name: [(f"{name}[x]", "a")],
}
PLACE = ("firstName", "phone", "countryArea", "city", "streetAddress1", "next")
SECRET = ("email", "token", "next")
FORMS = {
    "/tai-khoan/vao": ("email", "password", "next"),
    "/tai-khoan/vao?phone": ("phone", "next"),
    "/tai-khoan/ma": ("code", "password", "startAfresh", "next"),
    "/tai-khoan/mo": ("email", "firstName", "password", "next"),
    "/tai-khoan/xac-nhan": SECRET,
    "/tai-khoan/quen": ("email",),
    "/tai-khoan/mat-khau-moi": ("password", *SECRET),
    "/tai-khoan/toi": ("firstName", "languageCode"),
    "/tai-khoan/dia-chi/them": PLACE,
    "/tai-khoan/dia-chi/3": PLACE,
    "/tai-khoan/mat-khau": ("newPassword", "oldPassword"),
    "/tai-khoan/thu": ("newEmail", "password"),
    "/tai-khoan/thu/xac-nhan": ("token",),
    "/tai-khoan/so": ("phone",),
    "/tai-khoan/so/ma": ("code", "oldCode", "password"),
    "/tai-khoan/xoa": ("token",),
    "/tai-khoan/xoa/xac-nhan": ("token",),
}
"""Page -> the fields it reads; its first one is there again afterwards, but where a letter's link is told to be over."""
LINKS = {"/tai-khoan/xac-nhan", "/tai-khoan/thu/xac-nhan", "/tai-khoan/xoa", "/tai-khoan/xoa/xac-nhan"}
BUTTONS = ["/tai-khoan/ra", "/tai-khoan/dia-chi/3/bo", "/tai-khoan/dia-chi/3/chinh", "/ban-hang/ra"]
WRITES = [
    "SignIn", "SignInByCode", "CodeSend", "Register", "Confirm", "PasswordForget", "PasswordSet", "ProfileSave",
    "AddressAdd", "AddressSave", "AddressRemove", "AddressDefault", "PasswordChange", "EmailChange", "EmailConfirm",
    "CodeForChange", "PhoneChange", "DeletionAsk", "AccountDelete", "SignOutEverywhere", "LeaveEverywhere", "LinkOpen",
]  # fmt: skip
KEYS = ["%00", "3%00", "%ED%A0%80", "x" * 4000, "a[]"]
OPENED = [
    "/tai-khoan/vao", "/tai-khoan/ma", "/tai-khoan/mo", "/tai-khoan/xac-nhan", "/tai-khoan/mat-khau-moi",
    "/tai-khoan/thu/xac-nhan", "/tai-khoan/xoa/xac-nhan", "/tai-khoan/dia-chi/them", "/tim", "/tim/goi-y", "/dat-hang/xa",
]  # fmt: skip


@pytest.fixture(scope="module")
def schema():
    text = (ROOT / "marketplace" / "schema.graphql").read_text(encoding="utf-8")
    return build_schema(text, assume_valid_sdl=True)


@pytest.fixture
def lan(visitor, market):
    """Somebody who came in, with a code on the way to a new number; whatever follows is refused by the API."""
    prepare(market)
    market.answers |= {
        "CodeForChange": FINE,
        "Search": {"products": NONE, "answer": dict(ANSWER)},
        "Seasonal": SEASONAL,
        "Suggest": {"suggestions": []},
    }
    send(visitor, "/tai-khoan/vao", email="lan@example.com", password="x")
    send(visitor, "/tai-khoan/so", phone="0987654321")
    market.answers |= dict.fromkeys(WRITES, refused())
    visitor.safe = token(visitor.get("/tai-khoan/mo"))
    return visitor


def query(names, odd):
    return urlencode([pair for name in names for pair in ODD[odd](name)], errors="surrogatepass")


def post(browser, page, *fields):
    body = "&".join([urlencode({"csrfmiddlewaretoken": browser.safe}), *fields])
    return browser.post(page, content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})


def unanswerable(schema, asked):
    """Questions that the API would refuse as a whole."""
    for each in asked:
        (operation,) = [d for d in parse(each.query).definitions if d.kind == "operation_definition"]
        found = get_variable_values(schema, operation.variable_definitions, each.variables)
        if isinstance(found, list) or "\\u0000" in json.dumps(each.variables):
            yield each.operation, each.variables


@pytest.mark.parametrize("page", FORMS)
def test_a_form_with_odd_input_comes_back(lan, market, schema, page):
    answers = {odd: post(lan, page.partition("?")[0], query(FORMS[page], odd)) for odd in ODD}
    there = "<h1" if page in LINKS else f'name="{FORMS[page][0]}"'
    assert {odd: (one.status_code, there in one.text) for odd, one in answers.items()} == dict.fromkeys(
        ODD, (422, True)
    )
    assert list(unanswerable(schema, market.asked)) == []


@pytest.mark.parametrize("field", TYPED)
def test_one_odd_field_of_an_address_leaves_the_others(lan, market, schema, field):
    others = urlencode({name: text for name, text in TYPED.items() if name != field})
    kept = {"firstName": 'value="Mai"', "streetAddress1": 'value="Số 9"'}
    kept.pop(field, None)
    for odd in ODD:
        for status, button in ((422, ""), (200, "change_province=1")):
            answer = post(lan, "/tai-khoan/dia-chi/them", others, query([field], odd), button)
            assert (odd, answer.status_code) == (odd, status)
            assert [words for words in kept.values() if words not in answer.text] == []
    assert list(unanswerable(schema, market.asked)) == []


@pytest.mark.parametrize("page", BUTTONS)
def test_a_button_does_not_mind_what_is_sent_along(lan, market, schema, page):
    answers = {odd: post(lan, page, query(("everywhere", "next", "back"), odd)).status_code for odd in ODD}
    assert answers == dict.fromkeys(ODD, 302)
    assert list(unanswerable(schema, market.asked)) == []


@pytest.mark.parametrize("key", KEYS)
def test_an_odd_key_in_an_address_leads_nowhere(lan, market, schema, key):
    pages = {f"/tai-khoan/dia-chi/{key}{verb}": 404 for verb in ("", "/bo", "/chinh")}
    pages[f"/ban-hang/vao/{key}"] = 403
    assert {page: post(lan, page).status_code for page in pages} == pages
    assert list(unanswerable(schema, market.asked)) == []


@pytest.mark.parametrize("page", OPENED)
def test_a_page_with_an_odd_query_opens(lan, market, schema, page):
    names = (*SECRET, "thu", "purpose", "tinh", *KEYS_OF_LISTS)
    asked = {odd: re.sub(r"(x|9){10000}", 700 * r"\1", query(names, odd)) for odd in ODD}
    assert {odd: lan.get(f"{page}?{one}").status_code for odd, one in asked.items()} == dict.fromkeys(
        ODD, 200
    )
    assert list(unanswerable(schema, market.asked)) == []


@pytest.mark.parametrize("page", ["/tim", "/tim/goi-y", "/tai-khoan/", "/tai-khoan/dia-chi/"])
def test_a_page_that_takes_no_form_says_so(lan, page):
    assert {post(lan, page, query(("q", "next"), odd)).status_code for odd in ODD} == {405}
