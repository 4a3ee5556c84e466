"""What is put into the cart and taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.catalog import queries as catalog
from marketplace.checkout import errors
from marketplace.checkout.models import Checkout, CheckoutLine, CheckoutParcel
from marketplace.checkout.pricing import Goods
from marketplace.checkout.queries import goods_in
from marketplace.checkout.services.cart import hold_again, locked, touch
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, DomainErrors
from marketplace.core.fields import ONE
from marketplace.core.statements import kept_objects
from marketplace.core.writing import insert, update
from marketplace.site.models import ShopSettings
from marketplace.site.queries import shop_settings
from marketplace.warehouse import queries as stock
from marketplace.warehouse import services as warehouse
from marketplace.warehouse.errors import StockExhausted

MOST = 1_000_000
"""Pieces of one good where neither shop nor good set a limit: what a column can count."""
MOST_LINES = 200
"""Different goods in one cart."""


@dataclass(frozen=True, slots=True)
class LineInput:
    """So many more of a variant."""

    variant_id: int
    quantity: int
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineUpdate:
    """From now on so many of a line, named by its own id or by its variant's. None leaves the number as it is."""

    quantity: int | None
    line_id: UUID | None = None
    variant_id: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def add_lines(*, checkout_id: UUID, lines: Sequence[LineInput], actor: Actor) -> Checkout:
    """Put more into the cart and hold it. What is in it already grows. All or nothing.

    Raises CheckoutNotFound, or DomainErrors with one refusal per line: NOT_FOUND, ZERO_QUANTITY,
    QUANTITY_GREATER_THAN_LIMIT, INSUFFICIENT_STOCK, or why the good cannot be bought.
    """
    return put_in(locked(checkout_id), lines)


def put_in(checkout: Checkout, lines: Sequence[LineInput]) -> Checkout:
    """The same in a cart that is locked already, or that nobody else can know yet."""
    _refuse_none_of(lines)
    rows = _rows(checkout)
    for each in lines:
        row = rows.get(each.variant_id) or _new_row(checkout, each.variant_id, position=len(rows))
        row.quantity += each.quantity
        row.metadata = {**row.metadata, **each.metadata}
        rows[each.variant_id] = row
    return _store(checkout, rows, changed={each.variant_id for each in lines})


@transaction.atomic
def update_lines(*, checkout_id: UUID, lines: Sequence[LineUpdate], actor: Actor) -> Checkout:
    """Set quantities; 0 takes the line out. A line that is named takes on today's price: the buyer has seen it.

    Raises as `add_lines`.
    """
    checkout = locked(checkout_id)
    rows = _rows(checkout)
    by_id = {row.pk: row for row in rows.values()}
    changed: set[int] = set()
    for each in lines:
        row = by_id.get(each.line_id) if each.line_id else rows.get(each.variant_id or 0)
        if row is None:
            raise errors.unknown_line()
        if each.quantity is not None and each.quantity < 0:
            raise errors.at_least_one(row.variant_id)
        row.quantity = row.quantity if each.quantity is None else each.quantity
        row.metadata = {**row.metadata, **each.metadata}
        changed.add(row.variant_id)
    return _store(checkout, rows, changed=changed)


@transaction.atomic
def delete_lines(*, checkout_id: UUID, line_ids: Iterable[UUID], actor: Actor) -> Checkout:
    """Take lines out. Raises CheckoutNotFound, NOT_FOUND for a line that is not in this cart."""
    checkout = locked(checkout_id)
    rows = _rows(checkout)
    by_id = {row.pk: row for row in rows.values()}
    for pk in set(line_ids):
        if pk not in by_id:
            raise errors.unknown_line()
        by_id[pk].quantity = 0
    return _store(checkout, rows, changed=set())


def _refuse_none_of(lines: Sequence[LineInput]) -> None:
    if wrong := [errors.at_least_one(each.variant_id) for each in lines if each.quantity < 1]:
        raise DomainErrors(wrong)


def _rows(checkout: Checkout) -> dict[int, CheckoutLine]:
    if checkout._state.adding:
        return {}
    rows = kept_objects("lines to change", _lines_of_one).run(one=checkout.pk)
    return {row.variant_id: row for row in rows}


def _lines_of_one() -> QuerySet[CheckoutLine]:
    return CheckoutLine.objects.filter(checkout__being=ONE).order_by("position", "created_at", "pk")


def _new_row(checkout: Checkout, variant_id: int, *, position: int) -> CheckoutLine:
    return CheckoutLine(
        checkout=checkout,
        variant_id=variant_id,
        quantity=0,
        currency=checkout.currency,
        created_at=timezone.now(),
        position=position,
    )


def _store(checkout: Checkout, rows: dict[int, CheckoutLine], *, changed: set[int]) -> Checkout:
    """Write the lines, their parcels and their holds; `changed` are variants the buyer asks for now."""
    settings = shop_settings()
    gone = [row for row in rows.values() if row.quantity == 0]
    kept = {variant: row for variant, row in rows.items() if row.quantity}
    wanted = changed & kept.keys()
    goods = goods_in(checkout.channel_id, kept)
    _judge(kept, goods, wanted, settings)
    if gone:
        CheckoutLine.objects.filter(pk__in=[row.pk for row in gone]).delete()
        warehouse.release(claims=[row.pk for row in gone])
    _write_rows([kept[variant] for variant in kept if variant in wanted], goods)
    _align_parcels(checkout, [goods[variant].cooperative_id for variant in kept])
    _hold(checkout, kept, goods, wanted, settings)
    return touch(checkout)


