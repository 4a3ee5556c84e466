"""Verbs about channels."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from marketplace.channel.models import Channel

OPEN_TO_CHANGE = frozenset({"name", "is_active", "is_public", "allow_cash_on_delivery", "default_country"})
"""Slug and currency stay: prices and addresses hang on them."""


@transaction.atomic
def update_channel(*, channel: Channel, **columns: Any) -> Channel:
    """Change some columns of a channel, as in OPEN_TO_CHANGE."""
    if unknown := columns.keys() - OPEN_TO_CHANGE:
        raise TypeError(f"not to be changed: {', '.join(sorted(unknown))}")
    for name, value in columns.items():
        setattr(channel, name, value)
    channel.save(update_fields=[*columns])
    return channel
