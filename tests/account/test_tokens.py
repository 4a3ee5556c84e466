import base64
import hmac
import json
import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from django.db import connection

from marketplace.account.errors import AlreadyTaken, InvalidCredentials, TokenExpired, TokenRefused
from marketplace.account.services import create_user, end_all_tokens, grant, sign_in, user_of_refresh
from marketplace.account.tokens import ACCESS, ACCESS_LIFE, REFRESH, Tokens, _kept_key, _new_key
from marketplace.core.actor import SYSTEM
from marketplace.core.errors import DomainError
from tests import factories as make

API = "https://api.example.com/graphql/"
KEY = _new_key()


@pytest.fixture
def tokens():
    return Tokens(KEY, API)


@pytest.mark.django_db
def test_a_token_says_what_the_clients_of_the_dialect_read(tokens):
    user = make.user(email="lan@example.com")
    token = tokens.access(user, {"MANAGE_ORDERS"})
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims.pop("exp") - claims.pop("iat") == ACCESS_LIFE.total_seconds()
    assert claims == {
        "owner": "saleor",
        "iss": API,
        "type": "access",
        "token": user.jwt_token_key,
        "email": "lan@example.com",
        "user_id": base64.b64encode(f"User:{user.pk}".encode()).decode(),
        "is_staff": False,
        "permissions": ["MANAGE_ORDERS"],
    }


@pytest.mark.django_db
def test_the_published_key_checks_our_tokens(tokens):
    token = tokens.refresh(make.user())
    (published,) = tokens.key_set()["keys"]
    key = jwt.algorithms.RSAAlgorithm.from_jwk(json.dumps(published))
    assert jwt.get_unverified_header(token) == {"alg": "RS256", "kid": published["kid"], "typ": "JWT"}
    assert jwt.decode(token, key, algorithms=["RS256"])["type"] == "refresh"


@pytest.mark.django_db
def test_foreign_forged_and_expired_tokens_are_refused(tokens, monkeypatch):
    user = make.user()
    refused = {
        "other key": Tokens(_new_key(), API).access(user),
        "other shop": Tokens(KEY, "https://elsewhere.example.com/graphql/").access(user),
        "wrong kind": tokens.refresh(user),
        "no signature": jwt.encode({"iss": API, "type": "access"}, "", algorithm="none"),
        "rubbish": "abc",
        "empty": "",
    }
    for why, token in refused.items():
        with pytest.raises(TokenRefused) as caught:
            tokens.read(token, ACCESS)
        assert (why, caught.value.code, str(caught.value)) == (why, "InvalidTokenError", "Invalid token")
    monkeypatch.setattr("marketplace.account.tokens.ACCESS_LIFE", -ACCESS_LIFE)
    with pytest.raises(TokenExpired) as expired:
        tokens.read(tokens.access(user), ACCESS)
    assert (expired.value.code, str(expired.value)) == ("ExpiredSignatureError", "Signature has expired")


@pytest.mark.django_db
def test_a_refresh_token_ends_with_its_key_and_with_its_user(tokens):
    user = make.user()
    token = tokens.refresh(user)
    assert user_of_refresh(token=token, tokens=tokens) == user
    with pytest.raises(TokenRefused):
        user_of_refresh(token=tokens.access(user), tokens=tokens)
    end_all_tokens(user=user, actor=SYSTEM)
    with pytest.raises(TokenRefused):
        user_of_refresh(token=token, tokens=tokens)
    fresh = tokens.refresh(user)
    user.is_active = False
    user.save()
    with pytest.raises(TokenRefused):
        user_of_refresh(token=fresh, tokens=tokens)
    assert tokens.read(fresh, REFRESH)["is_staff"] is False


def test_many_processes_that_start_at_once_share_one_key(tmp_path):
    with multiprocessing.get_context("fork").Pool(4) as pool:
        keys = pool.map(_kept_key, [tmp_path / "var" / "tokens.pem"] * 8)
    assert len(set(keys)) == 1
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["tokens.pem"]
    assert (tmp_path / "var" / "tokens.pem").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_people_are_found_by_e_mail_in_any_case():
    user = create_user(email=" Lan@Example.com ", password="mật khẩu dài")
    assert user.email == "lan@example.com"
    assert sign_in(login="LAN@example.com", password="mật khẩu dài") == user
    for wrong in (
        {"login": "lan@example.com", "password": "khác"},
        {"login": "ai@example.com", "password": "x"},
    ):
        with pytest.raises(InvalidCredentials):
            sign_in(**wrong)
    with pytest.raises(AlreadyTaken) as caught:
        create_user(email="LAN@example.com")
    assert (caught.value.code, caught.value.field) == ("UNIQUE", "email")


@pytest.mark.django_db
def test_people_without_e_mail_have_a_phone():
    user = create_user(phone="0912 345 678")
    assert (user.email, user.phone) == (None, "+84912345678")
    create_user(phone="0912 345 679")
    with pytest.raises(AlreadyTaken) as caught:
        create_user(phone="+84912345678")
    assert caught.value.field == "phone"
    with pytest.raises(DomainError) as nothing:
        create_user()
    assert nothing.value.code == "REQUIRED"


