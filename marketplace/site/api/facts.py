"""The shop's settings as reads need them: read along with the channel, once per request."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Subquery

from marketplace.channel.api.lookup import READ_ALONG
from marketplace.graphql.context import Context
from marketplace.site import queries
from marketplace.site.models import ShopSettings

COLUMNS = ("limit_quantity_per_checkout", "display_gross_prices", "handling_days")
READ_ALONG.update({f"shop_{name}": Subquery(ShopSettings.objects.values(name)[:1]) for name in COLUMNS})


@dataclass(frozen=True, slots=True)
class Facts:
    """Settings that fields of goods depend on."""

    limit_quantity_per_checkout: int | None
    display_gross_prices: bool
    handling_days: int


def facts(context: Context) -> Facts:
    """The settings; the row is made when it is missing."""
    if context.memory.get("shop_display_gross_prices") is None:
        settings = queries.shop_settings()
        context.memory.update({f"shop_{name}": getattr(settings, name) for name in COLUMNS})
    return Facts(*(context.memory[f"shop_{name}"] for name in COLUMNS))
