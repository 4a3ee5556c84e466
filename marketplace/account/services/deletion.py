"""An account is deleted: the person's data go, the books stay."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.account.errors import LinkRefused
from marketplace.account.events import AccountDeleted, DeletionAsked
from marketplace.account.links import checked_target
from marketplace.account.models import Address, OneTimeCode, User, fresh_token_key
from marketplace.account.proofs import DELETE
from marketplace.account.services import throttling
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.events import emit

BLANK: dict[str, Any] = {
    "email": None,
    "phone": None,
    "pending_email": "",
    "first_name": "",
    "last_name": "",
    "first_name_sort": "",
    "last_name_sort": "",
    "search_folded": "",
    "note": "",
    "avatar": "",
    "external_reference": None,
    "metadata": {},
    "private_metadata": {},
    "last_login": None,
    "default_shipping_address": None,
    "default_billing_address": None,
    "is_active": False,
    "is_staff": False,
    "is_superuser": False,
    "is_phone_confirmed": False,
}
"""What is left of somebody."""


def request_deletion(*, user: User, redirect_url: str, actor: Actor) -> None:
    """The link goes out by letter or short text; nothing is deleted yet. Raises INVALID, DELETE_STAFF_ACCOUNT."""
    target = checked_target(redirect_url)
    _refuse_staff(user)
    throttling.attempt(throttling.LETTERS, f"delete {user.pk}", field="redirect_url")
    with transaction.atomic():
        emit(DeletionAsked(user.pk, target), actor=actor)


@transaction.atomic
def delete_by_link(*, user: User, token: str, actor: Actor) -> User:
    """The link was followed by who asked for it. Raises LinkRefused or DELETE_STAFF_ACCOUNT."""
    _refuse_staff(user)
    if not DELETE.check_token(user, token):
        raise LinkRefused
    return delete_account(user=user, actor=actor)


@transaction.atomic
def delete_account(*, user: User, actor: Actor) -> User:
    """Blank the account. Orders stay, and lose their contact when they are done and old."""
    Address.objects.filter(owners=user).delete()
    OneTimeCode.objects.filter(user=user).delete()
    if user.phone:
        OneTimeCode.objects.filter(phone=user.phone).delete()
    user.groups.clear()
    user.user_permissions.clear()
    for name, value in BLANK.items():
        setattr(user, name, value)
    user.set_unusable_password()
    user.jwt_token_key, user.deleted_at = fresh_token_key(), timezone.now()
    user.save()
    emit(AccountDeleted(user.pk), actor=actor)
    return user


def _refuse_staff(user: User) -> None:
    if user.is_staff:
        message = _("Accounts of staff are deleted by those who manage staff.")
        raise DomainError(message, code="DELETE_STAFF_ACCOUNT")
