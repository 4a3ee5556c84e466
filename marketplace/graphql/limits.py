"""What a document may ask, judged before it is validated: depth, fields, cycles, and what it may cost to answer.

The cost is an estimate of work. Every field with a selection costs a statement, however many objects it is asked
of (the executor reads level by level), and every object that pages may bring costs one more: `first: 100` within
`first: 100` is ten thousand. A page whose size is a variable is priced once the variable is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    IntValueNode,
    Node,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)

DEEPEST = 25
"""Levels of fields. The deepest known client has 12."""
MOST_NESTED = 60
"""Levels of selections: of fields, of inline fragments, and of fragments spread within each other."""
MOST_FIELDS = 5_000
"""Fields, counted where fragments are spread. The widest known client asks for 784."""
MOST_REPEATED = 100
"""Fields under one name in one place: validation compares each of them with each other."""
MOST_COST = 75_000
"""The dearest page of the dialect's known clients costs 60,480."""
LARGEST_PAGE = 100
"""A larger one is refused when it is read."""
STATEMENT = 20
"""Cost of a field with a selection."""
SEARCH = 1_000
"""Cost of searching or filtering, which may look at a whole table."""
SEARCHES = {"search", "filter", "where"}
COUNT = 500
"""Cost of `totalCount`, which counts the whole list."""
MOST_VALUES = 200_000
"""Values one answer may hold, counted while it is made: lists without pages, and fields asked by many names, have no
price beforehand. A list of 24 with everything holds two thousand."""
MUTATION = 2_000
"""Cost of a change: two dozen fit into one request."""
INTROSPECTION = {"__schema": 10_000, "__type": 500}
"""Cost of describing the schema. Its depth is free (DECISIONS 30); lists within lists are graphql-core's to refuse."""


class TooMuch(GraphQLError):
    """The document asks more than anybody needs."""

    def __init__(self, message: str, node: Node | None = None) -> None:
        super().__init__(message, node, extensions={"exception": {"code": "QueryCostError"}})


