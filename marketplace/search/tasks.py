"""What keeps the index in step. Each is safe to run twice; an engine that is down makes the job wait and try again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from marketplace.catalog.models import Product, ProductVariant
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.order.models import OrderLine
from marketplace.ports import registry
from marketplace.search import services

PAUSE = timedelta(minutes=5)
"""Between two looks for what was missed."""
SLICE = 1000
"""Products that one such look compares: 100,000 are gone through in a working day."""
RECONCILE = "marketplace.search.tasks.reconcile"
CATCH_UP = "marketplace.search.tasks.catch_up"
ENDED = "marketplace.search.tasks.drop_ended"


def index_goods(*, product_ids: Sequence[int]) -> None:
    """On GoodsChanged: bring the documents of these products into step."""
    if engine := registry.engine():
        services.refresh_goods(engine=engine, product_ids=product_ids)


def index_product(*, product_id: int, **_more: Any) -> None:
    """On ProductPublished: likewise, of one."""
    index_goods(product_ids=[product_id])


def index_stock(*, variant_id: int) -> None:
    """On StockChanged: whether the product can be had."""
    index_goods(
        product_ids=list(ProductVariant.objects.filter(pk=variant_id).values_list("product", flat=True))
    )


def index_order(*, order_id: str, **_more: Any) -> None:
    """On what moves stock: whether the products of this order can still be had, and how many were sold."""
    lines = OrderLine.objects.filter(suborder__order=UUID(order_id), variant__isnull=False)
    index_goods(product_ids=list(lines.order_by().values_list("variant__product", flat=True).distinct()))


def index_cooperative(*, cooperative_id: int, **_more: Any) -> None:
    """On CooperativeChanged: the cooperative, its place, its goods."""
    if engine := registry.engine():
        services.refresh_cooperative(engine=engine, cooperative_id=cooperative_id)
        rows = Product.objects.filter(cooperative=cooperative_id).order_by("pk")
        services.refresh_goods(engine=engine, product_ids=rows.values_list("pk", flat=True))


def index_page(*, page_id: int) -> None:
    """On PageChanged: the page as it reads now, or its going."""
    if engine := registry.engine():
        services.refresh_page(engine=engine, page_id=page_id)


def reconcile(*, after: int = 0) -> None:
    """Find what was missed: compare a slice of the products behind this id, and everything else at the start.

    Puts itself back for the next slice, whatever happens.
    """
    beyond = after
    try:
        if engine := registry.engine():
            beyond = services.reconcile(engine=engine, after=after, size=SLICE)
    finally:
        jobs.enqueue([(RECONCILE, {"after": beyond})], run_after=timezone.now() + PAUSE)


def catch_up(*, after: int = 0) -> None:
    """As `reconcile`, slice upon slice without a pause, once: after a rebuild, or where staff found differences."""
    engine = registry.engine()
    if engine and (beyond := services.reconcile(engine=engine, after=after, size=SLICE)):
        catch_up_soon(after=beyond)


def catch_up_soon(*, after: int = 0) -> None:
    """Let the worker do so: it is the one that writes into an embedded index."""
    jobs.enqueue([(CATCH_UP, {"after": after})])


def drop_ended(*, since: str) -> None:
    """When a day is over: goods whose certificates held on the day `since` and hold no more are indexed anew.

    Puts itself back for the next midnight before anything can fail; by its key only once, however often it is tried.
    """
    today = timezone.localdate()
    _drop_ended_after(today)
    index_goods(product_ids=services.with_ended_certificates(since=date.fromisoformat(since), before=today))


def _drop_ended_after(day: date) -> None:
    midnight = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    jobs.enqueue_once(ENDED, {"since": day.isoformat()}, key=f"certificates:{day}", run_after=midnight)


def keep_reconciling() -> None:
    """Make sure that one such job is there, and one for tonight's certificates."""
    if not Job.objects.filter(reaction=RECONCILE, failed_at=None).exists():
        jobs.enqueue([(RECONCILE, {"after": 0})], run_after=timezone.now() + PAUSE)
    _drop_ended_after(timezone.localdate())
