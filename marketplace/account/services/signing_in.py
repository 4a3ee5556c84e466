"""Signing in by a password, staying signed in, signing out everywhere."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.account import queries
from marketplace.account.errors import InvalidCredentials, TokenRefused, WrongPassword
from marketplace.account.events import SignedOutEverywhere
from marketplace.account.models import User, fresh_token_key
from marketplace.account.services import throttling
from marketplace.account.services.scope import refuse_unless_theirs
from marketplace.account.tokens import REFRESH, Tokens, user_id_of
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.events import emit


def sign_in(*, login: str, password: str, visitor: str = "") -> User:
    """The user with this e-mail (or phone number) and password, in the same time for every cause of a refusal.

    Raises InvalidCredentials, ACCOUNT_NOT_CONFIRMED, or TooManyAttempts: by account, and by the visitor's address.
    Not inside a transaction, so that refused attempts stay counted.
    """
    login = queries.as_login(login)
    throttling.attempt_from(throttling.SIGN_IN_FROM, visitor, field="email")
    throttling.attempt(throttling.SIGN_IN, login, field="email")
    user = queries.by_login(login)
    if user is None:
        make_password(password)
        raise InvalidCredentials
    if not user.check_password(password):
        raise InvalidCredentials
    if not user.is_confirmed and login == user.email:
        message = _("Please confirm your e-mail first: the link is in the letter we sent.")
        raise DomainError(message, code="ACCOUNT_NOT_CONFIRMED", field="email")
    throttling.give_back(throttling.SIGN_IN, login)
    throttling.give_back_from(throttling.SIGN_IN_FROM, visitor)
    return came_in(user)


def came_in(user: User) -> User:
    """Note the time."""
    user.last_login = timezone.now()
    user.save(update_fields=["last_login"])
    return user


def prove_password(*, user: User, password: str, field: str) -> None:
    """A signed-in user says their password once more. Raises WrongPassword or TooManyAttempts on `field`."""
    throttling.attempt(throttling.SIGN_IN, f"user {user.pk}", field=field)
    if not user.check_password(password):
        raise WrongPassword(field)
    throttling.give_back(throttling.SIGN_IN, f"user {user.pk}")


def user_of_refresh(*, token: str, tokens: Tokens) -> User:
    """Whom a refresh token is of, if it still counts. Raises TokenRefused or TokenExpired."""
    claims = tokens.read(token, REFRESH)
    user = User.objects.filter(pk=user_id_of(claims), is_active=True).first()
    if user is None or user.jwt_token_key != claims.get("token"):
        raise TokenRefused
    return user


@transaction.atomic
def end_all_tokens(*, user: User, actor: Actor) -> User:
    """Sign `user` out everywhere: every token made so far is refused from now on.

    Raises PermissionDenied or OUT_OF_SCOPE_USER for whom the actor, if somebody else, is not in charge of.
    """
    if user.pk != actor.user_id:
        refuse_unless_theirs(actor, user, field="id")
    user.jwt_token_key = fresh_token_key()
    user.save(update_fields=["jwt_token_key"])
    emit(SignedOutEverywhere(user.pk), actor=actor)
    return user
