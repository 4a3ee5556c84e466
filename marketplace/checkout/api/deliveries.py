"""Ways of delivery as a client with one choice sees them, and as a parcel sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from marketplace.checkout.pricing import Parcel, Snapshot
from marketplace.checkout.problems import DeliveryInvalid, DeliveryStale
from marketplace.checkout.ways import choice, ways
from marketplace.core.money import Money
from marketplace.graphql.fields import value
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.permissions import WITHIN
from marketplace.graphql.types import Type
from marketplace.shipping.api.types import MethodValue, ShippingMethod, method_value, mixed_value


@dataclass(frozen=True, slots=True)
class DeliveryValue:
    """A way of delivery that can be, or has been, chosen."""

    shipping_method: MethodValue

    @property
    def key(self) -> Any:
        """The method's id, or the cart's where parcels differ."""
        return self.shipping_method.key


class Delivery(Type):
    """A way of delivery for the whole cart; where parcels go different ways, all of them as one."""

    class Meta:
        values = (DeliveryValue,)
        permission = WITHIN

    id = value(graphene.ID, lambda each: to_global_id("Delivery", each.key), required=True)
    shipping_method = graphene.Field(ShippingMethod)


def of_parcel(parcel: Parcel) -> list[MethodValue]:
    """All methods with the parcel's price, or why not."""
    return [method_value(quote.method, quote.price, quote.reason) for quote in parcel.quotes]


def chosen(parcel: Parcel) -> MethodValue | None:
    """What was chosen for the parcel."""
    quote = parcel.chosen
    return method_value(quote.method, quote.price, quote.reason) if quote else None


def of_cart(snapshot: Snapshot) -> list[MethodValue]:
    """Methods at least one parcel can go, priced for the whole cart."""
    return [method_value(way.method, way.price) for way in ways(snapshot)]


def common(snapshot: Snapshot) -> MethodValue | None:
    """The one method of all parcels; None before a choice and where they differ."""
    found = choice(snapshot)
    return method_value(found.method, found.price) if found and found.method else None


def delivery(snapshot: Snapshot) -> DeliveryValue | None:
    """The choice for the whole cart, of several ways made one."""
    found = choice(snapshot)
    if found is None:
        return None
    if found.method is None:
        return DeliveryValue(mixed_value(snapshot.checkout_id, list(found.names), found.price))
    return DeliveryValue(method_value(found.method, found.price))


def of_problem(problem: DeliveryInvalid | DeliveryStale) -> DeliveryValue:
    """The choice a problem is about; a method that is not offered any more is shown without a name."""
    parcel = problem.parcel
    gone = mixed_value(parcel.method_id, [], Money(parcel.seen or 0, parcel.currency))
    return DeliveryValue(chosen(parcel) or gone)
