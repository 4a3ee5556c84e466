"""Address books: an entry is written, changed, removed, made the default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.account.models import Address, User
from marketplace.core.address import Address as AddressValue
from marketplace.core.address import normalize_address, unchecked_address
from marketplace.core.errors import DomainError, DomainErrors, NotFound
from marketplace.core.metadata import update_metadata

MOST = 100
"""Entries of one person's book."""


@transaction.atomic
def create_address(
    *, user: User, address: AddressValue, kind: str | None = None, metadata: Mapping[str, str] | None = None
) -> Address:
    """A new entry of the user's book; with a `kind` (SHIPPING, BILLING) also their default of it.

    Raises DomainErrors, one per field, and INVALID for a full book.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if user.addresses.count() >= MOST:
        raise DomainError(_("The address book is full."), field="input")
    row = Address.objects.create(**_checked(address, kind))
    user.addresses.add(row)
    if kind:
        _make_default(user, kind, row)
    return _with(row, metadata)


@transaction.atomic
def update_address(
    *, row: Address, address: AddressValue, metadata: Mapping[str, str] | None = None
) -> Address:
    """Write the entry anew. Raises DomainErrors, one per field. No order is changed: each has rows of its own."""
    for name, value in _checked(address, None).items():
        setattr(row, name, value)
    row.save()
    return _with(row, metadata)


@transaction.atomic
def delete_address(*, row: Address) -> None:
    """Remove the entry; where it was somebody's default, there is none any more."""
    row.delete()


@transaction.atomic
def set_default_address(*, user: User, address_id: int, kind: str) -> User:
    """Make an entry of the user's book their default of a `kind` (SHIPPING, BILLING). Raises NotFound."""
    row = user.addresses.filter(pk=address_id).first()
    if row is None:
        raise NotFound(field="id")
    _make_default(user, kind, row)
    return user


def write_default(user: User, which: str, address: AddressValue) -> None:
    """The user's default shipping or billing address says this from now on; both may have been one entry."""
    row, other = user.default_shipping_address, user.default_billing_address
    if which == "billing":
        row, other = other, row
    if row is None or (other is not None and row.pk == other.pk):
        create_address(user=user, address=address, kind=which.upper())
        return
    for name, value in _checked(address, which.upper()).items():
        setattr(row, name, value)
    row.save()


def _make_default(user: User, kind: str, row: Address) -> None:
    column = f"default_{kind.lower()}_address"
    setattr(user, column, row)
    user.save(update_fields=[column, "updated_at"])


def _checked(address: AddressValue, kind: str | None) -> dict[str, object]:
    try:
        if address.validation_skipped:
            return asdict(unchecked_address(address))
        return asdict(normalize_address(address).address)
    except DomainErrors as refused:
        for each in refused.errors:
            each.details["address_type"] = kind
        raise


def _with(row: Address, metadata: Mapping[str, str] | None) -> Address:
    return update_metadata(model=Address, pk=row.pk, items=metadata) if metadata else row
