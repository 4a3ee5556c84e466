"""Listings before buyers see them, and goods that an authority wants gone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import graphene
from django.utils import timezone

from marketplace.channel.models import Channel
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.oversight import services
from marketplace.oversight.api.enums import OF_GOODS, OF_STAFF_FOR_GOODS, OversightError
from marketplace.oversight.api.types import ListingReview, TakeDown
from marketplace.oversight.errors import ListingNotFound


class ListingSubmit(Mutation):
    """The cooperative wants its goods shown: at once, or after a look by staff."""

    listing = graphene.Field(ListingReview)

    class Arguments:
        product = graphene.ID(required=True)
        channel = graphene.String(required=True)

    class Meta:
        errors = OversightError
        permission = OF_GOODS

    @staticmethod
    def perform(info: Info, product: str, channel: str) -> Mapping[str, Any]:
        """The listing: shown, or waiting."""
        return {"listing": services.submit_listing(**subject(product, channel), actor=info.actor)}


class ListingWithdraw(Mutation):
    """The cooperative takes its goods off."""

    listing = graphene.Field(ListingReview)

    class Arguments:
        product = graphene.ID(required=True)
        channel = graphene.String(required=True)

    class Meta:
        errors = OversightError
        permission = OF_GOODS

    @staticmethod
    def perform(info: Info, product: str, channel: str) -> Mapping[str, Any]:
        """The listing, hidden."""
        return {"listing": services.withdraw_listing(**subject(product, channel), actor=info.actor)}


class ListingApprove(Mutation):
    """Staff have looked: the goods are shown."""

    listing = graphene.Field(ListingReview)

    class Arguments:
        product = graphene.ID(required=True)
        channel = graphene.String(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF_FOR_GOODS

    @staticmethod
    def perform(info: Info, product: str, channel: str) -> Mapping[str, Any]:
        """The listing, shown."""
        return {"listing": services.approve_listing(**subject(product, channel), actor=info.actor)}


class ListingSendBack(Mutation):
    """Staff have looked: not like this; the reason is told."""

    listing = graphene.Field(ListingReview)

    class Arguments:
        product = graphene.ID(required=True)
        channel = graphene.String(required=True)
        reason = graphene.String(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF_FOR_GOODS

    @staticmethod
    def perform(info: Info, product: str, channel: str, reason: str) -> Mapping[str, Any]:
        """The listing, hidden."""
        sent = services.send_back_listing(**subject(product, channel), reason=reason, actor=info.actor)
        return {"listing": sent}


class GoodsTakeDownInput(graphene.InputObjectType):
    """An authority's request."""

    product = graphene.ID(description="One product; without it the whole shop.")
    cooperative = graphene.ID()
    authority = graphene.String(required=True)
    reference = graphene.String(required=True)
    received = graphene.DateTime(required=True)
    reason = graphene.String(required=True)


class GoodsTakeDown(Mutation):
    """Hide goods at once, on an authority's request."""

    take_down = graphene.Field(TakeDown)

    class Arguments:
        input = graphene.Argument(GoodsTakeDownInput, required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF_FOR_GOODS

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """What was done."""
        received: datetime = input["received"]
        product, cooperative = input.get("product"), input.get("cooperative")
        done = services.take_down(
            product_id=key_of(product, "Product", field="product") if product else None,
            cooperative_id=key_of(cooperative, "Cooperative", field="cooperative") if cooperative else None,
            authority=input["authority"],
            reference=input["reference"],
            received_at=received if timezone.is_aware(received) else timezone.make_aware(received),
            reason=input["reason"],
            actor=info.actor,
        )
        return {"take_down": done}


class GoodsRestore(Mutation):
    """The request is settled: the goods are back where they stood."""

    take_down = graphene.Field(TakeDown)

    class Arguments:
        id = graphene.ID(required=True)
        reason = graphene.String(required=True)

    class Meta:
        errors = OversightError
        permission = OF_STAFF_FOR_GOODS

    @staticmethod
    def perform(info: Info, id: str, reason: str) -> Mapping[str, Any]:
        """The take-down with its end."""
        done = services.restore(take_down_id=key_of(id, "TakeDown"), reason=reason, actor=info.actor)
        return {"take_down": done}


def subject(product: str, channel: str) -> dict[str, int]:
    """Which goods in which channel. Raises ListingNotFound for a channel that is none."""
    found = Channel.objects.filter(slug=channel).values_list("pk", flat=True).first()
    if found is None:
        raise ListingNotFound
    return {"product_id": key_of(product, "Product", field="product"), "channel_id": found}


class Mutations:
    """Fields of Mutation."""

    listing_submit = ListingSubmit.field()
    listing_withdraw = ListingWithdraw.field()
    listing_approve = ListingApprove.field()
    listing_send_back = ListingSendBack.field()
    goods_take_down = GoodsTakeDown.field()
    goods_restore = GoodsRestore.field()
