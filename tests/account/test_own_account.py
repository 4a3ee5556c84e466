"""What somebody changes of their own account."""

import pytest
from django.core import mail

from marketplace.account.models import Address, User
from marketplace.account.tokens import tokens
from marketplace.cooperative.api.authentication import authenticate
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.jobs import run_due
from marketplace.core.models import Event, Job
from marketplace.graphql.context import Context
from marketplace.graphql.view import TokenError
from marketplace.order.models import Order
from marketplace.schema import endpoint
from tests import factories as make
from tests.account.letters import letter, link
from tests.asking import ask, gid, refused

pytestmark = pytest.mark.django_db
HERE = "http://127.0.0.1:8000/tai-khoan/"
HOME = {
    "firstName": "Lan",
    "streetAddress1": "12 Hàng Bạc",
    "city": "Hoàn Kiếm",
    "countryArea": "Hà Nội",
    "country": "VN",
    "phone": "0912345678",
}
UPDATE = """mutation ($input: AccountInput!, $who: ID) { accountUpdate(input: $input, customerId: $who) {
  user { firstName lastName languageCode metadata { key value }
    defaultShippingAddress { city phone } defaultBillingAddress { city } addresses { id } }
  errors { field code addressType } } }"""
CREATE = """mutation ($input: AddressInput!, $type: AddressTypeEnum) { accountAddressCreate(input: $input, type: $type) {
  address { id city phone isDefaultShippingAddress } user { addresses { id } } errors { field code addressType } } }"""
CHANGE = """mutation ($id: ID!, $input: AddressInput!) { accountAddressUpdate(id: $id, input: $input) {
  address { id streetAddress1 } errors { field code } } }"""
DELETE = """mutation ($id: ID!) { accountAddressDelete(id: $id) {
  address { id city } user { addresses { id } defaultShippingAddress { id } } errors { field code } } }"""
DEFAULT = """mutation ($id: ID!) { accountSetDefaultAddress(id: $id, type: BILLING) {
  user { defaultBillingAddress { id } } errors { field code } } }"""
PASSWORD = """mutation ($old: String, $new: String!) { passwordChange(oldPassword: $old, newPassword: $new) {
  user { email } errors { field code } } }"""
NEW_EMAIL = """mutation ($email: String!, $password: String!, $url: String!) {
  requestEmailChange(newEmail: $email, password: $password, redirectUrl: $url) { user { email } errors { field code } } }"""
CONFIRM = "mutation ($token: String!) { confirmEmailChange(token: $token) { user { email } errors { field code } } }"
GOODBYE = "mutation ($url: String!) { accountRequestDeletion(redirectUrl: $url) { errors { field code } } }"
GONE = "mutation ($token: String!) { accountDelete(token: $token) { user { email firstName } errors { field code } } }"
OUT = "mutation { tokensDeactivateAll { errors { code } } }"


@pytest.fixture
def lan():
    return make.user(email="lan@example.com", phone="+84912345678", last_name="Nguyễn")


def acting(user):
    return Actor(ActorKind.STAFF if user.is_staff else ActorKind.USER, user_id=user.pk)


def errors(answer, name):
    return [(each["field"], each["code"]) for each in answer[name]["errors"]]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (UPDATE, {"input": {}}),
        (CREATE, {"input": {}}),
        (CHANGE, {"id": "QWRkcmVzczox", "input": {}}),
        (DELETE, {"id": "QWRkcmVzczox"}),
        (DEFAULT, {"id": "QWRkcmVzczox"}),
        (PASSWORD, {"new": "x"}),
        (NEW_EMAIL, {"email": "x", "password": "x", "url": "x"}),
        (CONFIRM, {"token": "x"}),
        (GOODBYE, {"url": "x"}),
        (GONE, {"token": "x"}),
        (OUT, {}),
    ],
)
def test_only_who_is_signed_in_has_an_account_to_change(text, given):
    by_link = Actor(ActorKind.USER, member_id=1)
    for nobody in (GUEST, by_link):
        (message,) = refused(text, nobody, **given)
        assert message.endswith("one of the following permissions: AUTHENTICATED_USER")


def test_name_language_metadata_and_default_addresses_are_changed(lan):
    given = {
        "firstName": " Lan Anh ",
        "languageCode": "ZH_HANS",
        "metadata": [{"key": "kênh", "value": "chợ"}],
        "defaultShippingAddress": HOME,
    }
    answer = ask(UPDATE, acting(lan), input=given)["accountUpdate"]
    (entry,) = answer["user"].pop("addresses")
    assert answer == {
        "user": {
            "firstName": "Lan Anh",
            "lastName": "Nguyễn",
            "languageCode": "ZH_HANS",
            "metadata": [{"key": "kênh", "value": "chợ"}],
            "defaultShippingAddress": {"city": "Phường Hoàn Kiếm", "phone": "+84912345678"},
            "defaultBillingAddress": None,
        },
        "errors": [],
    }
    again = ask(UPDATE, acting(lan), input={"defaultShippingAddress": {**HOME, "city": "Ba Đình"}})
    assert again["accountUpdate"]["user"]["addresses"] == [entry]
    assert again["accountUpdate"]["user"]["defaultShippingAddress"]["city"] == "Phường Ba Đình"
    saved = User.objects.get()
    assert (saved.search_folded, saved.language_code) == (
        "nguyen lan anh nguyen | lan@example.com | +84912345678",
        "zh-hans",
    )


