"""The shop's settings as reads need them: once per request."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.graphql.context import Context
from marketplace.graphql.rows import kept
from marketplace.site import queries
from marketplace.site.models import ShopSettings

COLUMNS = ("limit_quantity_per_checkout", "display_gross_prices")


@dataclass(frozen=True, slots=True)
class Facts:
    """Settings that fields of goods depend on."""

    limit_quantity_per_checkout: int | None
    display_gross_prices: bool


def facts(context: Context) -> Facts:
    """The settings; the row is made when it is missing."""
    if (known := context.memory.get("shop")) is None:
        rows = kept("shop", ShopSettings.objects.all, COLUMNS).run()
        if not rows:
            settings = queries.shop_settings()
            rows = [tuple(getattr(settings, name) for name in COLUMNS)]
        known = context.memory["shop"] = Facts(*rows[0])
    return known
