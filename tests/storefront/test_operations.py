"""Every operation the shop sends is valid for the API's printed schema."""

import pytest
from graphql import (
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    get_named_type,
    parse,
    validate,
    visit,
)

from storefront.documents import OPERATIONS, document, names
from tools.processes import ROOT

SCHEMA = ROOT / "marketplace" / "schema.graphql"


@pytest.fixture(scope="module")
def schema():
    return build_schema(SCHEMA.read_text(encoding="utf-8"), assume_valid_sdl=True)


@pytest.mark.parametrize("name", names())
def test_an_operation_is_valid(schema, name):
    assert [str(error) for error in validate(schema, parse(document(name).text))] == []


@pytest.mark.parametrize("name", names())
def test_a_file_holds_the_one_operation_it_is_named_after(name):
    operations = [
        each for each in parse(document(name).text).definitions if each.kind == "operation_definition"
    ]
    assert [each.name.value for each in operations] == [name]


def test_every_fragment_is_used():
    fragments = {path.stem for path in (OPERATIONS / "fragments").glob("*.graphql")}
    sent = [parse(document(name).text).definitions for name in names()]
    used = {each.name.value for one in sent for each in one if each.kind == "fragment_definition"}
    assert fragments == used


def test_a_fragment_is_appended_once():
    text = document("Product").text
    assert text.count("fragment Amount on") == 1
    assert text.count("fragment Good on") == 1


@pytest.mark.parametrize("name", ["SellOrder", "SellOrders"])
def test_the_bench_asks_for_no_sum_but_the_cash_to_collect(schema, name):
    """Packers work there. Whoever hands a parcel over has to know what to collect, and nothing else of the money."""
    types = TypeInfo(schema)
    asked = set()

    class Sums(Visitor):
        def enter_field(self, node, *_where):
            if get_named_type(types.get_type()).name in ("Money", "TaxedMoney"):
                asked.add(node.name.value)

    visit(parse(document(name).text), TypeInfoVisitor(types, Sums()))
    assert asked == {"amountDue"}
