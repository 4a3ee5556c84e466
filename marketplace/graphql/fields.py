"""Fields: columns, relations and computed values, each with its source and, where it differs, its permission."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.core.fields import PENDING
from marketplace.core.statements import Question, kept
from marketplace.graphql.info import Info
from marketplace.graphql.loading import own_channel
from marketplace.graphql.permissions import Permission
from marketplace.graphql.plan import model_meta
from marketplace.graphql.rows import Row, row_class
from marketplace.graphql.sources import Asks, Batch, Guarded, Rows, Source


class SourceField(graphene.Field):
    """A graphene field that knows its source."""

    def __init__(
        self, type_: Any, source: Source, *, permission: Permission | None = None, **options: Any
    ) -> None:
        super().__init__(type_, **options)
        self.permission = permission
        self.source = Guarded(source, permission) if permission else source

    def asking(self, permission: Permission) -> SourceField:
        """The same field, asking for this permission."""
        made = copy(self)
        made.permission, made.source = permission, Guarded(self.source, permission)
        return made


def batch(
    type_: Any,
    function: Callable[..., Sequence[Any]],
    *,
    needs: Sequence[str] = (),
    asks: Asks | None = None,
    asks_above: Mapping[tuple[str, str], Asks] | None = None,
    permission: Permission | None = None,
    **options: Any,
) -> SourceField:
    """A computed field: `function(rows, info, **arguments)` gives one value (or exception) per row.

    `needs` are the columns of the row it reads, `asks` and `asks_above` say before what it will ask the database
    (sources.py); `options` are graphene's: required, description, and arguments.
    """
    source = Batch(function, tuple(needs), asks, asks_above)
    return SourceField(type_, source, permission=permission, **options)


def column(type_: Any, name: str, *, permission: Permission | None = None, **options: Any) -> SourceField:
    """A column under another name than the field's; also a path of to-one relations ("product__slug")."""
    return batch(
        type_,
        lambda rows, info: [getattr(row, name) for row in rows],
        needs=(name,),
        permission=permission,
        **options,
    )


def value(
    type_: Any,
    function: Callable[[Any], Any],
    *,
    needs: Sequence[str] = (),
    permission: Permission | None = None,
    **options: Any,
) -> SourceField:
    """A field worked out from one row alone, without reading anything: `value(String, lambda row: …, needs=…)`."""
    return batch(
        type_,
        lambda rows, info: [function(row) for row in rows],
        needs=needs,
        permission=permission,
        **options,
    )


def one(type_: Any, key: str, *, permission: Permission | None = None, **options: Any) -> SourceField:
    """A to-one relation by the column that holds its key.

    The rows come along in the statement of their parents where `key` is a foreign key ("product_id",
    "product__cooperative_id"); otherwise they are read once for the whole level.
    """
    return SourceField(type_, One(key), permission=permission, **options)


class One(Source):
    """A to-one relation."""

    def __init__(self, key: str) -> None:
        self.needs = (key,)
        self.relation = key.removesuffix("_id") if key.endswith("_id") else None

    def values(self, rows: Rows, info: Info, **arguments: Any) -> Sequence[Any]:
        joined = info.field.joined
        if joined is None:
            (key,) = self.needs
            return [getattr(row, key) for row in rows]
        (selection,) = info.field.selections.values()
        make = row_class(selection.type.name, joined.names)
        found: dict[Any, Any] = {None: None}
        for row in rows:
            if (key := getattr(row, joined.key)) not in found:
                found[key] = make(info.channel, [getattr(row, name) for name in joined.columns])
        own_channel(
            [row for row in found.values() if row is not None], model_meta(selection.type).channel_column
        )
        return [found[getattr(row, joined.key)] for row in rows]


def many(
    type_: Any,
    rows: Callable[..., QuerySet],
    *,
    by: str,
    needs: str = "pk",
    permission: Permission | None = None,
    **options: Any,
) -> SourceField:
    """A to-many relation: the rows of `rows(…)` whose column `by` is the parent's `needs`, in that queryset's order.

    `rows` names what its answer depends on as parameters: `channel` (id), `staff` (whether the actor is staff) and
    the field's arguments. The statement is compiled once for each combination.
    """
    source = Batch(*_many(rows, by, needs))
    required = options.pop("required", True)
    return SourceField(
        graphene.List(graphene.NonNull(type_)), source, permission=permission, required=required, **options
    )


def listed(
    type_: Any,
    function: Callable[..., Sequence[Any]],
    *,
    needs: Sequence[str] = (),
    permission: Permission | None = None,
    **options: Any,
) -> SourceField:
    """A computed list field: like `batch`, with a list per row."""
    required = options.pop("required", True)
    return batch(
        graphene.List(graphene.NonNull(type_)),
        function,
        needs=needs,
        permission=permission,
        required=required,
        **options,
    )


def empty_lists(rows: Sequence[Any], info: Info, **arguments: Any) -> list[list[Any]]:
    """For `listed`, where the dialect has a list and this shop nothing to put there: an empty one for each row."""
    return [[] for _ in rows]


def root(type_: Any, function: Callable[..., Any], *, permission: Permission, **options: Any) -> SourceField:
    """A field of Query: `function(info, **arguments)` gives the value: a key, a row, a value object or None."""
    return batch(
        type_, lambda rows, info, **arguments: [function(info, **arguments)], permission=permission, **options
    )


def _many(
    rows: Callable[..., QuerySet], by: str, needs: str
) -> tuple[Callable[..., Sequence[Any]], tuple[str, ...], Asks]:
    """What a Batch is made of."""
    wanted = tuple(inspect.signature(rows).parameters)

    def asks(parents: Rows, info: Info, **arguments: Any) -> list[Question]:
        known = {"channel": info.channel, "staff": info.actor.is_staff, **arguments}
        given = {name: known.get(name) for name in wanted}
        columns = next(iter(info.field.selections.values())).columns
        names = columns if by in columns else (*columns, by)
        key = (rows, by, names, tuple(given.values()))
        statement = kept(key, lambda: rows(**given).filter(**{f"{by}__within": PENDING}), names)
        return [(statement, {getattr(parent, needs) for parent in parents})]

    def values(parents: Rows, info: Info, **arguments: Any) -> Sequence[Any]:
        selection = next(iter(info.field.selections.values()))
        ((statement, keys),) = asks(parents, info, **arguments)
        names = statement.names
        make, place = row_class(selection.type.name, names), names.index(by)
        groups: dict[Any, list[Row]] = defaultdict(list)
        for found in statement.run(keys):
            groups[found[place]].append(make(info.channel, found))
        if own := model_meta(selection.type).channel_column:
            own_channel([row for group in groups.values() for row in group], own)
        return [groups.get(getattr(parent, needs), []) for parent in parents]

    return values, (needs,), asks
