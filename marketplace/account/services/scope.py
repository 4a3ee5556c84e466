"""How far a manager of staff reaches: nobody gives, takes or touches what they do not have themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from marketplace.account import queries
from marketplace.account.models import User
from marketplace.core.actor import Actor, ActorKind
from marketplace.core.errors import DomainError, PermissionDenied


def beyond(actor: Actor, permissions: Iterable[str]) -> set[str]:
    """Those permissions that the actor lacks."""
    return set() if actor.kind is ActorKind.SYSTEM else set(permissions) - actor.permissions


def refuse_beyond(actor: Actor, permissions: Iterable[str], *, field: str) -> None:
    """Raise OUT_OF_SCOPE_PERMISSION, naming them, for permissions the actor lacks."""
    if lacking := beyond(actor, permissions):
        message = _("You can give and take only permissions that you have.")
        details = {"permissions": sorted(lacking)}
        raise DomainError(message, code="OUT_OF_SCOPE_PERMISSION", field=field, details=details)


def refuse_groups_beyond(actor: Actor, groups: Iterable[Group], *, field: str) -> None:
    """Raise OUT_OF_SCOPE_GROUP, with their keys, for groups that give what the actor lacks."""
    given = queries.permissions_of_groups([each.pk for each in groups])
    if far := sorted(pk for pk, codes in given.items() if beyond(actor, codes)):
        message = _("You can give and take only groups whose permissions you have.")
        raise DomainError(message, code="OUT_OF_SCOPE_GROUP", field=field, details={"groups": far})


def refuse_users_beyond(actor: Actor, users: Iterable[User], *, field: str) -> None:
    """Raise OUT_OF_SCOPE_USER, with their keys, for staff who may do what the actor may not."""
    may = queries.permissions_by(users)
    if far := sorted(pk for pk, codes in may.items() if beyond(actor, codes)):
        message = _("You can manage only staff whose permissions you have.")
        raise DomainError(message, code="OUT_OF_SCOPE_USER", field=field, details={"users": far})


def refuse_unless_theirs(actor: Actor, user: User, *, field: str) -> None:
    """Raise PermissionDenied unless the actor looks after such people (buyers, or staff), and OUT_OF_SCOPE_USER."""
    needed = in_charge_of(user)
    if not actor.may(needed):
        raise PermissionDenied(permissions=(needed,))
    refuse_users_beyond(actor, [user], field=field)


def in_charge_of(user: User) -> str:
    """The permission of those who change this account."""
    return "MANAGE_STAFF" if user.is_staff else "MANAGE_USERS"


@contextmanager
def nothing_left_alone(*, field: str) -> Iterator[None]:
    """Around a change: what somebody could give and take before, somebody can after. Inside a transaction.

    Of two who change staff at once the second waits, so that the last two managers cannot remove each other.
    Raises LEFT_NOT_MANAGEABLE_PERMISSION, naming the permissions.
    """
    list(User.objects.select_for_update().filter(is_staff=True).order_by("pk").values_list("pk"))
    before = queries.manageable()
    yield
    if lost := before - queries.manageable():
        message = _("Nobody would be left to manage these permissions.")
        details = {"permissions": sorted(lost)}
        raise DomainError(message, code="LEFT_NOT_MANAGEABLE_PERMISSION", field=field, details=details)
