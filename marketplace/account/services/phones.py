"""Accounts by phone number: signing in by a code, another number, a number that has a new owner."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.account.errors import AlreadyTaken
from marketplace.account.events import PhoneChanged, PhoneConfirmed, PhoneReleased
from marketplace.account.models import Purpose, User, fresh_token_key
from marketplace.account.services import throttling
from marketplace.account.services.codes import send_code, spend_code
from marketplace.account.services.people import create_user, write
from marketplace.account.services.signing_in import came_in, prove_password
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.events import emit
from marketplace.core.phone import normalize_phone

DORMANT = timedelta(days=180)
"""Not seen for so long, the number may be somebody else's by now: the code alone opens the account no more."""


def sign_in_by_code(
    *,
    phone: str,
    code: str,
    password: str | None = None,
    start_afresh: bool = False,
    actor: Actor,
    visitor: str = "",
    **columns: Any,
) -> User:
    """The user whose number this is; a new one for a number nobody has. `columns` are a new user's.

    An account not seen for DORMANT asks for its password too. `start_afresh` leaves an account that is somebody
    else's alone: it loses the number, and a new one is made. Staff sign in by password. Raises CodeRefused,
    PhoneInvalid, WrongPassword, SECOND_PROOF_REQUIRED, TooManyAttempts. Not inside a transaction.
    """
    phone = normalize_phone(phone)
    throttling.attempt_from(throttling.SIGN_IN_FROM, visitor, field="code")
    known = User.objects.filter(phone=phone, is_active=True).first()
    spend_code(phone=phone, purpose=Purpose.SIGN_IN, code=code)
    if known and known.is_staff:
        message = _("Staff sign in by e-mail and password.")
        raise DomainError(message, code="DISABLED_AUTHENTICATION_METHOD", field="phone")
    if known and not start_afresh and _needs_more(known):
        _second_proof(known, password)
    throttling.give_back_from(throttling.SIGN_IN_FROM, visitor)
    with transaction.atomic():
        return _come_in(phone, start_afresh, actor, columns)


def send_code_to_change(*, user: User, phone: str, visitor: str = "") -> None:
    """A code for a signed-in user's change of number, to the new number or to the one they have."""
    send_code(phone=phone, purpose=Purpose.CHANGE_PHONE, user=user, visitor=visitor)


def change_phone(
    *,
    user: User,
    phone: str,
    code: str,
    password: str | None = None,
    old_code: str | None = None,
    actor: Actor,
) -> User:
    """The account has another number, proved by its code; and it is the owner who wants it, proved by the password,
    or by a code at the old number where there is no password. Everybody else is signed out.

    Raises CodeRefused, WrongPassword, SECOND_PROOF_REQUIRED, AlreadyTaken, PhoneInvalid. Not inside a transaction.
    """
    phone = normalize_phone(phone)
    if user.has_usable_password():
        prove_password(user=user, password=password or "", field="password")
    elif user.phone and user.is_phone_confirmed:
        spend_code(
            phone=user.phone,
            purpose=Purpose.CHANGE_PHONE,
            code=old_code or "",
            user=user,
            field="old_code",
        )
    else:
        raise _more_wanted()
    spend_code(phone=phone, purpose=Purpose.CHANGE_PHONE, code=code, user=user)
    with transaction.atomic():
        holder = User.objects.select_for_update().filter(phone=phone).exclude(pk=user.pk).first()
        if holder is not None and holder.is_phone_confirmed:
            raise AlreadyTaken(_("There is an account with this already."), field="phone")
        if holder is not None:
            _release(holder, actor)
        write(user, phone=phone, is_phone_confirmed=True, jwt_token_key=fresh_token_key())
        emit(PhoneConfirmed(user.pk), actor=actor)
        emit(PhoneChanged(user.pk), actor=actor)
    return user


def _needs_more(user: User) -> bool:
    """A number not confirmed yet was given by staff, who looked at the person."""
    seen = user.last_login or user.date_joined
    return user.is_phone_confirmed and seen < timezone.now() - DORMANT


def _second_proof(user: User, password: str | None) -> None:
    if password is None or not user.has_usable_password():
        raise _more_wanted()
    prove_password(user=user, password=password, field="password")


def _more_wanted() -> DomainError:
    message = _("This account needs another proof: its password, its e-mail, or the market's staff.")
    return DomainError(message, code="SECOND_PROOF_REQUIRED", field="password")


def _come_in(phone: str, start_afresh: bool, actor: Actor, columns: dict[str, Any]) -> User:
    user = User.objects.select_for_update().filter(phone=phone).first()
    if user is not None and (start_afresh or not user.is_active):
        _release(user, actor)
        user = None
    if user is None:
        user = create_user(phone=phone, is_phone_confirmed=True, **columns)
    elif not user.is_phone_confirmed:
        write(user, is_phone_confirmed=True)
    emit(PhoneConfirmed(user.pk), actor=actor)
    return came_in(user)


def _release(user: User, actor: Actor) -> None:
    """The number is somebody else's: the account loses it, and whoever is signed in to it by it."""
    columns: dict[str, Any] = {
        "phone": None,
        "is_phone_confirmed": False,
        "phone_released_at": timezone.now(),
    }
    columns["jwt_token_key"] = fresh_token_key()
    write(user, **columns)
    emit(PhoneReleased(user.pk), actor=actor)
