"""Many guesses at once, from many addresses: counted one by one, refused, and nothing of them in the log.

On whichever database is configured.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection

from marketplace.account.errors import CodeRefused, InvalidCredentials, TooManyAttempts
from marketplace.account.models import OneTimeCode, Purpose, Throttle
from marketplace.account.services import sign_in, throttling
from marketplace.account.services.codes import TRIES, send_code, spend_code
from marketplace.core.errors import DomainError
from tests import factories as make
from tests.races.at_once import at_once

NUMBER = "+84912345678"


class Looked(MD5PasswordHasher):
    """Counts how often a password was looked at."""

    times = []

    def verify(self, password, encoded):
        Looked.times.append(1)
        return super().verify(password, encoded)


class Phone:
    """A messenger that keeps what it brings."""

    sent: list = []

    def send(self, text):
        Phone.sent.append(text.body)


def in_parallel(tasks, hands=16):
    def run(task):
        try:
            return task()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(run, tasks))


@pytest.mark.django_db(transaction=True)
def test_a_thousand_guesses_from_many_addresses_are_counted_and_refused(settings, caplog):
    settings.PASSWORD_HASHERS = [f"{__name__}.Looked"]
    Looked.times = []
    make.user(email="lan@example.com")
    guesses = [
        lambda number=number: sign_in(
            login="LAN@example.com", password=f"đoán {number}", visitor=f"10.0.{number % 200}.{number % 250}"
        )
        for number in range(1000)
    ]
    results = Counter(type(each) for each in in_parallel(guesses))
    most = throttling.SIGN_IN.most
    assert results == {InvalidCredentials: most, TooManyAttempts: 1000 - most}
    assert len(Looked.times) == most
    key = throttling.key_of(throttling.SIGN_IN, "lan@example.com")
    assert Throttle.objects.get(pk=key).count == 1000
    assert [each for each in ("lan@example.com", "đoán", "10.0.1.") if each in caplog.text.lower()] == []
    assert caplog.text.count("sign-in by account") == 1000 - most


@pytest.mark.django_db
def test_of_one_address_guesses_at_many_accounts_end_too():
    refused = []
    for number in range(throttling.SIGN_IN_FROM.most + 1):
        with pytest.raises((InvalidCredentials, TooManyAttempts)) as caught:
            sign_in(
                login=f"ai{number}@example.com", password="đoán", visitor="2001:db8:1:2::" + f"{number:x}"
            )
        refused.append(type(caught.value))
    assert Counter(refused) == {InvalidCredentials: throttling.SIGN_IN_FROM.most, TooManyAttempts: 1}


@pytest.mark.django_db
def test_who_knows_the_password_is_not_counted_and_a_window_ends(monkeypatch):
    user = make.user(email="lan@example.com")
    for _ in range(3 * throttling.SIGN_IN.most):
        assert sign_in(login="lan@example.com", password="mật khẩu dài", visitor="10.0.0.1") == user
    for _ in range(throttling.SIGN_IN.most):
        with pytest.raises(InvalidCredentials):
            sign_in(login="lan@example.com", password="x")
    with pytest.raises(TooManyAttempts) as caught:
        sign_in(login="lan@example.com", password="mật khẩu dài")
    assert (caught.value.code, caught.value.field) == ("LOGIN_ATTEMPT_DELAYED", "email")
    later = throttling.time.time() + throttling.SIGN_IN.minutes * 60 + 1
    monkeypatch.setattr(throttling.time, "time", lambda: later)
    assert sign_in(login="lan@example.com", password="mật khẩu dài") == user


@pytest.mark.django_db(transaction=True)
def test_of_many_who_type_the_right_code_at_once_one_gets_in(settings):
    settings.MESSENGER = {"BACKEND": f"{__name__}.Phone"}
    Phone.sent = []
    send_code(phone=NUMBER, purpose=Purpose.SIGN_IN)
    code = next(word for word in Phone.sent[0].replace(",", " ").split() if word.isdigit() and len(word) == 6)
    results = at_once(
        [lambda: spend_code(phone=NUMBER, purpose=Purpose.SIGN_IN, code=code) for _ in range(TRIES)]
    )
    assert Counter(type(each) for each in results) == {type(None): 1, CodeRefused: TRIES - 1}


@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_a_code_at_once_have_no_more_tries_than_one(settings, monkeypatch):
    settings.MESSENGER = {"BACKEND": f"{__name__}.Phone"}
    send_code(phone=NUMBER, purpose=Purpose.SIGN_IN)
    from marketplace.account.services import codes

    compared = []
    true_compare = codes.constant_time_compare
    monkeypatch.setattr(
        codes, "constant_time_compare", lambda *pair: compared.append(1) or true_compare(*pair)
    )
    guesses = [
        lambda number=number: spend_code(phone=NUMBER, purpose=Purpose.SIGN_IN, code=f"x{number}")
        for number in range(60)
    ]
    assert {type(each) for each in in_parallel(guesses)} == {CodeRefused}
    assert (len(compared), OneTimeCode.objects.get().tries_left) == (TRIES, 0)
