"""The environment is read in few places, and every name of it is explained."""

import ast
import re

import pytest

from tests.house.source import PROGRAMS, ROOT, name, python_files, tree

READERS = ("marketplace/settings.py", "storefront/settings.py", "tools/demo.py")
ENTRY_POINTS = {"marketplace/wsgi.py", "storefront/wsgi.py", "storefront/__main__.py"}
"""They name the settings module, and read nothing."""


def _names(path):
    """Every literal name the module takes from the environment, by `os.environ` or a function of its own around it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and "env" in ast.unparse(node.func) and node.args:
            yield from _literal(node.args[0])
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield from _literal(node.slice)


def _literal(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isupper():
        yield node.value


def _all_names():
    return sorted({each for reader in READERS for each in _names(ROOT / reader)})


def test_the_readers_are_found_to_read_something():
    assert {"DATABASE_URL", "PUBLIC_URL", "SHOP_SECRET", "PORT"} <= set(_all_names())


@pytest.mark.parametrize("variable", _all_names())
def test_a_variable_is_explained(variable):
    assert f"| `{variable}` |" in (ROOT / "docs" / "running.md").read_text()


def test_the_example_of_an_environment_has_every_variable_of_the_two_programs():
    example = (ROOT / ".env.example").read_text()
    given = set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE))
    assert given >= {each for reader in READERS[:2] for each in _names(ROOT / reader)}
    assert given - set(re.findall(r"\| `([A-Z_]+)` \|", (ROOT / "docs" / "running.md").read_text())) == set()


def test_nothing_else_reads_the_environment():
    readers = [path for path in python_files(*PROGRAMS) if name(path) not in {*READERS, *ENTRY_POINTS}]
    asking = [path for path in readers if any(_reads(node) for node in ast.walk(tree(path)))]
    assert [name(path) for path in asking] == []


def _reads(node):
    return (
        isinstance(node, ast.Attribute)
        and node.attr in ("environ", "getenv")
        and ast.unparse(node.value) == "os"
    )
