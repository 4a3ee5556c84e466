"""Asking for cooperatives, also for the nearest."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.cooperative import models, queries
from marketplace.cooperative.api.places import GeoPointInput, kilometers
from marketplace.cooperative.api.types import Cooperative, CooperativeKind
from marketplace.core.statements import Statement
from marketplace.graphql.connection import Listing, connection_field, pages, take_paging
from marketplace.graphql.fields import root
from marketplace.graphql.ids import key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.paging import Page, page_of
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.reading import exactly_one, one_row
from marketplace.graphql.rows import row_class
from marketplace.site.queries import redirected


class CooperativeFilterInput(graphene.InputObjectType):
    """Which cooperatives."""

    search = graphene.String()
    ids = graphene.List(graphene.NonNull(graphene.ID))
    slugs = graphene.List(graphene.NonNull(graphene.String))
    commune = graphene.List(graphene.NonNull(graphene.String), description="Codes of communes.")
    kind = graphene.List(graphene.NonNull(CooperativeKind))


def cooperative(info: Info, id: str | None = None, slug: str | None = None) -> Any:
    """The cooperative of this id or slug, also of a slug it had before."""
    exactly_one(id=id, slug=slug)
    visible = queries.visible_to(info.actor)
    if id is not None:
        return one_row(info, visible.filter(pk=key_of(id, "Cooperative")))
    found = one_row(info, visible.filter(slug=slug))
    if found is None and (renamed := redirected("cooperative", str(slug))):
        found = one_row(info, visible.filter(pk=renamed))
    return found


def cooperatives(rows: Any, info: Info, filter: Any = None, near: Any = None, **arguments: Any) -> list[Page]:
    """By name; with `near` the nearest first."""
    paging = take_paging(info, arguments, filter)
    found = filtered(queries.visible_to(info.actor), filter or {})
    if near is None:
        return pages(Listing(found, ("name_sort",)), paging, info)
    ways = sorted(distances(found, near))
    page = page_of(ways, paging)
    nearest = {pk: distance for distance, pk in (edge.node for edge in page.edges)}
    columns = info.columns("edges", "node")
    make = row_class(Cooperative._meta.name, (*columns, "distance"))
    there = found.filter(pk__within=list(nearest)) if nearest else found.none()
    read = (dict(zip(columns, values, strict=True)) for values in Statement(there, columns).run())
    made = {each["pk"]: make(info.channel, (*each.values(), nearest[each["pk"]])) for each in read}
    for edge in page.edges:
        edge.node = made[edge.node[1]]
    return [page]


def filtered(found: QuerySet[models.Cooperative], wanted: Any) -> QuerySet[models.Cooperative]:
    """Those that meet all conditions."""
    if wanted.get("search"):
        found = queries.matching(found, wanted["search"])
    if wanted.get("ids") is not None:
        found = found.filter(pk__in=keys_of(wanted["ids"], "Cooperative"))
    if wanted.get("slugs") is not None:
        found = found.filter(slug__in=wanted["slugs"])
    if wanted.get("commune") is not None:
        found = found.filter(commune_code__in=wanted["commune"])
    if wanted.get("kind") is not None:
        found = found.filter(kind__in=[each.value for each in wanted["kind"]])
    return found


def distances(found: QuerySet[models.Cooperative], near: Any) -> list[tuple[float, int]]:
    """(kilometers, id) of those with a location, within the radius if one is given.

    Worked out here, not in SQL: a province has hundreds of cooperatives, and SQLite need not have trigonometry.
    """
    points: Any = found.filter(latitude__isnull=False).values_list("pk", "latitude", "longitude")
    ways = [(kilometers(near["latitude"], near["longitude"], *point), pk) for pk, *point in points]
    radius = near.get("radius")
    return ways if radius is None else [each for each in ways if each[0] <= radius]


class Queries:
    """Fields of Query."""

    cooperative = root(Cooperative, cooperative, permission=PUBLIC, id=graphene.ID(), slug=graphene.String())
    cooperatives = connection_field(
        Cooperative,
        cooperatives,
        permission=PUBLIC,
        filter=graphene.Argument(CooperativeFilterInput),
        near=graphene.Argument(GeoPointInput),
    )
