"""What a field asks by the rows above it leads to it: a name that is wrong would only cost time, and nobody would see."""

from graphql import GraphQLObjectType, get_named_type

from marketplace.graphql.sources import source_of
from marketplace.schema import schema


def test_who_asks_above_stands_below_the_field_it_names():
    types = schema.graphql_schema.type_map
    found = [
        (way, type_.name)
        for type_ in types.values()
        if isinstance(type_, GraphQLObjectType) and hasattr(type_, "graphene_type")
        for name in type_.fields
        for way in source_of(type_, name).asks_above
    ]
    assert found == [(("Product", "variants"), "ProductVariant")]
    assert [get_named_type(types[of].fields[field].type).name for (of, field), _below in found] == [
        below for _way, below in found
    ]
