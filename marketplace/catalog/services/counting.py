"""Counts of goods by shelf, made anew where the triggers that keep them were not there to see a change."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Count

from marketplace.catalog.models import ProductChannelListing, ShelfCount
from marketplace.catalog.models.listings import LISTED
from marketplace.catalog.queries import PRICED


@transaction.atomic
def recount_shelves() -> int:
    """Count all listings anew, and say how many counts there are; who changes a listing meanwhile waits.

    For a database whose listings were loaded with triggers off, or beside the counts that they make.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {ProductChannelListing._meta.db_table} IN SHARE MODE")
    ShelfCount.objects.all().delete()
    shown = ProductChannelListing.objects.filter(LISTED, PRICED).order_by()
    counted = shown.values_list("channel", "category_path").annotate(goods=Count("pk"))
    made = ShelfCount.objects.bulk_create(
        ShelfCount(channel_id=channel, path=path, goods=goods) for channel, path, goods in counted
    )
    return len(made)
