"""Reads of people."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q

from marketplace.account.models import PERMISSIONS, User


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


def by_login(login: str) -> User | None:
    """The active user with this e-mail (in any case)."""
    return User.objects.filter(email=login.strip().lower(), is_active=True).first()
