"""Carts read whole, in a fixed number of statements however many lines, parcels and carts there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from marketplace.account.models import Address as AddressRow
from marketplace.checkout.models import Checkout, CheckoutLine, CheckoutParcel
from marketplace.checkout.pricing import Line, Parcel, Snapshot, weight_of
from marketplace.checkout.problems import Problem, problems_of
from marketplace.checkout.queries.goods import columns, goods_of, translations, with_listings
from marketplace.checkout.queries.taxes import Taxes
from marketplace.core.address import Address
from marketplace.core.fields import ONE, PENDING
from marketplace.core.money import Money, total
from marketplace.core.statements import kept
from marketplace.shipping import queries as shipping
from marketplace.warehouse import queries as stock

ADDRESS_COLUMNS = tuple(each.name for each in fields(Address))


def snapshot(checkout: Checkout) -> Snapshot:
    """One cart whole, read by `carts.whole()`; 4 statements, one more when something in it is taxed."""
    return snapshots([checkout])[checkout.pk]


def snapshots(checkouts: Sequence[Checkout], *, with_quotes: bool = True) -> dict[UUID, Snapshot]:
    """Carts whole, by id. Without quotes 2 statements less, where no way of delivery has been chosen yet."""
    taxes = Taxes()
    lines = _lines(checkouts, taxes)
    parcels = _parcels(checkouts)
    found = {
        each.pk: Snapshot(
            checkout_id=each.pk,
            channel_id=each.channel_id,
            currency=each.currency,
            shipping_address=_value(each.shipping_address),
            billing_address=_value(each.billing_address),
            parcels=tuple(_parcel(row, lines[each.pk]) for row in parcels[each.pk]),
        )
        for each in checkouts
    }
    chosen = any(parcel.method_id for whole in found.values() for parcel in whole.parcels)
    return quoted(found, taxes) if with_quotes or chosen else found


def quoted(wholes: Mapping[UUID, Snapshot], taxes: Taxes | None = None) -> dict[UUID, Snapshot]:
    """The same carts with what every way of delivery costs; the tables of a channel are read once."""
    taxes, found = taxes or Taxes(), dict(wholes)
    for channel_id, currency in {(each.channel_id, each.currency) for each in wholes.values()}:
        mine = [
            each for each in wholes.values() if (each.channel_id, each.currency) == (channel_id, currency)
        ]
        asked = [_asked(parcel, whole) for whole in mine for parcel in whole.parcels]
        answers = iter(shipping.quotes(asked, channel_id=channel_id, currency=currency) if asked else ())
        for whole in mine:
            parcels = tuple(_quoted(parcel, next(answers), taxes) for parcel in whole.parcels)
            found[whole.checkout_id] = replace(whole, parcels=parcels)
    return found


def problems(whole: Snapshot) -> list[Problem]:
    """What stands in the way of this cart, or will; 1 statement more."""
    return problems_of(whole, available=available_in([whole])[whole.checkout_id], now=timezone.now())


def available_in(wholes: Sequence[Snapshot]) -> dict[UUID, dict[int, int]]:
    """{cart: {variant in it: how many it can have, its own holds among them}}; 1 statement for one cart, else 2."""
    if len(wholes) == 1:
        (whole,) = wholes
        variants = [line.goods.variant_id for line in whole.lines]
        return {whole.checkout_id: stock.available(variants, but_for=[line.id for line in whole.lines])}
    lines = {line.id: line.goods.variant_id for whole in wholes for line in whole.lines}
    left = stock.available_to(lines)
    return {
        each.checkout_id: {line.goods.variant_id: left[line.id] for line in each.lines} for each in wholes
    }


def _lines(checkouts: Sequence[Checkout], taxes: Taxes) -> dict[UUID, list[Line]]:
    """{checkout id: its lines, as they were put in}. One statement per channel."""
    found: dict[UUID, list[Line]] = defaultdict(list)
    for channel_id in {each.channel_id for each in checkouts}:
        ids = [each.pk for each in checkouts if each.channel_id == channel_id]
        for row, goods in goods_of(_line_rows(channel_id, ids), taxes):
            told = row["price_told_amount"], row["price_told_at"]
            found[row["checkout_id"]].append(
                Line(row["id"], row["quantity"], row["price_seen_amount"], *told, goods)
            )
    return found


def _line_rows(channel_id: int, ids: Sequence[UUID]) -> list[dict[str, Any]]:
    if len(ids) > 1:
        many = partial(_lines_in, channel_id, Q(checkout__within=PENDING))
        return kept(("lines of carts", channel_id), many, ()).dicts(ids)
    # nearly always; PostgreSQL thinks a list to be ten, and for one would plan this wide join every time
    lines = partial(_lines_in, channel_id, Q(checkout__being=ONE))
    return kept(("lines of a cart", channel_id), lines, ()).dicts(one=ids[0])


def _lines_in(channel_id: int, which: Q) -> QuerySet[CheckoutLine, dict[str, Any]]:
    rows = with_listings(CheckoutLine.objects.filter(which), "variant__", channel_id)
    return rows.order_by("position", "created_at", "pk").values(
        "id", "checkout_id", "quantity", "price_seen_amount", "price_told_amount", "price_told_at",
        **columns("variant__"), **translations(),
    )  # fmt: skip


class ParcelRow(NamedTuple):
    """A parcel's row with what is asked of its cooperative."""

    pk: UUID
    checkout_id: UUID
    currency: str
    method_id: int | None
    seen: int | None
    told: int | None
    told_at: datetime | None
    cooperative_id: int
    cooperative_name: str
    kind: str
    minimum: int | None


