"""What staff do with customers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.account import queries
from marketplace.account.events import (
    AccountConfirmed,
    AccountSwitchedOff,
    AccountSwitchedOn,
    Invited,
    PhoneChanged,
)
from marketplace.account.links import checked_target
from marketplace.account.models import User, fresh_token_key
from marketplace.account.services.deletion import delete_account
from marketplace.account.services.people import Profile, create_user, update_profile
from marketplace.account.services.scope import refuse_unless_theirs
from marketplace.core.actor import Actor
from marketplace.core.email import normalize_email
from marketplace.core.errors import DomainError, NotFound, PermissionDenied
from marketplace.core.events import emit
from marketplace.core.phone import normalize_phone


@transaction.atomic
def create_customer(
    *, email: str | None, phone: str | None, profile: Profile, redirect_url: str | None, actor: Actor
) -> User:
    """A customer's account, confirmed by whoever follows the letter's link; the letter goes out with a `redirect_url`.

    Raises as `create_user` and `update_profile` do.
    """
    target = checked_target(redirect_url) if redirect_url else None
    user = create_user(email=email, phone=phone, is_confirmed=False)
    update_profile(user=user, profile=profile)
    if target:
        emit(Invited(user.pk, target), actor=actor)
    return user


@transaction.atomic
def update_customer(
    *, user: User, email: str | None = None, phone: str | None = None, profile: Profile, actor: Actor
) -> User:
    """Change a customer. Another number counts once its code was typed, and signs out whoever came by the old one.

    Staff who give back a lost account have looked at the person (docs/accounts.md). Raises PermissionDenied, and as
    `update_profile` does.
    """
    refuse_unless_theirs(actor, user, field="id")
    columns: dict[str, Any] = dict(profile.columns)
    if email is not None:
        columns["email"] = normalize_email(email)
    if phone is not None and (number := normalize_phone(phone)) != user.phone:
        columns |= {"phone": number, "is_phone_confirmed": False, "jwt_token_key": fresh_token_key()}
    was_confirmed = user.is_confirmed
    changed = Profile(
        columns,
        profile.metadata,
        profile.private_metadata,
        profile.default_shipping_address,
        profile.default_billing_address,
    )
    user = update_profile(user=user, profile=changed)
    if user.is_confirmed and not was_confirmed:
        emit(AccountConfirmed(user.pk), actor=actor)
    if "jwt_token_key" in columns:
        emit(PhoneChanged(user.pk), actor=actor)
    return user


@transaction.atomic
def delete_customers(*, ids: Sequence[int], actor: Actor) -> int:
    """Blank these accounts, all or none; answers how many. Raises NotFound, DELETE_STAFF_ACCOUNT."""
    found = list(User.objects.select_for_update().filter(pk__in=ids, deleted_at=None).order_by("pk"))
    if len(found) != len(set(ids)):
        raise NotFound(field="id")
    if any(user.is_staff for user in found):
        message = _("Accounts of staff are deleted by those who manage staff.")
        raise DomainError(message, code="DELETE_STAFF_ACCOUNT", field="id")
    for user in found:
        delete_account(user=user, actor=actor)
    return len(found)


@transaction.atomic
def set_active(*, ids: Sequence[int], is_active: bool, actor: Actor) -> int:
    """Switch these accounts on or off; answers how many. Nobody does so to themselves, nor to a superuser.

    Raises PermissionDenied, and the dialect's codes for those two.
    """
    if not actor.may("MANAGE_USERS"):
        raise PermissionDenied(permissions=("MANAGE_USERS",))
    wanted = "ACTIVATE" if is_active else "DEACTIVATE"
    rows = User.objects.filter(pk__in=ids, deleted_at=None)
    if actor.user_id in ids:
        raise DomainError(_("Not your own account."), code=f"{wanted}_OWN_ACCOUNT", field="is_active")
    if rows.filter(is_superuser=True).exists():
        message = _("Not the account of a superuser.")
        raise DomainError(message, code=f"{wanted}_SUPERUSER_ACCOUNT", field="is_active")
    concerned = rows.filter(pk__in=queries.customers().values("pk"))
    for user_id in concerned.exclude(is_active=is_active).order_by("pk").values_list("pk", flat=True):
        emit(AccountSwitchedOn(user_id) if is_active else AccountSwitchedOff(user_id), actor=actor)
    return concerned.update(is_active=is_active)
