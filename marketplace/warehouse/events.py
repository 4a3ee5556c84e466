"""What happens to stock outside of orders."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class StockChanged(DomainEvent):
    """More or less of a variant is on hand now."""

    told = _("The stock of a variant was changed")

    variant_id: int
