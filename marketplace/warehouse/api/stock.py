"""What can be had now, read once per request for each product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Now

from marketplace.catalog.api.offers import offers
from marketplace.catalog.models import ProductVariant
from marketplace.core.fields import PENDING
from marketplace.core.statements import Question, Statement, kept
from marketplace.graphql.context import Context
from marketplace.graphql.info import Info
from marketplace.site.api.facts import facts
from marketplace.warehouse import queries
from marketplace.warehouse.models import Reservation, Stock

OWN_CLAIMS = "own claims"
"""Where a request keeps the claims whose holds are the reader's own: ids of checkout lines, or a queryset of them.

The API of carts puts them there; their holds are not taken off what is available (DECISIONS 16)."""


COLUMNS = ("product_id", "pk", "track_inventory", "left")


class Left(NamedTuple):
    """What is left of a variant for others: on hand, less allocated, less live holds."""

    product_id: int
    variant_id: int
    is_counted: bool
    quantity: int


def left(context: Context, product_ids: Iterable[int]) -> dict[int, list[Left]]:
    """What is left of the variants of these products; one statement."""
    known: dict[int, list[Left]] = context.memory.setdefault("left", {})
    wanted = set(product_ids)
    for statement, missing in asked(context, wanted):
        found: dict[int, list[Left]] = defaultdict(list)
        for product, variant, is_counted, quantity in statement.run(missing):
            found[product].append(Left._make((product, variant, bool(is_counted), max(0, quantity))))
        known.update((product, found.get(product, [])) for product in missing)
    return {product: known[product] for product in wanted}


def asked(context: Context, product_ids: Iterable[int]) -> list[Question]:
    """What `left` asks the database for these."""
    own = context.memory.get(OWN_CLAIMS)
    if not (missing := set(product_ids) - context.memory.get("left", {}).keys()):
        return []
    if own is None:
        return [(kept("left", lambda: _left(_holds()), COLUMNS), missing)]
    return [(Statement(_left(_holds().exclude(claim__in=own)), COLUMNS), missing)]


def of_rows(rows: Any, info: Info, **arguments: Any) -> list[Question]:
    """The same for fields of products."""
    if OWN_CLAIMS in info.context.memory:  # compiled for this request alone, and once is enough
        return []
    return asked(info.context, [row.pk for row in rows])


def _holds() -> QuerySet:
    return Reservation.objects.filter(reserved_until__gt=Now())


def _left(holds: QuerySet) -> QuerySet:
    """Variants with the sum over their warehouses, as `warehouse.queries.available` works it out."""
    stocks = Stock.objects.filter(variant=OuterRef("pk")).order_by().values("variant")
    lying = stocks.annotate(sum=Sum(F("quantity") - F("quantity_allocated"))).values("sum")
    held = holds.filter(stock__variant=OuterRef("pk")).order_by().values("stock__variant")
    held = held.annotate(sum=Sum("quantity")).values("sum")
    number = Coalesce(Subquery(lying, output_field=IntegerField()), 0) - Coalesce(
        Subquery(held, output_field=IntegerField()), 0
    )
    return ProductVariant.objects.filter(product__within=PENDING).annotate(left=number)


def quantities(rows: Any, info: Info, address: Any = None, country_code: Any = None) -> list[int | None]:
    """`ProductVariant.quantityAvailable`, at most what one checkout may hold; that limit for what is not counted."""
    most = facts(info.context).limit_quantity_per_checkout
    found = left(info.context, {row.product_id for row in rows})
    by_variant = {each.variant_id: each for there in found.values() for each in there}
    return [_at_most(by_variant[row.pk], most) for row in rows]


def _at_most(variant: Left, most: int | None) -> int | None:
    if not variant.is_counted:
        return most
    return variant.quantity if most is None else min(variant.quantity, most)


def available(rows: Any, info: Info, address: Any = None) -> list[bool | None]:
    """`Product.isAvailable`: published, to be had already, and a variant with a price is in stock.

    Null without a channel.
    """
    if info.channel is None:
        return [None] * len(rows)
    products = [row.pk for row in rows]
    priced, found = offers(info.context, info.channel, products), left(info.context, products)
    answers: list[bool | None] = []
    for pk in products:
        there = {each.variant_id for each in found[pk] if each.quantity > 0 or not each.is_counted}
        to_be_had = (
            each for each in priced.get(pk, ()) if each.terms.is_visible and each.terms.is_purchasable
        )
        answers.append(any(each.variant_id in there for each in to_be_had))
    return answers


def reserved(rows: Any, info: Info) -> list[int]:
    """`Stock.quantityReserved`: what live holds take of it."""
    held = dict(queries.held_per_stock([row.pk for row in rows]))
    return [held.get(row.pk, 0) for row in rows]
