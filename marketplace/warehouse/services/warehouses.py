"""Warehouses themselves."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from marketplace.account.models import Address
from marketplace.cooperative.models import Cooperative
from marketplace.site.services import unused_slug
from marketplace.warehouse.models import Warehouse

OPEN_TO_CHANGE = frozenset({"name", "email", "is_private", "click_and_collect_option", "external_reference"})


@transaction.atomic
def create_warehouse(
    *, cooperative: Cooperative, name: str, address: Address, slug: str = "", **columns: Any
) -> Warehouse:
    """A new warehouse of a cooperative; `address` becomes its own row of it. `columns` as in OPEN_TO_CHANGE."""
    _only_known(columns)
    address.pk = None
    address.save()
    slug = unused_slug(Warehouse, slug or name)
    return Warehouse.objects.create(cooperative=cooperative, name=name, slug=slug, address=address, **columns)


@transaction.atomic
def update_warehouse(*, warehouse: Warehouse, **columns: Any) -> Warehouse:
    """Change some of the columns in OPEN_TO_CHANGE."""
    _only_known(columns)
    for name, value in columns.items():
        setattr(warehouse, name, value)
    warehouse.save(update_fields=[*columns])
    return warehouse


def _only_known(columns: dict[str, Any]) -> None:
    if unknown := columns.keys() - OPEN_TO_CHANGE:
        raise TypeError(f"a warehouse has no {', '.join(sorted(unknown))} to change")
