"""Setting up ways to send goods."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.channel.models import Channel
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.errors import DomainError, PermissionDenied
from marketplace.core.events import emit
from marketplace.shipping.events import RatesChanged
from marketplace.shipping.models import (
    RateReason,
    RateRow,
    ShippingMethod,
    ShippingMethodChannelListing,
    ShippingMethodTranslation,
    ShippingZone,
)

HOME_PROVINCE = "15"
"""Lào Cai: parcels inside the province cost less."""
POST_ROWS: tuple[tuple[str | None, int, int], ...] = (
    (HOME_PROVINCE, 1_000, 20_000),
    (HOME_PROVINCE, 3_000, 27_000),
    (HOME_PROVINCE, 5_000, 35_000),
    (HOME_PROVINCE, 10_000, 52_000),
    (HOME_PROVINCE, 20_000, 82_000),
    (HOME_PROVINCE, 30_000, 112_000),
    (None, 1_000, 30_000),
    (None, 3_000, 38_000),
    (None, 5_000, 46_000),
    (None, 10_000, 75_000),
    (None, 20_000, 125_000),
    (None, 30_000, 175_000),
)
"""The operator's table for parcels by post: province, up to grams, đồng. A cooperative's own rows replace it."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One row of a table; `None` means anywhere, any weight, any value. Amounts are minor units."""

    price_amount: int
    province_code: str | None = None
    max_weight_g: int | None = None
    min_value_amount: int | None = None


@transaction.atomic
def set_up_defaults(*, channel: Channel) -> list[ShippingMethod]:
    """Give a Vietnamese channel in đồng parcels by post and pick-up at the cooperative; twice is harmless."""
    zone, _new = ShippingZone.objects.get_or_create(
        name="Việt Nam", defaults={"countries": ["VN"], "is_default": True}
    )
    zone.channels.add(channel)
    post = _method(zone, "Bưu điện", {"en": "By post", "zh-hans": "邮寄"}, days=(2, 4), order=1)
    pickup = _method(
        zone, "Tự đến lấy", {"en": "Pick up", "zh-hans": "自提"}, days=(0, 1), order=2, is_pickup=True
    )
    for method in (post, pickup):
        ShippingMethodChannelListing.objects.get_or_create(
            method=method, channel=channel, defaults={"currency": channel.currency_code}
        )
    if not post.rate_rows.filter(cooperative=None).exists():
        rates = (Rate(price, province, weight) for province, weight, price in POST_ROWS)
        set_rates(method=post, cooperative_id=None, currency=channel.currency_code, rates=rates)
    return [post, pickup]


@transaction.atomic
def set_rates(
    *,
    method: ShippingMethod,
    cooperative_id: int | None,
    currency: str,
    rates: Iterable[Rate],
    actor: Actor = SYSTEM,
    reason_id: str = "",
) -> None:
    """Replace a cooperative's (or, without one, the operator's) table for a method in one currency; the events keep
    every table there was.
    """
    rates = list(rates)
    told = [
        [each.province_code, each.max_weight_g, each.min_value_amount, each.price_amount] for each in rates
    ]
    emit(RatesChanged(cooperative_id, method.pk, currency, told, reason_id), actor=actor)
    method.rate_rows.filter(cooperative=cooperative_id, currency=currency).delete()
    RateRow.objects.bulk_create(
        RateRow(
            method=method,
            cooperative_id=cooperative_id,
            currency=currency,
            province_code=rate.province_code,
            max_weight_g=rate.max_weight_g,
            min_value_amount=rate.min_value_amount,
            price_amount=rate.price_amount,
        )
        for rate in rates
    )


@transaction.atomic
def set_rates_for(
    *,
    cooperative_id: int,
    tables: Mapping[tuple[ShippingMethod, str], Sequence[Rate]],
    reason: str,
    actor: Actor,
) -> None:
    """A cooperative's own tables are exactly these, {(method, currency): rates}, as staff write them on its word.

    What stays as it is makes no event; of the rest its owner is told why. Without rates the market's table counts.

    Raises PermissionDenied, and REQUIRED without a reason.
    """
    if not actor.may("MANAGE_SHIPPING"):
        raise PermissionDenied(permissions=("MANAGE_SHIPPING",))
    before: dict[tuple[ShippingMethod, str], set[Rate]] = defaultdict(set)
    rows = RateRow.objects.filter(cooperative=cooperative_id).select_related("method").order_by("pk")
    for row in rows.select_for_update(of=("self",)):
        before[row.method, row.currency].add(
            Rate(row.price_amount, row.province_code, row.max_weight_g, row.min_value_amount)
        )
    changed = [
        each for each in dict.fromkeys([*before, *tables]) if set(tables.get(each, ())) != before[each]
    ]
    if not changed:
        return
    if not reason.strip():
        raise DomainError(_("Why? The cooperative reads it."), code="REQUIRED", field="reason")
    why = RateReason.objects.create(pk=uuid.uuid4(), text=reason.strip()[:1000])
    for method, currency in changed:
        set_rates(
            method=method,
            cooperative_id=cooperative_id,
            currency=currency,
            rates=tables.get((method, currency), ()),
            actor=actor,
            reason_id=str(why.pk),
        )


def _method(
    zone: ShippingZone,
    name: str,
    names: dict[str, str],
    *,
    days: tuple[int, int],
    order: int,
    is_pickup: bool = False,
) -> ShippingMethod:
    method, _new = ShippingMethod.objects.get_or_create(
        zone=zone,
        name=name,
        defaults={
            "minimum_delivery_days": days[0],
            "maximum_delivery_days": days[1],
            "sort_order": order,
            "is_pickup": is_pickup,
        },
    )
    for language, translated in names.items():
        ShippingMethodTranslation.objects.get_or_create(
            method=method, language_code=language, defaults={"name": translated}
        )
    return method
