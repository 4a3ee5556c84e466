"""A validated document made into a plan: what to read of which rows, level by level.

Made once per document (and per value of the booleans in its directives) and kept; see documents.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    TypeNameMetaFieldDef,
    Visitor,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    visit,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_argument_values
from graphql.language import ArgumentNode

from marketplace.graphql.leaves import Leaf, leaf_of
from marketplace.graphql.sources import Asks, Source, TypeName, source_of
from marketplace.graphql.wrong_values import wrong_arguments

MOST_HOPS = 2


@dataclass(frozen=True, slots=True)
class Shape:
    """What an answer looks like: `of` for a list, `leaf` for a scalar or enum, neither for objects."""

    required: bool
    of: Shape | None = None
    leaf: Leaf | None = None


@dataclass
class Selection:
    """The fields asked of one object type at one place."""

    type: GraphQLObjectType
    fields: list[FieldPlan]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The response keys, in order."""
        return tuple(each.key for each in self.fields)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all fields here and below."""
        below = (each.names for field in self.fields for each in field.selections.values())
        return frozenset(each.name for each in self.fields).union(*below)

    @cached_property
    def asking(self) -> tuple[tuple[Asks, FieldPlan], ...]:
        """What says before which statements will run, of the fields here and of those below that know it by these rows,
        where there are several."""
        here = [(each.source.asks, each) for each in self.fields if each.source.asks is not None]
        below = [asks for each in self.fields for asks in each.asking_above]
        return (*here, *below) if len(here) + len(below) > 1 else ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns a row of this type needs to answer all fields."""
        needed = {"pk": None}
        if own_channel := getattr(model_meta(self.type), "channel_column", None):
            needed[own_channel] = None
        for each in self.fields:
            needed.update(dict.fromkeys(each.source.needs))
            if each.joined is not None:
                needed.update(dict.fromkeys(each.joined.columns))
        return tuple(needed)

    @cached_property
    def hops(self) -> int:
        """How many joins stand one behind the other in the statement that reads these rows."""
        return max((each.joined.hops for each in self.fields if each.joined is not None), default=0)

    def under(self, *names: str) -> Iterator[Selection]:
        """The selections that stand under a path of field names, aliases and all."""
        if not names:
            yield self
            return
        for each in self.fields:
            if each.name == names[0]:
                for selection in each.selections.values():
                    yield from selection.under(*names[1:])


@dataclass(frozen=True, slots=True)
class Joined:
    """A to-one relation read by the statement of the rows it hangs on: the columns there, and as it calls them."""

    key: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    hops: int


@dataclass
class FieldPlan:
    """One response key at one place: where its values come from and what is asked of them."""

    key: str
    name: str
    parent: GraphQLObjectType
    node: FieldNode
    definition: GraphQLField
    source: Source
    shape: Shape
    selections: Mapping[str, Selection] = field(default_factory=dict)

    @cached_property
    def joined(self) -> Joined | None:
        """How this relation is read along with its parents; None where it is read by its keys.

        At most MOST_HOPS joins one behind the other: a few save statements, many would cost more than they save.
        """
        relation = self.source.relation
        if relation is None or len(self.selections) != 1:
            return None
        (below,) = self.selections.values()
        model = model_meta(self.parent).model
        if (
            model is None
            or related_model(model, relation) is not model_meta(below.type).model
            or below.hops >= MOST_HOPS
        ):
            return None
        (key,) = self.source.needs
        names = below.columns
        return Joined(
            key,
            tuple(key if name == "pk" else f"{relation}__{name}" for name in names),
            names,
            below.hops + 1,
        )

    @property
    def asking_above(self) -> list[tuple[Asks, FieldPlan]]:
        """What the fields below ask that is known by the rows here."""
        way = self.parent.name, self.name
        below = [each for selection in self.selections.values() for each in selection.fields]
        return [(each.source.asks_above[way], each) for each in below if way in each.source.asks_above]

    def arguments(self, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        """The arguments as Python values; those without variables are worked out once."""
        if self._fixed is not None:
            return self._fixed
        try:
            return get_argument_values(self.definition, self.node, dict(variables))
        except GraphQLError as error:
            raise wrong_arguments(self.definition, self.node, variables) from error

    @cached_property
    def _fixed(self) -> Mapping[str, Any] | None:
        if any(_has_variable(argument) for argument in self.node.arguments):
            return None
        return get_argument_values(self.definition, self.node, {})


def plan(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: dict[str, FragmentDefinitionNode],
    switches: dict[str, bool],
) -> Selection:
    """The plan of one operation. `switches` are the values of the variables that @skip and @include read."""
    root = schema.get_root_type(operation.operation)
    assert root is not None
    grouped = collect_fields(schema, fragments, switches, root, operation.selection_set)
    return Planner(schema, fragments, switches).selection(root, grouped)


def related_model(model: Any, relation: str) -> Any:
    """The model at the end of a path of foreign keys; None when one of its steps is none."""
    for name in relation.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return None
        if not (field.many_to_one or field.one_to_one) or not field.concrete:
            return None
        model = field.related_model
    return model


def model_meta(type_: GraphQLObjectType) -> Any:
    """The options of our graphene type behind a GraphQL type (model, channel_column)."""
    return type_.graphene_type._meta  # type: ignore[attr-defined]


@dataclass
class Planner:
    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    switches: dict[str, bool]

    def selection(self, type_: GraphQLObjectType, grouped: Mapping[str, list[FieldNode]]) -> Selection:
        return Selection(type_, [self.field(type_, key, nodes) for key, nodes in grouped.items()])

    def field(self, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> FieldPlan:
        node = nodes[0]
        name = node.name.value
        if name == "__typename":
            return FieldPlan(
                key,
                name,
                parent,
                node,
                TypeNameMetaFieldDef,
                TypeName(parent.name),
                self.shape(TypeNameMetaFieldDef.type),
            )
        definition = parent.fields[name]
        return FieldPlan(
            key,
            name,
            parent,
            node,
            definition,
            source_of(parent, name),
            self.shape(definition.type),
            self.below(definition, nodes),
        )

    def below(self, definition: GraphQLField, nodes: list[FieldNode]) -> dict[str, Selection]:
        named = get_named_type(definition.type)
        if is_leaf_type(named):
            return {}
        types = self.schema.get_possible_types(named) if is_abstract_type(named) else [named]  # type: ignore[arg-type]
        return {
            type_.name: self.selection(
                type_,  # type: ignore[arg-type]
                collect_sub_fields(self.schema, self.fragments, self.switches, type_, nodes),  # type: ignore[arg-type]
            )
            for type_ in types
        }

    def shape(self, type_: GraphQLOutputType) -> Shape:
        required = isinstance(type_, GraphQLNonNull)
        inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if isinstance(inner, GraphQLList):
            return Shape(required, of=self.shape(inner.of_type))
        return Shape(required, leaf=leaf_of(inner) if is_leaf_type(inner) else None)


def _has_variable(argument: ArgumentNode) -> bool:
    class Finder(Visitor):
        found = False

        def enter_variable(self, *_: Any) -> None:
            self.found = True

    finder = Finder()
    visit(argument, finder)
    return finder.found
