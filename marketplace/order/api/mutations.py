"""What a cooperative does with its part of an order, and a buyer who cancels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.cooperative.rights import ORDERS
from marketplace.graphql.errors import error_type
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC, sells, staff
from marketplace.order import models, services
from marketplace.order.api.suborders import Suborder
from marketplace.order.api.types import Order
from marketplace.order.errors import SuborderErrorCode
from marketplace.order.services import Declined, Restocked

SuborderError = error_type("SuborderError", SuborderErrorCode)
SELLERS = sells(ORDERS) | staff("MANAGE_ORDERS")


class SuborderShipInput(graphene.InputObjectType):
    """With whom the goods went, and under which number."""

    tracking_number = graphene.String()
    carrier_name = graphene.String()


class SuborderDeclineLineInput(graphene.InputObjectType):
    """So many of an order line cannot be sent."""

    order_line_id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    reason = graphene.String()
    remaining = graphene.Int(
        description="How many were left when this was decided; refused when it is another number."
    )


class SuborderReturnLineInput(graphene.InputObjectType):
    """So many of an order line can be sold again."""

    order_line_id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)


class SuborderAccept(Mutation):
    """The cooperative will send its part."""

    suborder = graphene.Field(Suborder)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = SuborderError
        permission = SELLERS

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The part, accepted."""
        return changed(info, services.accept(suborder_id=key_of(id, "Suborder"), actor=info.actor))


class SuborderPack(Mutation):
    """The goods are packed."""

    suborder = graphene.Field(Suborder)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = SuborderError
        permission = SELLERS

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The part, packed."""
        return changed(info, services.pack(suborder_id=key_of(id, "Suborder"), actor=info.actor))


class SuborderShip(Mutation):
    """The goods are on their way."""

    suborder = graphene.Field(Suborder)

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.Argument(SuborderShipInput, required=True)

    class Meta:
        errors = SuborderError
        permission = SELLERS

    @staticmethod
    def perform(info: Info, id: str, input: Any) -> Mapping[str, Any]:
        """The part, with its number."""
        shipped = services.ship(
            suborder_id=key_of(id, "Suborder"),
            tracking_number=(input.get("tracking_number") or "").strip(),
            carrier_name=(input.get("carrier_name") or "").strip(),
            actor=info.actor,
        )
        return changed(info, shipped)


class SuborderDeliver(Mutation):
    """The buyer has the goods, and has paid cash that was due."""

    suborder = graphene.Field(Suborder)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        errors = SuborderError
        permission = SELLERS

    @staticmethod
    def perform(info: Info, id: str) -> Mapping[str, Any]:
        """The part, delivered."""
        return changed(info, services.deliver(suborder_id=key_of(id, "Suborder"), actor=info.actor))


class SuborderDecline(Mutation):
    """The cooperative cannot send these lines, or without lines the whole part."""

    suborder = graphene.Field(Suborder)

    class Arguments:
        id = graphene.ID(required=True)
        lines = graphene.List(graphene.NonNull(SuborderDeclineLineInput))
        reason = graphene.String()

    class Meta:
        errors = SuborderError
        permission = SELLERS

    @staticmethod
    def perform(info: Info, id: str, lines: Any = None, reason: str | None = None) -> Mapping[str, Any]:
        """The part, with what is left of it."""
        declined = services.decline(
            suborder_id=key_of(id, "Suborder"),
            lines=None if lines is None else declined_lines(lines),
            reason=(reason or "").strip(),
            actor=info.actor,
        )
        return changed(info, declined)


class SuborderReturn(Mutation):
    """The parcel came back; nothing is due for it any more."""

    suborder = graphene.Field(Suborder)

    class Arguments:
        id = graphene.ID(required=True)
        reason = graphene.String()
        restock = graphene.List(
            graphene.NonNull(SuborderReturnLineInput),
            description="What is as good as before and goes back on the shelf; nothing without.",
        )

    class Meta:
        errors = SuborderError
        permission = SELLERS

    @staticmethod
    def perform(info: Info, id: str, reason: str | None = None, restock: Any = None) -> Mapping[str, Any]:
        """The part, returned."""
        returned = services.take_back(
            suborder_id=key_of(id, "Suborder"),
            restock=[
                Restocked(key_of(each["order_line_id"], "OrderLine", field="order_line_id"), each["quantity"])
                for each in restock or ()
            ],
            reason=(reason or "").strip(),
            actor=info.actor,
        )
        return changed(info, returned)


class SuborderCancel(Mutation):
    """The buyer does not want a part any more that no cooperative has answered yet."""

    suborder = graphene.Field(Suborder)

    class Arguments:
        id = graphene.ID(required=True)
        order_id = graphene.ID(description="The order's id, by which a guest is known as its buyer.")
        reason = graphene.String()

    class Meta:
        errors = SuborderError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info, id: str, order_id: str | None = None, reason: str | None = None
    ) -> Mapping[str, Any]:
        """The part, canceled."""
        canceled = services.cancel(
            suborder_id=key_of(id, "Suborder"),
            order_id=key_of(order_id, "Order", field="order_id") if order_id else None,
            reason=(reason or "").strip(),
            actor=info.actor,
        )
        return changed(info, canceled)


class OrderCancelByBuyer(Mutation):
    """The buyer does not want any part any more that no cooperative has answered yet; the others go on."""

    order = graphene.Field(Order)

    class Arguments:
        id = graphene.ID(required=True)
        reason = graphene.String()

    class Meta:
        errors = SuborderError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, id: str, reason: str | None = None) -> Mapping[str, Any]:
        """The order with what is left of it."""
        order_id = key_of(id, "Order")
        return {
            "order": services.cancel_order(order_id=order_id, reason=(reason or "").strip(), actor=info.actor)
        }


def declined_lines(given: Any) -> list[Declined]:
    """Which lines, by key."""
    return [
        Declined(
            order_line_id=key_of(each["order_line_id"], "OrderLine", field="order_line_id"),
            quantity=each["quantity"],
            reason=(each.get("reason") or "").strip(),
            remaining=each.get("remaining"),
        )
        for each in given
    ]


def changed(info: Info, suborder: models.Suborder) -> dict[str, Any]:
    """The answer; what was read of orders before does not hold any more."""
    info.context.memory.clear()
    return {"suborder": suborder}


class Mutations:
    """Fields of Mutation."""

    suborder_accept = SuborderAccept.field()
    suborder_pack = SuborderPack.field()
    suborder_ship = SuborderShip.field()
    suborder_deliver = SuborderDeliver.field()
    suborder_decline = SuborderDecline.field()
    suborder_return = SuborderReturn.field()
    suborder_cancel = SuborderCancel.field()
    order_cancel_by_buyer = OrderCancelByBuyer.field()
