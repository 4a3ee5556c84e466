"""Every operation the shop sends is valid for the API's printed schema."""

import pytest
from graphql import build_schema, parse, validate

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
