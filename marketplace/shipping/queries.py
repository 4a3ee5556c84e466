"""What it costs to send each cooperative's goods, and where they cannot go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from marketplace.core.fields import ONE, PENDING
from marketplace.core.money import Money
from marketplace.core.shown import kilos, shown
from marketplace.core.statements import kept, kept_objects
from marketplace.shipping.models import RateRow, ShippingMethod, ShippingMethodChannelListing


@dataclass(frozen=True, slots=True)
class Parcel:
    """One cooperative's goods on their way to `province_code` (Vietnam) in `country`; empty while not known.

    `weight_g` in grams with packing; `value` is the goods' gross price.
    """

    cooperative_id: int
    country: str
    province_code: str
    weight_g: int
    value: Money


@dataclass(frozen=True, slots=True)
class Quote:
    """One method for one parcel: its gross price, or why it cannot be used."""

    method: ShippingMethod
    price: Money
    reason: Any = ""

    @property
    def method_id(self) -> int:
        """Which method."""
        return self.method.pk

    @property
    def usable(self) -> bool:
        """Whether the parcel can go this way."""
        return not self.reason

    @property
    def tax_class_name(self) -> str:
        """How delivery this way is taxed, in words; empty when it is not."""
        return self.method.tax_class.name if self.method.tax_class else ""


class _Row(NamedTuple):
    """What is read of a RateRow."""

    method_id: int
    cooperative_id: int | None
    province_code: str | None
    max_weight_g: int | None
    min_value_amount: int | None
    price_amount: int


@dataclass(frozen=True, slots=True)
class _Offer:
    """A method as a channel offers it, with its rows: {cooperative id or None: rows}."""

    method: ShippingMethod
    countries: frozenset[str]
    minimum: int | None
    maximum: int | None
    rows: dict[int | None, list[_Row]]


def quotes(parcels: Sequence[Parcel], *, channel_id: int, currency: str) -> list[list[Quote]]:
    """For each parcel every method of the channel, in the operator's order; 2 statements for any number of parcels."""
    offers = _offers({each.cooperative_id for each in parcels}, channel_id, currency)
    return [[_quote(parcel, offer) for offer in offers] for parcel in parcels]


def cheapest(found: Iterable[Quote]) -> Quote | None:
    """The usable quote with the lowest price that sends the goods; one fetched in person only where nothing goes."""
    usable = [each for each in found if each.usable]
    return min(usable, key=lambda each: (each.method.is_pickup, each.price.minor), default=None)


def offered_in(channel_id: int) -> QuerySet[ShippingMethod]:
    """Methods a channel offers, in the operator's order."""
    return ShippingMethod.objects.filter(is_active=True, channel_listings__channel=channel_id).order_by(
        "sort_order", "pk"
    )


def _offers(cooperative_ids: set[int], channel_id: int, currency: str) -> list[_Offer]:
    listings = kept_objects("methods offered", _listings).run(one=channel_id)
    rows: dict[int, dict[int | None, list[_Row]]] = defaultdict(lambda: defaultdict(list))
    rates = kept(("rate rows", channel_id), partial(_rates, channel_id), _Row._fields)
    for row in map(_Row._make, rates.run(cooperative_ids, currency)):
        rows[row.method_id][row.cooperative_id].append(row)
    return [
        _Offer(
            each.method,
            frozenset(each.method.zone.countries),
            each.minimum_order_price_amount,
            each.maximum_order_price_amount,
            rows[each.method_id],
        )
        for each in listings
    ]


def _listings() -> QuerySet[ShippingMethodChannelListing]:
    return (
        ShippingMethodChannelListing.objects.filter(channel__being=ONE, method__is_active=True)
        .select_related("method__zone", "method__tax_class")
        .order_by("method__sort_order", "method")
    )


def _rates(channel_id: int) -> QuerySet[RateRow]:
    ours = Q(cooperative__within=PENDING) | Q(cooperative__isnull=True)
    return RateRow.objects.filter(ours, method__channel_listings__channel=channel_id, currency__being=ONE)


def _quote(parcel: Parcel, offer: _Offer) -> Quote:
    price, reason = _price(parcel, offer)
    return Quote(offer.method, Money(price or 0, parcel.value.currency), reason)


def _price(parcel: Parcel, offer: _Offer) -> tuple[int | None, Any]:
    """Minor units, or why not."""
    if parcel.country and parcel.country not in offer.countries:
        return None, _("Not to your country.")
    if reason := _outside(parcel, offer):
        return None, reason
    if offer.method.is_pickup:
        return 0, ""
    rows = offer.rows.get(parcel.cooperative_id) or offer.rows.get(None) or []
    return _cheapest_row(rows, parcel)


def _outside(parcel: Parcel, offer: _Offer) -> Any:
    """The operator's own limits of the method."""
    method = offer.method
    if method.maximum_order_weight_g is not None and parcel.weight_g > method.maximum_order_weight_g:
        return _too_heavy(method.maximum_order_weight_g)
    if parcel.weight_g < method.minimum_order_weight_g:
        return _("Only from %(weight)s on.") % {"weight": kilos(method.minimum_order_weight_g)}
    if offer.minimum is not None and parcel.value.minor < offer.minimum:
        return _from_value(offer.minimum, parcel.value.currency)
    if offer.maximum is not None and parcel.value.minor > offer.maximum:
        return _("Only for goods up to %(amount)s.") % {
            "amount": shown(Money(offer.maximum, parcel.value.currency))
        }
    return ""


def _cheapest_row(rows: list[_Row], parcel: Parcel) -> tuple[int | None, Any]:
    """Rows that name the province come before rows for anywhere; among what fits the cheapest counts."""
    if not rows:
        return None, _("This cooperative does not send goods this way.")
    named = [row for row in rows if row.province_code and row.province_code == parcel.province_code]
    there = named or [row for row in rows if row.province_code is None]
    if not there:
        return None, _("Not to your province.") if parcel.province_code else _(
            "Choose a ward or commune so that we can work out delivery."
        )
    light = [row for row in there if row.max_weight_g is None or parcel.weight_g <= row.max_weight_g]
    if not light:
        return None, _too_heavy(max(row.max_weight_g or 0 for row in there))
    fit = [row for row in light if row.min_value_amount is None or parcel.value.minor >= row.min_value_amount]
    if not fit:
        return None, _from_value(min(row.min_value_amount or 0 for row in light), parcel.value.currency)
    return min(row.price_amount for row in fit), ""


def _too_heavy(limit_g: int) -> Any:
    return _("Too heavy: up to %(weight)s.") % {"weight": kilos(limit_g)}


def _from_value(minimum: int, currency: str) -> Any:
    return _("Only for goods of %(amount)s or more.") % {"amount": shown(Money(minimum, currency))}
