"""Listings before buyers see them, and goods that an authority wants gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar

import graphene
from django.utils import timezone

from marketplace.catalog.api.types import Product
from marketplace.catalog.services import set_fresh
from marketplace.channel.models import Channel
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.oversight import services
from marketplace.oversight.api.enums import OF_GOODS, OF_STAFF_FOR_GOODS, OversightError
from marketplace.oversight.api.types import ListingReview, TakeDown
from marketplace.oversight.errors import ListingNotFound


class ListingDecision(Mutation):
    """`decide` is the service; it takes which goods in which channel, the actor, and a reason where one is asked."""

    error_type = OversightError
    decide: ClassVar[Callable[..., Any]]

    listing = graphene.Field(ListingReview)

    class Arguments:
        product = graphene.ID(required=True)
        channel = graphene.String(required=True)

    class Meta:
        abstract = True

    @classmethod
    def perform(cls, info: Info, product: str, channel: str, **reason: str) -> Mapping[str, Any]:
        """The listing: shown, waiting or hidden."""
        return {"listing": cls.decide(**subject(product, channel), **reason, actor=info.actor)}


class ListingSubmit(ListingDecision):
    """The cooperative wants its goods shown: at once, or after a look by staff."""

    permission = OF_GOODS
    decide = staticmethod(services.submit_listing)


class ListingWithdraw(ListingDecision):
    """The cooperative takes its goods off."""

    permission = OF_GOODS
    decide = staticmethod(services.withdraw_listing)


class ListingApprove(ListingDecision):
    """Staff have looked: the goods are shown."""

    permission = OF_STAFF_FOR_GOODS
    decide = staticmethod(services.approve_listing)

    class Arguments(ListingDecision.Arguments):
        seen = graphene.String(
            required=True, description="The listing's `digest` when it was looked at; another one is refused."
        )


class ListingSendBack(ListingDecision):
    """Staff have looked: not like this; the reason is told."""

    permission = OF_STAFF_FOR_GOODS
    decide = staticmethod(services.send_back_listing)

    class Arguments(ListingDecision.Arguments):
        reason = graphene.String(required=True)


class GoodsTakeDownInput(graphene.InputObjectType):
    """An authority's request."""

    product = graphene.ID(description="One product; without it the whole shop.")
    cooperative = graphene.ID()
    authority = graphene.String(required=True)
    reference = graphene.String(required=True)
    received = graphene.DateTime(required=True)
    reason = graphene.String(required=True)


class OfTakeDown(Mutation):
    """What staff do on an authority's request."""

    error_type = OversightError
    permission = OF_STAFF_FOR_GOODS

    take_down = graphene.Field(TakeDown)

    class Meta:
        abstract = True


class GoodsTakeDown(OfTakeDown):
    """Hide goods at once, on an authority's request."""

    class Arguments:
        input = graphene.Argument(GoodsTakeDownInput, required=True)

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


class GoodsRestore(OfTakeDown):
    """The request is settled: the goods are back where they stood."""

    class Arguments:
        id = graphene.ID(required=True)
        reason = graphene.String(required=True)

    @staticmethod
    def perform(info: Info, id: str, reason: str) -> Mapping[str, Any]:
        """The take-down with its end."""
        done = services.restore(take_down_id=key_of(id, "TakeDown"), reason=reason, actor=info.actor)
        return {"take_down": done}


class ProductFreshUpdate(Mutation):
    """The goods do not keep on a long way and go to near provinces only, or go wherever the cooperative sends."""

    product = graphene.Field(Product)

    class Arguments:
        product = graphene.ID(required=True)
        is_fresh = graphene.Boolean(required=True)

    class Meta:
        errors = OversightError
        permission = OF_GOODS

    @staticmethod
    def perform(info: Info, product: str, is_fresh: bool) -> Mapping[str, Any]:
        """The product."""
        key = key_of(product, "Product", field="product")
        return {"product": set_fresh(product_id=key, is_fresh=is_fresh, actor=info.actor).pk}


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
    product_fresh_update = ProductFreshUpdate.field()
