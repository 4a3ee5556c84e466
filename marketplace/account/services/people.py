"""A user is made, changed, given permissions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from marketplace.account.errors import AlreadyTaken
from marketplace.account.models import User
from marketplace.account.passwords import check_new
from marketplace.account.services.addresses import write_default
from marketplace.core.address import Address as AddressValue
from marketplace.core.email import normalize_email
from marketplace.core.errors import DomainError
from marketplace.core.metadata import update_metadata
from marketplace.core.phone import normalize_phone
from marketplace.core.vietnamese import fold, sort_key

LONGEST_SORT = 1000
LONGEST = {"first_name": 256, "last_name": 256, "note": 10_000, "external_reference": 250}
FOLLOWING = ("search_folded", "first_name_sort", "last_name_sort")
"""Columns that follow from others; written by `write` and nowhere else."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is to be changed of a user: plain columns, metadata, default addresses. What is not named stays."""

    columns: Mapping[str, Any]
    metadata: Mapping[str, str] | None = None
    private_metadata: Mapping[str, str] | None = None
    default_shipping_address: AddressValue | None = None
    default_billing_address: AddressValue | None = None


@transaction.atomic
def create_user(
    *,
    email: str | None = None,
    phone: str | None = None,
    password: str | None = None,
    is_confirmed: bool = True,
    **columns: Any,
) -> User:
    """A new user with an e-mail or a phone number, or both. Without a password nobody can sign in by one.

    Raises AlreadyTaken, EmailInvalid, PhoneInvalid, PasswordRefused, or DomainError REQUIRED.
    """
    user = User(is_confirmed=is_confirmed)
    if email:
        columns["email"] = normalize_email(email)
    if phone:
        columns["phone"] = normalize_phone(phone)
    if not (email or phone):
        raise DomainError(_("An e-mail or a phone number is needed."), code="REQUIRED", field="email")
    if password is not None:
        named = User(email=columns.get("email"), first_name=columns.get("first_name", ""))
        check_new(password, user=named)
    user.set_password(password)
    return write(user, **columns)


@transaction.atomic
def update_profile(*, user: User, profile: Profile) -> User:
    """Change what `profile` names. Raises AlreadyTaken, or DomainErrors of an address, one per field."""
    write(user, **profile.columns)
    for private, items in ((False, profile.metadata), (True, profile.private_metadata)):
        if items:
            update_metadata(model=User, pk=user.pk, items=items, private=private)
    for which, address in (
        ("shipping", profile.default_shipping_address),
        ("billing", profile.default_billing_address),
    ):
        if address:
            write_default(user, which, address)
    user.refresh_from_db()
    return user


@transaction.atomic
def grant(*, user: User, permissions: Iterable[str]) -> User:
    """Give a member of staff exactly these permissions, in the dialect's words, besides those of their groups."""
    codenames = [each.lower() for each in permissions]
    rows = Permission.objects.filter(content_type__app_label="account", codename__in=codenames)
    user.user_permissions.set(rows)
    return user


def write(user: User, **columns: Any) -> User:
    """Set columns of a user, and those that follow. Raises AlreadyTaken, and INVALID for texts too long to keep."""
    for name, longest in LONGEST.items():
        if len(columns.get(name) or "") > longest:
            raise DomainError(_("This is too long."), field=name)
    for name, value in columns.items():
        setattr(user, name, value)
    for name in ("email", "phone", "external_reference"):
        if (value := columns.get(name)) and _others(user).filter(**{name: value}).exists():
            raise AlreadyTaken(_("There is an account with this already."), field=name)
    _complete(user)
    try:
        with transaction.atomic():
            # of a row that is there nothing else is written: a key that changed meanwhile must not come back
            user.save(update_fields=None if user._state.adding else [*columns, *FOLLOWING, "updated_at"])
    except IntegrityError as error:  # somebody else took it between our look and our writing
        raise AlreadyTaken(_("There is an account with this already."), field="email") from error
    return user


def _complete(user: User) -> None:
    """Vietnamese say the family's name first, and call and sort people by the given one."""
    first, last = user.first_name, user.last_name
    user.first_name_sort = sort_key(f"{first} {last}")[:LONGEST_SORT]
    user.last_name_sort = sort_key(f"{last} {first}")[:LONGEST_SORT]
    known = (f"{last} {first} {last}".strip(), user.email, user.phone)
    user.search_folded = fold(" | ".join(filter(None, known)))


def _others(user: User) -> Any:
    return User.objects.exclude(pk=user.pk)
