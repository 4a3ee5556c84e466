"""Opening: how far a cooperative is with its shop."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.cooperative.api.types import Cooperative
from marketplace.cooperative.models import Cooperative as CooperativeRow
from marketplace.core import banks
from marketplace.graphql.fields import batch, column, listed, many, one, value
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC, WITHIN
from marketplace.graphql.types import Node, Type, global_id
from marketplace.oversight import models, queries
from marketplace.oversight.api.enums import (
    OF_SHOP,
    OF_STAFF,
    OpeningStatus,
    OpeningStepKind,
    OpeningStepState,
)
from marketplace.oversight.api.types.papers import Paper, PaperKind
from marketplace.warehouse.models import Warehouse


class Bank(Type):
    """A bank, by the number VietQR knows it by."""

    class Meta:
        values = (banks.Bank,)
        permission = PUBLIC

    bin = graphene.String(required=True)
    name = graphene.String(required=True)


class OpeningStep(Type):
    """A step of the checklist, as it stands."""

    class Meta:
        values = (queries.CheckedStep,)
        permission = WITHIN

    kind = value(OpeningStepKind, lambda each: each.step, required=True)
    state = value(OpeningStepState, lambda each: each.state.value, required=True)
    paper_kind = value(PaperKind, lambda each: each.paper_kind and each.paper_kind.pk)
    page_slug = value(
        graphene.String, lambda each: each.page_slug or None, description="Where the rules stand."
    )
    version = value(
        graphene.Int,
        lambda each: each.version and each.version.number,
        description="Number of the version in force, to be accepted.",
    )


class OpeningEntry(Type):
    """A step of a shop's history."""

    class Meta:
        model = models.OpeningEntry
        permission = WITHIN

    at = graphene.DateTime(required=True)
    status = graphene.Field(OpeningStatus, required=True)
    note = graphene.String(required=True, description="SUSPENSION_ANNOUNCED, SUSPENSION_WITHDRAWN, or empty.")
    reason = graphene.String(required=True)
    by = column(graphene.String, "actor", permission=OF_STAFF)


class PickupAddress(Type):
    """Where goods are fetched."""

    class Meta:
        values = (dict,)
        permission = WITHIN

    commune_code = value(graphene.String, lambda each: each["address__commune_code"] or None)
    street = value(graphene.String, lambda each: each["address__street_address_1"], required=True)
    commune = value(graphene.String, lambda each: each["address__city"], required=True)
    province = value(graphene.String, lambda each: each["address__country_area"], required=True)


def steps(rows: Any, info: Info) -> list[list[queries.CheckedStep]]:
    """The checklists of all these shops; seven statements."""
    shops = CooperativeRow.objects.in_bulk([row.pk for row in rows])
    known = queries.checklists(shops.values())
    return [known[row.pk] for row in rows]


def pickups(rows: Any, info: Info) -> list[dict[str, Any] | None]:
    """The first warehouse's address of each; one statement."""
    places = Warehouse.objects.filter(cooperative__within=[row.pk for row in rows]).order_by(
        "-created_at", "-pk"
    )
    columns = ("commune_code", "street_address_1", "city", "country_area")
    found = {
        each["cooperative"]: each
        for each in places.values("cooperative", *(f"address__{name}" for name in columns))
    }
    return [found.get(row.pk) for row in rows]


def papers_in_order() -> QuerySet[models.Paper]:
    """Papers that were not taken back, the newest first."""
    return models.Paper.objects.filter(removed_at=None).order_by("-given_at", "-pk")


def history_in_order() -> QuerySet[models.OpeningEntry]:
    """What happened, the oldest first."""
    return models.OpeningEntry.objects.order_by("at", "pk")


class Opening(Type):
    """How far a cooperative is with opening its shop. For its own people with the right SHOP, and staff."""

    class Meta:
        model = models.Application
        interfaces = (Node,)
        permission = OF_SHOP

    id = global_id("Opening")
    cooperative = one(Cooperative, "cooperative_id", required=True)
    status = column(OpeningStatus, "cooperative__opening_status", required=True)
    steps = listed(OpeningStep, steps, needs=("pk",))
    papers = many(Paper, papers_in_order, by="cooperative_id")
    history = many(OpeningEntry, history_in_order, by="cooperative_id")
    reason = graphene.String(required=True, description="Staff's last word: what is wanted, or why not.")
    submitted = column(graphene.DateTime, "submitted_at")
    suspends = column(graphene.DateTime, "suspends_at", description="An announced suspension begins then.")
    legal_name = column(graphene.String, "cooperative__legal_name", required=True)
    tax_code = column(graphene.String, "cooperative__tax_code", required=True)
    responsible_name = graphene.String(required=True)
    responsible_phone = graphene.String(required=True)
    bank_bin = column(graphene.String, "cooperative__bank_bin", required=True)
    bank_account_number = column(graphene.String, "cooperative__bank_account_number", required=True)
    bank_account_name = column(graphene.String, "cooperative__bank_account_name", required=True)
    pickup_address = batch(PickupAddress, pickups, needs=("pk",))
