"""From a registration to an account, and from a forgotten password back into it."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail

from marketplace.account import proofs
from marketplace.account.models import User
from marketplace.account.tokens import ACCESS, REFRESH, tokens
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.jobs import run_due
from marketplace.core.models import Event, Job
from marketplace.order.models import Order
from tests import factories as make
from tests.account.letters import letter, link
from tests.asking import ask, gid

pytestmark = pytest.mark.django_db
HERE = "http://127.0.0.1:8000/tai-khoan/"
REGISTER = """mutation ($input: AccountRegisterInput!) { accountRegister(input: $input) {
  requiresConfirmation user { id } errors { field code message } } }"""
CONFIRM = """mutation ($email: String!, $token: String!, $password: String) {
  confirmAccount(email: $email, token: $token, password: $password) { user { email isConfirmed } errors { field code } } }"""
SIGN_IN = """mutation ($email: String!, $password: String!) { tokenCreate(email: $email, password: $password) {
  token user { email } errors { field code } } }"""
RESET = """mutation ($email: String!, $url: String!) { requestPasswordReset(email: $email, redirectUrl: $url) {
  errors { field code } } }"""
SET = """mutation ($email: String!, $token: String!, $password: String!) {
  setPassword(email: $email, token: $token, password: $password) {
    token refreshToken user { id email } errors { field code } } }"""
PASSWORD = "chợ phiên Bắc Hà"


class Counted(MD5PasswordHasher):
    """A hasher that counts how often it was asked: that is the time an answer takes."""

    times = 0

    def encode(self, password, salt):
        Counted.times += 1
        return super().encode(password, salt)


@pytest.fixture
def counted(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    Counted.times = 0
    return Counted


def register(**given):
    given = {"email": "lan@example.com", "password": PASSWORD, "redirectUrl": HERE, **given}
    return ask(REGISTER, input={name: value for name, value in given.items() if value is not None})[
        "accountRegister"
    ]


def test_who_registers_confirms_by_letter_and_can_sign_in():
    assert register(firstName="Lan", languageCode="EN") == {
        "requiresConfirmation": True,
        "user": None,
        "errors": [],
    }
    signing_in = {"email": "Lan@Example.com", "password": PASSWORD}
    assert ask(SIGN_IN, **signing_in)["tokenCreate"]["errors"] == [
        {"field": "email", "code": "ACCOUNT_NOT_CONFIRMED"}
    ]
    address, given = link("lan@example.com")
    assert (address, given["email"]) == (HERE, "lan@example.com")
    assert mail.outbox[-1].subject == "Confirm your account"
    confirmed = ask(CONFIRM, **given)["confirmAccount"]
    assert confirmed == {"user": {"email": "lan@example.com", "isConfirmed": True}, "errors": []}
    assert ask(SIGN_IN, **signing_in)["tokenCreate"]["user"] == {"email": "lan@example.com"}
    assert ask(CONFIRM, **given)["confirmAccount"]["errors"] == [{"field": "token", "code": "INVALID"}]


def test_letters_are_in_the_language_of_the_account():
    register(languageCode="VI")
    assert letter().subject == "Xác nhận tài khoản"


def test_who_registers_a_known_e_mail_learns_nothing_and_its_owner_gets_a_way_in(counted):
    lan = make.user(email="lan@example.com", language_code="en")
    counted.times = 0
    known = register(password="kẻ lạ đoán mò")
    hashed_for_known, counted.times = counted.times, 0
    assert known == register(email="ai@example.com")
    assert hashed_for_known == counted.times == 1
    assert ask(SIGN_IN, email="lan@example.com", password="kẻ lạ đoán mò")["tokenCreate"]["user"] is None
    _address, given = link("lan@example.com")
    assert letter("lan@example.com").subject == "You have an account already"
    assert ask(SET, **given, password=PASSWORD)["setPassword"]["user"] == {
        "id": gid(lan),
        "email": "lan@example.com",
    }


def test_the_link_of_an_older_registration_confirms_no_password_of_a_newer_one():
    register()
    _address, first = link()
    register(password="một mật khẩu khác")
    assert ask(CONFIRM, **first)["confirmAccount"]["errors"] == [{"field": "token", "code": "INVALID"}]
    _address, second = link()
    assert ask(CONFIRM, **second)["confirmAccount"]["errors"] == []
    assert User.objects.get().check_password("một mật khẩu khác")


def test_who_confirms_can_choose_the_password_then():
    register()
    _address, given = link()
    assert ask(CONFIRM, **given, password="ngắn")["confirmAccount"]["errors"] == [
        {"field": "password", "code": "PASSWORD_TOO_SHORT"}
    ]
    assert ask(CONFIRM, **given, password="của riêng Lan")["confirmAccount"]["errors"] == []
    assert User.objects.get().check_password("của riêng Lan")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("ngắn", "PASSWORD_TOO_SHORT"),
        ("20261125", "PASSWORD_ENTIRELY_NUMERIC"),
        ("password123", "PASSWORD_TOO_COMMON"),
        ("lan.nguyen@chophien", "PASSWORD_TOO_SIMILAR"),
        ("x" * 300, "INVALID_PASSWORD"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_with_its_code(password, code):
    answer = register(email="lan.nguyen@chophien.vn", password=password)
    assert [(each["field"], each["code"]) for each in answer["errors"]] == [("password", code)]
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "https://127.0.0.1.evil.example/",
        "http://127.0.0.1:8000@evil.example/",
        "javascript:alert(1)",
        "//evil.example/",
        "http://[evil/",
        "http://127.0.0.1:8000/" + "x" * 600,
    ],
)
def test_no_letter_of_ours_leads_to_a_stranger(url):
    make.user(email="lan@example.com")
    answer = ask(RESET, email="lan@example.com", url=url)["requestPasswordReset"]
    assert answer["errors"] == [{"field": "redirectUrl", "code": "INVALID"}]
    assert [(each["field"], each["code"]) for each in register(redirectUrl=url)["errors"]] == [
        ("redirectUrl", "INVALID")
    ]
    assert Job.objects.count() == 0


def test_where_a_letter_leads_has_to_be_said():
    (error,) = register(redirectUrl=None)["errors"]
    assert (error["field"], error["code"]) == ("redirectUrl", "REQUIRED")


def test_a_host_that_the_operator_names_may_be_led_to(settings):
    settings.PROFILE, settings.CLIENT_HOSTS = "production", ["dashboard.example:9000"]
    make.user(email="lan@example.com")
    for url, fine in (("https://Dashboard.example:9000/x?a=1", True), ("http://localhost:9000/", False)):
        answer = ask(RESET, email="lan@example.com", url=url)["requestPasswordReset"]
        assert (answer["errors"] == []) is fine
    address, given = link()
    assert (address, given["a"]) == ("https://Dashboard.example:9000/x", "1")


def test_a_forgotten_password_is_chosen_anew_and_whoever_was_in_is_out():
    user = make.user(email="lan@example.com", is_confirmed=False)
    stolen = tokens().refresh(user)
    assert ask(RESET, email="LAN@example.com", url=HERE) == {"requestPasswordReset": {"errors": []}}
    _address, given = link("lan@example.com")
    answer = ask(SET, **given, password=PASSWORD)["setPassword"]
    assert (answer["errors"], answer["user"]) == ([], {"id": gid(user), "email": "lan@example.com"})
    fresh = User.objects.get()
    assert (fresh.is_confirmed, fresh.check_password(PASSWORD)) == (True, True)
    assert tokens().read(answer["token"], ACCESS)["token"] == fresh.jwt_token_key
    assert tokens().read(answer["refreshToken"], REFRESH)["token"] == fresh.jwt_token_key
    refresh = "mutation ($token: String) { tokenRefresh(refreshToken: $token) { token } }"
    assert ask(refresh, token=stolen) == {"tokenRefresh": {"token": None}}
    assert ask(SET, **given, password="thêm lần nữa nhé")["setPassword"]["errors"] == [
        {"field": "token", "code": "INVALID"}
    ]
    assert letter("lan@example.com").subject == "Mật khẩu đã được đổi"


def test_an_unknown_account_is_answered_the_same_and_with_as_much_work(django_assert_num_queries, counted):
    make.user(email="lan@example.com"), make.user(email="tat@example.com", is_active=False)
    counts, emails = [], ("lan@example.com", "ai@example.com", "tat@example.com")
    for email in emails:
        counted.times = 0
        assert ask(SIGN_IN, email=email, password="đoán")["tokenCreate"] == {
            "token": None,
            "user": None,
            "errors": [{"field": "email", "code": "INVALID_CREDENTIALS"}],
        }
        counts.append(counted.times)
    assert counts == [1, 1, 1]
    for email in emails:
        with django_assert_num_queries(6):  # throttle; savepoint, user, event, job, savepoint
            assert ask(RESET, email=email, url=HERE) == {"requestPasswordReset": {"errors": []}}
    for email in emails:
        counted.times = 0
        answer = ask(SET, email=email, token="abc-def", password=PASSWORD)["setPassword"]
        assert (answer["errors"], counted.times) == ([{"field": "token", "code": "INVALID"}], 1)
    run_due()
    assert [each.to for each in mail.outbox] == [["lan@example.com"]]


def test_an_account_without_password_is_not_told_from_others(counted):
    User.objects.create(email="khong@example.com", password="!")
    assert ask(SIGN_IN, email="khong@example.com", password="")["tokenCreate"]["errors"] == [
        {"field": "email", "code": "INVALID_CREDENTIALS"}
    ]
    assert counted.times == 1


def test_secrets_and_people_are_in_no_event_and_no_job(caplog):
    register()
    ask(RESET, email="lan@example.com", url=HERE)
    told = [
        *Event.objects.values_list("payload", flat=True),
        *Job.objects.values_list("arguments", flat=True),
    ]
    assert len(told) == 4
    _address, given = link()
    written = "".join(map(str, told)) + caplog.text
    assert [each for each in (given["token"], "lan@example.com", PASSWORD) if each in written] == []


def test_a_letter_that_is_written_twice_is_sent_once():
    from marketplace.notification import account_tasks

    user = make.user(is_confirmed=False)
    for _ in range(2):
        account_tasks.ask_to_confirm(user_id=user.pk, redirect_url=HERE, occasion="a")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("proof", [proofs.PASSWORD, proofs.CONFIRM, proofs.EMAIL, proofs.DELETE])
def test_a_link_is_good_for_one_thing_and_one_person(proof):
    lan, mai = make.user(is_confirmed=False), make.user(is_confirmed=False)
    token = proof.make_token(lan)
    others = {proofs.PASSWORD, proofs.CONFIRM, proofs.EMAIL, proofs.DELETE} - {proof}
    assert proof.check_token(lan, token)
    assert not proof.check_token(mai, token)
    assert [each for each in others if each.check_token(lan, token)] == []
    lan.jwt_token_key = "other"
    assert not proof.check_token(lan, token)


def test_a_link_runs_out(settings):
    user = make.user()
    token = proofs.PASSWORD.make_token(user)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not proofs.PASSWORD.check_token(user, token)


def test_a_guests_orders_join_the_account_when_its_e_mail_is_confirmed():
    hers, others = make.order(), make.order()
    Order.objects.filter(pk=hers.pk).update(email="Lan@Example.com")
    register()
    _address, given = link()
    assert Order.objects.filter(user=None).count() == 2
    ask(CONFIRM, **given)
    run_due()
    assert dict(Order.objects.values_list("pk", "user__email")) == {
        hers.pk: "lan@example.com",
        others.pk: None,
    }


def test_an_order_of_a_confirmed_account_joins_it_also_when_it_was_not_signed_in():
    known, unsure = make.user(email="hang@example.com"), make.user(phone="+84912345678")
    joined = make.order()
    run_due()
    assert Order.objects.get(pk=joined.pk).user == known
    type(known).objects.filter(pk=known.pk).update(is_confirmed=False)
    alone = make.order()
    run_due()
    assert Order.objects.get(pk=alone.pk).user is None
    type(known).objects.filter(pk=unsure.pk).update(is_phone_confirmed=True)
    reached = make.order()
    run_due()
    assert Order.objects.get(pk=reached.pk).user == unsure


def test_another_letter_to_confirm_is_sent_on_request():
    ask_again = """mutation ($url: String!) { sendConfirmationEmail(channel: "vn", redirectUrl: $url) {
      errors { field code } } }"""
    user = make.user(is_confirmed=False)
    actor = Actor(ActorKind.USER, user_id=user.pk)
    for _ in range(3):
        assert ask(ask_again, actor, url=HERE) == {"sendConfirmationEmail": {"errors": []}}
    assert ask(ask_again, actor, url=HERE)["sendConfirmationEmail"]["errors"] == [
        {"field": None, "code": "CONFIRMATION_ALREADY_REQUESTED"}
    ]
    _address, given = link()
    assert ask(CONFIRM, GUEST, **given)["confirmAccount"]["errors"] == []
    assert ask(ask_again, actor, url=HERE)["sendConfirmationEmail"]["errors"] == [
        {"field": None, "code": "ACCOUNT_CONFIRMED"}
    ]
    assert len(re.findall("token=", "".join(each.body for each in mail.outbox))) == 3
