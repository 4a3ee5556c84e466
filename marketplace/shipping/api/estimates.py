"""What sending a cooperative's goods costs and how long it takes, told before there is a cart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import graphene
from django.utils.translation import gettext_lazy as _

from marketplace.channel.api.lookup import Market, market_asked, market_of
from marketplace.cooperative.api.types import Cooperative
from marketplace.core.errors import DomainError
from marketplace.core.money import Money as MoneyValue
from marketplace.core.places import find_province, province
from marketplace.graphql.fields import listed, value
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.scalars import Money, PositiveDecimal
from marketplace.graphql.types import Type, extend
from marketplace.shipping.api.types import MethodValue, ShippingMethod, method_value
from marketplace.shipping.queries import Parcel, quotes

HOME = "VN"
HEAVIEST_KG = 1_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A way to send so much of a cooperative's goods, and its price."""

    method: MethodValue


class ShippingEstimate(Type):
    """A way to send a cooperative's goods: how long it takes and what it costs, or why it cannot be used."""

    class Meta:
        values = (Estimate,)
        permission = PUBLIC

    method = graphene.Field(ShippingMethod, required=True)
    name = value(graphene.String, lambda each: each.method.name, required=True)
    minimum_delivery_days = value(graphene.Int, lambda each: each.method.minimum_delivery_days)
    maximum_delivery_days = value(graphene.Int, lambda each: each.method.maximum_delivery_days)
    price = value(
        Money,
        lambda each: each.method.price if each.method.active else None,
        description="Null where it cannot be used.",
    )
    usable = value(graphene.Boolean, lambda each: each.method.active, required=True)
    reason = value(graphene.String, lambda each: each.method.message, description="Why it cannot be used.")


def estimates(
    rows: Any,
    info: Info,
    province: str | None = None,
    weight: Decimal | None = None,
    channel: str | None = None,
) -> list[list[Estimate]]:
    """Every way of each cooperative; 2 statements for any number of them."""
    market = _market(info, channel)
    if market is None:
        return [[] for _row in rows]
    grams = _grams(weight)
    code = _province_code(province)
    parcels = [
        Parcel(row.pk, HOME if code else "", code, grams, MoneyValue.zero(market.currency)) for row in rows
    ]
    found = quotes(parcels, channel_id=market.pk, currency=market.currency)
    return [[Estimate(method_value(each.method, each.price, each.reason)) for each in mine] for mine in found]


def _market(info: Info, slug: str | None) -> Market | None:
    """The channel named, else the one the cooperative is looked at in, else the only one that is open."""
    if slug is None and info.channel is not None:
        return market_of(info.context, info.channel)
    return market_asked(info.context, slug, or_none=False)


def _grams(kilos: Decimal | None) -> int:
    if kilos is None:
        return 1000
    if kilos > HEAVIEST_KG:
        raise DomainError(_("This is too heavy."), field="weight")
    return int(kilos * 1000)


def _province_code(given: str | None) -> str:
    """A province by its code or by its present or former name; empty when none is asked for."""
    if not (given and given.strip()):
        return ""
    if (by_code := province(given.strip())) is not None:
        return by_code.code
    found = find_province(given)
    if found is None:
        message = _("There is no province “%(name)s”. Choose one from the list.") % {"name": given[:60]}
        raise DomainError(message, field="province")
    return found.province.code


def minimum(row: Any) -> MoneyValue | None:
    """The smallest order the cooperative sends; it says so in đồng."""
    return MoneyValue(row.minimum_order_amount, "VND") if row.minimum_order_amount else None


extend(
    Cooperative,
    shipping=listed(
        ShippingEstimate,
        estimates,
        needs=("pk",),
        description="How its goods can be sent, to a province (code or name), for a weight in kg (1 kg without).",
        province=graphene.String(),
        weight=graphene.Argument(PositiveDecimal),
        channel=graphene.String(),
    ),
    minimum_order=value(
        Money,
        minimum,
        needs=("minimum_order_amount",),
        description="The smallest order it sends; null where it sends any.",
    ),
)
