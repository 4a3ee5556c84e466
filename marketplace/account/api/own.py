"""The account of whoever asks, and the small things all mutations about people share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from marketplace.account.api.addresses import given_address
from marketplace.account.errors import TokenRefused
from marketplace.account.models import User
from marketplace.account.services import Profile
from marketplace.core.errors import DomainError, NotFound, PermissionDenied
from marketplace.graphql.ids import key_of, to_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.languages import language_of
from marketplace.graphql.permissions import Permission
from marketplace.graphql.rows import Row, read

OWN_ACCOUNT = Permission(lambda actor: actor.user_id is not None, ("AUTHENTICATED_USER",))
"""Somebody with an account; members who came by a link have none."""

TEXTS = ("first_name", "last_name", "note")
PLAIN = ("is_active", "is_confirmed", "external_reference")


def own(info: Info) -> User:
    """The user who asks."""
    user = User.objects.filter(pk=info.actor.user_id, is_active=True).first()
    if user is None:
        raise TokenRefused
    return user


def own_or(info: Info, customer_id: str | None) -> User:
    """The user who asks, or the one that an app or staff with IMPERSONATE_USER acts for."""
    if customer_id is None:
        return own(info)
    if not info.actor.may("IMPERSONATE_USER"):
        raise PermissionDenied("", ("IMPERSONATE_USER",))
    user = User.objects.filter(
        pk=key_of(customer_id, "User", field="customer_id"), is_staff=False, is_active=True
    ).first()
    if user is None:
        raise NotFound(field="customer_id")
    return user


def as_it_was(info: Info, field: str, row: Any) -> Row:
    """What is about to be deleted, with what the payload's `field` asks of it."""
    model = type(row)
    (found,) = read(model.objects.filter(pk=row.pk), info.columns(field), typename=model.__name__)
    return found


def items(given: Iterable[Any] | None) -> dict[str, str]:
    """Metadata as given."""
    return {each.key: each.value for each in given or ()}


def columns_of(given: Any) -> dict[str, Any]:
    """What an input says of plain columns. Null is as good as nothing said."""
    found = {name: given[name].strip() for name in TEXTS if given.get(name) is not None}
    found |= {name: given[name] for name in PLAIN if given.get(name) is not None}
    if given.get("language_code") is not None:
        found["language_code"] = language_of(given["language_code"])
    return found


def profile_of(given: Any, **columns: Any) -> Profile:
    """What an input says of somebody, with further columns."""
    addresses = {
        name: given_address(given[name])
        for name in ("default_shipping_address", "default_billing_address")
        if given.get(name) is not None
    }
    return Profile(
        {**columns_of(given), **columns},
        metadata=items(given.get("metadata")),
        private_metadata=items(given.get("private_metadata")),
        **addresses,
    )


def told(change: Callable[[], Any]) -> Any:
    """What a service answers; a refusal names users and groups by their global ids."""
    try:
        return change()
    except DomainError as refused:
        for name, typename in (("users", "User"), ("groups", "Group")):
            if name in refused.details:
                refused.details[name] = [to_global_id(typename, pk) for pk in refused.details[name]]
        raise
