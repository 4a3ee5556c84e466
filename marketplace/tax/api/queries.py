"""Asking for tax classes: the operator's business."""

from __future__ import annotations

from typing import Any

import graphene

from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.countries import CountryCode
from marketplace.graphql.fields import root
from marketplace.graphql.ids import key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import STAFF
from marketplace.graphql.sorting import OrderDirection, ordered
from marketplace.tax.api.types import TaxClass
from marketplace.tax.models import TaxClass as TaxClassRow


class TaxClassSortField(graphene.Enum):
    """What tax classes are sorted by."""

    NAME = "NAME"


class TaxClassSortingInput(graphene.InputObjectType):
    """How tax classes are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(TaxClassSortField, required=True)


class TaxClassFilterInput(graphene.InputObjectType):
    """Which tax classes."""

    ids = graphene.List(graphene.NonNull(graphene.ID))
    countries = graphene.List(graphene.NonNull(CountryCode))


def tax_classes(info: Info, sort_by: Any = None, filter: Any = None) -> Listing:
    """All classes, by name."""
    rows, wanted = TaxClassRow.objects.all(), filter or {}
    if wanted.get("ids") is not None:
        rows = rows.filter(pk__in=keys_of(wanted["ids"], "TaxClass"))
    if wanted.get("countries"):
        rated = rows.filter(rates__country__in=[each.value for each in wanted["countries"]])
        rows = rows.filter(pk__in=rated.values("pk"))
    return Listing(rows, ordered(sort_by, {"NAME": ("name",)}, ("name",)))


class Queries:
    """Fields of Query."""

    tax_class = root(
        TaxClass, lambda info, id: key_of(id, "TaxClass"), permission=STAFF, id=graphene.ID(required=True)
    )
    tax_classes = connection(
        TaxClass,
        tax_classes,
        permission=STAFF,
        sort_by=graphene.Argument(TaxClassSortingInput),
        filter=graphene.Argument(TaxClassFilterInput),
    )