def test_what_is_wrong_with_a_default_address_says_with_which(lan):
    answer = ask(UPDATE, acting(lan), input={"firstName": "Mai", "defaultBillingAddress": {"country": "VN"}})
    assert {each["addressType"] for each in answer["accountUpdate"]["errors"]} == {"BILLING"}
    assert User.objects.get().first_name == "Lan"


def test_only_staff_who_may_act_for_others_do_so(lan):
    minh = make.user(is_staff=True)
    message = "To access this path, you need more permissions."
    assert refused(UPDATE, acting(minh), input={"firstName": "X"}, who=gid(lan)) == [message]
    may = Actor(ActorKind.STAFF, user_id=minh.pk, permissions=frozenset({"IMPERSONATE_USER"}))
    assert ask(UPDATE, may, input={"firstName": "Mai"}, who=gid(lan))["accountUpdate"]["errors"] == []
    assert errors(ask(UPDATE, may, input={}, who=gid(minh)), "accountUpdate") == [("customerId", "NOT_FOUND")]
    lan.refresh_from_db()
    assert lan.first_name == "Mai"


def test_the_address_book_is_kept(lan):
    made = ask(CREATE, acting(lan), input=HOME, type="SHIPPING")["accountAddressCreate"]
    id = made["address"]["id"]
    assert made == {
        "address": {
            "id": id,
            "city": "Phường Hoàn Kiếm",
            "phone": "+84912345678",
            "isDefaultShippingAddress": True,
        },
        "user": {"addresses": [{"id": id}]},
        "errors": [],
    }
    changed = ask(CHANGE, acting(lan), id=id, input={**HOME, "streetAddress1": "1 Hàng Gai"})
    assert changed["accountAddressUpdate"] == {
        "address": {"id": id, "streetAddress1": "1 Hàng Gai"},
        "errors": [],
    }
    assert ask(DEFAULT, acting(lan), id=id)["accountSetDefaultAddress"] == {
        "user": {"defaultBillingAddress": {"id": id}},
        "errors": [],
    }
    assert ask(DELETE, acting(lan), id=id)["accountAddressDelete"] == {
        "address": {"id": id, "city": "Phường Hoàn Kiếm"},
        "user": {"addresses": [], "defaultShippingAddress": None},
        "errors": [],
    }
    assert Address.objects.count() == 0


def test_addresses_of_others_are_not_there(lan):
    mais = make.address()
    make.user().addresses.add(mais)
    for name, text in (
        ("accountAddressUpdate", CHANGE),
        ("accountAddressDelete", DELETE),
        ("accountSetDefaultAddress", DEFAULT),
    ):
        answer = ask(text, acting(lan), id=gid(mais), **({"input": HOME} if text is CHANGE else {}))
        assert errors(answer, name) == [("id", "NOT_FOUND")]
    mais.refresh_from_db()
    assert mais.street_address_1 == "Số 5 ngõ 12"


def test_an_address_book_has_an_end(lan, monkeypatch):
    monkeypatch.setattr("marketplace.account.services.addresses.MOST", 1)
    assert errors(ask(CREATE, acting(lan), input=HOME), "accountAddressCreate") == []
    assert errors(ask(CREATE, acting(lan), input=HOME), "accountAddressCreate") == [("input", "INVALID")]


def test_a_changed_password_signs_out_everywhere(lan):
    before = tokens().access(lan)
    assert errors(ask(PASSWORD, acting(lan), old="sai", new="một câu thật dài"), "passwordChange") == [
        ("oldPassword", "INVALID_CREDENTIALS")
    ]
    assert errors(ask(PASSWORD, acting(lan), old="mật khẩu dài", new="ngắn"), "passwordChange") == [
        ("newPassword", "PASSWORD_TOO_SHORT")
    ]
    assert authenticate(before).user_id == lan.pk
    answer = ask(PASSWORD, acting(lan), old="mật khẩu dài", new="một câu thật dài")
    assert answer["passwordChange"] == {"user": {"email": "lan@example.com"}, "errors": []}
    with pytest.raises(TokenError):
        authenticate(before)
    run_due()
    assert [each.subject for each in mail.outbox] == ["Mật khẩu đã được đổi"]


def test_who_has_no_password_yet_chooses_one(lan):
    lan.set_unusable_password()
    lan.save()
    assert errors(ask(PASSWORD, acting(lan), new="một câu thật dài"), "passwordChange") == []
    lan.refresh_from_db()
    assert lan.check_password("một câu thật dài")


