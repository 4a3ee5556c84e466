"""Numbers of a request are exact where money is made of them, and plain floats elsewhere."""

from decimal import Decimal

import pytest
from graphql import GraphQLFloat

from marketplace.graphql.numbers import read_json
from marketplace.graphql.scalars import PositiveDecimal


def test_money_is_made_of_the_digits_as_written():
    assert PositiveDecimal.parse_value(read_json("0.1000000000000000055")) == Decimal("0.1000000000000000055")


def test_a_float_is_a_float():
    assert GraphQLFloat.parse_value(read_json("22.5")) == 22.5


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "[NaN]"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="no JSON"):
        read_json(text)


def test_numbers_beyond_reason_are_refused():
    with pytest.raises(Exception, match="out of range"):
        PositiveDecimal.parse_value(read_json("1e400"))