@pytest.mark.django_db
def test_passwords_are_hashed_with_argon2(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    user = create_user(email="lan@example.com", password="mật khẩu dài")
    assert user.password.startswith("argon2$argon2id$")
    with pytest.raises(DomainError) as caught:
        create_user(email="an@example.com", password="ngắn")
    assert caught.value.code == "PASSWORD_TOO_SHORT"


@pytest.mark.django_db
def test_only_staff_have_permissions(tokens):
    from marketplace.account.queries import permissions_of

    buyer, minh, root = make.user(), make.user(is_staff=True), make.user(is_staff=True, is_superuser=True)
    for each in (buyer, minh):
        grant(user=each, permissions=["MANAGE_ORDERS", "MANAGE_PRODUCTS"])
    assert permissions_of(buyer) == frozenset()
    assert permissions_of(minh) == {"MANAGE_ORDERS", "MANAGE_PRODUCTS"}
    assert len(permissions_of(root)) == 25


@pytest.mark.django_db(transaction=True)
def test_of_many_who_sign_up_with_one_address_at_once_one_succeeds():
    gate = threading.Barrier(6)

    def sign_up(_):
        gate.wait()
        try:
            return create_user(email="lan@example.com") and "new"
        except AlreadyTaken as taken:
            return taken.field
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(sign_up, range(6))) == ["email"] * 5 + ["new"]


# the ways somebody may try to come in with a token


@pytest.mark.django_db
def test_the_public_key_signs_nothing(tokens):
    """HS256 with our public key as its secret: the algorithm is ours to say, not the token's."""
    user = make.user()
    claims = jwt.decode(tokens.access(user), options={"verify_signature": False})
    public = tokens._key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    head, body = ({"alg": "HS256", "typ": "JWT", "kid": tokens.key_id}, claims)
    signed = b".".join(
        base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=") for each in (head, body)
    )
    mac = base64.urlsafe_b64encode(hmac.new(public, signed, "sha256").digest()).rstrip(b"=")
    with pytest.raises(TokenRefused):
        tokens.read((signed + b"." + mac).decode(), ACCESS)


@pytest.mark.django_db
@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_tampered_token_is_refused(tokens, part):
    pieces = tokens.access(make.user()).split(".")
    middle = len(pieces[part]) // 2
    changed = "A" if pieces[part][middle] != "A" else "B"
    pieces[part] = pieces[part][:middle] + changed + pieces[part][middle + 1 :]
    with pytest.raises(TokenRefused):
        tokens.read(".".join(pieces), ACCESS)


@pytest.mark.django_db
def test_a_token_without_signature_is_refused_also_when_it_names_our_key(tokens):
    claims = jwt.decode(tokens.access(make.user()), options={"verify_signature": False})
    for key in (tokens.key_id, "", None, 5):
        naked = jwt.encode(claims, "", algorithm="none", headers={"kid": key} if isinstance(key, str) else {})
        with pytest.raises(TokenRefused):
            tokens.read(naked, ACCESS)


@pytest.mark.django_db
def test_a_changed_key_signs_nobody_out(tokens):
    """As docs/running.md has it: first the new key is known, then it signs, then the old one goes."""
    new, user = _new_key(), make.user()
    old_token = tokens.refresh(user)
    known_before = Tokens(KEY, API, [new])
    signing = Tokens(new, API, [KEY])
    assert known_before.read(signing.refresh(user), REFRESH)["type"] == "refresh"
    assert signing.read(old_token, REFRESH)["type"] == "refresh"
    assert [each["kid"] for each in signing.key_set()["keys"]] == [signing.key_id, tokens.key_id]
    with pytest.raises(TokenRefused):
        Tokens(new, API).read(old_token, REFRESH)


def test_keys_are_read_from_one_setting():
    from marketplace.account.tokens import pems

    one, two = _new_key().decode(), _new_key().decode()
    text = (one + two).replace("\n", "\\n")
    assert [each.strip() for each in pems(text)] == [one.strip().encode(), two.strip().encode()]


@pytest.mark.django_db
def test_a_token_says_for_whom_it_is_and_keeps_that_when_it_is_refreshed(tokens):
    user = make.user()
    claims = jwt.decode(tokens.access(user, (), "custom:shop"), options={"verify_signature": False})
    assert claims["aud"] == "custom:shop"
    assert tokens.read(tokens.refresh(user, "custom:shop"), REFRESH)["aud"] == "custom:shop"


@pytest.mark.django_db
def test_a_deactivated_user_is_refused_with_a_token_that_is_good(client, settings):
    from marketplace.account.tokens import tokens as own_tokens

    user = make.user()
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {own_tokens().access(user)}"}
    body = json.dumps({"query": "{ me { email } }"})
    asked = {"data": body, "content_type": "application/json", **bearer}
    assert client.post("/graphql/", **asked).json() == {"data": {"me": {"email": user.email}}}
    type(user).objects.update(is_active=False)
    (error,) = client.post("/graphql/", **asked).json()["errors"]
    assert error["extensions"]["exception"]["code"] == "InvalidTokenError"
    without = {"data": body, "content_type": "application/json"}
    assert client.post("/graphql/", **without).json() == {"data": {"me": None}}
