"""The benchmark's operations are valid for our API, and ask for nothing a Saleor client does not know."""

import pytest
from graphql import build_schema, parse, validate

from benchmarks.run import SALEOR
from benchmarks.stories import OPERATIONS, Market
from tests.house.source import ROOT


@pytest.fixture(scope="module")
def schema():
    return build_schema((ROOT / "marketplace" / "schema.graphql").read_text(), assume_valid_sdl=True)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_of_the_benchmark_is_valid(schema, name):
    assert [str(error) for error in validate(schema, parse(OPERATIONS[name]))] == []


def test_every_measured_operation_stands_beside_a_figure_of_saleors():
    assert list(Market(server=None).stories()) == list(SALEOR)
