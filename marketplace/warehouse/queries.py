"""What can be had now: on hand, less what is promised to orders and held by others' carts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from marketplace.catalog.models import ProductVariant
from marketplace.cooperative.rights import GOODS, ORDERS
from marketplace.core.actor import Actor
from marketplace.core.fields import MORE, NOW, PENDING, Place
from marketplace.warehouse.models import Allocation, Reservation, Stock, Warehouse

LOOKS_INSIDE = ("MANAGE_PRODUCTS", "MANAGE_ORDERS", "MANAGE_SHIPPING")
"""The dialect's permissions whose holders see every warehouse."""
PLENTY = 1_000_000_000
"""What is said to be there of goods that are not counted."""


def live_holds(*, but_for: Iterable[UUID] = ()) -> QuerySet[Reservation]:
    """Holds that have not run out, except those of the claims `but_for`."""
    return Reservation.objects.filter(reserved_until__gt=timezone.now()).exclude(claim__in=list(but_for))


def held(*, but_for: Iterable[UUID] = ()) -> Coalesce:
    """An expression for querysets of Stock: what live holds of others take of it."""
    sums = live_holds(but_for=but_for).filter(stock=OuterRef("pk")).order_by().values("stock")
    return Coalesce(
        Subquery(sums.annotate(sum=Sum("quantity")).values("sum"), output_field=IntegerField()), 0
    )


def held_per_stock(stock_ids: Iterable[int]) -> QuerySet[Reservation, tuple[int, int]]:
    """(stock id, what live holds take of it); stocks without holds are left out."""
    rows = live_holds().filter(stock__in=list(stock_ids)).order_by().values("stock")
    return rows.annotate(sum=Sum("quantity")).values_list("stock", "sum")


def held_now() -> QuerySet[Any, Any]:
    """(stock, claim, whether it lives, sum) of what is held of the stocks MORE: one row for each claim of PENDING,
    also where it has run out, and one without a claim for what all others hold and live."""
    own, live = Q(claim__within=PENDING), Q(reserved_until__gt=Place(NOW))
    rows = Reservation.objects.filter(own | live, stock__within=MORE).order_by()
    marked = rows.annotate(
        own=Case(When(own, then=F("claim"))),
        live=Case(When(live, then=Value(True)), default=Value(False)),
    )
    return marked.values("stock", "own", "live").annotate(sum=Sum("quantity"))


def held_for(claim: OuterRef) -> Coalesce:
    """An expression for rows that are claims: what each holds now."""
    live = Reservation.objects.filter(claim=claim, reserved_until__gt=Place(NOW)).order_by().values("claim")
    return Coalesce(
        Subquery(live.annotate(sum=Sum("quantity")).values("sum"), output_field=IntegerField()), 0
    )


def allocated(claims: Iterable[UUID]) -> dict[UUID, int]:
    """What each of these order lines has been promised and not yet got; claims without a promise are left out."""
    rows = Allocation.objects.filter(claim__in=list(claims)).order_by().values("claim")
    return dict(rows.annotate(sum=Sum("quantity")).values_list("claim", "sum"))


def available(variant_ids: Iterable[int], *, but_for: Iterable[UUID] = ()) -> dict[int, int]:
    """How many of each variant can be had now, over all warehouses; one statement.

    On hand, less allocated, less live holds of claims other than `but_for`; never below zero. PLENTY where the
    variant is not counted, 0 where nothing is stored.
    """
    return {pk: max(0, free) for pk, free in _free(variant_ids, but_for).items()}


def available_to(claims: Mapping[UUID, int]) -> dict[UUID, int]:
    """{claim: how many of its variant it can have}, {claim: variant} being of any number of carts; two statements.

    What is available, and what the claim holds itself.
    """
    free = _free(claims.values())
    own = live_holds().filter(claim__in=list(claims)).order_by().values("claim")
    holds = dict(own.annotate(sum=Sum("quantity")).values_list("claim", "sum"))
    return {each: max(0, free.get(variant, 0) + holds.get(each, 0)) for each, variant in claims.items()}


def _free(variant_ids: Iterable[int], but_for: Iterable[UUID] = ()) -> dict[int, int]:
    """On hand, less allocated, less live holds; below zero where more is held than there is."""
    free = F("quantity") - F("quantity_allocated") - held(but_for=but_for)
    in_stock = Stock.objects.filter(variant=OuterRef("pk")).order_by().values("variant")
    rows = ProductVariant.objects.filter(pk__in=set(variant_ids)).values_list(
        "pk",
        "track_inventory",
        Coalesce(Subquery(in_stock.annotate(free=Sum(free)).values("free"), output_field=IntegerField()), 0),
    )
    return {pk: free if tracked else PLENTY for pk, tracked, free in rows}


def on_shelf(product: Any) -> Q:
    """Of some variant of the product (an OuterRef) there is something that is not promised, or it is not counted.

    For lists and their counts: what carts hold is there for them, because holds come and go by the minute, and an index
    that was written while one lived would say so long after. What a buyer can have now says `available`.
    """
    left = Stock.objects.filter(variant__product=product, quantity__gt=F("quantity_allocated"))
    uncounted = ProductVariant.objects.filter(product=product, track_inventory=False)
    return Q(Exists(left)) | Q(Exists(uncounted))


def visible_to(actor: Actor) -> QuerySet[Warehouse]:
    """Warehouses an actor may see in full: staff who work with goods, orders or parcels all, sellers those of
    cooperatives whose goods or orders they tend."""
    if actor.may(*LOOKS_INSIDE):
        return Warehouse.objects.all()
    return Warehouse.objects.filter(cooperative__in=actor.may_for_which(GOODS, ORDERS))


def open_for_pickup(cooperative_ids: Iterable[int]) -> QuerySet[Warehouse]:
    """Warehouses where buyers may fetch goods of these cooperatives."""
    return Warehouse.objects.filter(cooperative__in=list(cooperative_ids), is_private=False).exclude(
        click_and_collect_option="DISABLED"
    )