def test_an_e_mail_is_changed_from_where_it_leads(lan):
    make.user(email="mai@example.com")
    given = {"email": "Anh@Example.com", "password": "mật khẩu dài", "url": HERE}
    for wrong, error in (
        ({"password": "sai"}, ("password", "INVALID_CREDENTIALS")),
        ({"email": "không"}, ("newEmail", "INVALID")),
        ({"email": "MAI@example.com"}, ("newEmail", "UNIQUE")),
        ({"url": "https://evil.example/"}, ("redirectUrl", "INVALID")),
    ):
        assert errors(ask(NEW_EMAIL, acting(lan), **{**given, **wrong}), "requestEmailChange") == [error]
    answer = ask(NEW_EMAIL, acting(lan), **given)["requestEmailChange"]
    assert answer == {"user": {"email": "lan@example.com"}, "errors": []}
    _address, secret = link("anh@example.com")
    assert [each.to for each in mail.outbox] == [["anh@example.com"], ["lan@example.com"]]
    assert secret["token"] not in mail.outbox[1].body
    stranger = acting(make.user())
    assert errors(ask(CONFIRM, stranger, **secret), "confirmEmailChange") == [("token", "INVALID")]
    before = tokens().access(lan)
    assert ask(CONFIRM, acting(lan), **secret)["confirmEmailChange"] == {
        "user": {"email": "anh@example.com"},
        "errors": [],
    }
    assert errors(ask(CONFIRM, acting(lan), **secret), "confirmEmailChange") == [("token", "INVALID")]
    with pytest.raises(TokenError):
        authenticate(before)
    assert letter("anh@example.com").subject == "Thư điện tử của bạn đã đổi"


def test_a_new_e_mail_that_somebody_else_took_meanwhile_is_refused(lan):
    ask(NEW_EMAIL, acting(lan), email="anh@example.com", password="mật khẩu dài", url=HERE)
    _address, secret = link("anh@example.com")
    make.user(email="anh@example.com")
    assert errors(ask(CONFIRM, acting(lan), **secret), "confirmEmailChange") == [("email", "UNIQUE")]


@pytest.mark.parametrize("token", ["", "-", "x", "1-", "zzzzzzzzzzzzz-abc-def", "!-a-b", "1-a-b"])
def test_what_is_no_token_confirms_no_e_mail(lan, token):
    assert errors(ask(CONFIRM, acting(lan), token=token), "confirmEmailChange") == [("token", "INVALID")]


def test_all_sessions_are_ended_at_once(lan):
    before = tokens().access(lan)
    assert ask(OUT, acting(lan)) == {"tokensDeactivateAll": {"errors": []}}
    with pytest.raises(TokenError):
        authenticate(before)


def test_a_deleted_account_leaves_the_books_and_nothing_of_the_person(lan, files):
    order, old = make.order(user=lan), make.order(user=lan)
    Order.objects.filter(pk=old.pk).update(updated_at="2026-01-01T00:00Z", status="fulfilled")
    lan.addresses.add(make.address())
    amounts = Order.objects.order_by("number").values_list("number", "total_gross_amount")
    books = list(amounts)
    assert errors(ask(GOODBYE, acting(lan), url=HERE), "accountRequestDeletion") == []
    _address, secret = link("lan@example.com")
    assert errors(ask(GONE, acting(make.user()), **secret), "accountDelete") == [("token", "INVALID")]
    assert ask(GONE, acting(lan), **secret)["accountDelete"] == {
        "user": {"email": "lan@example.com", "firstName": "Lan"},
        "errors": [],
    }
    gone = User.objects.get(pk=lan.pk)
    told = {
        name: getattr(gone, name) for name in ("email", "phone", "first_name", "last_name", "search_folded")
    }
    assert told == {"email": None, "phone": None, "first_name": "", "last_name": "", "search_folded": ""}
    assert (gone.is_active, gone.has_usable_password(), gone.deleted_at is None) == (False, False, False)
    run_due()
    assert list(amounts) == books
    kept, blank = Order.objects.get(pk=order.pk), Order.objects.get(pk=old.pk)
    assert (kept.email, kept.shipping_address is None) == ("hang@example.com", False)
    assert (blank.email, blank.phone, blank.shipping_address, blank.user_id) == ("", "", None, lan.pk)
    assert Job.objects.get().unique_key.startswith(f"forget:{lan.pk}:")
    assert Event.objects.filter(kind="AccountDeleted").count() == 1
    assert make.user(email="lan@example.com").pk != lan.pk


def test_staff_do_not_delete_themselves():
    minh = make.user(is_staff=True)
    assert errors(ask(GOODBYE, acting(minh), url=HERE), "accountRequestDeletion") == [
        (None, "DELETE_STAFF_ACCOUNT")
    ]


def test_who_was_deleted_meanwhile_is_answered_without_a_fault():
    result = endpoint.answer(OUT, {}, None, Context(actor=Actor(ActorKind.USER, user_id=10**9)))
    assert [each.original_error.code for each in result.errors] == ["InvalidTokenError"]
