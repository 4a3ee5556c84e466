"""Verbs about people: make a user, sign in, end all tokens."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.account import queries
from marketplace.account.errors import AlreadyTaken, InvalidCredentials, PasswordTooShort, TokenRefused
from marketplace.account.models import User, fresh_token_key
from marketplace.account.tokens import REFRESH, Tokens, user_id_of
from marketplace.core.errors import DomainError
from marketplace.core.phone import normalize_phone

SHORTEST_PASSWORD = 8


@transaction.atomic
def create_user(
    *,
    email: str | None = None,
    phone: str | None = None,
    password: str | None = None,
    first_name: str = "",
    last_name: str = "",
    is_staff: bool = False,
    language_code: str = "vi",
) -> User:
    """A new user with an e-mail or a phone number, or both. Without a password nobody can sign in by one.

    Raises AlreadyTaken, PasswordTooShort, PhoneInvalid, or DomainError REQUIRED.
    """
    email = email.strip().lower() if email else None
    phone = normalize_phone(phone) if phone else None
    if not (email or phone):
        raise DomainError(_("An e-mail or a phone number is needed."), code="REQUIRED", field="email")
    for field, value in (("email", email), ("phone", phone)):
        if value and User.objects.filter(**{field: value}).exists():
            raise AlreadyTaken(_("There is an account with this already."), field=field)
    if password is not None and len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(_("A password has at least 8 characters."), field="password")
    user = User(email=email, phone=phone, first_name=first_name, last_name=last_name, is_staff=is_staff)
    user.language_code = language_code
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # somebody else took it between our look and our writing
        raise AlreadyTaken(_("There is an account with this already."), field="email") from error
    return user


@transaction.atomic
def grant(*, user: User, permissions: Iterable[str]) -> User:
    """Give a member of staff exactly these permissions, in the dialect's words, besides those of their groups."""
    codenames = [each.lower() for each in permissions]
    rows = Permission.objects.filter(content_type__app_label="account", codename__in=codenames)
    user.user_permissions.set(rows)
    return user


def sign_in(*, email: str, password: str) -> User:
    """The user with this e-mail and password. Raises InvalidCredentials, in the same time for every cause."""
    user = queries.by_login(email)
    if user is None:
        make_password(password)
        raise InvalidCredentials
    if not user.check_password(password):
        raise InvalidCredentials
    user.last_login = timezone.now()
    user.save(update_fields=["last_login"])
    return user


def user_of_refresh(*, token: str, tokens: Tokens) -> User:
    """Whom a refresh token is of, if it still counts. Raises TokenRefused or TokenExpired."""
    claims = tokens.read(token, REFRESH)
    user = User.objects.filter(pk=user_id_of(claims), is_active=True).first()
    if user is None or user.jwt_token_key != claims.get("token"):
        raise TokenRefused
    return user


def end_all_tokens(*, user: User) -> User:
    """Sign `user` out everywhere: every token made so far is refused from now on."""
    user.jwt_token_key = fresh_token_key()
    user.save(update_fields=["jwt_token_key"])
    return user
