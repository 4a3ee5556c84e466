"""Documents: parsed, validated and planned once, then kept by their text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

from django.utils.translation import gettext as _
from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    validate,
    visit,
)

from marketplace.graphql.limits import TooMuch, Weight, weights
from marketplace.graphql.plan import Selection, plan
from marketplace.graphql.refusals import in_words, told
from marketplace.graphql.wrong_values import missing

KEPT_AT_MOST = 1_000_000
"""Characters of all kept texts together: a tree and its plan take some 170 bytes a character."""
LONGEST_KEPT = 50_000
MOST_PLANS = 8
LONG_NUMBER = re.compile(r"[0-9]{400}")
"""Python itself reads no number of 4,300 digits."""
MOST_TOKENS = 15_000
MOST_ERRORS = 20


@dataclass
class Document:
    """One text of a query: its tree, what is wrong with it, and its plans."""

    schema: GraphQLSchema
    tree: DocumentNode | None
    errors: list[GraphQLError]
    weights: Mapping[str | None, Weight] = field(default_factory=dict)
    plans: dict[Any, Selection] = field(default_factory=dict)

    @cached_property
    def operations(self) -> dict[str | None, OperationDefinitionNode]:
        """Operations by name."""
        assert self.tree is not None
        nodes = [node for node in self.tree.definitions if isinstance(node, OperationDefinitionNode)]
        return {node.name.value if node.name else None: node for node in nodes}

    @cached_property
    def fragments(self) -> dict[str, FragmentDefinitionNode]:
        """Fragments by name."""
        assert self.tree is not None
        return {
            node.name.value: node
            for node in self.tree.definitions
            if isinstance(node, FragmentDefinitionNode)
        }

    @cached_property
    def switches(self) -> tuple[str, ...]:
        """Names of the variables that @skip and @include read: each of their values has a plan of its own."""
        assert self.tree is not None
        finder = _Finder()
        visit(self.tree, finder)
        return tuple(sorted(finder.switches))

    @cached_property
    def is_introspection(self) -> bool:
        """Whether the schema itself is asked for."""
        assert self.tree is not None
        finder = _Finder()
        visit(self.tree, finder)
        return finder.introspects

    @cached_property
    def root_fields(self) -> list[str]:
        """Names of the fields that the operations ask directly; a fragment there counts as a field of another name."""
        return [name for operation in self.operations.values() for name in self.roots(operation)]

    def roots(self, operation: OperationDefinitionNode) -> list[str]:
        """Those of one operation."""
        nodes = operation.selection_set.selections
        return [node.name.value if isinstance(node, FieldNode) else "..." for node in nodes]

    def is_about_schema(self, operation: OperationDefinitionNode) -> bool:
        """Whether the schema is asked for, which graphql-core answers. Raises TooMuch where anything is asked besides:
        graphql-core would read it one object at a time."""
        if not self.is_introspection:
            return False
        roots = self.roots(operation)
        about = [name for name in roots if name == "..." or name.startswith("__")]
        if about and (len(about) < len(roots) or "..." in about):
            raise TooMuch(_("Ask for the schema by itself."))
        return bool(about)

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run. Raises GraphQLError when the name does not say which."""
        if name and name not in self.operations:
            raise GraphQLError(_("There is no operation '%(name)s'.") % {"name": name[:60]})
        if not name and len(self.operations) != 1:
            raise GraphQLError(_("Say by its name which of the operations is to run."))
        operation = self.operations[name] if name else next(iter(self.operations.values()))
        if self.schema.get_root_type(operation.operation) is None:  # validation lets it pass
            raise GraphQLError(_("There are no subscriptions here."))
        return operation

    def check_cost(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> None:
        """Raise TooMuch where the pages these coerced variables ask for would cost too much."""
        self.weights[operation.name.value if operation.name else None].check(variables)

    def plan(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> Selection:
        """The plan of this operation with these coerced variables. Raises GraphQLError for a null that is to decide."""
        switches = {name: variables[name] for name in self.switches if name in variables}
        for name, decided in switches.items():
            if decided is None:
                raise missing(name)
        key = (operation.name.value if operation.name else None, tuple(switches.items()))
        if (known := self.plans.get(key)) is None:
            if len(self.plans) >= MOST_PLANS:
                self.plans.clear()
            known = self.plans[key] = plan(self.schema, operation, self.fragments, switches)
        return known


class Documents:
    """The documents of one schema, the most recent kept."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self._kept: dict[str, Document] = {}
        self._size = 0
        self._lock = Lock()

    def get(self, text: str) -> Document:
        """The document of this text, parsed and validated at its first use."""
        if (document := self._kept.get(text)) is None:
            document = self._read(text)
            if len(text) <= LONGEST_KEPT and not document.errors:
                with self._lock:
                    while self._kept and self._size + len(text) > KEPT_AT_MOST:
                        oldest = next(iter(self._kept))
                        self._size -= len(oldest)
                        del self._kept[oldest]
                    if text not in self._kept:
                        self._kept[text] = document
                        self._size += len(text)
        return document

    def _read(self, text: str) -> Document:
        if LONG_NUMBER.search(text):
            return Document(self.schema, None, [TooMuch(_("A number in the query is too long."))])
        try:
            tree = parse(text, max_tokens=MOST_TOKENS, no_location=False)
            weighed = weights(tree)
        except GraphQLError as error:
            return Document(self.schema, None, [in_words(error)])
        except RecursionError:
            return Document(self.schema, None, [TooMuch(_("The query is nested too deeply."))])
        errors = validate(self.schema, tree, max_errors=MOST_ERRORS)
        return Document(self.schema, tree, errors and told(self.schema, tree, errors), weighed)


class _Finder(Visitor):
    """Finds what a plan depends on."""

    def __init__(self) -> None:
        super().__init__()
        self.switches: set[str] = set()
        self.introspects = False

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        for argument in node.arguments:
            if isinstance(argument.value, VariableNode):
                self.switches.add(argument.value.name.value)

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        if node.name.value in ("__schema", "__type", "_service", "_entities"):
            self.introspects = True