def _judge(
    rows: Mapping[int, CheckoutLine], goods: Mapping[int, Goods], wanted: set[int], settings: ShopSettings
) -> None:
    """Everything that speaks against what the buyer asks for now, at once."""
    refused: list[DomainError] = []
    if len(rows) > MOST_LINES:
        message = _("A cart holds at most %(limit)s different goods.") % {"limit": MOST_LINES}
        refused.append(errors.CheckoutError(message, code=errors.CheckoutErrorCode.INVALID, field="lines"))
    unknown = _never_out(variant for variant in wanted if variant in goods and goods[variant].refusal)
    for variant in sorted(wanted):
        good = None if variant in unknown else goods.get(variant)
        limit = (good and good.limit) or settings.limit_quantity_per_checkout or MOST
        if good is None:
            refused.append(errors.unknown_variant(variant))
        elif good.refusal:
            refused.append(
                errors.CheckoutError(
                    good.refusal.message, code=good.refusal.code, field="variant_id", variants=[variant]
                )
            )
        elif rows[variant].quantity > limit:
            refused.append(errors.more_than_limit(variant, limit))
    if refused:
        raise DomainErrors(refused)


def _never_out(refused: Iterable[int]) -> set[int]:
    """Goods that were never shown to anybody: they answer as if there were none, or ids would tell of drafts."""
    asked = set(refused)
    return asked - catalog.once_out(asked) if asked else set()


def _write_rows(rows: Sequence[CheckoutLine], goods: Mapping[int, Goods]) -> None:
    """New and changed lines, with today's price as the one the buyer saw."""
    for row in rows:
        row.price_seen_amount = goods[row.variant_id].price or 0
        row.price_told_amount = row.price_told_at = None
    columns = ["quantity", "metadata", "price_seen_amount", "price_told_amount", "price_told_at"]
    update([row for row in rows if not row._state.adding], *columns)
    insert([row for row in rows if row._state.adding])


def _align_parcels(checkout: Checkout, cooperatives: Sequence[int]) -> None:
    """One parcel per cooperative in the cart; prices of delivery are seen anew in the answer to this."""
    parcels = _parcels(checkout)
    place = max((row.position for row in parcels.values()), default=0)
    new = [each for each in dict.fromkeys(cooperatives) if each not in parcels]
    idle = [row.pk for cooperative, row in parcels.items() if cooperative not in cooperatives]
    if idle:
        CheckoutParcel.objects.filter(pk__in=idle).delete()
    _forget_prices([row for cooperative, row in parcels.items() if cooperative in cooperatives])
    insert(
        CheckoutParcel(
            checkout=checkout, cooperative_id=each, currency=checkout.currency, position=place + step
        )
        for step, each in enumerate(new, start=1)
    )


def _parcels(checkout: Checkout) -> dict[int, CheckoutParcel]:
    """By cooperative."""
    if checkout._state.adding:
        return {}
    there = kept_objects("parcels to change", lambda: CheckoutParcel.objects.filter(checkout__being=ONE))
    return {row.cooperative_id: row for row in there.run(one=checkout.pk)}


def _forget_prices(parcels: Iterable[CheckoutParcel]) -> None:
    known = [row for row in parcels if (row.price_seen_amount, row.price_told_amount) != (None, None)]
    for row in known:
        row.price_seen_amount = row.price_told_amount = row.price_told_at = None
    update(known, "price_seen_amount", "price_told_amount", "price_told_at")


def _hold(
    checkout: Checkout,
    rows: Mapping[int, CheckoutLine],
    goods: Mapping[int, Goods],
    wanted: set[int],
    settings: ShopSettings,
) -> None:
    """Hold everything in the cart; refuse what is short of what was asked for now."""
    claims = [warehouse.Claim(row.pk, variant, row.quantity) for variant, row in rows.items()]
    try:
        hold_again(checkout, claims, strict=wanted, settings=settings)
        short = _short_without_holds(rows, wanted) if checkout.holds_until is None else {}
    except StockExhausted as exhausted:
        short = {variant: left for variant, left in exhausted.details["short"].items() if variant in wanted}
    if short:
        raise DomainErrors(
            [
                errors.only_left(goods[variant].name, left, variant_id=variant)
                for variant, left in short.items()
            ]
        )


def _short_without_holds(rows: Mapping[int, CheckoutLine], wanted: set[int]) -> dict[int, int]:
    """Where the shop holds nothing, goods are at least looked for."""
    if not wanted:
        return {}
    left = stock.available(wanted, but_for=[row.pk for row in rows.values()])
    return {
        variant: left.get(variant, 0) for variant in wanted if left.get(variant, 0) < rows[variant].quantity
    }
