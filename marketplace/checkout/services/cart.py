"""What every verb of the cart does: find and lock it, and leave it touched, with its holds begun anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from marketplace.checkout.errors import CheckoutNotFound
from marketplace.checkout.models import Checkout, CheckoutLine
from marketplace.checkout.queries import whole
from marketplace.core.fields import ONE
from marketplace.core.statements import kept, kept_objects
from marketplace.core.writing import insert, update
from marketplace.site.models import ShopSettings
from marketplace.site.queries import shop_settings
from marketplace.warehouse import queries as stock
from marketplace.warehouse import services as warehouse
from marketplace.warehouse.errors import StockExhausted

MOMENTS = timedelta(minutes=1)
"""More than any transaction takes: holds that end later are seen as held by everybody until it is committed."""


def locked(checkout_id: UUID) -> Checkout:
    """The open cart with its row locked until the transaction ends. Raises CheckoutNotFound.

    Every verb of the cart begins here, so they come one after the other.
    """
    checkout = locked_even_if_completed(checkout_id)
    if checkout is None or checkout.completed_at:
        raise CheckoutNotFound
    return checkout


def locked_even_if_completed(checkout_id: UUID) -> Checkout | None:
    """The cart's row, locked likewise, or None."""
    found = kept_objects("cart to change", _to_change).run(one=checkout_id)
    return found[0] if found else None


def _to_change() -> QuerySet[Checkout]:
    return whole().select_for_update(of=("self",), no_key=True).filter(pk__being=ONE)


def write(checkout: Checkout, **columns: Any) -> Checkout:
    """Change columns of the cart, and let its holds begin anew where they still can."""
    settings = shop_settings()
    claims = _claims(checkout)
    until = _until(checkout, settings)
    if until and claims and checkout.holds_until and _still_held(checkout.holds_until, claims):
        warehouse.prolong(claims=[each.claim.claim for each in claims], until=until)
        checkout.holds_until = until
    else:
        hold_again(checkout, [each.claim for each in claims], strict=(), settings=settings)
    return touch(checkout, **columns)


def touch(checkout: Checkout, **columns: Any) -> Checkout:
    """Change columns of the cart and say when. A cart that is new is written whole."""
    for name, value in {**columns, "updated_at": timezone.now()}.items():
        setattr(checkout, name, value)
    if checkout._state.adding:
        insert([checkout])
    else:
        update([checkout], *columns, "updated_at", "holds_until")
    return checkout


def hold_again(
    checkout: Checkout, claims: Sequence[warehouse.Claim], *, strict: Iterable[int], settings: ShopSettings
) -> None:
    """Hold all claims of the cart from now on. Raises StockExhausted when a variant in `strict` is short.

    When only others are short (their holds had run out and somebody else was faster), what can be held is; the
    cart's problems tell of the rest.
    """
    checkout.holds_until = _until(checkout, settings)
    if not claims:
        checkout.holds_until = None
    if checkout.holds_until is None:
        return
    try:
        warehouse.hold(claims=claims, until=checkout.holds_until)
    except StockExhausted as short:
        gone = short.details["short"].keys()
        if gone & set(strict):
            raise
        hold_again(
            checkout,
            [each for each in claims if each.variant_id not in gone],
            strict=strict,
            settings=settings,
        )


class _Line(NamedTuple):
    """A line's claim, whether its goods are counted, and how much of them it holds now."""

    claim: warehouse.Claim
    is_counted: bool
    held: int


def _claims(checkout: Checkout) -> list[_Line]:
    rows = kept("claims of a cart", _with_holds, ()).run(one=checkout.pk)
    return [_Line(warehouse.Claim(line, variant, wanted), *more) for line, variant, wanted, *more in rows]


def _with_holds() -> QuerySet[CheckoutLine, tuple[UUID, int, int, bool, int]]:
    lines = CheckoutLine.objects.filter(checkout__being=ONE).order_by("position", "pk")
    held = stock.held_for(OuterRef("pk"))
    return lines.values_list("pk", "variant_id", "quantity", "variant__track_inventory", held)


def _still_held(until: datetime, lines: Sequence[_Line]) -> bool:
    """Whether all of the cart is held, and for long enough that nobody else can see it free meanwhile."""
    long_enough = until > timezone.now() + MOMENTS
    return long_enough and all(each.held == each.claim.quantity for each in lines if each.is_counted)


def _until(checkout: Checkout, settings: ShopSettings) -> datetime | None:
    """When holds of this cart end; None where the shop holds nothing."""
    minutes = (
        settings.reserve_stock_duration_anonymous_user
        if checkout.user_id is None
        else settings.reserve_stock_duration_authenticated_user
    )
    return timezone.now() + timedelta(minutes=minutes) if minutes else None
