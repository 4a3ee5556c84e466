"""Reads of people."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from marketplace.account.models import PERMISSIONS, User
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.phone import normalize_phone


def permissions_of(user: User) -> frozenset[str]:
    """What a member of staff may do, in the dialect's words (MANAGE_ORDERS …); nothing for buyers."""
    if not (user.is_staff and user.is_active):
        return frozenset()
    if user.is_superuser:
        return frozenset(codename.upper() for codename, _ in PERMISSIONS)
    rows = Permission.objects.filter(
        Q(user=user.pk) | Q(group__user=user.pk), content_type__app_label="account"
    )
    known = {codename for codename, _ in PERMISSIONS}
    return frozenset(each.upper() for each in rows.values_list("codename", flat=True) if each in known)


def as_login(typed: str) -> str:
    """What somebody signs in with, written one way: an e-mail in lower case, or a number as E.164."""
    login = typed.strip().lower()
    if "@" in login:
        return login
    try:
        return normalize_phone(login)
    except DomainError:
        return login


def by_login(login: str) -> User | None:
    """The active user with this e-mail, or this number if it is known to be theirs."""
    found = Q(email=login) if "@" in login else Q(phone=login, is_phone_confirmed=True)
    return User.objects.filter(found, is_active=True).first()


def customers() -> QuerySet[User]:
    """Everybody who buys, as staff see them: neither staff nor deleted."""
    return User.objects.filter(is_staff=False, deleted_at=None)


def staff_members() -> QuerySet[User]:
    """The operator's staff."""
    return User.objects.filter(is_staff=True, deleted_at=None)


def visible_to(actor: Actor) -> QuerySet[User]:
    """Whom a member of staff may look up: customers with MANAGE_USERS or MANAGE_ORDERS, staff with MANAGE_STAFF."""
    found = User.objects.none()
    if actor.may("MANAGE_USERS", "MANAGE_ORDERS"):
        found = customers()
    if actor.may("MANAGE_STAFF"):
        found = found | staff_members() if actor.may("MANAGE_USERS", "MANAGE_ORDERS") else staff_members()
    return found
