"""The people of a cooperative: members, mandates of helpers, offers of ownership, and how one stands oneself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from django.utils import timezone

from marketplace.cooperative import models, queries
from marketplace.cooperative.api.types import Cooperative
from marketplace.cooperative.rights import PEOPLE, RIGHTS_OF
from marketplace.core.actor import Actor
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import column, one, root, value
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import MEMBER, SIGNED_IN, sells, staff
from marketplace.graphql.types import Node, Type, extend, global_id

PEOPLES = sells(PEOPLE) | staff(queries.STAFF_FOR_PEOPLE)
MEMBERS = MEMBER | staff(queries.STAFF_FOR_PEOPLE)


class CooperativeMemberRole(graphene.Enum):
    """What somebody is for a cooperative; rights follow from it."""

    OWNER = "OWNER"
    MANAGER = "MANAGER"
    PACKER = "PACKER"
    ACCOUNTANT = "ACCOUNTANT"


class CooperativeRight(graphene.Enum):
    """What one may do for a cooperative."""

    ORDERS = "ORDERS"
    GOODS = "GOODS"
    MONEY = "MONEY"
    PEOPLE = "PEOPLE"
    SHOP = "SHOP"


class CooperativeMandateStatus(graphene.Enum):
    """How far a mandate is."""

    PROPOSED = "PROPOSED"
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    REFUSED = "REFUSED"
    ENDED = "ENDED"


RIGHTS = graphene.List(graphene.NonNull(CooperativeRight))


class CooperativeMember(Type):
    """Somebody who acts for the cooperative."""

    class Meta:
        permission = MEMBERS
        model = models.CooperativeMember
        interfaces = (Node,)

    id = global_id("CooperativeMember")
    name = graphene.String(required=True)
    phone = value(graphene.String, lambda row: row.phone or None, needs=("phone",))
    role = graphene.Field(CooperativeMemberRole, required=True)
    rights = value(RIGHTS, lambda row: sorted(RIGHTS_OF.get(row.role, ())), needs=("role",), required=True)
    has_account = value(
        graphene.Boolean,
        lambda row: row.user_id is not None,
        needs=("user_id",),
        required=True,
        description="Comes in by an account of the shop as well, not by links alone.",
    )
    since = graphene.DateTime(required=True)
    cooperative = one(Cooperative, "cooperative_id", required=True)


def status_of(row: Any) -> str:
    """What the table says, and EXPIRED where the last day is past."""
    is_past = row.status == models.MandateStatus.ACTIVE and row.until < timezone.localdate()
    return "EXPIRED" if is_past else row.status


def is_live(row: Any) -> bool:
    """Whether it lends anything today: active, not past, and its grantor still may what it lends."""
    grants = RIGHTS_OF.get(row.grantor__role, frozenset()) if row.grantor__is_active else frozenset()
    return status_of(row) == models.MandateStatus.ACTIVE and not grants.isdisjoint(row.rights)


class CooperativeMandate(Type):
    """What a named helper may do for one cooperative, and until when."""

    class Meta:
        permission = SIGNED_IN
        model = models.Mandate
        interfaces = (Node,)

    id = global_id("CooperativeMandate")
    cooperative = one(Cooperative, "cooperative_id", required=True)
    helper_name = column(graphene.String, "name", required=True)
    helper_phone = column(graphene.String, "helper__phone")
    rights = graphene.Field(RIGHTS, required=True)
    until = graphene.Date(required=True, description="The last day.")
    status = value(CooperativeMandateStatus, status_of, needs=("status", "until"), required=True)
    is_live = value(
        graphene.Boolean,
        is_live,
        needs=("status", "until", "rights", "grantor__role", "grantor__is_active"),
        required=True,
        description="Whether it lends anything today. It rests when the owner who confirmed it is none any more.",
    )
    by_helper = graphene.Boolean(required=True, description="Offered by the helper, not by the cooperative.")
    proposed_at = graphene.DateTime(required=True)
    confirmed_at = graphene.DateTime()
    ended_at = graphene.DateTime()


class CooperativeHandover(Type):
    """An owner offers the cooperative to a member."""

    class Meta:
        permission = MEMBERS
        model = models.OwnerHandover
        interfaces = (Node,)

    id = global_id("CooperativeHandover")
    giver = one(CooperativeMember, "giver_id")
    taker = one(CooperativeMember, "taker_id", required=True)
    stays = graphene.Boolean(required=True, description="The giver stays an owner beside the taker.")
    made_at = graphene.DateTime(required=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the caller stands with one cooperative."""

    cooperative_id: int
    rights: list[str]
    role: str | None
    mandate_id: int | None
    member_id: int | None
    handover_id: int | None


class CooperativeStanding(Type):
    """How the caller stands with one cooperative: a member with a role, or a helper under a mandate."""

    class Meta:
        permission = SIGNED_IN
        values = (Standing,)

    cooperative = one(Cooperative, "cooperative_id", required=True)
    rights = graphene.Field(RIGHTS, required=True)
    role = graphene.Field(
        CooperativeMemberRole, description="Null for a helper, and for staff who only look."
    )
    mandate = one(CooperativeMandate, "mandate_id", description="Null for a member.")
    member = one(CooperativeMember, "member_id", description="The caller as a member. Null for a helper.")
    handover = one(
        CooperativeHandover, "handover_id", description="An open offer of ownership to or from the caller."
    )


def standings(actor: Actor) -> list[Standing]:
    """The cooperatives the actor may act for, by name; 3 statements."""
    found = models.Cooperative.objects.filter(pk__in=list(actor.cooperatives)).order_by("name_sort", "pk")
    members = dict(queries.memberships_of(actor).values_list("cooperative", "pk"))
    offers = dict(queries.handovers_of(actor).order_by("pk").values_list("cooperative", "pk"))
    return [
        _standing(actor, pk, members.get(pk), offers.get(pk)) for pk in found.values_list("pk", flat=True)
    ]


def _standing(actor: Actor, pk: int, member_id: int | None, handover_id: int | None) -> Standing:
    mine = actor.cooperatives[pk]
    role = None if mine.mandate_id else mine.role or None
    return Standing(pk, sorted(mine.rights), role, mine.mandate_id, member_id, handover_id)


def my_mandates(info: Info) -> list[int]:
    """The caller's mandates as a helper, the newest first, ended ones as well."""
    mine = models.Mandate.objects.filter(queries.helped_by(info.actor)).order_by("-proposed_at", "-pk")
    return list(mine.values_list("pk", flat=True)[:100])


extend(
    Cooperative,
    members=connection(
        CooperativeMember,
        lambda info: Listing(queries.members_visible_to(info.actor), ("since",)),
        by="cooperative_id",
        permission=PEOPLES,
        description="Who acts for it; empty for who does not look after its people.",
    ),
    mandates=connection(
        CooperativeMandate,
        lambda info: Listing(queries.mandates_visible_to(info.actor), ("-proposed_at",)),
        by="cooperative_id",
        permission=PEOPLES,
        description="Its helpers, the newest first; empty for who does not look after its people.",
    ),
)


class Queries:
    """Fields of Query."""

    my_cooperatives = root(
        graphene.List(graphene.NonNull(CooperativeStanding)),
        lambda info: standings(info.actor),
        permission=SIGNED_IN,
        required=True,
        description="The cooperatives the caller may act for, by name: to switch between them.",
    )
    my_mandates = root(
        graphene.List(graphene.NonNull(CooperativeMandate)),
        my_mandates,
        permission=SIGNED_IN,
        required=True,
        description="The caller's mandates as a helper, the newest first, also proposed and ended ones.",
    )
