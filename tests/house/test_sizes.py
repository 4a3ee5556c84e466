"""Functions of 40 lines and files of 400 at most. What is larger stands here with its reason."""

import ast

from tests.house.source import EVERYTHING, name, python_files, tree

LONGEST_FUNCTION, LONGEST_FILE = 40, 400

REASONED: dict[str, str] = {}
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
