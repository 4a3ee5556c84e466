"""What is too much is refused before anything is read, quickly, and with one code; what clients ask is not."""

import sys
import time
from pathlib import Path

import pytest
from django.utils import translation
from graphql import parse

from benchmarks.yardstick import loop
from marketplace.graphql.context import Context
from marketplace.graphql.limits import DEEPEST, MOST_COST, TooMuch, weights
from storefront.documents import document, names

sys.path.insert(0, str(Path(__file__).parent))
from things import endpoint  # noqa: E402


def price(text, **variables):
    """The cost of the only operation of a document."""
    (weight,) = weights(parse(text)).values()
    return weight.statements + weight.price.known(variables)


def chain(length):
    """Fragments that spread each other in a row, without a cycle."""
    links = [f"fragment F{each} on Thing {{ ...F{each + 1} }}" for each in range(length)]
    return f"{{ thing {{ ...F0 }} }} {' '.join(links)} fragment F{length} on Thing {{ number }}"


LONGEST = 800
"""Loops of the yardstick just before and after; thirty are usual. What is compared each with each takes many more."""
TOO_MUCH = {
    "deep": "{ " + "thing { " * DEEPEST + "number" + " }" * (DEEPEST + 1),
    "deep in inline fragments": "{ " + "... { " * 100 + "thing { number }" + " }" * 101,
    "deep in fragments": chain(100),
    "a chain of a thousand fragments": chain(1500),
    "wide": "{ thing { ...A ...A } } fragment A on Thing { "
    + " ".join(f"a{each}: number" for each in range(2501))
    + " }",
    "doubled again and again": "{ thing { ...F0 } } fragment F20 on Thing { number }"
    + "".join(f" fragment F{each} on Thing {{ ...F{each + 1} ...F{each + 1} }}" for each in range(20)),
    "one field again and again": "{ " + "thing { number } " * 2000 + "}",
    "one field again and again, further down": "{ " + f"thing {{ {'number ' * 50} }} " * 90 + "}",
    "one field again and again in the schema": "{ __schema { " + "types { name } " * 2000 + "} }",
    "the schema within itself": "{ __schema { types { ...A } } } fragment A on __Type { a: ofType { ...A } b: ofType { ...A } }",
    "a cycle": "{ thing { ...A } } fragment A on Thing { child { ...B } } fragment B on Thing { child { ...A } }",
    "pages in pages": "{ a(first: 100) { b(first: 100) { c(first: 100) { d } } } }",
    "pages in pages, by fragments": "{ a(first: 100) { ...B } } fragment B on X { b(last: 100) { c(first: 9) { d } } }",
    "pages larger than there are": "{ a(first: 99999999999999) { b(first: 1000) { c(first: 9) { d } } } }",
    "many changes": "mutation { " + " ".join(f"m{each}: change {{ ok }}" for each in range(38)) + " }",
    "many changes, by fragments": "mutation { ...M ...M } fragment M on Mutation { "
    + " ".join(f"m{each}: change {{ ok }}" for each in range(19))
    + " }",
    "the schema many times": "{ "
    + " ".join(f"s{each}: __schema {{ types {{ name }} }}" for each in range(8))
    + " }",
}


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=list(TOO_MUCH))
def test_what_is_too_much_is_refused_by_its_code_and_soon(text):
    before, started = loop(time.thread_time), time.thread_time()  # of this thread alone: machines are shared
    answer = endpoint.answer(text, {}, None, Context())
    took = (time.thread_time() - started) * 1000
    assert took / max(before, loop(time.thread_time)) < LONGEST
    assert answer.data is None
    assert [error.extensions for error in answer.errors] == [{"exception": {"code": "QueryCostError"}}]


@pytest.mark.parametrize("inside", ["thing {", "... {", "... on Thing {", "a: thing(number: 1) {"])
def test_what_is_deeper_than_the_parser_goes_is_refused_by_the_parser(inside):
    answer = endpoint.answer("{ " + f"{inside} " * 2000 + "number" + " }" * 2001, {}, None, Context())
    assert (answer.data, len(answer.errors)) == (None, 1)


