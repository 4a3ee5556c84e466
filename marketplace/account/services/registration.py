"""From a registration to a confirmed account. Whether there is an account is told in letters only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from marketplace.account.errors import AlreadyTaken, LinkRefused
from marketplace.account.events import AccountConfirmed, ConfirmationAsked, RegisteredAgain
from marketplace.account.links import checked_target
from marketplace.account.models import User
from marketplace.account.passwords import check_new
from marketplace.account.proofs import CONFIRM
from marketplace.account.services import throttling
from marketplace.account.services.people import create_user, write
from marketplace.core.actor import Actor
from marketplace.core.email import normalize_email
from marketplace.core.errors import DomainError
from marketplace.core.events import emit
from marketplace.core.metadata import update_metadata


def register(
    *,
    email: str,
    password: str,
    redirect_url: str,
    actor: Actor,
    visitor: str = "",
    metadata: Mapping[str, str] | None = None,
    **columns: Any,
) -> None:
    """Ask for an account. The letter with the link to confirm goes to `email`; until then it is nobody's.

    Who has an account already gets a letter that says so, and who asked learns nothing. An account that nobody has
    confirmed is written anew, and older links die. Raises EmailInvalid, PasswordRefused, INVALID, TooManyAttempts.
    """
    email, redirect_url = normalize_email(email), checked_target(redirect_url)
    check_new(password, user=User(email=email, **_names(columns)))
    throttling.attempt_from(throttling.LETTERS_FROM, visitor, field="email")
    throttling.attempt(throttling.LETTERS, f"register {email}", field="email")
    try:
        _register(email, password, redirect_url, actor, metadata or {}, columns)
    except AlreadyTaken as taken:
        if taken.field != "email":
            raise
        # somebody was faster by a moment: the letter that is under way is as good


@transaction.atomic
def _register(
    email: str,
    password: str,
    redirect_url: str,
    actor: Actor,
    metadata: Mapping[str, str],
    columns: dict[str, Any],
) -> None:
    user = User.objects.select_for_update().filter(email=email).first()
    if user is None:
        user = create_user(email=email, password=password, is_confirmed=False, **columns)
    elif user.is_confirmed or not user.is_active or user.is_staff or user.phone:
        make_password(password)  # as slow as a new account
        emit(RegisteredAgain(user.pk if user.is_active else None, redirect_url), actor=actor)
        return
    else:
        user.set_password(password)
        write(user, password=user.password, **columns)
    if metadata:
        update_metadata(model=User, pk=user.pk, items=metadata)
    emit(ConfirmationAsked(user.pk, redirect_url), actor=actor)


@transaction.atomic
def confirm(*, email: str, token: str, password: str | None = None, actor: Actor) -> User:
    """The link of the letter was followed: the e-mail is the user's own. Raises LinkRefused, PasswordRefused."""
    user = User.objects.select_for_update().filter(email=email.strip().lower(), is_active=True).first()
    if user is None or user.is_confirmed or not CONFIRM.check_token(user, token):
        raise LinkRefused
    if password is not None:
        check_new(password, user=user)
        user.set_password(password)
    user.is_confirmed = True
    user.save(update_fields=["is_confirmed", "password", "updated_at"])
    emit(AccountConfirmed(user.pk), actor=actor)
    return user


def request_confirmation(*, user: User, redirect_url: str, actor: Actor) -> None:
    """Another letter with the link to confirm. Raises ACCOUNT_CONFIRMED, CONFIRMATION_ALREADY_REQUESTED, INVALID."""
    redirect_url = checked_target(redirect_url)
    if user.is_confirmed or not user.email:
        raise DomainError(code="ACCOUNT_CONFIRMED")
    throttling.attempt(throttling.LETTERS, f"confirm {user.pk}", code="CONFIRMATION_ALREADY_REQUESTED")
    with transaction.atomic():
        emit(ConfirmationAsked(user.pk, redirect_url), actor=actor)


def _names(columns: Mapping[str, Any]) -> dict[str, str]:
    return {name: columns.get(name) or "" for name in ("first_name", "last_name")}
