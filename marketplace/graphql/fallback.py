"""graphql-core on the same sources, one object at a time.

It answers introspection, and it is the judge the level-by-level executor is compared with in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import (
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLUnionType,
)

from marketplace.graphql.execution import distinct_rows
from marketplace.graphql.info import Info
from marketplace.graphql.loading import typename_of
from marketplace.graphql.plan import FieldPlan, Planner
from marketplace.graphql.rows import Row
from marketplace.graphql.sources import source_of


def install(schema: GraphQLSchema) -> None:
    """Give every field of the schema a resolver for graphql-core."""
    for type_ in schema.type_map.values():
        if isinstance(type_, (GraphQLInterfaceType, GraphQLUnionType)):
            type_.resolve_type = lambda value, info, _: typename_of(value)
        if isinstance(type_, GraphQLObjectType):
            type_.is_type_of = None
            if not type_.name.startswith("__"):
                for name, field in type_.fields.items():
                    field.resolve = _resolver(schema, type_, name)


def _resolver(schema: GraphQLSchema, type_: GraphQLObjectType, name: str) -> Callable[..., Any]:
    definition = type_.fields[name]

    def resolve(root: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        context, channels = info.context
        channel = root.channel if isinstance(root, Row) else _channel_above(info, channels)
        field = _field_plan(schema, type_, name, info)
        (value,) = source_of(type_, name).values([root], Info(context, channel, field), **arguments)
        if isinstance(value, Exception):
            raise value
        channels[tuple(info.path.as_list())] = channel
        return _rows(definition.type, value, field, channel)

    return resolve


def _channel_above(info: GraphQLResolveInfo, channels: Mapping[tuple, Any]) -> Any:
    path = info.path.prev
    while path is not None:
        if (at := tuple(path.as_list())) in channels:
            return channels[at]
        path = path.prev
    return None


def _field_plan(
    schema: GraphQLSchema, type_: GraphQLObjectType, name: str, info: GraphQLResolveInfo
) -> FieldPlan:
    variables = info.variable_values
    grouped = {info.field_nodes[0].alias.value if info.field_nodes[0].alias else name: info.field_nodes}
    planner = Planner(schema, info.fragments, variables)
    ((key, nodes),) = grouped.items()
    return planner.field(type_, key, nodes)


def _rows(type_: GraphQLOutputType, value: Any, field: FieldPlan, channel: Any) -> Any:
    """Keys become rows, as in the level-by-level executor."""
    if value is None:
        return None
    if isinstance(type_, GraphQLNonNull):
        return _rows(type_.of_type, value, field, channel)
    if isinstance(type_, GraphQLList):
        return [_rows(type_.of_type, each, field, channel) for each in value]
    if isinstance(value, Exception) or not field.selections:
        return value
    typename = typename_of(value) if len(field.selections) > 1 else next(iter(field.selections))
    selection = field.selections[typename]
    rows, numbers = distinct_rows(selection.type, [value], selection.columns, channel)
    return rows[0] if rows and (numbers is None or numbers[0] is not None) else None
