"""What a document may cost, judged before it is validated: depth, number of fields with fragments spread, cycles."""

from __future__ import annotations

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

DEEPEST = 25
MOST_FIELDS = 5_000
INTROSPECTION = ("__schema", "__type")


class _TooMuch(Exception):
    pass


def check_limits(schema: GraphQLSchema, tree: DocumentNode) -> list[GraphQLError]:
    """One error when the document asks too much; introspection is exempt (DECISIONS 30)."""
    fragments = {node.name.value: node for node in tree.definitions if isinstance(node, FragmentDefinitionNode)}
    for node in tree.definitions:
        if isinstance(node, OperationDefinitionNode):
            try:
                _Meter(fragments).measure(node.selection_set, 1, ())
            except _TooMuch as reason:
                return [GraphQLError(str(reason), node, extensions={"exception": {"code": "QueryCostError"}})]
    return []


class _Meter:
    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.fragments = fragments
        self.fields = 0

    def measure(self, selections: SelectionSetNode, depth: int, inside: tuple[str, ...]) -> None:
        if depth > DEEPEST:
            raise _TooMuch(f"The query is deeper than {DEEPEST} levels.")
        for node in selections.selections:
            if isinstance(node, FieldNode):
                self._field(node, depth, inside)
            elif isinstance(node, InlineFragmentNode):
                self.measure(node.selection_set, depth, inside)
            elif isinstance(node, FragmentSpreadNode):
                self._spread(node.name.value, depth, inside)

    def _field(self, node: FieldNode, depth: int, inside: tuple[str, ...]) -> None:
        self.fields += 1
        if self.fields > MOST_FIELDS:
            raise _TooMuch(f"The query asks for more than {MOST_FIELDS} fields.")
        if node.selection_set and node.name.value not in INTROSPECTION:
            self.measure(node.selection_set, depth + 1, inside)

    def _spread(self, name: str, depth: int, inside: tuple[str, ...]) -> None:
        if name in inside:
            raise _TooMuch(f"Cannot spread fragment '{name}' within itself.")
        if name in self.fragments:  # an unknown one is named by validation
            self.measure(self.fragments[name].selection_set, depth, (*inside, name))
