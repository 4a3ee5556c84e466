"""Reads of people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Concat, Left, Replace, StrIndex

from marketplace.account.models import PERMISSIONS, User
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.phone import normalize_phone
from marketplace.core.vietnamese import words

SEE_NUMBERS = ("MANAGE_USERS", "MANAGE_STAFF")
"""Staff who are shown the phone numbers of accounts."""
END_OF_NUMBER = 4
"""So many digits at its end find a number, as people say them on the phone."""
_NUMBER = re.compile(r"[\d\s.-]+", re.ASCII)


def permissions_of(user: User) -> frozenset[str]:
    """What a member of staff may do, in the dialect's words (MANAGE_ORDERS …); nothing for buyers."""
    return permissions_by([user])[user.pk]


def permissions_by(users: Iterable[Any]) -> dict[int, frozenset[str]]:
    """{user: what they may do}, also for rows with these columns: pk, is_staff, is_active, is_superuser.

    One statement for all of them, none where nobody is staff.
    """
    every = frozenset(codename.upper() for codename, _ in PERMISSIONS)
    found: dict[int, set[str]] = {}
    answer: dict[int, frozenset[str]] = {}
    for user in users:
        works = user.is_staff and user.is_active
        answer[user.pk] = every if works and user.is_superuser else frozenset()
        if works and not user.is_superuser:
            found[user.pk] = set()
    if found:
        rows = Permission.objects.order_by().filter(content_type__app_label="account", user__in=found)
        grouped = Permission.objects.order_by().filter(
            content_type__app_label="account", group__user__in=found
        )
        own = rows.values_list("user", "codename").union(grouped.values_list("group__user", "codename"))
        for pk, codename in own:
            found[pk].add(codename.upper())
    return answer | {pk: frozenset(codes) & every for pk, codes in found.items()}


def permissions_of_groups(group_ids: Iterable[int]) -> dict[int, set[str]]:
    """{group: the permissions it gives, in the dialect's words}; one statement."""
    found: dict[int, set[str]] = {pk: set() for pk in group_ids}
    every = {codename for codename, _ in PERMISSIONS}
    rows = Permission.objects.filter(content_type__app_label="account", group__in=found)
    for pk, codename in rows.values_list("group", "codename"):
        if codename in every:
            found[pk].add(codename.upper())
    return found


def manageable() -> set[str]:
    """What somebody can give and take: permissions of active staff who manage staff."""
    everybody = permissions_by(User.objects.filter(is_staff=True, is_active=True))
    return set().union(*(codes for codes in everybody.values() if "MANAGE_STAFF" in codes))


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


def with_folded_names(rows: QuerySet[User]) -> QuerySet[User]:
    """With what `named` asks: `search_folded` up to its first bar, where e-mail and number begin."""
    bar = Value(" | ")
    known = Concat("search_folded", bar)
    return rows.alias(name_folded=Left(known, StrIndex(known, bar)))


def named(words: Iterable[str]) -> Q:
    """Whose name has all these folded words. Whoever has no name is found by none."""
    found = ~Q(first_name="", last_name="")
    for word in words:
        found &= Q(name_folded__contains=word)
    return found


def with_told(rows: QuerySet[User]) -> QuerySet[User]:
    """With what `matching` asks: `search_folded` without the phone number, so that no part of it is found."""
    number: Any = Coalesce("phone", Value(""), output_field=TextField())
    return rows.alias(told_folded=Replace("search_folded", number, Value(""), output_field=TextField()))


def matching(text: str, *, sees_numbers: bool) -> Q:
    """Whose name or e-mail has all these words, or whose number this is; its end does too for who may read it.

    Whoever sees no numbers must not learn them either, digit by digit from what is found.
    """
    told = Q()
    for word in words(text):
        told &= Q(told_folded__contains=word)
    found = told | Q(phone=as_login(text))
    digits = "".join(filter(str.isdigit, text)) if _NUMBER.fullmatch(text) else ""
    if sees_numbers and len(digits) >= END_OF_NUMBER:
        found |= Q(phone__endswith=digits)
    return found if told else Q()


def visible_to(actor: Actor) -> QuerySet[User]:
    """Whom a member of staff may look up: customers with MANAGE_USERS or MANAGE_ORDERS, staff with MANAGE_STAFF."""
    found = User.objects.none()
    if actor.may("MANAGE_USERS", "MANAGE_ORDERS"):
        found = customers()
    if actor.may("MANAGE_STAFF"):
        found = found | staff_members() if actor.may("MANAGE_USERS", "MANAGE_ORDERS") else staff_members()
    return found
