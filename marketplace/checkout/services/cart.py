"""What every verb of the cart does: find and lock it, and leave it touched, with its holds begun anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from marketplace.checkout.errors import CheckoutNotFound
from marketplace.checkout.models import Checkout, CheckoutLine
from marketplace.checkout.queries import whole
from marketplace.core.fields import ONE
from marketplace.core.statements import kept_objects
from marketplace.site.models import ShopSettings
from marketplace.site.queries import shop_settings
from marketplace.warehouse import services as warehouse
from marketplace.warehouse.errors import StockExhausted


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
    hold_again(checkout, _claims(checkout), strict=(), settings=settings)
    return touch(checkout, **columns)


def touch(checkout: Checkout, **columns: Any) -> Checkout:
    """Change columns of the cart and say when."""
    for name, value in {**columns, "updated_at": timezone.now()}.items():
        setattr(checkout, name, value)
    checkout.save(update_fields=[*columns, "updated_at", "holds_until"])
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


def _claims(checkout: Checkout) -> list[warehouse.Claim]:
    rows = CheckoutLine.objects.filter(checkout=checkout).values_list("pk", "variant_id", "quantity")
    return [warehouse.Claim(*row) for row in rows.order_by("position", "pk")]


def _until(checkout: Checkout, settings: ShopSettings) -> datetime | None:
    """When holds of this cart end; None where the shop holds nothing."""
    minutes = (
        settings.reserve_stock_duration_anonymous_user
        if checkout.user_id is None
        else settings.reserve_stock_duration_authenticated_user
    )
    return timezone.now() + timedelta(minutes=minutes) if minutes else None
