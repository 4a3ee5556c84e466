"""A password is changed, or forgotten and chosen anew."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction

from marketplace.account.errors import LinkRefused
from marketplace.account.events import AccountConfirmed, PasswordChanged, PasswordResetAsked
from marketplace.account.links import checked_target
from marketplace.account.models import User, fresh_token_key
from marketplace.account.passwords import check_new
from marketplace.account.proofs import PASSWORD
from marketplace.account.services import throttling
from marketplace.account.services.signing_in import came_in, prove_password
from marketplace.core.actor import Actor
from marketplace.core.email import normalize_email
from marketplace.core.events import emit


def change_password(*, user: User, old: str | None, new: str, actor: Actor) -> User:
    """Another password; all tokens are void. Who has none yet need not say the old one.

    Raises WrongPassword, PasswordRefused, TooManyAttempts.
    """
    if user.has_usable_password():
        prove_password(user=user, password=old or "", field="old_password")
    check_new(new, user=user, field="new_password")
    with transaction.atomic():
        return _write(user, new, actor)


def request_password_reset(*, email: str, redirect_url: str, actor: Actor, visitor: str = "") -> None:
    """The letter with the link goes to whoever has this e-mail. Nothing tells whether anybody has.

    Raises EmailInvalid, INVALID on `redirect_url`, PASSWORD_RESET_ALREADY_REQUESTED, TooManyAttempts.
    """
    email, redirect_url = normalize_email(email), checked_target(redirect_url)
    throttling.attempt_from(throttling.LETTERS_FROM, visitor, field="email")
    throttling.attempt(
        throttling.LETTERS, f"reset {email}", field="email", code="PASSWORD_RESET_ALREADY_REQUESTED"
    )
    with transaction.atomic():
        found = User.objects.filter(email=email, is_active=True).values_list("pk", flat=True).first()
        emit(PasswordResetAsked(found, redirect_url), actor=actor)


def set_password_by_link(*, email: str, token: str, password: str, actor: Actor, visitor: str = "") -> User:
    """The link of the letter was followed: a new password, the e-mail is confirmed, and whoever was in is out.

    Raises LinkRefused in the same time for every cause, PasswordRefused, TooManyAttempts.
    """
    throttling.attempt_from(throttling.SIGN_IN_FROM, visitor, field="token")
    email = email.strip().lower()
    check_new(password, user=User(email=email))
    with transaction.atomic():
        user = User.objects.select_for_update().filter(email=email, is_active=True).first()
        if user is None or not PASSWORD.check_token(user, token):
            make_password(password)
            raise LinkRefused
        if not user.is_confirmed:
            user.is_confirmed = True
            user.save(update_fields=["is_confirmed"])
        emit(AccountConfirmed(user.pk), actor=actor)
        return came_in(_write(user, password, actor))


def _write(user: User, password: str, actor: Actor) -> User:
    user.set_password(password)
    user.jwt_token_key = fresh_token_key()
    user.save(update_fields=["password", "jwt_token_key", "updated_at"])
    emit(PasswordChanged(user.pk), actor=actor)
    return user
