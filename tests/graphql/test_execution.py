"""The level-by-level executor gives the answers of graphql-core, on documents generated for a hard schema."""

from __future__ import annotations

import sys
from pathlib import Path

from graphql import execute as core_execute
from graphql import parse
from hypothesis import given
from hypothesis import strategies as st

from marketplace.graphql.context import Context

sys.path.insert(0, str(Path(__file__).parent))
from things import endpoint, schema  # noqa: E402

LEAVES = st.sampled_from(
    [
        "number",
        "mayFail",
        "must",
        "mood",
        "echo",
        'longer: echo(text: "b", times: $times)',
        "grid",
        "secret",
        "__typename",
        "same: number",
    ]
)
BRANCHES = st.sampled_from(["child", "sureChild", "children", "holes", "again: child"])
SWITCHES = st.sampled_from(
    ["", "", "", " @include(if: $yes)", " @skip(if: $yes)", " @include(if: $no)", " @skip(if: true)"]
)
ABSTRACT = st.sampled_from(["any", "numbered"])


def fields(depth: int):
    leaf = st.builds(lambda field, switch: field + switch, LEAVES, SWITCHES)
    if depth == 0:
        return st.lists(leaf, min_size=1, max_size=3).map(" ".join)
    below = fields(depth - 1)
    branch = st.builds(lambda name, switch, inner: f"{name}{switch} {{ {inner} }}", BRANCHES, SWITCHES, below)
    inline = st.builds(lambda switch, inner: f"... on Thing{switch} {{ {inner} }}", SWITCHES, below)
    abstract = st.builds(
        lambda name, inner: (
            f"{name} {{ __typename ... on Thing {{ {inner} }} ... on Numbered {{ number }} ... on Other {{ twice }} }}"
        ),
        ABSTRACT,
        below,
    )
    return st.lists(
        st.one_of(leaf, branch, inline, abstract, st.just("...Shared")), min_size=1, max_size=4
    ).map(" ".join)


DOCUMENTS = st.builds(
    lambda things, thing: (
        "query Q($yes: Boolean!, $no: Boolean = false, $times: Int = 2, $count: Int) {"
        f" things(count: $count) {{ number {things} }} thing(number: 4) {{ number {thing} ...Shared }}"
        " used: thing { number @include(if: $yes) same: number @skip(if: $no) echo(times: $times) } }"
        " fragment Shared on Thing { number must child { number } children { mood ...Deep } }"
        " fragment Deep on Thing { holes { number mayFail } }"
    ),
    fields(3),
    fields(2),
)


def by_core(text: str, variables: dict):
    return core_execute(
        schema.graphql_schema, parse(text), variable_values=variables, context_value=(Context(), {})
    )


@given(DOCUMENTS, st.booleans(), st.integers(0, 12))
def test_it_answers_as_graphql_core_does(text, yes, count):
    variables = {"yes": yes, "count": count}
    answer = endpoint.answer(text, variables, "Q", Context())
    assert all(error.path is not None for error in answer.errors or [])  # none was refused by validation
    expected = by_core(text, variables)
    assert answer.data == expected.data
    ours = [error.path for error in answer.errors or []]
    assert all(error.path in ours for error in expected.errors or [])


def test_a_failing_element_fails_alone_and_its_place_is_named():
    answer = endpoint.answer("{ things(count: 5) { number mayFail } }", {}, None, Context())
    assert [thing["mayFail"] for thing in answer.data["things"]] == [
        "thing 0",
        "thing 1",
        "thing 2",
        None,
        "thing 4",
    ]
    assert [error.path for error in answer.errors] == [["things", 3, "mayFail"]]


def test_null_where_it_is_not_allowed_empties_the_nearest_place_that_may_be_empty():
    answer = endpoint.answer(
        "{ thing(number: 9) { number holes { number must } child { must } } }", {}, None, Context()
    )
    holes = [None, {"number": 46, "must": "thing 46"}, None]
    assert answer.data == {"thing": {"number": 9, "holes": holes, "child": None}}
    assert [error.path for error in answer.errors] == [
        ["thing", "holes", 2, "must"],
        ["thing", "child", "must"],
    ]


def test_what_needs_permission_is_refused_before_it_is_read():
    answer = endpoint.answer("{ thing { secret } }", {}, None, Context())
    assert answer.data == {"thing": {"secret": None}}
    assert "AUTHENTICATED_STAFF_USER" in answer.errors[0].message


def test_a_key_named_twice_by_fragments_is_merged():
    answer = endpoint.answer(
        "{ thing { child { number } ...A } } fragment A on Thing { child { mood } }", {}, None, Context()
    )
    assert answer.data == {"thing": {"child": {"number": 5, "mood": "CALM"}}}


def test_introspection_shows_the_types():
    answer = endpoint.answer('{ __type(name: "Mood") { enumValues { name } } }', {}, None, Context())
    assert answer.data == {"__type": {"enumValues": [{"name": "CALM"}, {"name": "WILD"}]}}