@dataclass(frozen=True, slots=True)
class Price:
    """So many objects, and pages of them whose size is a variable: (how many pages, variable, price of an item)."""

    objects: int = 0
    pages: tuple[tuple[int, str, Price], ...] = ()

    def __add__(self, other: Price) -> Price:
        return Price(self.objects + other.objects, self.pages + other.pages)

    def times(self, size: int) -> Price:
        """The price of so many of these."""
        return Price(
            self.objects * size, tuple((count * size, name, item) for count, name, item in self.pages)
        )

    def known(self, variables: Mapping[str, Any]) -> int:
        """The objects, once the variables are known."""
        pages = (
            count * _clamped(variables.get(name)) * item.known(variables) for count, name, item in self.pages
        )
        return self.objects + sum(pages)


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection asks: fields of its own and in all, levels, statements, objects."""

    own: int = 0
    fields: int = 0
    depth: int = 0
    nested: int = 0
    statements: int = 0
    price: Price = Price()

    def __add__(self, other: Weight) -> Weight:
        return Weight(
            self.own + other.own,
            self.fields + other.fields,
            max(self.depth, other.depth),
            max(self.nested, other.nested),
            self.statements + other.statements,
            self.price + other.price,
        )

    def check(self, variables: Mapping[str, Any]) -> None:
        """Raise TooMuch where this costs more than MOST_COST with these variables."""
        cost = self.statements + self.price.known(variables)
        if cost > MOST_COST:
            message = _(
                "The query costs %(cost)s, and %(most)s is the limit. Ask for fewer or smaller pages."
            )
            raise TooMuch(message % {"cost": cost, "most": MOST_COST})


def weights(tree: DocumentNode) -> dict[str | None, Weight]:
    """The weight of each operation by its name. Raises TooMuch for what is too much with any variables."""
    scale = _Scale(
        {node.name.value: node for node in tree.definitions if isinstance(node, FragmentDefinitionNode)}
    )
    found: dict[str | None, Weight] = {}
    for node in tree.definitions:
        if isinstance(node, OperationDefinitionNode):
            weight = scale.operation(node)
            weight.check({})
            found[node.name.value if node.name else None] = weight
    return found


class _Scale:
    """Weighs selections; each fragment once, however often it is spread."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.fragments = fragments
        self.weighed: dict[str, Weight] = {}
        self.inside: set[str] = set()
        self.compared = 0

    def operation(self, node: OperationDefinitionNode) -> Weight:
        """The weight of an operation. Raises TooMuch."""
        weight = self._selections(node.selection_set, 1)
        self._refuse_repeats([node.selection_set])
        if weight.depth > DEEPEST:
            raise TooMuch(_("The query is deeper than %(most)s levels.") % {"most": DEEPEST}, node)
        if node.operation is OperationType.MUTATION:
            return replace(weight, statements=weight.statements + MUTATION * weight.own)
        return weight

    def _selections(self, selections: SelectionSetNode, level: int) -> Weight:
        total = Weight()
        for node in selections.selections:
            if isinstance(node, FieldNode):
                total += self._field(node, level)
            elif isinstance(node, FragmentSpreadNode):
                total += self._spread(node, level)
            else:
                total += self._selections(node.selection_set, level + 1)  # type: ignore[attr-defined]
            if total.fields > MOST_FIELDS:
                raise TooMuch(
                    _("The query asks for more than %(most)s fields.") % {"most": MOST_FIELDS}, node
                )
        if level + total.nested > MOST_NESTED:
            raise TooMuch(_("The query is nested too deeply."), selections)
        return replace(total, nested=total.nested + 1)

    def _refuse_repeats(self, places: list[SelectionSetNode], level: int = 1) -> None:
        """Weigh selections that are answered in one place, and all below, as validation does. Raises TooMuch."""
        if level > MOST_NESTED:
            raise TooMuch(_("The query is nested too deeply."), places[0])
        named: dict[str, list[FieldNode]] = defaultdict(list)
        spread: set[str] = set()
        for place in places:
            for field in self._fields(place, spread):
                named[(field.alias or field.name).value].append(field)
        self.compared += sum(map(len, named.values()))
        if self.compared > 2 * MOST_FIELDS:
            raise TooMuch(
                _("The query asks for more than %(most)s fields.") % {"most": MOST_FIELDS}, places[0]
            )
        for name, fields in named.items():
            if len(fields) > MOST_REPEATED:
                message = _("The query asks for '%(name)s' more than %(most)s times in one place.")
                raise TooMuch(message % {"name": name[:60], "most": MOST_REPEATED}, fields[-1])
            if below := [field.selection_set for field in fields if field.selection_set]:
                self._refuse_repeats(below, level + 1)

    def _fields(self, place: SelectionSetNode, spread: set[str]) -> Iterator[FieldNode]:
        """The fields of a selection and of its fragments, of those that are not yet in `spread`."""
        for node in place.selections:
            if isinstance(node, FieldNode):
                yield node
            elif not isinstance(node, FragmentSpreadNode):
                yield from self._fields(node.selection_set, spread)  # type: ignore[attr-defined]
            elif (name := node.name.value) not in spread and name in self.fragments:
                spread.add(name)
                yield from self._fields(self.fragments[name].selection_set, spread)

    def _field(self, node: FieldNode, level: int) -> Weight:
        if node.name.value in INTROSPECTION:
            return Weight(own=1, fields=1, depth=1, statements=INTROSPECTION[node.name.value])
        if node.selection_set is None:
            return Weight(
                own=1, fields=1, depth=1, statements=COUNT if node.name.value == "totalCount" else 0
            )
        below = self._selections(node.selection_set, level + 1)
        price = _paged(node, Price(1) + below.price)
        searches = any(argument.name.value in SEARCHES for argument in node.arguments)
        statements = below.statements + (STATEMENT + SEARCH if searches else STATEMENT)
        return Weight(1, below.fields + 1, below.depth + 1, below.nested, statements, price)

    def _spread(self, node: FragmentSpreadNode, level: int) -> Weight:
        name = node.name.value
        if name in self.inside:
            raise TooMuch(_("The fragment '%(name)s' is spread within itself.") % {"name": name[:60]}, node)
        if name not in self.fragments:  # named by validation
            return Weight()
        if name not in self.weighed:
            self.inside.add(name)
            self.weighed[name] = self._selections(self.fragments[name].selection_set, level + 1)
            self.inside.remove(name)
        return self.weighed[name]


def _paged(node: FieldNode, item: Price) -> Price:
    """The price of a page of these, where the field takes a size."""
    for argument in node.arguments:
        if argument.name.value in ("first", "last"):
            if isinstance(argument.value, VariableNode):
                return Price(pages=((1, argument.value.name.value, item),))
            return item.times(_literal(argument.value))
    return item


def _literal(node: ValueNode) -> int:
    if not isinstance(node, IntValueNode) or len(node.value) > 5:
        return LARGEST_PAGE
    return _clamped(int(node.value))


def _clamped(size: Any) -> int:
    """An honest size; what is no size is refused elsewhere and costs one."""
    return min(max(size, 1), LARGEST_PAGE) if isinstance(size, int) else 1
