"""Lists with pages: keyset pagination both ways, counted only when asked.

A cursor is base64 of JSON: the values the list is sorted by, and the pk. So a page is found by an index however far
it lies, and a row added in front moves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple

import graphene
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from marketplace.core.fields import ONE, PENDING
from marketplace.core.statements import Statement, counted, kept
from marketplace.graphql.fields import SourceField, batch
from marketplace.graphql.info import Info
from marketplace.graphql.loading import own_channel
from marketplace.graphql.paging import Edge, Page, Paging, bad_cursor, page_of
from marketplace.graphql.permissions import PUBLIC, Permission
from marketplace.graphql.plan import model_meta
from marketplace.graphql.rows import Row, row_class
from marketplace.graphql.searching import check_conditions
from marketplace.graphql.sources import Batch, Rows
from marketplace.graphql.types import Type


@dataclass
class Listing:
    """What a connection shows: distinct rows, and the names of non-null columns or annotations they are sorted by.

    A leading "-" is descending. The node's pk is added as the last word. `channel` is the one its rows are looked
    at in. `node` is the relation from the queryset's rows to the nodes where those are not the rows themselves: a
    list of products may start from their listing rows, so that one index filters, sorts and counts.

    `queryset` may be a function that makes it. A `key` names all that the queryset depends on: then its statements
    are compiled once (rows.kept), and it is only made for that. `ids` fill the place it leaves open with PENDING.
    """

    queryset: QuerySet | Callable[[], QuerySet]
    order: tuple[str, ...] = ()
    channel: Any = None
    node: str = ""
    key: Hashable = None
    ids: Sequence[Any] = ()

    def rows(self) -> QuerySet:
        """The queryset."""
        return self.queryset() if callable(self.queryset) else self.queryset


class Found(NamedTuple):
    """A row that was read, the values it is sorted by, and the key of the parent it belongs to."""

    row: Row
    place: list[Any]
    parent: Any


class PageInfo(Type):
    """Where this page lies in its list."""

    class Meta:
        permission = PUBLIC

    has_next_page = graphene.Boolean(required=True)
    has_previous_page = graphene.Boolean(required=True)
    start_cursor = batch(
        graphene.String, lambda pages, info: [page.edges[0].cursor if page.edges else None for page in pages]
    )
    end_cursor = batch(
        graphene.String, lambda pages, info: [page.edges[-1].cursor if page.edges else None for page in pages]
    )


@cache
def connection_type(node: type[Type]) -> type[Type]:
    """`ProductCountableConnection` with its edge, as Saleor names them."""
    name = node._meta.name
    meta = type("Meta", (), {"permission": node._meta.permission})
    edge = type(
        f"{name}CountableEdge",
        (Type,),
        {
            "__doc__": f"A {name} in a list.",
            "Meta": meta,
            "node": graphene.Field(node, required=True),
            "cursor": graphene.String(required=True),
        },
    )
    return type(
        f"{name}CountableConnection",
        (Type,),
        {
            "__doc__": f"A page of a list of {name}.",
            "Meta": meta,
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
        paging = take_paging(info, arguments)
        keys = [getattr(parent, needs) for parent in parents] if by else []
        return pages(listing(info, **arguments), paging, info, by=by, parents=keys)

    return connection_field(node, values, needs=(needs,) if by else (), permission=permission, **options)


def connection_field(
    node: type[Type],
    function: Callable[..., Sequence[Any]],
    *,
    needs: Sequence[str] = (),
    permission: Permission | None = None,
    **options: Any,
) -> SourceField:
    """A connection whose pages `function(rows, info, **arguments)` makes itself, with `take_paging` and `pages`."""
    for name, type_ in (
        ("before", graphene.String),
        ("after", graphene.String),
        ("first", graphene.Int),
        ("last", graphene.Int),
    ):
        options[name] = graphene.Argument(type_)
    shown = connection_type(node)  # type: ignore[arg-type]  # classes are hashable
    return SourceField(shown, Batch(function, tuple(needs)), permission=permission, **options)


def take_paging(info: Info, arguments: dict[str, Any], *conditions: Any) -> Paging:
    """The paging arguments, taken out of `arguments`. Raises DomainError for what the dialect does not allow.

    What stays behind are conditions, and so are `conditions`, which a resolver has by name; too many are refused.
    """
    check_conditions([*arguments.values(), *conditions])
    return Paging.of(
        info, **{name: arguments.pop(name, None) for name in ("first", "last", "after", "before")}
    )


def pages(
    listing: Listing, paging: Paging, info: Info, *, by: str | None = None, parents: Sequence[Any] = ()
) -> list[Page]:
    """The page of each parent, read with one statement; without `by` the one page of the whole listing."""
    lister = _Lister(listing, paging, info, by)
    return lister.pages(list(parents)) if by else [lister.page()]


def empty_pages(rows: Rows, info: Info, **arguments: Any) -> list[Page]:
    """For `connection_field`, where the dialect has a list and this shop nothing to put there: no row for anyone.

    Paging and conditions are checked as everywhere.
    """
    paging = take_paging(info, arguments)
    return [page_of([], paging) for _ in rows]


class _Lister:
    """Reads the pages of one listing for one or many parents."""

    def __init__(self, listing: Listing, paging: Paging, info: Info, by: str | None) -> None:
        self.listing = listing
        self.paging = paging
        self.info = info
        self.by = by
        key = f"{listing.node}_id" if listing.node else "pk"
        # the key runs the same way as what stands before it, so that an index can be read backwards
        runs_down = bool(listing.order) and listing.order[-1].startswith("-")
        self.order = [*listing.order, f"-{key}" if runs_down else key]
        self.channel = listing.channel if listing.channel is not None else info.channel
        self.wants_rows = info.asks("edges") or info.asks("pageInfo")

    def page(self) -> Page:
        listing = self.listing
        found = self._read(lambda: self._limited(self._positioned(listing.rows()))) if self.wants_rows else []
        return self._page(found, self._count)

    def _count(self) -> int:
        listing = self.listing
        if listing.key is None:
            return listing.rows().order_by().count()
        found = self._kept("count", lambda: counted(listing.rows())).run(listing.ids)
        return found[0][0] if found else 0  # nothing is asked where nothing can meet the conditions

    def pages(self, parents: list[Any]) -> list[Page]:
        several = len(set(parents)) > 1
        condition = {f"{self.by}__within": PENDING} if several else {f"{self.by}__being": ONE}

        def wanted() -> QuerySet:
            return self.listing.rows().filter(**condition)

        def slices() -> QuerySet:
            return (self._numbered if several else self._limited)(self._positioned(wanted()))

        groups: dict[Any, list[Found]] = defaultdict(list)
        for found in self._read(slices, parents, several) if self.wants_rows else ():
            groups[found.parent].append(found)
        counts: dict[Any, int] = {}

        def count(parent: Any) -> int:
            if not counts:
                grouped = self._kept(
                    ("counts", several),
                    lambda: wanted().order_by().values_list(str(self.by)).annotate(found=Count("pk")),
                )
                counts.update(dict.fromkeys(parents, 0) | dict(grouped.run(set(parents), parents[0])))  # type: ignore[arg-type]
            return counts[parent]

        return [self._page(groups[parent], partial(count, parent)) for parent in parents]

    def _kept(
        self, what: Hashable, queryset: Callable[[], QuerySet], names: tuple[str, ...] = ()
    ) -> Statement:
        """Without `what` it is not kept: the values of a cursor stand in it."""
        listing = self.listing
        is_kept = listing.key is not None and what is not None
        return kept((listing.key, listing.node, self.by, what, names) if is_kept else None, queryset, names)

    def _positioned(self, queryset: QuerySet) -> QuerySet:
        """Only rows beyond the cursor."""
        if self.paging.cursor is None:
            return queryset
        if len(self.paging.cursor) != len(self.order):
            raise bad_cursor()
        beyond = Q()
        same: dict[str, Any] = {}
        for name, value in zip(self.order, self.paging.cursor, strict=True):
            beyond |= Q(**same, **{f"{name.lstrip('-')}__{self._side(name)}": value})
            same[name.lstrip("-")] = value
        # said once more without OR: only so does the index find the place
        first = Q(**{f"{self.order[0].lstrip('-')}__{self._side(self.order[0])}e": self.paging.cursor[0]})
        try:
            return queryset.filter(first, beyond)
        except (ValueError, TypeError, ValidationError):
            raise bad_cursor() from None

    def _descends(self, name: str) -> bool:
        return name.startswith("-") != self.paging.backwards

    def _side(self, name: str) -> str:
        return "lt" if self._descends(name) else "gt"

    def _ordering(self) -> list[Any]:
        return [
            F(name.lstrip("-")).desc() if self._descends(name) else F(name.lstrip("-")).asc()
            for name in self.order
        ]

    def _limited(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by(*self._ordering())[: self.paging.size + 1]

    def _numbered(self, queryset: QuerySet) -> QuerySet:
        number = Window(RowNumber(), partition_by=[F(str(self.by))], order_by=self._ordering())
        return queryset.annotate(_number=number).filter(_number__lte=self.paging.size + 1).order_by("_number")

    def _read(
        self, queryset: Callable[[], QuerySet], parents: Sequence[Any] = (), several: bool = False
    ) -> list[Found]:
        nodes = next(iter(self.info.field.selections.values())).under("edges", "node")
        selections = list(nodes)
        wanted = self.info.columns("edges", "node")
        sorts = [name.lstrip("-") for name in self.order]
        names = tuple(dict.fromkeys([*map(self._path, wanted), *sorts, *([self.by] if self.by else ())]))
        make = row_class(selections[0].type.name if selections else None, wanted)
        size, places = len(wanted), [names.index(name) for name in sorts]
        parent = names.index(self.by) if self.by else 0
        what = ("page", tuple(self.order), self.paging.size, self.paging.backwards, several)
        statement = self._kept(what if self.paging.cursor is None else None, queryset, names)
        read = statement.run(set(parents) or self.listing.ids, parents[0] if parents else None)
        own_channel(
            rows := [make(self.channel, values[:size]) for values in read],
            model_meta(selections[0].type).channel_column if selections else None,
        )
        return [
            Found(row, [values[place] for place in places], values[parent])
            for row, values in zip(rows, read, strict=True)
        ]

    def _path(self, column: str) -> str:
        if not self.listing.node:
            return column
        return f"{self.listing.node}_id" if column == "pk" else f"{self.listing.node}__{column}"

    def _page(self, found: list[Found], count: Callable[[], int]) -> Page:
        size, paging = self.paging.size, self.paging
        more, found = len(found) > size, found[:size]
        if paging.backwards:
            found.reverse()
        edges = [Edge(each.row, each.place) for each in found]
        moved = paging.cursor is not None
        has_next, has_previous = (moved, more) if paging.backwards else (more, moved)
        return Page(edges, has_next, has_previous, count)
