"""What this domain adds to a cooperative."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from marketplace.catalog.api.types import Product
from marketplace.cooperative.api.types import Cooperative
from marketplace.cooperative.rights import SHOP
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import batch, listed
from marketplace.graphql.info import Info
from marketplace.graphql.types import extend
from marketplace.oversight import models, queries
from marketplace.oversight.api.enums import OF_DATA, OF_GOODS, OF_SHOP, GoodsNotice
from marketplace.oversight.api.types import DataExport, ListingReview, Opening
from marketplace.oversight.queries.listings import listings_of


def openings(rows: Any, info: Info) -> list[int | None]:
    """The opening of each, for its own people and staff; null for others', and for shops that never applied."""
    every = info.actor.may(queries.LOOKS_AT_SHOPS)
    return [row.pk if every or info.actor.may_for(row.pk, SHOP) else None for row in rows]


def reviews(info: Info) -> Listing:
    """Listings of cooperatives one may work for, by name; nothing of others."""
    return Listing(listings_of(info.actor), ("name_sort",))


def exports(rows: Any, info: Info) -> list[list[Any]]:
    """Downloads of the last days, the newest first; one statement. Nothing of others."""
    found: dict[int, list[Any]] = {row.pk: [] for row in rows}
    for each in _exports_for(info).filter(cooperative__within=list(found)).order_by("-asked_at", "-pk")[:100]:
        found[each.cooperative_id].append(each.pk)
    return [found[row.pk] for row in rows]


def _exports_for(info: Info) -> QuerySet[models.DataExport]:
    mine = queries.cooperatives_for(info.actor, "MONEY", SHOP, staff=queries.LOOKS_AT_SHOPS)
    return models.DataExport.objects.filter(cooperative__in=mine.values("pk"))


def notices(rows: Any, info: Info) -> list[list[str]]:
    """What the law wants said beside each of these goods. 1 statement."""
    found = queries.no_medicine(row.pk for row in rows)
    return [["NO_MEDICINE"] if row.pk in found else [] for row in rows]


extend(
    Product,
    notices=listed(
        GoodsNotice, notices, needs=("pk",), description="What the law wants said wherever it is sold."
    ),
)
extend(
    Cooperative,
    opening=batch(
        Opening, openings, needs=("pk",), permission=OF_SHOP, description="How far its shop is with opening."
    ),
    listing_reviews=connection(ListingReview, reviews, by="cooperative_id", permission=OF_GOODS),
    data_exports=listed(DataExport, exports, needs=("pk",), permission=OF_DATA, required=False),
)
