"""Public and private metadata: two JSON columns, and the two verbs that change them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError, NotFound

MOST_KEYS = 100
LONGEST_KEY = 256
LONGEST_VALUE = 10_000


class WithMetadata(models.Model):
    """String keys and string values: `metadata` for everyone who sees the object, `private_metadata` for staff."""

    metadata = models.JSONField(default=dict, blank=True)
    private_metadata = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


@transaction.atomic
def update_metadata(
    *, model: type[models.Model], pk: Any, items: Mapping[str, str], private: bool = False
) -> Any:
    """Set these keys and keep the others; gives the object. Raises NotFound, and DomainError for what is no key."""
    for key, text in items.items():
        if not key.strip() or len(key) > LONGEST_KEY or len(text) > LONGEST_VALUE:
            raise DomainError(
                _("A key is not empty, and keys and values are not endless."), code="REQUIRED", field="input"
            )
    return _change(model, pk, private, lambda stored: {**stored, **items})


@transaction.atomic
def delete_metadata(*, model: type[models.Model], pk: Any, keys: Iterable[str], private: bool = False) -> Any:
    """Remove these keys, if they are there; gives the object. Raises NotFound."""
    gone = set(keys)
    return _change(
        model, pk, private, lambda stored: {key: text for key, text in stored.items() if key not in gone}
    )


def _change(model: type[models.Model], pk: Any, private: bool, change: Any) -> Any:
    column = "private_metadata" if private else "metadata"
    found = model._base_manager.select_for_update().filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such thing."), field="id")
    changed = change(getattr(found, column))
    if len(changed) > MOST_KEYS:
        raise DomainError(_("There is no room for more keys."), code="INVALID", field="input")
    setattr(found, column, changed)
    found.save(update_fields=[column])
    return found
