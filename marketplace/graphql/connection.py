"""Lists with pages: keyset pagination both ways, counted only when asked.

A cursor is base64 of JSON: the values the list is sorted by, and the pk. So a page is found by an index however far
it lies, and a row added in front moves nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import graphene
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from marketplace.core.errors import DomainError
from marketplace.graphql.execution import Info
from marketplace.graphql.fields import SourceField, batch
from marketplace.graphql.loading import own_channel
from marketplace.graphql.permissions import Permission
from marketplace.graphql.plan import model_meta
from marketplace.graphql.rows import Row, Statement, row_class
from marketplace.graphql.sources import Batch, Rows
from marketplace.graphql.types import Type

MOST_AT_ONCE = 100


@dataclass
class Listing:
    """What a connection shows: distinct rows, and the names of non-null columns or annotations they are sorted by.

    A leading "-" is descending. The pk is added as the last word. `channel` is the one its rows are looked at in.
    """

    queryset: QuerySet
    order: tuple[str, ...] = ()
    channel: Any = None


@dataclass
class Page:
    """One page of one list."""

    edges: list[Edge] = field(default_factory=list)
    has_next_page: bool = False
    has_previous_page: bool = False
    count: Callable[[], int] = lambda: 0


@dataclass(slots=True)
class Edge:
    """A row and where it stands."""

    node: Any
    cursor: str


class PageInfo(Type):
    """Where this page lies in its list."""

    has_next_page = graphene.Boolean(required=True)
    has_previous_page = graphene.Boolean(required=True)
    start_cursor = batch(graphene.String, lambda pages, info: [page.edges[0].cursor if page.edges else None for page in pages])
    end_cursor = batch(graphene.String, lambda pages, info: [page.edges[-1].cursor if page.edges else None for page in pages])


@cache
def connection_type(node: type[Type]) -> type[Type]:
    """`ProductCountableConnection` with its edge, as Saleor names them."""
    name = node._meta.name
    edge = type(
        f"{name}CountableEdge",
        (Type,),
        {"__doc__": f"A {name} in a list.", "node": graphene.Field(node, required=True), "cursor": graphene.String(required=True)},
    )
    return type(
        f"{name}CountableConnection",
        (Type,),
        {
            "__doc__": f"A page of a list of {name}.",
            "page_info": batch(PageInfo, lambda pages, info: pages, required=True),
            "edges": graphene.List(graphene.NonNull(edge), required=True),
            "total_count": batch(graphene.Int, lambda pages, info: [page.count() for page in pages]),
        },
    )


def connection(
    node: type[Type],
    listing: Callable[..., Listing],
    *,
    by: str | None = None,
    needs: str = "pk",
    permission: Permission | None = None,
    **options: Any,
) -> SourceField:
    """A list with pages. `listing(info, **arguments)` says what and in which order, for all parents alike.

    Below an object, `by` is the node's column (or relation path) that holds the parent's `needs`: the pages of all
    parents are read with one statement.
    """

    def values(parents: Rows, info: Info, **arguments: Any) -> Sequence[Any]:
        paging = Paging.of(info, **{name: arguments.pop(name, None) for name in ("first", "last", "after", "before")})
        lister = _Lister(listing(info, **arguments), paging, info, by)
        return lister.pages([getattr(parent, needs) for parent in parents]) if by else [lister.page()]

    for name, type_ in (("before", graphene.String), ("after", graphene.String), ("first", graphene.Int), ("last", graphene.Int)):
        options[name] = graphene.Argument(type_)
    return SourceField(connection_type(node), Batch(values, (needs,) if by else ()), permission=permission, **options)


@dataclass(frozen=True)
class Paging:
    """Which part of a list: `size` rows `after` a cursor, or backwards `before` one."""

    size: int
    backwards: bool
    cursor: list[Any] | None

    @classmethod
    def of(cls, info: Info, first: int | None, last: int | None, after: str | None, before: str | None) -> Paging:
        """Checked as Saleor does: one of first and last, at most a hundred. Raises DomainError."""
        name = info.field.name
        if first is None and last is None:
            if not (info.asks("edges") or info.asks("pageInfo")):
                return cls(0, False, None)
            raise DomainError(
                _("You must provide a `first` or `last` value to properly paginate the `%(name)s` connection.") % {"name": name}
            )
        size = first if first is not None else last
        assert size is not None
        if first is not None and last is not None or size < 0 or size > MOST_AT_ONCE:
            raise DomainError(
                _("The `%(name)s` connection takes `first` or `last`, from 0 to %(most)s.") % {"name": name, "most": MOST_AT_ONCE}
            )
        cursor = after if first is not None else before
        return cls(size, first is None, read_cursor(cursor) if cursor else None)


def write_cursor(values: Sequence[Any]) -> str:
    """The cursor of a row: its sort values and pk."""
    return base64.b64encode(json.dumps(values, default=_plain, separators=(",", ":")).encode()).decode()


def read_cursor(cursor: str) -> list[Any]:
    """Sort values and pk out of a cursor. Raises DomainError for what is not one."""
    try:
        values = json.loads(base64.b64decode(cursor, validate=True))
    except (binascii.Error, ValueError, UnicodeDecodeError, RecursionError):
        values = None
    if not isinstance(values, list) or not all(isinstance(each, (str, int, bool)) for each in values):
        raise _bad_cursor()
    return values


def _bad_cursor() -> DomainError:
    return DomainError(_("Received cursor is invalid."), field="after")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, (datetime, date)) else str(value)


class _Lister:
    """Reads the pages of one listing for one or many parents."""

    def __init__(self, listing: Listing, paging: Paging, info: Info, by: str | None) -> None:
        self.listing = listing
        self.paging = paging
        self.info = info
        self.by = by
        self.order = [*listing.order, "pk"]
        self.channel = listing.channel if listing.channel is not None else info.channel
        self.wants_rows = paging.size > 0 and (info.asks("edges") or info.asks("pageInfo"))

    def page(self) -> Page:
        rows = self._read(self._limited(self._positioned(self.listing.queryset))) if self.wants_rows else []
        return self._page(rows, lambda: self.listing.queryset.order_by().count())

    def pages(self, parents: list[Any]) -> list[Page]:
        wanted = self.listing.queryset.filter(**{f"{self.by}__within": list(set(parents))})
        groups: dict[Any, list[Row]] = defaultdict(list)
        if self.wants_rows:
            positioned = self._positioned(wanted)
            slices = self._limited(positioned) if len(set(parents)) == 1 else self._numbered(positioned)
            for row in self._read(slices):
                groups[getattr(row, str(self.by))].append(row)
        counts: dict[Any, int] = {}

        def count(parent: Any) -> int:
            if not counts:
                counts.update(dict.fromkeys(parents, 0))
                grouped = wanted.order_by().values_list(str(self.by)).annotate(found=Count("pk"))
                counts.update(dict(grouped))
            return counts[parent]

        return [self._page(groups[parent], lambda parent=parent: count(parent)) for parent in parents]

    def _positioned(self, queryset: QuerySet) -> QuerySet:
        """Only rows beyond the cursor."""
        if self.paging.cursor is None:
            return queryset
        if len(self.paging.cursor) != len(self.order):
            raise _bad_cursor()
        beyond = Q()
        same: dict[str, Any] = {}
        for name, value in zip(self.order, self.paging.cursor, strict=True):
            bare, descending = name.lstrip("-"), name.startswith("-") != self.paging.backwards
            beyond |= Q(**same, **{f"{bare}__{'lt' if descending else 'gt'}": value})
            same[bare] = value
        try:
            return queryset.filter(beyond)
        except (ValueError, TypeError, ValidationError):
            raise _bad_cursor() from None

    def _ordering(self) -> list[Any]:
        return [F(name.lstrip("-")).desc() if name.startswith("-") != self.paging.backwards else F(name.lstrip("-")).asc() for name in self.order]

    def _limited(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by(*self._ordering())[: self.paging.size + 1]

    def _numbered(self, queryset: QuerySet) -> QuerySet:
        number = Window(RowNumber(), partition_by=[F(str(self.by))], order_by=self._ordering())
        return queryset.annotate(_number=number).filter(_number__lte=self.paging.size + 1).order_by("_number")

    def _read(self, queryset: QuerySet) -> list[Row]:
        nodes = next(iter(self.info.field.selections.values())).under("edges", "node")
        selections = list(nodes)
        wanted = [*self.info.columns("edges", "node"), *(name.lstrip("-") for name in self.order)]
        names = tuple(dict.fromkeys([*wanted, self.by] if self.by else wanted))
        typename = selections[0].type.name if selections else None
        make = row_class(typename, names)
        rows = [make(self.channel, values) for values in Statement(queryset, names).run()]
        return own_channel(rows, model_meta(selections[0].type).channel_column if selections else None)

    def _page(self, rows: list[Row], count: Callable[[], int]) -> Page:
        size, paging = self.paging.size, self.paging
        more, rows = len(rows) > size, rows[:size]
        if paging.backwards:
            rows.reverse()
        names = [name.lstrip("-") for name in self.order]
        edges = [Edge(row, write_cursor([getattr(row, name) for name in names])) for row in rows]
        moved = paging.cursor is not None
        has_next, has_previous = (moved, more) if paging.backwards else (more, moved)
        return Page(edges, has_next, has_previous, count)


