"""Accounts by phone number, and what happens when the number is lost or somebody else's."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from marketplace.account.models import OneTimeCode, User
from marketplace.account.tokens import ACCESS, tokens
from marketplace.cooperative.api.authentication import authenticate
from marketplace.core.actor import Actor, ActorKind
from marketplace.core.jobs import run_due
from marketplace.core.models import Event, Job
from marketplace.graphql.view import TokenError
from marketplace.order.models import Order
from marketplace.ports.errors import Refused, Unavailable
from tests import factories as make
from tests.account.letters import letter
from tests.asking import ask, gid, refused

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "+84912345678", "+84987654321"
SEND = """mutation ($phone: String!, $purpose: OneTimeCodePurpose = SIGN_IN) {
  oneTimeCodeSend(phone: $phone, purpose: $purpose) { errors { field code } } }"""
SEND_MESSAGE = "mutation ($phone: String!) { oneTimeCodeSend(phone: $phone) { errors { message } } }"
ENTER = """mutation ($phone: String!, $code: String!, $password: String, $afresh: Boolean) {
  tokenCreateByCode(phone: $phone, code: $code, password: $password, startAfresh: $afresh) {
    token user { id phone isStaff } errors { field code } } }"""
CHANGE = """mutation ($phone: String!, $code: String!, $password: String, $old: String) {
  accountPhoneChange(phone: $phone, code: $code, password: $password, oldCode: $old) {
    token user { phone } errors { field code } } }"""


class Phone:
    """A messenger that keeps what it brings, or fails as told."""

    sent: list = []
    failure = None

    def send(self, text):
        if Phone.failure:
            raise Phone.failure
        Phone.sent.append(text)


@pytest.fixture(autouse=True)
def phone(settings):
    settings.MESSENGER = {"BACKEND": f"{__name__}.Phone"}
    Phone.sent, Phone.failure = [], None
    return Phone


def code_for(number, actor=None, purpose="SIGN_IN"):
    answer = ask(SEND, *([actor] if actor else []), phone=number, purpose=purpose)
    assert answer == {"oneTimeCodeSend": {"errors": []}}
    text = Phone.sent[-1]
    assert (text.to, text.kind) == (number, "one_time_code")
    return re.search(r"\d{6}", text.body).group(0)


def enter(code, number=NUMBER, **given):
    return ask(ENTER, phone=number, code=code, **given)["tokenCreateByCode"]


def codes(answer):
    return [(each["field"], each["code"]) for each in answer["errors"]]


def acting(user):
    return Actor(ActorKind.USER, user_id=user.pk)


def test_a_number_nobody_has_opens_an_account_and_opens_it_again():
    first = enter(code_for(NUMBER))
    user = User.objects.get()
    assert (user.phone, user.email, user.is_phone_confirmed) == (NUMBER, None, True)
    assert first.pop("token")
    assert first == {"user": {"id": gid(user), "phone": None, "isStaff": False}, "errors": []}
    again = enter(code_for(NUMBER), number="0912 345 678")
    assert again["user"]["id"] == gid(user)
    assert authenticate(again["token"]).user_id == user.pk


def test_a_code_counts_once():
    code = code_for(NUMBER)
    assert codes(enter(code)) == []
    assert codes(enter(code)) == [("code", "INVALID")]


def test_a_newer_code_makes_the_older_void():
    older = code_for(NUMBER)
    newer = code_for(NUMBER)
    assert older == newer or codes(enter(older)) == [("code", "INVALID")]
    assert codes(enter(newer)) == []


def test_a_code_runs_out():
    code = code_for(NUMBER)
    OneTimeCode.objects.update(expires_at=timezone.now())
    assert codes(enter(code)) == [("code", "INVALID")]


def test_a_code_is_bound_to_its_number_its_purpose_and_who_asked():
    lan, mai = make.user(phone=NUMBER, is_phone_confirmed=True), make.user()
    code_for(OTHER)
    signing_in = code_for(NUMBER)
    assert codes(enter(signing_in, number=OTHER)) == [("code", "INVALID")]
    changing = code_for("+84966666666", acting(mai), purpose="CHANGE_PHONE")
    assert codes(enter(changing, number="+84966666666")) == [("code", "INVALID")]
    given = {"phone": "+84966666666", "code": changing, "password": "mật khẩu dài"}
    assert codes(ask(CHANGE, acting(lan), **given)["accountPhoneChange"]) == [("code", "INVALID")]
    assert codes(ask(CHANGE, acting(mai), **given)["accountPhoneChange"]) == []


def test_five_tries_and_the_code_is_void():
    code = code_for(NUMBER)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert [codes(enter(wrong)) for _ in range(5)] == [[("code", "INVALID")]] * 5
    assert codes(enter(code)) == [("code", "INVALID")]


def test_codes_are_not_sent_without_end():
    for _ in range(3):
        code_for(NUMBER)
    assert codes(ask(SEND, phone=NUMBER)["oneTimeCodeSend"]) == [("phone", "LOGIN_ATTEMPT_DELAYED")]
    assert len(Phone.sent) == 3
    code_for(OTHER)


def test_the_code_is_in_no_row_event_job_or_log(caplog):
    caplog.set_level("DEBUG")
    code = code_for(NUMBER)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    enter(wrong)
    enter(code)
    told = [
        *Event.objects.values_list("payload", flat=True),
        *Job.objects.values_list("arguments", flat=True),
    ]
    assert told
    row = OneTimeCode.objects.values().get()
    written = "".join(map(str, told)) + caplog.text
    assert [each for each in (code, NUMBER) if each in written] == []
    assert code not in row["digest"] or len(row["digest"]) == 64
    assert [name for name, value in row.items() if value == code] == []


@pytest.mark.parametrize("failure", [Refused("no such number"), Unavailable("down")])
def test_what_cannot_be_sent_is_said(failure):
    Phone.failure = failure
    assert codes(ask(SEND, phone=NUMBER)["oneTimeCodeSend"]) == [("phone", "INVALID")]


@pytest.mark.parametrize("number", ["", "123", "không phải số", "0" * 500])
def test_what_is_no_number_is_refused(number):
    assert codes(ask(SEND, phone=number)["oneTimeCodeSend"]) == [("phone", "INVALID")]
    assert codes(enter("123456", number=number)) == [("phone", "INVALID")]


def test_staff_do_not_sign_in_by_short_text():
    make.user(phone=NUMBER, is_phone_confirmed=True, is_staff=True)
    assert codes(enter(code_for(NUMBER))) == [("phone", "DISABLED_AUTHENTICATION_METHOD")]


def test_a_guests_orders_join_the_account_when_the_number_is_confirmed():
    order = make.order()
    enter(code_for(NUMBER))
    run_due()
    assert Order.objects.get(pk=order.pk).user == User.objects.get(phone=NUMBER)


def test_the_number_and_a_password_sign_in_too():
    make.user(email=None, phone=NUMBER, is_phone_confirmed=True)
    text = """mutation ($phone: String!) { tokenCreate(email: $phone, password: "mật khẩu dài") {
      token errors { code } } }"""
    assert ask(text, phone="0912 345 678")["tokenCreate"]["errors"] == []
    User.objects.update(is_phone_confirmed=False)
    assert ask(text, phone=NUMBER)["tokenCreate"]["errors"] == [{"code": "INVALID_CREDENTIALS"}]


def test_an_account_long_not_seen_asks_for_more_than_the_number():
    long_ago = timezone.now() - timedelta(days=200)
    make.user(phone=NUMBER, is_phone_confirmed=True, last_login=long_ago)
    assert codes(enter(code_for(NUMBER))) == [("password", "SECOND_PROOF_REQUIRED")]
    assert codes(enter(code_for(NUMBER), password="đoán")) == [("password", "INVALID_CREDENTIALS")]
    assert codes(enter(code_for(NUMBER), password="mật khẩu dài")) == []


def test_the_new_owner_of_a_number_starts_afresh_and_sees_nothing_of_the_old():
    old = make.user(email=None, phone=NUMBER, is_phone_confirmed=True, last_login=timezone.now())
    order, before = make.order(user=old), tokens().access(old)
    answer = enter(code_for(NUMBER), afresh=True)
    fresh = User.objects.get(phone=NUMBER)
    assert (answer["user"]["id"], fresh.pk == old.pk) == (gid(fresh), False)
    run_due()
    old.refresh_from_db()
    assert (old.phone, old.is_active, old.phone_released_at is None) == (None, True, False)
    assert Order.objects.get(pk=order.pk).user == old
    with pytest.raises(TokenError):
        authenticate(before)


def test_a_lost_phone_is_replaced_by_who_knows_the_password():
    lan = make.user(phone=NUMBER, is_phone_confirmed=True)
    before = tokens().access(lan)
    given = {"phone": OTHER, "code": code_for(OTHER, acting(lan), purpose="CHANGE_PHONE")}
    assert codes(ask(CHANGE, acting(lan), **given)["accountPhoneChange"]) == [
        ("password", "INVALID_CREDENTIALS")
    ]
    answer = ask(CHANGE, acting(lan), **given, password="mật khẩu dài")["accountPhoneChange"]
    assert (answer["user"], answer["errors"]) == ({"phone": OTHER}, [])
    assert tokens().read(answer["token"], ACCESS)["token"] == User.objects.get().jwt_token_key
    with pytest.raises(TokenError):
        authenticate(before)


def test_without_a_password_the_old_number_says_yes():
    lan = make.user(email=None, password=None, phone=NUMBER, is_phone_confirmed=True)
    new = code_for(OTHER, acting(lan), purpose="CHANGE_PHONE")
    old = code_for(NUMBER, acting(lan), purpose="CHANGE_PHONE")
    given = {"phone": OTHER, "code": new}
    assert codes(ask(CHANGE, acting(lan), **given)["accountPhoneChange"]) == [("oldCode", "INVALID")]
    assert codes(ask(CHANGE, acting(lan), **given, old=old)["accountPhoneChange"]) == []
    assert User.objects.get().phone == OTHER


def test_without_password_and_number_there_is_no_proof():
    lan = make.user(password=None)
    given = {"phone": OTHER, "code": code_for(OTHER, acting(lan), purpose="CHANGE_PHONE")}
    assert codes(ask(CHANGE, acting(lan), **given)["accountPhoneChange"]) == [
        ("password", "SECOND_PROOF_REQUIRED")
    ]


def test_a_number_that_is_somebody_elses_is_not_taken():
    lan = make.user(phone=NUMBER)
    make.user(phone=OTHER, is_phone_confirmed=True)
    given = {"phone": OTHER, "code": code_for(OTHER, acting(lan), purpose="CHANGE_PHONE")}
    answer = ask(CHANGE, acting(lan), **given, password="mật khẩu dài")["accountPhoneChange"]
    assert codes(answer) == [("phone", "UNIQUE")]


def test_visitors_change_no_number():
    for text, given in ((SEND, {"purpose": "CHANGE_PHONE"}), (CHANGE, {"code": "123456"})):
        assert len(refused(text, phone=NUMBER, **given)) == 1


def test_a_number_is_shown_to_whom_it_is_of_only():
    lan = make.user(phone=NUMBER)
    assert ask("{ me { phone } }", acting(lan)) == {"me": {"phone": NUMBER}}


def test_who_comes_too_often_is_told_how_long_is_left():
    with patch("marketplace.account.services.throttling.time.time", return_value=1_800_000_000):
        for _ in range(3):
            code_for(NUMBER)
    for seconds, minutes in ((0, 15), (61, 14), (14 * 60 + 30, 1)):
        with patch("marketplace.account.services.throttling.time.time", return_value=1_800_000_000 + seconds):
            (error,) = ask(SEND_MESSAGE, phone=NUMBER)["oneTimeCodeSend"]["errors"]
        assert error["message"] == f"Thử quá nhiều lần. Xin thử lại sau {minutes} phút."


def test_who_lost_a_number_is_told_by_mail_and_works_by_it_no_more():
    old = make.user(email="mai@example.com", phone=NUMBER, is_phone_confirmed=True, last_login=timezone.now())
    member = make.member(user=old, phone=NUMBER)
    enter(code_for(NUMBER), afresh=True)
    assert letter("mai@example.com").subject == "Số của bạn nay là của người khác"
    member.refresh_from_db()
    assert (member.phone, member.user, member.is_active) == ("", old, True)


def test_another_number_is_told_by_mail_and_to_the_people_of_cooperatives():
    lan = make.user(email="lan@example.com", phone=NUMBER, is_phone_confirmed=True)
    member, helper = make.member(user=lan, phone=NUMBER), make.helper(user=lan, phone=NUMBER)
    given = {"phone": OTHER, "code": code_for(OTHER, acting(lan), purpose="CHANGE_PHONE")}
    ask(CHANGE, acting(lan), **given, password="mật khẩu dài")
    assert letter("lan@example.com").subject == "Số điện thoại của bạn đã đổi"
    member.refresh_from_db()
    helper.refresh_from_db()
    assert (member.phone, helper.phone) == (OTHER, OTHER)


def test_whether_there_is_a_password_is_told_to_whose_it_is_only():
    lan, mai = make.user(), make.user(email=None, phone=NUMBER, password=None)
    asking = "{ me { hasPassword } }"
    assert ask(asking, acting(lan)) == {"me": {"hasPassword": True}}
    assert ask(asking, acting(mai)) == {"me": {"hasPassword": False}}
    staff = Actor(
        ActorKind.STAFF, user_id=make.user(is_staff=True).pk, permissions=frozenset({"MANAGE_USERS"})
    )
    told = ask("query ($id: ID!) { user(id: $id) { hasPassword } }", staff, id=gid(lan))
    assert told == {"user": {"hasPassword": None}}
