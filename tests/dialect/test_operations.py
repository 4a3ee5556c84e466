"""Everything that the shop and the benchmarks send is valid against our schema."""

from pathlib import Path

import pytest
from graphql import (
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)
from graphql.language import DocumentNode

from marketplace.schema import schema

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = {name: ROOT / name / "operations" for name in ("storefront", "benchmarks")}


class _Spreads(Visitor):
    def __init__(self):
        super().__init__()
        self.names = set()

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_):
        self.names.add(node.name.value)


def _spread_in(node):
    finder = _Spreads()
    visit(node, finder)
    return finder.names


def documents(folder):
    """(file, text of its operations with the fragments they need from any file of the folder)."""
    trees = {path: parse(path.read_text()) for path in sorted(folder.rglob("*.graphql"))}
    shared = {
        node.name.value: node
        for tree in trees.values()
        for node in tree.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    for path, tree in trees.items():
        operations = [node for node in tree.definitions if isinstance(node, OperationDefinitionNode)]
        own = {node.name.value: node for node in tree.definitions if isinstance(node, FragmentDefinitionNode)}
        if operations:
            needed = _needed(operations, {**shared, **own}).values()
            yield path.name, print_ast(DocumentNode(definitions=(*operations, *needed)))


def _needed(operations, fragments):
    needed, todo = {}, set().union(*map(_spread_in, operations))
    while todo:
        name = todo.pop()
        if name not in needed:
            needed[name] = fragments[name]
            todo |= _spread_in(fragments[name])
    return needed


CASES = [
    pytest.param(document, id=f"{program}/{name}")
    for program, folder in FOLDERS.items()
    for name, document in documents(folder)
]


def test_there_are_operations_of_each_program():
    """An empty folder would make the test below say nothing."""
    assert {program: bool(list(folder.glob("*.graphql"))) for program, folder in FOLDERS.items()} == {
        "storefront": True,
        "benchmarks": True,
    }


@pytest.mark.parametrize("document", CASES)
def test_the_operation_is_valid(document):
    assert [error.message for error in validate(schema.graphql_schema, parse(document))] == []
