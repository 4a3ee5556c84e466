"""Asking for the shop."""

from __future__ import annotations

from typing import Any

from marketplace.graphql.fields import root
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.reading import one_row
from marketplace.site import queries
from marketplace.site.api.types import Shop
from marketplace.site.models import ShopSettings


def shop(info: Info) -> Any:
    """The one row of settings; made when it is missing."""
    return one_row(info, ShopSettings.objects.all()) or queries.shop_settings()


class Queries:
    """Fields of Query."""

    shop = root(Shop, shop, permission=PUBLIC, required=True)
