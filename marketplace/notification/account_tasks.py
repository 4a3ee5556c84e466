"""Letters about accounts. Each takes an event's ids and is safe to run twice.

A link's secret is made here, when its letter is written, from the account as it is: it stands in no event and no job.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marketplace.account.links import with_parameters
from marketplace.account.models import User
from marketplace.account.proofs import CONFIRM, DELETE, PASSWORD, email_change_token
from marketplace.notification import account_letters as letters
from marketplace.notification.letters import Letter
from marketplace.notification.queries import Reader
from marketplace.notification.services import tell
from marketplace.notification.wording import speaking


def ask_to_confirm(*, user_id: int, redirect_url: str, occasion: str) -> None:
    """On ConfirmationAsked."""
    user = _who(user_id)
    if user and not user.is_confirmed:
        link = _link(redirect_url, user, CONFIRM.make_token(user))
        _tell(user, "confirm_account", occasion, lambda name: letters.confirm_account(name=name, link=link))


def tell_registered_again(*, user_id: int | None, redirect_url: str, occasion: str) -> None:
    """On RegisteredAgain: the link is one to choose a password by, and says so to the page it leads to."""
    if user := _who(user_id):
        target = with_parameters(redirect_url, purpose="password")
        link = _link(target, user, PASSWORD.make_token(user))
        _tell(user, "registered_again", occasion, lambda name: letters.registered_again(name=name, link=link))


def help_with_password(*, user_id: int | None, redirect_url: str, occasion: str) -> None:
    """On PasswordResetAsked; nobody has the account where there is no id."""
    if user := _who(user_id):
        link = _link(redirect_url, user, PASSWORD.make_token(user))
        _tell(user, "password_reset", occasion, lambda name: letters.password_reset(name=name, link=link))


def ask_new_address(*, user_id: int, redirect_url: str, occasion: str) -> None:
    """On EmailChangeAsked: to the address that is to be."""
    user = _who(user_id)
    if user and user.pending_email:
        link = with_parameters(redirect_url, token=email_change_token(user))
        _tell(
            user,
            "email_change",
            occasion,
            lambda name: letters.email_change(name=name, link=link),
            email=user.pending_email,
        )


def warn_old_address(*, user_id: int, redirect_url: str, occasion: str) -> None:
    """On EmailChangeAsked: to the address that is."""
    if user := _who(user_id):
        _tell(user, "email_change_warning", occasion, lambda name: letters.email_change_warning(name=name))


def ask_to_delete(*, user_id: int, redirect_url: str, occasion: str) -> None:
    """On DeletionAsked."""
    if user := _who(user_id):
        link = with_parameters(redirect_url, token=DELETE.make_token(user))
        _tell(user, "deletion", occasion, lambda name: letters.deletion(name=name, link=link))


def invite(*, user_id: int, redirect_url: str, occasion: str) -> None:
    """On Invited."""
    if user := _who(user_id):
        link = _link(redirect_url, user, PASSWORD.make_token(user))
        _tell(user, "invited", occasion, lambda name: letters.invited(name=name, link=link))


def tell_password_changed(*, user_id: int, occasion: str) -> None:
    """On PasswordChanged."""
    if user := _who(user_id):
        _tell(user, "password_changed", occasion, lambda name: letters.password_changed(name=name))


def tell_email_changed(*, user_id: int, occasion: str) -> None:
    """On EmailChanged."""
    if user := _who(user_id):
        _tell(user, "email_changed", occasion, lambda name: letters.email_changed(name=name))


def tell_phone_changed(*, user_id: int, occasion: str) -> None:
    """On PhoneChanged: by mail, for the number that is left is no longer written down."""
    user = _who(user_id)
    if user and user.email:
        _tell(user, "phone_changed", occasion, lambda name: letters.phone_changed(name=name))


def tell_phone_released(*, user_id: int, occasion: str) -> None:
    """On PhoneReleased: by mail, where there is one."""
    user = _who(user_id)
    if user and user.email:
        _tell(user, "phone_released", occasion, lambda name: letters.phone_released(name=name))


def _who(user_id: int | None) -> User | None:
    return User.objects.filter(pk=user_id, is_active=True).first() if user_id is not None else None


def _link(redirect_url: str, user: User, token: str) -> str:
    return with_parameters(redirect_url, email=user.email or "", token=token)


def _tell(user: User, kind: str, occasion: str, letter: Callable[[str], Letter], **instead: Any) -> None:
    """One letter in the user's language; `instead` of their e-mail another may be told."""
    name = " ".join(filter(None, (user.last_name, user.first_name)))
    told = {"email": user.email or "", "phone": user.phone or "", **instead}
    reader = Reader(key=f"user:{user.pk}", name=name, language=user.language_code, **told)
    with speaking(user.language_code):
        tell(key=f"{kind}:{occasion}", kind=kind, reader=reader, letter=letter(name))
