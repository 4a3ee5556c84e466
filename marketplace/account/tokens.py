"""Bearer tokens: JSON Web Tokens signed with RS256, with the claims of the dialect (DECISIONS 27).

`tokens()` is the one place that reads settings; everything else is given what it needs.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
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
VIEWER_LIFE = timedelta(minutes=30)
ACCESS, REFRESH, MEMBER, HELPER, VIEWER = "access", "refresh", "member", "helper", "viewer"
PEM = re.compile(r"-----BEGIN [^-]+-----.+?-----END [^-]+-----", re.DOTALL)


class Tokens:
    """Makes and reads the tokens of one shop. `issuer` is the API's address, to the letter.

    One key signs; `others` (PEM, public or private) only check, so that tokens outlive a change of the key.
    """

    def __init__(self, private_key: bytes, issuer: str, others: Iterable[bytes] = ()) -> None:
        key = serialization.load_pem_private_key(private_key, password=None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise ImproperlyConfigured("the key of the tokens is no RSA key")
        self._key = key
        self._issuer = issuer
        self.key_id = _key_id(key.public_key())
        known = (key.public_key(), *map(_public_key, others))
        self._public = {_key_id(each): each for each in known}

    def access(self, user: User, permissions: Iterable[str] = (), audience: str | None = None) -> str:
        """A token for calls in the name of `user`, for five minutes."""
        return self._sign(
            ACCESS, ACCESS_LIFE, permissions=sorted(permissions), **_about(user), **_for(audience)
        )

    def refresh(self, user: User, audience: str | None = None) -> str:
        """A token that only gets new access tokens, for thirty days."""
        return self._sign(REFRESH, REFRESH_LIFE, **_about(user), **_for(audience))

    def member(self, member_id: int, token_key: str) -> str:
        """A token for a member of a cooperative who came in by a one-time link, for thirty days."""
        return self._sign(MEMBER, MEMBER_LIFE, member_id=member_id, token=token_key)

    def helper(self, helper_id: int, token_key: str) -> str:
        """A token for somebody with mandates who came in by a one-time link, for thirty days."""
        return self._sign(HELPER, MEMBER_LIFE, helper_id=helper_id, token=token_key)

    def viewer(self, viewing_id: int) -> str:
        """A token for staff who see as a cooperative and can change nothing, for half an hour."""
        return self._sign(VIEWER, VIEWER_LIFE, viewing_id=viewing_id)

    def read(self, token: str, *kinds: str) -> dict[str, Any]:
        """The claims of a token of one of these kinds. Raises TokenExpired or TokenRefused.

        The header only chooses among our own keys; the algorithm is ours to say.
        """
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._public[jwt.get_unverified_header(token).get("kid", "")],
                algorithms=["RS256"],
                issuer=self._issuer,
                options={"require": ["exp", "iat", "iss"], "verify_aud": False},
            )
        except jwt.ExpiredSignatureError as error:
            raise TokenExpired from error
        except (jwt.PyJWTError, KeyError, TypeError) as error:
            raise TokenRefused from error
        if claims.get("type") not in kinds:
            raise TokenRefused
        return claims

    def key_set(self) -> dict[str, Any]:
        """The public keys as apps expect them at /.well-known/jwks.json; the first is the one that signs."""
        return {"keys": [_published(key_id, key) for key_id, key in self._public.items()]}

    def _sign(self, kind: str, life: timedelta, **claims: Any) -> str:
        now = datetime.now(UTC)
        common = {"iat": now, "owner": OWNER, "iss": self._issuer, "exp": now + life, "type": kind}
        return jwt.encode({**common, **claims}, self._key, algorithm="RS256", headers={"kid": self.key_id})


def _key_id(key: rsa.RSAPublicKey) -> str:
    """Names the key, so that it can be changed while old tokens are about."""
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return sha256(der).hexdigest()[:16]


def _public_key(pem: bytes) -> rsa.RSAPublicKey:
    if b"PRIVATE" in pem:
        key: Any = serialization.load_pem_private_key(pem, password=None).public_key()
    else:
        key = serialization.load_pem_public_key(pem)
    if not isinstance(key, rsa.RSAPublicKey):
        raise ImproperlyConfigured("a further key of the tokens is no RSA key")
    return key


def _published(key_id: str, key: rsa.RSAPublicKey) -> dict[str, Any]:
    numbers = key.public_numbers()
    shown = {"kty": "RSA", "key_ops": ["verify"], "n": _base64(numbers.n), "e": _base64(numbers.e)}
    return {**shown, "use": "sig", "alg": "RS256", "kid": key_id}


def _for(audience: str | None) -> dict[str, str]:
    """For whom the client says the token is; kept when it is refreshed."""
    return {"aud": audience} if audience else {}


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
    given, others = pems(settings.RSA_PRIVATE_KEY), pems(settings.RSA_VERIFYING_KEYS)
    if given:
        return Tokens(given[0], settings.API_URL, others)
    if settings.RSA_PRIVATE_KEY:
        raise ImproperlyConfigured("RSA_PRIVATE_KEY is no PEM")
    if settings.PROFILE == "production":
        raise ImproperlyConfigured("RSA_PRIVATE_KEY is not set: tokens cannot be signed")
    return Tokens(_kept_key(Path(settings.DATA_DIR) / "tokens.pem"), settings.API_URL, others)


def pems(text: str) -> list[bytes]:
    """The keys in a text, one after the other; `\\n` may stand for their line ends."""
    return [each.encode() for each in PEM.findall(text.replace("\\n", "\n"))]


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
