"""What managers of staff do with staff."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.account.errors import AlreadyTaken
from marketplace.account.events import Invited, StaffChanged
from marketplace.account.links import checked_target
from marketplace.account.models import User
from marketplace.account.services.deletion import delete_account
from marketplace.account.services.people import Profile, create_user, update_profile, write
from marketplace.account.services.scope import nothing_left_alone, refuse_groups_beyond, refuse_users_beyond
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.email import normalize_email
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import emit


@transaction.atomic
def create_staff(
    *, email: str | None, groups: Sequence[int], profile: Profile, redirect_url: str | None, actor: Actor
) -> User:
    """A new member of staff; a customer with this e-mail becomes one. The invitation goes out with a `redirect_url`.

    Raises OUT_OF_SCOPE_GROUP, AlreadyTaken for who is staff, and as `create_user` does.
    """
    target = checked_target(redirect_url) if redirect_url else None
    found = _groups(groups, "add_groups")
    refuse_groups_beyond(actor, found, field="add_groups")
    known = User.objects.filter(email=normalize_email(email)).first() if email else None
    if known and known.is_staff:
        raise AlreadyTaken(_("There is an account with this already."), field="email")
    user = known or create_user(email=email, is_confirmed=False)
    write(user, is_staff=True)
    update_profile(user=user, profile=profile)
    user.groups.set(found)
    if target:
        emit(Invited(user.pk, target), actor=actor)
    emit(StaffChanged(user.pk), actor=actor)
    return user


@transaction.atomic
def create_superuser(*, email: str, password: str) -> User:
    """An account that may everything, made on the machine itself. Raises as `create_user` does."""
    user = create_user(email=email, password=password, is_staff=True, is_superuser=True)
    emit(StaffChanged(user.pk), actor=SYSTEM)
    return user


@transaction.atomic
def update_staff(
    *,
    user: User,
    add_groups: Sequence[int] = (),
    remove_groups: Sequence[int] = (),
    email: str | None = None,
    profile: Profile,
    actor: Actor,
) -> User:
    """Change a member of staff. Raises the dialect's refusals of who reaches too far, and of the last manager's end."""
    if twice := set(add_groups) & set(remove_groups):
        message = _("The same group cannot be given and taken at once.")
        details = {"groups": sorted(twice)}
        raise DomainError(message, code="DUPLICATED_INPUT_ITEM", field="add_groups", details=details)
    if user.pk != actor.user_id:
        refuse_users_beyond(actor, [user], field="id")
    adding, removing = _groups(add_groups, "add_groups"), _groups(remove_groups, "remove_groups")
    refuse_groups_beyond(actor, adding, field="add_groups")
    refuse_groups_beyond(actor, removing, field="remove_groups")
    columns = dict(profile.columns)
    if columns.get("is_active") is False:
        _refuse_switching_off(user, actor)
    if email is not None:
        columns["email"] = normalize_email(email)
    with nothing_left_alone(field="remove_groups" if removing else "is_active"):
        user = update_profile(user=user, profile=Profile(columns, profile.metadata, profile.private_metadata))
        user.groups.add(*adding)
        user.groups.remove(*removing)
    emit(StaffChanged(user.pk), actor=actor)
    return user


@transaction.atomic
def delete_staff(*, ids: Sequence[int], actor: Actor, field: str = "id") -> int:
    """Blank these accounts of staff, all or none; answers how many.

    Raises DELETE_OWN_ACCOUNT, DELETE_SUPERUSER_ACCOUNT, DELETE_NON_STAFF_USER, OUT_OF_SCOPE_USER,
    LEFT_NOT_MANAGEABLE_PERMISSION or NotFound.
    """
    found = list(User.objects.filter(pk__in=ids, deleted_at=None).order_by("pk"))
    if len(found) != len(set(ids)):
        raise NotFound(field=field)
    refusals = (
        ("DELETE_NON_STAFF_USER", _("Only staff are deleted here."), lambda user: not user.is_staff),
        ("DELETE_OWN_ACCOUNT", _("Not your own account."), lambda user: user.pk == actor.user_id),
        ("DELETE_SUPERUSER_ACCOUNT", _("Not the account of a superuser."), lambda user: user.is_superuser),
    )
    for code, message, applies in refusals:
        if whom := [user.pk for user in found if applies(user)]:
            raise DomainError(message, code=code, field=field, details={"users": whom})
    refuse_users_beyond(actor, found, field=field)
    with nothing_left_alone(field=field):
        for user in found:
            delete_account(user=user, actor=actor)
            emit(StaffChanged(user.pk), actor=actor)
    return len(found)


def _refuse_switching_off(user: User, actor: Actor) -> None:
    if user.pk == actor.user_id:
        raise DomainError(_("Not your own account."), code="DEACTIVATE_OWN_ACCOUNT", field="is_active")
    if user.is_superuser:
        message = _("Not the account of a superuser.")
        raise DomainError(message, code="DEACTIVATE_SUPERUSER_ACCOUNT", field="is_active")


def _groups(ids: Sequence[int], field: str) -> list[Group]:
    found = list(Group.objects.filter(pk__in=ids).order_by("pk"))
    if len(found) != len(set(ids)):
        raise NotFound(field=field)
    return found
