"""What follows when goods were changed or shown. Each is safe to run twice: it judges what stands there now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marketplace.catalog.models import ProductChannelListing
from marketplace.core import jobs
from marketplace.oversight import services
from marketplace.oversight.models import JudgedGoods

SLICE = 500
REMEMBER = "marketplace.oversight.tasks.remember_goods"


def look_again_at_goods(*, product_ids: Sequence[int]) -> None:
    """On GoodsChanged: hide what has to be looked at, now that it says something else."""
    services.look_again(product_ids=product_ids)


def look_again_at_product(*, product_id: int, **_event: Any) -> None:
    """On ProductPublished: likewise; it may have been changed while it was hidden."""
    services.look_again(product_ids=[product_id])


def remember_goods(*, after: int = 0) -> None:
    """Once, for goods that were on sale before edits were looked at: keep what they say, slice by slice."""
    known = JudgedGoods.objects.values("product")
    shown = ProductChannelListing.objects.filter(is_published=True, product__gt=after)
    rows = shown.exclude(product__in=known).order_by("product").values_list("product", flat=True)
    if ids := list(rows.distinct()[:SLICE]):
        services.look_again(product_ids=ids)
        jobs.enqueue([(REMEMBER, {"after": ids[-1]})])
