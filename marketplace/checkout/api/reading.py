"""Carts read whole once per request, for all fields that need prices, parcels or problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone

from marketplace.checkout import queries
from marketplace.checkout.errors import unknown_line
from marketplace.checkout.models import Checkout, CheckoutLine
from marketplace.checkout.pricing import Line, Parcel, Priced, Snapshot, price_of, priced
from marketplace.checkout.problems import Problem, problems_of
from marketplace.checkout.services.lines import MOST
from marketplace.core.fields import PENDING
from marketplace.core.statements import kept_objects
from marketplace.graphql.fields import SourceField
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import REMEMBERED
from marketplace.graphql.sources import Batch
from marketplace.order.pricing import DraftPart, LinePrice
from marketplace.payment.queries import Amounts, amounts_by
from marketplace.site.api.facts import facts
from marketplace.warehouse.api.stock import OWN_CLAIMS

MEMORY = "carts read whole"
AT_HAND = "carts just changed"


@dataclass
class Cart:
    """A cart and what follows from it. How many of its goods it can have is read when first asked for."""

    snapshot: Snapshot
    prices: Priced
    available: dict[int, int] | None = None

    @cached_property
    def problems(self) -> list[Problem]:
        """What stands in its way; of carts from `with_stock`."""
        return problems_of(self.snapshot, available=self.available, now=timezone.now())


@dataclass(frozen=True, slots=True)
class ParcelView:
    """A parcel with its prices."""

    parcel: Parcel
    part: DraftPart


def carts(info: Info, checkout_ids: Iterable[UUID], *, with_quotes: bool = False) -> dict[UUID, Cart]:
    """The carts of these ids; each read once, and what every way of delivery costs only when it is asked for."""
    known: dict[UUID, Cart] = info.context.memory.setdefault(MEMORY, {})
    ids = list(dict.fromkeys(checkout_ids))
    if missing := [pk for pk in ids if pk not in known]:
        wholes = queries.snapshots(_rows(info, missing), with_quotes=with_quotes)
        known.update({pk: Cart(whole, priced(whole)) for pk, whole in wholes.items()})
    if with_quotes and (without := [pk for pk in ids if pk in known and not known[pk].snapshot.is_quoted]):
        wholes = queries.quoted({pk: known[pk].snapshot for pk in without})
        known.update({pk: replace(known[pk], snapshot=whole) for pk, whole in wholes.items()})
    return known


def _rows(info: Info, missing: list[UUID]) -> list[Checkout]:
    """The carts' rows; a cart that this request has just changed is at hand."""
    there = info.context.memory.get(AT_HAND, {})
    if unread := [pk for pk in missing if pk not in there]:
        rows = kept_objects("carts whole", lambda: queries.whole().filter(pk__within=PENDING)).run(unread)
        there = {**there, **{row.pk: row for row in rows}}
    return [there[pk] for pk in missing if pk in there]


def own_holds(info: Info, checkout_id: Any) -> None:
    """What this cart holds is there for its reader: `quantityAvailable` leaves out others' holds (DECISIONS 16)."""
    info.context.memory[OWN_CLAIMS] = CheckoutLine.objects.filter(checkout=checkout_id).values("pk")


def with_stock(info: Info, checkout_ids: Iterable[UUID]) -> dict[UUID, Cart]:
    """The same carts, and how many of each of its goods each can have."""
    known = carts(info, checkout_ids)
    if unread := [cart.snapshot for cart in known.values() if cart.available is None]:
        for pk, left in queries.available_in(unread).items():
            known[pk].available = left
    return known


def available_to_lines(rows: Any, info: Info) -> list[int]:
    """How many each line can have: what is free with its cart's own holds, at most what one buyer may take."""
    carts_of_lines(rows, info)
    known = with_stock(info, [row.checkout_id for row in rows])
    shop = facts(info.context).limit_quantity_per_checkout
    found = []
    for row in rows:
        cart = known[row.checkout_id]
        goods = line_of(cart.snapshot, row.pk).goods
        assert cart.available is not None
        found.append(min(cart.available.get(goods.variant_id, 0), goods.limit or shop or MOST))
    return found


def in_own_cart(lines: SourceField) -> SourceField:
    """`Checkout.lines` of one cart: what it holds itself is not missing from what its goods have left."""
    source = lines.source

    def values(rows: Any, info: Info, **arguments: Any) -> Any:
        if len(rows) == 1:
            own_holds(info, rows[0].pk)
        return source.values(rows, info, **arguments)

    lines.source = Batch(values, tuple(source.needs))
    return lines


def changed(checkout: Checkout, whole: Snapshot | None = None) -> dict[str, Any]:
    """The answer of a mutation that changed a cart; what of it is known already is not read again."""
    memory: dict[str, Any] = {AT_HAND: {checkout.pk: checkout}}
    if whole:
        memory[MEMORY] = {checkout.pk: Cart(whole, priced(whole))}
    return {"checkout": checkout, REMEMBERED: memory}


def of_cart(
    function: Callable[[Cart], Any], *, with_quotes: Callable[[Info], bool] = lambda info: False
) -> Callable[..., list[Any]]:
    """A field of Checkout that follows from the whole cart, and maybe from what every way of delivery costs."""

    def values(rows: Any, info: Info) -> list[Any]:
        known = carts(info, [row.pk for row in rows], with_quotes=with_quotes(info))
        return [function(known[row.pk]) for row in rows]

    return values


def of_line(function: Callable[[Line, LinePrice, str], Any]) -> Callable[..., list[Any]]:
    """A field of CheckoutLine that follows from the line, its price, and the currency."""

    def values(rows: Any, info: Info) -> list[Any]:
        known = carts_of_lines(rows, info)
        return [function(*_priced_line(known[row.checkout_id].snapshot, row.pk)) for row in rows]

    return values


def views(cart: Cart) -> list[ParcelView]:
    """The cart's parcels with their prices."""
    pairs = zip(cart.snapshot.parcels, cart.prices.parts, strict=True)
    return [ParcelView(parcel, part) for parcel, part in pairs]


def paid(rows: Any, info: Info) -> dict[UUID, Amounts]:
    """{checkout id: what its payments add up to}; once per request and level."""
    known = info.context.memory.setdefault("payments of carts", {})
    if missing := [row.pk for row in rows if row.pk not in known]:
        found = amounts_by("checkout_id", missing)
        known.update({pk: found[pk] for pk in missing})
    return known


def checkout_key(id: str | None, *others: Any) -> UUID:
    """The cart's key from `id`, or from the dialect's older arguments `checkoutId` and `token`."""
    given = next((each for each in (id, *others) if each is not None), "")
    return given if isinstance(given, UUID) else key_of(given, "Checkout")


def carts_of_lines(rows: Any, info: Info) -> dict[UUID, Cart]:
    """The carts of these lines. One that got a line after it was read, from a second tap, is read once more."""
    ids = {row.checkout_id for row in rows}
    known = carts(info, ids)
    there = {line.id for pk in ids for line in known[pk].snapshot.lines}
    for moved in {row.checkout_id for row in rows if row.pk not in there}:
        del known[moved]
    return carts(info, ids)


def line_of(snapshot: Snapshot, pk: UUID) -> Line:
    """A line of the cart by its key. Raises NOT_FOUND for one that was taken out meanwhile."""
    for line in snapshot.lines:
        if line.id == pk:
            return line
    raise unknown_line()


def _priced_line(snapshot: Snapshot, pk: UUID) -> tuple[Line, LinePrice, str]:
    line = line_of(snapshot, pk)
    return line, price_of(line, snapshot.currency), snapshot.currency
