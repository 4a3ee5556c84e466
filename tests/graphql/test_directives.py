from graphql import get_introspection_query

from marketplace.graphql.context import Context
from marketplace.schema import endpoint

# of graphql-js 16
KNOWN_PLACES = """
QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION SCHEMA SCALAR
OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION
"""


def test_code_generators_of_clients_know_every_place_of_a_directive():
    told = endpoint.answer(get_introspection_query(), {}, None, Context()).data["__schema"]["directives"]
    assert {each["name"] for each in told} >= {"include", "skip", "deprecated"}
    assert {place for each in told for place in each["locations"]} - set(KNOWN_PLACES.split()) == set()