def test_a_page_costs_its_size_times_what_is_in_it():
    # 4 fields with selections of 20 each, and 10 × (list, edges, node)
    assert price("{ things(first: 10) { edges { node { child { number } } } } }") == 4 * 20 + 10 * 4
    assert price("{ things(last: 3) { number } more: things(first: 0) { number } }") == 2 * 20 + 3 + 1


def test_a_page_whose_size_is_a_variable_is_priced_with_it():
    text = "query($n: Int, $m: Int) { a(first: $n) { b(last: $m) { c } } }"
    assert price(text, n=7, m=5) == 2 * 20 + 7 * (1 + 5)
    assert price(text, n=7) == 2 * 20 + 7 * 2
    assert price(text, n=-5, m="x") == 2 * 20 + 2
    assert price(text, n=10**9, m=10**9) == 2 * 20 + 100 * 101


def test_the_price_of_a_fragment_counts_wherever_it_is_spread():
    one = "fragment A on X { b(first: $n) { c } }"
    assert price("query($n: Int) { x { ...A } } " + one, n=30) == 2 * 20 + 1 + 30
    assert price("query($n: Int) { x(first: 2) { ...A } y { ...A } } " + one, n=30) == 4 * 20 + 2 * 31 + 31


def test_variables_that_ask_too_much_are_refused_when_they_come():
    text = "query($n: Int) { a(first: $n) { b(first: $n) { c(first: $n) { d } } } }"
    (weight,) = weights(parse(text)).values()
    weight.check({"n": 30})
    with pytest.raises(TooMuch):
        weight.check({"n": 90})


def test_an_answer_of_too_many_values_is_refused_while_it_is_made():
    wide = "{ things(count: 1000) { " + " ".join(f"n{each}: number" for each in range(200)) + " } }"
    answer = endpoint.answer(wide, {}, None, Context())
    assert answer.data is None
    assert [error.extensions for error in answer.errors] == [{"exception": {"code": "QueryCostError"}}]
    less = wide.replace("1000", "900")
    assert len(endpoint.answer(less, {}, None, Context()).data["things"]) == 900


@pytest.mark.parametrize(
    "text",
    [
        '{ __type(name: "Thing") { name } thing { number } }',
        "{ thing { number } ...A } fragment A on Query { __schema { queryType { name } } }",
    ],
)
def test_what_is_asked_along_with_the_schema_is_not_read_one_object_at_a_time(text):
    answer = endpoint.answer(text, {}, None, Context())
    assert (answer.data, answer.errors[0].extensions) == (None, {"exception": {"code": "QueryCostError"}})
    both = 'query A { __type(name: "Thing") { name } } query B { thing { number } }'
    assert endpoint.answer(both, {}, "B", Context()).data == {"thing": {"number": 1}}
    assert endpoint.answer(both, {}, "A", Context()).data == {"__type": {"name": "Thing"}}


@pytest.mark.parametrize("name", names())
def test_the_shops_own_operations_cost_a_fifth_of_the_limit_with_pages_of_a_hundred(name):
    (weight,) = weights(parse(document(name).text)).values()
    variables = dict.fromkeys((page for _, page, _ in weight.price.pages), 100)
    assert weight.statements + weight.price.known(variables) <= MOST_COST / 5


def test_the_refusal_is_in_the_readers_language():
    with translation.override("vi"):
        (error,) = endpoint.answer(TOO_MUCH["deep"], {}, None, Context()).errors
    assert error.message == "Câu hỏi sâu quá 25 tầng."
    with translation.override("en"):
        (error,) = endpoint.answer(TOO_MUCH["pages in pages"], {}, None, Context()).errors
    assert error.message == "The query costs 1010160, and 75000 is the limit. Ask for fewer or smaller pages."