PARCEL_COLUMNS = (
    "pk", "checkout_id", "currency", "shipping_method_id", "price_seen_amount", "price_told_amount", "price_told_at",
    "cooperative_id", "cooperative__name", "cooperative__kind", "cooperative__minimum_order_amount",
)  # fmt: skip
"""As ParcelRow names them."""


def _parcels(checkouts: Sequence[Checkout]) -> dict[UUID, list[ParcelRow]]:
    def wanted() -> QuerySet[CheckoutParcel]:
        return CheckoutParcel.objects.filter(checkout__within=PENDING).order_by("position", "pk")

    found: dict[UUID, list[ParcelRow]] = defaultdict(list)
    for values in kept("parcels of carts", wanted, PARCEL_COLUMNS).run([each.pk for each in checkouts]):
        row = ParcelRow(*values)
        found[row.checkout_id].append(row)
    return found


def _value(row: AddressRow | None) -> Address | None:
    return Address(*(getattr(row, name) for name in ADDRESS_COLUMNS)) if row else None


def _quoted(parcel: Parcel, quotes: Sequence[shipping.Quote], taxes: Taxes) -> Parcel:
    rates = {each.method_id: taxes.rate(each.method.tax_class_id, parcel.kind) for each in quotes}
    return replace(parcel, quoted=tuple(quotes), shipping_rates=rates)


def _parcel(row: ParcelRow, lines: list[Line]) -> Parcel:
    return Parcel(
        id=row.pk,
        currency=row.currency,
        cooperative_id=row.cooperative_id,
        cooperative_name=row.cooperative_name,
        kind=row.kind,
        method_id=row.method_id,
        seen=row.seen,
        told=row.told,
        told_at=row.told_at,
        lines=tuple(line for line in lines if line.goods.cooperative_id == row.cooperative_id),
        # the cooperative says it in đồng; there is no rate to any other currency
        minimum=row.minimum if row.currency == "VND" else None,
    )


def _asked(parcel: Parcel, cart: Snapshot) -> shipping.Parcel:
    address = cart.shipping_address
    goods = (Money(line.unit_price, cart.currency) * line.quantity for line in parcel.lines)
    return shipping.Parcel(
        cooperative_id=parcel.cooperative_id,
        country=address.country if address else "",
        province_code=address.province_code if address else "",
        weight_g=weight_of(parcel.lines),
        value=total(goods, cart.currency),
    )
