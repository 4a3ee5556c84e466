"""Another e-mail: asked for with the password, confirmed from where it leads."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.account.errors import AlreadyTaken, LinkRefused, WrongPassword
from marketplace.account.events import AccountConfirmed, EmailChangeAsked, EmailChanged
from marketplace.account.links import checked_target
from marketplace.account.models import User, fresh_token_key
from marketplace.account.proofs import user_of_email_change
from marketplace.account.services import throttling
from marketplace.account.services.people import write
from marketplace.account.services.signing_in import prove_password
from marketplace.core.actor import Actor
from marketplace.core.email import normalize_email
from marketplace.core.events import emit


def request_email_change(
    *, user: User, new_email: str, password: str, redirect_url: str, actor: Actor
) -> User:
    """A link goes to the new address, a word to the old one; nothing changes yet.

    Raises WrongPassword (also for who has none), EmailInvalid, AlreadyTaken, INVALID on `redirect_url`.
    """
    if not user.has_usable_password():
        raise WrongPassword("password")
    prove_password(user=user, password=password, field="password")
    email, target = normalize_email(new_email, field="new_email"), checked_target(redirect_url)
    if User.objects.filter(email=email).exists():
        raise AlreadyTaken(_("There is an account with this already."), field="new_email")
    throttling.attempt(throttling.LETTERS, f"change {user.pk}", field="new_email")
    with transaction.atomic():
        user.pending_email = email
        user.save(update_fields=["pending_email", "updated_at"])
        emit(EmailChangeAsked(user.pk, target), actor=actor)
    return user


@transaction.atomic
def confirm_email_change(*, user: User, token: str, actor: Actor) -> User:
    """The link of the letter was followed by who asked for it: the account has its new e-mail, and all tokens are void.

    Raises LinkRefused, and AlreadyTaken when somebody else has it by now.
    """
    found = user_of_email_change(token)
    if found is None or found.pk != user.pk:
        raise LinkRefused
    email, found.pending_email = found.pending_email, ""
    found.jwt_token_key, found.is_confirmed = fresh_token_key(), True
    write(found, email=email)
    found.save(update_fields=["pending_email", "jwt_token_key", "is_confirmed"])
    emit(EmailChanged(found.pk), actor=actor)
    emit(AccountConfirmed(found.pk), actor=actor)
    return found
