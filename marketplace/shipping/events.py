"""What happens to ways of sending."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class RatesChanged(DomainEvent):
    """A table of rates is another. `rates`: province, grams, value, price; the event before it has what stood there."""

    told = _("A table of shipping rates was changed")

    cooperative_id: int | None
    method_id: int
    currency: str
    rates: list[list[str | int | None]]
    reason_id: str = ""
    """Why staff changed a cooperative's own tables, one for all that were changed together; its people read it."""
