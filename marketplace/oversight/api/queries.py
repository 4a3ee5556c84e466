"""What staff look through, and what forms need: queues, kinds of papers, banks."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models.functions import Coalesce

from marketplace.cooperative.api.places import Commune
from marketplace.core.banks import BANKS
from marketplace.core.banks import Bank as BankValue
from marketplace.core.places.units import communes_of
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import root
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.reading import all_rows
from marketplace.oversight import models, queries
from marketplace.oversight.api.enums import OF_STAFF, OF_STAFF_FOR_GOODS, OpeningStatus
from marketplace.oversight.api.types import Bank, ListingReview, Opening, PaperKind, TakeDown

LAO_CAI = "15"
"""Code of the province whose market this is."""


def openings(info: Info, status: Any = None) -> Listing:
    """Shops by how long they have waited."""
    rows = models.Application.objects.annotate(turn=Coalesce("submitted_at", "created_at"))
    if status is not None:
        rows = rows.filter(cooperative__opening_status__in=[each.value for each in status])
    return Listing(rows, ("turn",))


def listings_waiting(info: Info) -> Listing:
    """Listings by how long they have waited."""
    return Listing(queries.on_waiting_list(), ("submitted_at",))


def take_downs(info: Info) -> Listing:
    """The newest first."""
    return Listing(models.TakeDown.objects.all(), ("-done_at",))


def paper_kinds(info: Info) -> list[Any]:
    """In the operator's order."""
    return all_rows(info, models.PaperKind.objects.order_by("position", "pk"))


def banks(info: Info) -> tuple[BankValue, ...]:
    """By name."""
    return BANKS


def communes(info: Info, province: str = LAO_CAI) -> tuple[Any, ...]:
    """Of one province, by name; none for an unknown one."""
    return communes_of(province)


class Queries:
    """Fields of Query."""

    openings = connection(
        Opening, openings, permission=OF_STAFF, status=graphene.List(graphene.NonNull(OpeningStatus))
    )
    listings_waiting = connection(ListingReview, listings_waiting, permission=OF_STAFF_FOR_GOODS)
    take_downs = connection(TakeDown, take_downs, permission=OF_STAFF_FOR_GOODS)
    paper_kinds = root(
        graphene.List(graphene.NonNull(PaperKind)), paper_kinds, permission=PUBLIC, required=True
    )
    communes = root(
        graphene.List(graphene.NonNull(Commune)),
        communes,
        permission=PUBLIC,
        required=True,
        province=graphene.Argument(graphene.String, default_value=LAO_CAI),
    )
    banks = root(graphene.List(graphene.NonNull(Bank)), banks, permission=PUBLIC, required=True)
