"""Bearer tokens: JSON Web Tokens signed with RS256, with the claims of the dialect (DECISIONS 27).

`tokens()` is the one place that reads settings; everything else is given what it needs.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from marketplace.account.errors import TokenExpired, TokenRefused
from marketplace.account.models import User

ACCESS_LIFE = timedelta(minutes=5)
REFRESH_LIFE = timedelta(days=30)
MEMBER_LIFE = timedelta(days=30)
OWNER = "saleor"
"""The word by which the dialect's clients know tokens that are refreshed here."""
ACCESS, REFRESH, MEMBER, HELPER = "access", "refresh", "member", "helper"


class Tokens:
    """Makes and reads the tokens of one shop. `issuer` is the API's address, to the letter."""

    def __init__(self, private_key: bytes, issuer: str) -> None:
        key = serialization.load_pem_private_key(private_key, password=None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise ImproperlyConfigured("the key of the tokens is no RSA key")
        self._key = key
        self._public = key.public_key()
        self._issuer = issuer

    def access(self, user: User, permissions: Iterable[str] = ()) -> str:
        """A token for calls in the name of `user`, for five minutes."""
        return self._sign(ACCESS, ACCESS_LIFE, permissions=sorted(permissions), **_about(user))

    def refresh(self, user: User) -> str:
        """A token that only gets new access tokens, for thirty days."""
        return self._sign(REFRESH, REFRESH_LIFE, **_about(user))

    def member(self, member_id: int, token_key: str) -> str:
        """A token for a member of a cooperative who came in by a one-time link, for thirty days."""
        return self._sign(MEMBER, MEMBER_LIFE, member_id=member_id, token=token_key)

    def helper(self, helper_id: int, token_key: str) -> str:
        """A token for somebody with mandates who came in by a one-time link, for thirty days."""
        return self._sign(HELPER, MEMBER_LIFE, helper_id=helper_id, token=token_key)

    def read(self, token: str, *kinds: str) -> dict[str, Any]:
        """The claims of a token of one of these kinds. Raises TokenExpired or TokenRefused."""
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._public,
                algorithms=["RS256"],
                issuer=self._issuer,
                options={"require": ["exp", "iat", "iss"], "verify_aud": False},
            )
        except jwt.ExpiredSignatureError as error:
            raise TokenExpired from error
        except jwt.PyJWTError as error:
            raise TokenRefused from error
        if claims.get("type") not in kinds:
            raise TokenRefused
        return claims

    @cached_property
    def key_id(self) -> str:
        """Names the key, so that it can be changed while old tokens are about."""
        der = self._public.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return sha256(der).hexdigest()[:16]

    def key_set(self) -> dict[str, Any]:
        """The public key as apps expect it at /.well-known/jwks.json."""
        numbers = self._public.public_numbers()
        key = {"kty": "RSA", "key_ops": ["verify"], "n": _base64(numbers.n), "e": _base64(numbers.e)}
        return {"keys": [{**key, "use": "sig", "alg": "RS256", "kid": self.key_id}]}

    def _sign(self, kind: str, life: timedelta, **claims: Any) -> str:
        now = datetime.now(UTC)
        common = {"iat": now, "owner": OWNER, "iss": self._issuer, "exp": now + life, "type": kind}
        return jwt.encode({**common, **claims}, self._key, algorithm="RS256", headers={"kid": self.key_id})


def _about(user: User) -> dict[str, Any]:
    return {
        "token": user.jwt_token_key,
        "email": user.email,
        "user_id": base64.b64encode(f"User:{user.pk}".encode()).decode(),
        "is_staff": user.is_staff,
    }


def user_id_of(claims: dict[str, Any]) -> int:
    """The pk in a token's global `user_id`. Raises TokenRefused."""
    try:
        kind, _, key = base64.b64decode(claims["user_id"]).decode().partition(":")
        if kind == "User":
            return int(key)
    except (KeyError, ValueError, TypeError):
        pass
    raise TokenRefused


def _base64(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@cache
def tokens() -> Tokens:
    """The shop's own tokens. In production the key is given; elsewhere it is made once and kept with the data."""
    given: str = getattr(settings, "RSA_PRIVATE_KEY", "")
    if given:
        return Tokens(given.replace("\\n", "\n").encode(), settings.API_URL)
    if settings.PROFILE == "production":
        raise ImproperlyConfigured("RSA_PRIVATE_KEY is not set: tokens cannot be signed")
    return Tokens(_kept_key(Path(settings.DATA_DIR) / "tokens.pem"), settings.API_URL)


def _kept_key(path: Path) -> bytes:
    """The key in this file; of several processes that start at once one makes it and all use it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(8)}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(_new_key())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()


def _new_key() -> bytes:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
