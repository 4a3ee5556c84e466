"""Functions of 40 lines and files of 400 at most. What is larger stands here with its reason."""

import ast

from tests.house.source import EVERYTHING, name, python_files, tree

LONGEST_FUNCTION, LONGEST_FILE = 40, 400

REASONED: dict[str, str] = {
    "tests/account/test_staff.py": "everything that staff may and may not do with people",
    "tests/checkout/test_api.py": "every mutation of a cart, side by side",
    "tests/checkout/test_api.py::test_a_guest_buys_from_two_cooperatives": "one story",
    "tests/checkout/test_completion.py": "everything that can stand in the way of an order",
    "tests/cooperative/test_api.py::test_a_cooperative_tells_who_it_is_and_where": "one answer, field by field",
    "tests/journeys/test_sale.py::test_a_buyer_orders_of_two_cooperatives_and_each_sends_its_part": "one story",
    "tests/oversight/test_api.py::test_a_shop_is_opened_from_the_first_word_to_the_first_day_by_the_api": "one story",
}
"""`path` or `path::function` -> why it is better whole."""


def _long_functions():
    for path in python_files(*EVERYTHING):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _lines(node) > LONGEST_FUNCTION:
                yield f"{name(path)}::{node.name}"


def _lines(function):
    """Without decorators and docstring: a long promise is no long function."""
    first, last = function.body[0], function.body[-1]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return (
        last.end_lineno - function.lineno + 1 - (first.end_lineno - first.lineno + 1 if is_docstring else 0)
    )


def _long_files():
    return [
        name(path) for path in python_files(*EVERYTHING) if len(path.read_text().splitlines()) > LONGEST_FILE
    ]


def test_what_is_too_long_is_exactly_what_has_a_reason():
    assert sorted([*_long_functions(), *_long_files()]) == sorted(REASONED)
