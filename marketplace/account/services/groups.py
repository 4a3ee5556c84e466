"""Groups of permissions, and who is in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from marketplace.account import queries
from marketplace.account.events import GroupChanged
from marketplace.account.models import User
from marketplace.account.services.scope import nothing_left_alone, refuse_beyond, refuse_users_beyond
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.events import emit

LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Change:
    """What is given to a group and taken from it."""

    add_permissions: Sequence[str] = ()
    remove_permissions: Sequence[str] = ()
    add_users: Sequence[int] = ()
    remove_users: Sequence[int] = ()


@transaction.atomic
def create_group(*, name: str, change: Change, actor: Actor) -> Group:
    """A new group. Raises UNIQUE, REQUIRED, OUT_OF_SCOPE_PERMISSION, OUT_OF_SCOPE_USER, ASSIGN_NON_STAFF_MEMBER."""
    name = _name(name)
    refuse_beyond(actor, change.add_permissions, field="add_permissions")
    users = _staff(change.add_users, actor, "add_users")
    group = Group(name=name)
    _save(group)
    group.permissions.set(_permissions(change.add_permissions))
    group.user_set.add(*users)
    emit(GroupChanged(group.pk), actor=actor)
    return group


@transaction.atomic
def update_group(*, group: Group, name: str | None = None, change: Change, actor: Actor) -> Group:
    """Change a group whose permissions the actor has all. Raises as `create_group`, and DUPLICATED_INPUT_ITEM,
    CANNOT_REMOVE_FROM_LAST_GROUP, LEFT_NOT_MANAGEABLE_PERMISSION.
    """
    refuse_beyond(actor, queries.permissions_of_groups([group.pk])[group.pk], field="id")
    _refuse_twice(change)
    for field in ("add_permissions", "remove_permissions"):
        refuse_beyond(actor, getattr(change, field), field=field)
    adding = _staff(change.add_users, actor, "add_users")
    removing = _staff(change.remove_users, actor, "remove_users")
    if any(user.pk == actor.user_id for user in removing):
        _refuse_leaving_last(group, actor, "remove_users")
    if name is not None:
        group.name = _name(name)
        _save(group)
    with nothing_left_alone(field="remove_permissions" if change.remove_permissions else "remove_users"):
        group.permissions.add(*_permissions(change.add_permissions))
        group.permissions.remove(*_permissions(change.remove_permissions))
        group.user_set.add(*adding)
        group.user_set.remove(*removing)
    emit(GroupChanged(group.pk), actor=actor)
    return group


@transaction.atomic
def delete_group(*, group: Group, actor: Actor) -> None:
    """Delete a group. Raises OUT_OF_SCOPE_PERMISSION, CANNOT_REMOVE_FROM_LAST_GROUP, LEFT_NOT_MANAGEABLE_PERMISSION."""
    refuse_beyond(actor, queries.permissions_of_groups([group.pk])[group.pk], field="id")
    if group.user_set.filter(pk=actor.user_id or 0).exists():
        _refuse_leaving_last(group, actor, "id")
    with nothing_left_alone(field="id"):
        emit(GroupChanged(group.pk), actor=actor)
        group.delete()


def _name(name: str) -> str:
    name = name.strip()
    if not name:
        raise DomainError(_("A group has a name."), code="REQUIRED", field="name")
    if len(name) > LONGEST_NAME:
        raise DomainError(_("This is too long."), code="REQUIRED", field="name")
    return name


def _save(group: Group) -> None:
    """The database says whether the name is taken: of two who give it at once, one is told."""
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as taken:
        message = _("There is a group of this name already.")
        raise DomainError(message, code="UNIQUE", field="name") from taken


def _permissions(codes: Iterable[str]) -> list[Permission]:
    wanted = [each.lower() for each in codes]
    return list(Permission.objects.filter(content_type__app_label="account", codename__in=wanted))


def _staff(ids: Sequence[int], actor: Actor, field: str) -> list[User]:
    found = list(queries.staff_members().filter(pk__in=ids).order_by("pk"))
    if missing := sorted(set(ids) - {user.pk for user in found}):
        details = {"users": missing}
        message = _("Only staff are in groups.")
        raise DomainError(message, code="ASSIGN_NON_STAFF_MEMBER", field=field, details=details)
    refuse_users_beyond(actor, [user for user in found if user.pk != actor.user_id], field=field)
    return found


def _refuse_twice(change: Change) -> None:
    for adding, removing in (("add_permissions", "remove_permissions"), ("add_users", "remove_users")):
        if set(getattr(change, adding)) & set(getattr(change, removing)):
            message = _("The same cannot be given and taken at once.")
            raise DomainError(message, code="DUPLICATED_INPUT_ITEM", field=adding)


def _refuse_leaving_last(group: Group, actor: Actor, field: str) -> None:
    if not Group.objects.filter(user=actor.user_id).exclude(pk=group.pk).exists():
        message = _("You cannot leave your last group.")
        raise DomainError(message, code="CANNOT_REMOVE_FROM_LAST_GROUP", field=field)
