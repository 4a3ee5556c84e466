"""ShippingMethod: a way to get goods, with what it costs in the place it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import graphene

from marketplace.core.money import Money as MoneyValue
from marketplace.graphql.fields import value
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.scalars import JSONString, Money
from marketplace.graphql.translations import language, translation
from marketplace.graphql.types import Node, Type, global_id
from marketplace.shipping import models
from marketplace.warehouse.api.types import Warehouse


class ShippingMethodTypeEnum(graphene.Enum):
    """What a method's table counts by."""

    PRICE = "PRICE"
    WEIGHT = "WEIGHT"


class ShippingMethodTranslation(Type):
    """A method's texts in another language."""

    class Meta:
        model = models.ShippingMethodTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("ShippingMethodTranslation")
    language = language()
    name = value(graphene.String, lambda row: row.name or None, needs=("name",))
    description = graphene.Field(JSONString)


@dataclass(frozen=True, slots=True)
class MethodValue:
    """A method as one reader sees it. `key` is its id, or of a mixed choice the cart's; `method_id` then is 0."""

    key: Any
    method_id: int
    name: str
    type: str
    description: Any
    minimum_delivery_days: int | None
    maximum_delivery_days: int | None
    price: MoneyValue
    active: bool
    message: str | None
    metadata: Mapping[str, str]
    private_metadata: Mapping[str, str]


def method_value(method: models.ShippingMethod, price: MoneyValue, reason: Any = "") -> MethodValue:
    """A method at a price; `reason` says why it cannot be used."""
    return MethodValue(
        key=method.pk,
        method_id=method.pk,
        name=method.name,
        type=method.type.upper(),
        description=method.description,
        minimum_delivery_days=method.minimum_delivery_days,
        maximum_delivery_days=method.maximum_delivery_days,
        price=price,
        active=not reason,
        message=str(reason) or None,
        metadata=method.metadata,
        private_metadata=method.private_metadata,
    )


def mixed_value(key: Any, names: list[str], price: MoneyValue) -> MethodValue:
    """Several ways shown as one (DECISIONS 17): it cannot be chosen, only shown."""
    return MethodValue(key, 0, ", ".join(names), "PRICE", None, None, None, price, True, None, {}, {})


class ShippingMethod(MetadataFields, Type):
    """A way to get goods, with its price where it is shown."""

    class Meta:
        values = (MethodValue,)
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_SHIPPING"), staff("MANAGE_SHIPPING"))

    id = value(graphene.ID, lambda each: to_global_id("ShippingMethod", each.key), required=True)
    name = graphene.String(required=True)
    type = graphene.Field(ShippingMethodTypeEnum)
    description = graphene.Field(JSONString)
    minimum_delivery_days = graphene.Int()
    maximum_delivery_days = graphene.Int()
    translation = translation(
        ShippingMethodTranslation, models.ShippingMethodTranslation, "method_id", needs="method_id"
    )
    price = graphene.Field(Money, required=True)
    active = graphene.Boolean(required=True)
    message = graphene.String(description="Why it cannot be used.")


class DeliveryMethod(graphene.Union):
    """How goods reach the buyer."""

    class Meta:
        types = (Warehouse, ShippingMethod)
