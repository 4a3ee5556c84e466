"""Running a plan, level by level: each field once for all the objects that stand in one place.

The answers are those of graphql-core, which the tests hold it to on every known operation and on generated ones;
graphql-core itself still answers introspection (see fallback.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from graphql import GraphQLError, GraphQLObjectType

from marketplace.core.statements import Question, asked_together
from marketplace.graphql.context import Context
from marketplace.graphql.info import Info
from marketplace.graphql.leaves import NoneType
from marketplace.graphql.limits import MOST_VALUES, TooMuch
from marketplace.graphql.loading import load, typename_of
from marketplace.graphql.plan import FieldPlan, Selection, Shape, model_meta
from marketplace.graphql.rows import Row

Path = Callable[[int], list[Any]]
"""Where the i-th value of a level stands in the answer; asked only when something went wrong."""

ALONE = nullcontext()
"""Around fields that say nothing of what they will ask the database."""
FAILED = object()
"""Stands where null is not allowed: it makes the nearest nullable place above null."""


def execute(
    plan: Selection, context: Context, variables: Mapping[str, Any]
) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
    """The data and the errors of one operation."""
    context.asked = plan.names
    run = _Run(context, variables)
    try:
        (data,) = run.objects(plan, [None], None, lambda place: [])
    except TooMuch as error:
        return None, [error]
    return (None if data is FAILED else data), run.errors


class _Run:
    def __init__(self, context: Context, variables: Mapping[str, Any]) -> None:
        self.context = context
        self.variables = variables
        self.errors: list[GraphQLError] = []
        self.failures = 0
        self.values = 0.0
        self.times = 1.0
        """In how many places of the answer a row of this level stands, one with another."""

    def objects(self, selection: Selection, rows: Sequence[Any], channel: Any, path: Path) -> list[Any]:
        """The answers of these objects, all of one type, in their order."""
        if isinstance(rows[0], Row):
            channels = {row.channel for row in rows}
            if len(channels) > 1:
                return self._by_channel(selection, rows, channels, path)
            (channel,) = channels
        before = self.failures
        asking = asked_together(self._questions(selection, rows, channel)) if selection.asking else ALONE
        with asking:
            levels = [self._field(each, rows, channel, path) for each in selection.fields]
        answers: list[Any] = [
            dict(zip(selection.keys, values, strict=True)) for values in zip(*levels, strict=True)
        ]
        if not levels:  # all of them skipped
            return [{} for _ in rows]
        if self.failures != before:
            answers = [FAILED if FAILED in answer.values() else answer for answer in answers]
        return answers

    def _questions(self, selection: Selection, rows: Sequence[Any], channel: Any) -> Iterator[Question]:
        """What the fields of this place will ask the database, as far as they say. What is wrong, they say later."""
        for asks, field in selection.asking:
            with suppress(Exception):
                info = Info(self.context, channel, field)
                yield from asks(rows, info, **field.arguments(self.variables))

    def _by_channel(
        self, selection: Selection, rows: Sequence[Any], channels: set[Any], path: Path
    ) -> list[Any]:
        answers: list[Any] = [None] * len(rows)
        for channel in channels:
            places = [place for place, row in enumerate(rows) if row.channel == channel]
            there = self.objects(selection, [rows[place] for place in places], channel, _at(path, places))
            for place, answer in zip(places, there, strict=True):
                answers[place] = answer
        return answers

    def _field(self, field: FieldPlan, rows: Sequence[Any], channel: Any, above: Path) -> list[Any]:
        def path(place: int) -> list[Any]:
            return [*above(place), field.key]

        try:
            arguments = field.arguments(self.variables)
            values = field.source.values(rows, Info(self.context, channel, field), **arguments)
        except Exception as error:  # noqa: BLE001 -- whatever a resolver raises becomes the field's error
            values = [error] * len(rows)
        return self._complete(field, field.shape, values, channel, path)

    def _complete(
        self, field: FieldPlan, shape: Shape, values: Sequence[Any], channel: Any, path: Path
    ) -> list[Any]:
        self._count(len(values))
        if shape.leaf is not None:
            answers = self._leaves(field, shape, values, path)
        elif shape.of is not None:
            answers = self._lists(field, shape.of, values, channel, path)
        else:
            answers = self._objects(field, values, channel, path)
        return self._require(field, answers, path) if shape.required else self._forgive(answers)

    def _count(self, values: int) -> None:
        self.values += values * self.times
        if self.values > MOST_VALUES:
            message = _("The answer would hold more than %(most)s values. Ask for fewer or smaller pages.")
            raise TooMuch(message % {"most": MOST_VALUES})

    def _leaves(self, field: FieldPlan, shape: Shape, values: Sequence[Any], path: Path) -> list[Any]:
        kinds = set(map(type, values))
        kinds.discard(NoneType)
        leaf = shape.leaf
        assert leaf is not None
        if kinds <= leaf.native:
            return values if isinstance(values, list) else list(values)
        if None not in values and not any(issubclass(kind, Exception) for kind in kinds):
            try:
                return list(map(leaf.serialize, values))
            except Exception:  # noqa: BLE001, S110 -- which of them it was, is found out below
                pass
        answers = []
        for place, value in enumerate(values):
            try:
                if isinstance(value, Exception):
                    raise value
                answers.append(None if value is None else leaf.serialize(value))
            except Exception as error:  # noqa: BLE001
                self._fail(field, error, path(place))
                answers.append(None)
        return answers

    def _lists(
        self, field: FieldPlan, of: Shape, values: Sequence[Any], channel: Any, path: Path
    ) -> list[Any]:
        flat: list[Any] = []
        sizes: list[int | None] = []
        for place, value in enumerate(values):
            if value is None:
                sizes.append(None)
            elif isinstance(value, Exception):
                sizes.append(None)
                self._fail(field, value, path(place))
            else:
                sizes.append(len(value))
                flat.extend(value)

        def item_path(item: int) -> list[Any]:
            for place, size in enumerate(sizes):
                if size is not None and item < size:
                    return [*path(place), item]
                item -= size or 0
            raise IndexError(item)

        before = self.failures
        items = iter(self._complete(field, of, flat, channel, item_path)) if flat else iter(())
        answers: list[Any] = [None if size is None else list(islice(items, size)) for size in sizes]
        if self.failures != before:
            answers = [FAILED if isinstance(each, list) and FAILED in each else each for each in answers]
        return answers

    def _objects(self, field: FieldPlan, values: Sequence[Any], channel: Any, path: Path) -> list[Any]:
        kinds = set(map(type, values))
        if len(field.selections) == 1:
            (selection,) = field.selections.values()
            if NoneType not in kinds and not any(issubclass(kind, Exception) for kind in kinds):
                return self._objects_of(selection, values, channel, path) if values else []
        answers: list[Any] = [None] * len(values)
        for typename, places in self._places_by_type(field, values, path).items():
            there = self._objects_of(
                field.selections[typename], [values[place] for place in places], channel, _at(path, places)
            )
            for place, answer in zip(places, there, strict=True):
                answers[place] = answer
        return answers

    def _places_by_type(self, field: FieldPlan, values: Sequence[Any], path: Path) -> dict[str, list[int]]:
        only = next(iter(field.selections)) if len(field.selections) == 1 else None
        places: dict[str, list[int]] = {}
        for place, value in enumerate(values):
            if isinstance(value, Exception):
                self._fail(field, value, path(place))
            elif value is not None:
                places.setdefault(only or typename_of(value), []).append(place)
        return places

    def _objects_of(self, selection: Selection, values: Sequence[Any], channel: Any, path: Path) -> list[Any]:
        """The answers of values of one type. Things named several times are read and answered once."""
        rows, numbers = distinct_rows(selection.type, values, selection.columns, channel)
        if numbers is None:
            return self.objects(selection, rows, channel, path)
        if not rows:
            return [None] * len(numbers)
        before, self.times = self.times, self.times * len(numbers) / len(rows)
        there = self.objects(selection, rows, channel, lambda i: path(numbers.index(i)))
        self.times = before
        return [None if number is None else there[number] for number in numbers]

    def _require(self, field: FieldPlan, answers: list[Any], path: Path) -> list[Any]:
        if None not in answers:
            return answers
        return [
            answer if answer is not None else self._missing(field, path(place))
            for place, answer in enumerate(answers)
        ]

    def _forgive(self, answers: list[Any]) -> list[Any]:
        return [None if answer is FAILED else answer for answer in answers] if self.failures else answers

    def _missing(self, field: FieldPlan, path: list[Any]) -> Any:
        self.failures += 1
        if not any(error.path is not None and error.path[: len(path)] == path for error in self.errors):
            message = f"Cannot return null for non-nullable field {field.parent.name}.{field.name}."
            self.errors.append(GraphQLError(message, field.node, path=path))
        return FAILED

    def _fail(self, field: FieldPlan, error: Exception, path: list[Any]) -> None:
        words = (
            error.message if isinstance(error, GraphQLError) else str(error)
        )  # its text tells the document again
        self.errors.append(GraphQLError(words, field.node, path=path, original_error=error))


def _at(path: Path, places: Sequence[int]) -> Path:
    """Where the i-th of some of a level's values stands."""
    return lambda i: path(places[i])


def distinct_rows(
    type_: GraphQLObjectType, values: Sequence[Any], columns: tuple[str, ...], channel: Any
) -> tuple[Sequence[Any], list[int | None] | None]:
    """The distinct rows behind `values` and, for each value, the number of its row (None where there is none).

    Without numbers the rows are the values, each standing for itself.
    """
    if isinstance(values[0], Row):
        return _distinct(values)
    if model_meta(type_).model is None:
        return values, None
    keys = [getattr(value, "pk", value) for value in values]
    rows = load(type_, set(keys), columns, channel)
    number = {row.pk: place for place, row in enumerate(rows)}
    return rows, [number.get(key) for key in keys]


def _distinct(rows: Sequence[Row]) -> tuple[Sequence[Row], list[int | None] | None]:
    """The same row in several places is answered once."""
    if len(set(map(id, rows))) == len(rows):
        return rows, None
    numbers: dict[int, int] = {}
    places: list[int | None] = [numbers.setdefault(id(row), len(numbers)) for row in rows]
    return list({id(row): row for row in rows}.values()), places
