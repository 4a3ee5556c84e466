"""Values that do not fit, told as other refusals are: a code, the place of the value, words in the reader's language.

Looked at only once graphql-core has refused a request, so that a valid one pays nothing. Its own sentences are English,
know no place, and say again what was sent: a password in an input would stand in an answer and in a client's log.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _
from graphql import (
    DocumentNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLSchema,
    Node,
    NullValueNode,
    ObjectFieldNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    coerce_input_value,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
    type_from_ast,
    visit,
)
from graphql.language import ArgumentNode, DirectiveNode, FieldNode, ListValueNode, VariableDefinitionNode

MOST_TOLD = 20
MOST_NAMED = 12
"""Values of an enum that are named; LanguageCodeEnum has eight hundred."""
REQUIRED, INVALID = "REQUIRED", "INVALID"


class WrongValue(GraphQLError):
    """A value that does not fit where it stands. `field` is its path: `input.lines.0.quantity`."""

    def __init__(self, message: str, field: str, code: str = INVALID, node: Node | None = None) -> None:
        super().__init__(message, node, extensions={"exception": {"code": code}, "field": field})


def wrong_variables(
    schema: GraphQLSchema, declared: Sequence[VariableDefinitionNode], given: Mapping[str, Any]
) -> list[GraphQLError]:
    """What is wrong with the variables that graphql-core refused; the first MOST_TOLD of it."""
    found: dict[str, GraphQLError] = {}
    with suppress(_Enough):
        _collect(schema, declared, given, found)
    return list(found.values())


class _Enough(Exception):  # noqa: N818 -- nothing is wrong with our work
    """So much is wrong that nobody reads more of it, and each sentence takes time to make."""


def _collect(
    schema: GraphQLSchema,
    declared: Sequence[VariableDefinitionNode],
    given: Mapping[str, Any],
    found: dict[str, GraphQLError],
) -> None:
    for node in declared:
        name, type_ = node.variable.name.value, type_from_ast(schema, node.type)
        if name not in given and node.default_value is not None:
            continue
        if given.get(name) is None:
            if is_non_null_type(type_):
                _tell(found, missing(name, node))
            continue
        _wrong_in(given[name], type_, name, node, found)


def _wrong_in(given: Any, type_: Any, name: str, node: Node, found: dict[str, GraphQLError]) -> None:
    def refused(path: list[str | int], value: Any, error: GraphQLError) -> None:
        at, place = type_, name
        for step in path:
            at, place = _below(at, step), f"{place}.{step}"
        for each in _told(get_named_type(at), value, place, node):
            _tell(found, each)

    coerce_input_value(given, type_, refused)


def _tell(found: dict[str, GraphQLError], error: GraphQLError) -> None:
    """Each once: every one of an object's faults tells them all."""
    found.setdefault(str(error.extensions), error)
    if len(found) >= MOST_TOLD:
        raise _Enough


def _below(type_: Any, step: str | int) -> Any:
    while not isinstance(step, int) and is_list_type(
        get_nullable_type(type_)
    ):  # a list of one, without brackets
        type_ = get_nullable_type(type_).of_type
    inner = get_nullable_type(type_)
    return inner.of_type if isinstance(step, int) else inner.fields[step].type


def _told(type_: Any, value: Any, place: str, node: Node) -> Iterator[WrongValue]:
    """Of an object: what it lacks and what it has too much. Of anything else: what it must be."""
    if value is None:
        yield missing(place, node)
    elif isinstance(type_, GraphQLInputObjectType) and isinstance(value, dict):
        for name, field in type_.fields.items():
            if name not in value and is_required_input_field(field):
                yield missing(f"{place}.{name}", node)
        for name in value:
            if name not in type_.fields:
                yield unknown(f"{place}.{name}"[:120], node)
    else:
        yield WrongValue(must_be(type_, place), place, node=node)


def missing(place: str, node: Node | None = None) -> WrongValue:
    """There is nothing where something must be."""
    return WrongValue(_("`%(field)s` is required.") % {"field": place}, place, REQUIRED, node)


def unknown(place: str, node: Node | None = None) -> WrongValue:
    """An input has no such field."""
    return WrongValue(_("There is no field `%(field)s`.") % {"field": place}, place, node=node)


def must_be(type_: Any, place: str) -> str:
    """What stands at this place, in words."""
    if isinstance(type_, GraphQLEnumType):
        names = ", ".join(list(type_.values)[:MOST_NAMED])
        more = "…" if len(type_.values) > MOST_NAMED else ""
        return _("`%(field)s` must be one of: %(names)s.") % {"field": place, "names": names + more}
    if isinstance(type_, GraphQLInputObjectType):
        return _("`%(field)s` must be an object with fields.") % {"field": place}
    return _sentence(getattr(type_, "name", "")) % {"field": place, "least": -(2**31), "most": 2**31 - 1}


def _sentence(scalar: str) -> str:  # noqa: PLR0911 -- a table; gettext finds only what is written out
    match scalar:
        case "Int":
            return _("`%(field)s` must be a whole number from %(least)s to %(most)s.")
        case "PositiveInt":
            return _("`%(field)s` must be a whole number from 1 to %(most)s.")
        case "Float" | "Decimal":
            return _("`%(field)s` must be a number.")
        case "PositiveDecimal":
            return _("`%(field)s` must be a number from 0 on.")
        case "String" | "ID":
            return _("`%(field)s` must be text in quotation marks.")
        case "Boolean":
            return _("`%(field)s` must be true or false.")
        case "Date":
            return _("`%(field)s` must be a date like 2026-01-31.")
        case "DateTime":
            return _("`%(field)s` must be a time like 2026-01-31T08:00:00+07:00.")
        case "UUID":
            return _("`%(field)s` must be a UUID.")
        case "JSONString":
            return _("`%(field)s` must be JSON written as text.")
        case "Upload":
            return _("`%(field)s` must be a file sent as multipart/form-data.")
    return _("`%(field)s` does not fit here.")


def wrong_arguments(
    definition: Any, node: FieldNode | DirectiveNode, variables: Mapping[str, Any]
) -> WrongValue:
    """Why graphql-core took no argument of a field: something required came by a variable that has no value."""
    written = {each.name.value: each for each in node.arguments}
    for name, argument in definition.args.items():
        if name not in written and is_required_argument(argument):
            return missing(name, node)
        if name in written and (
            place := _place_of_nothing(argument.type, written[name].value, variables, name)
        ):
            return missing(place, node)
    return WrongValue(_sentence("") % {"field": node.name.value}, node.name.value, node=node)


def _place_of_nothing(type_: Any, node: Any, variables: Mapping[str, Any], place: str) -> str | None:
    inner = get_nullable_type(type_)
    if node.kind == "variable":
        nothing = variables.get(node.name.value) is None and inner is not type_
        return place if nothing else None
    below: list[tuple[Any, Any, str]] = []
    if isinstance(node, ListValueNode) and is_list_type(inner):
        below = [(inner.of_type, each, f"{place}.{number}") for number, each in enumerate(node.values)]
    elif node.kind == "object_value" and isinstance(inner, GraphQLInputObjectType):
        below = [
            (inner.fields[each.name.value].type, each.value, f"{place}.{each.name.value}")
            for each in node.fields
            if each.name.value in inner.fields
        ]
    found = (_place_of_nothing(*each[:2], variables, each[2]) for each in below)
    return next(filter(None, found), None)


class Literals(Visitor):
    """Where the refused literals of a document stand, and of which type the schema wants them there."""

    def __init__(self, info: TypeInfo, refused: Sequence[Node]) -> None:
        super().__init__()
        self.info = info
        self.refused = set(map(id, refused))
        self.steps: list[str] = []
        self.places: dict[int, tuple[str, Any]] = {}

    def enter(self, node: Node, key: Any, parent: Any, path: Any, ancestors: Any) -> None:
        """One step down: an argument, a field of an input, an element of a list, a variable's default."""
        self.steps.append(self._step(node, key, ancestors))
        if id(node) in self.refused:
            place = ".".join(filter(None, self.steps))
            self.places[id(node)] = place, self.info.get_input_type()

    def leave(self, *_: Any) -> None:
        """And up again."""
        self.steps.pop()

    def _step(self, node: Node, key: Any, ancestors: Any) -> str:
        if isinstance(node, (ArgumentNode, ObjectFieldNode)):
            return node.name.value
        if isinstance(node, VariableDefinitionNode):
            return node.variable.name.value
        return str(key) if ancestors and isinstance(ancestors[-1], ListValueNode) else ""


def literals(
    schema: GraphQLSchema, tree: DocumentNode, refused: Sequence[Node]
) -> dict[int, tuple[str, Any]]:
    """Path and wanted type of each of these nodes, by its id."""
    info = TypeInfo(schema)
    finder = Literals(info, refused)
    visit(tree, TypeInfoVisitor(info, finder))
    return finder.places


def wrong_literal(node: Node, place: str, type_: Any) -> WrongValue:
    """A value written in the document that does not fit."""
    if isinstance(node, ObjectFieldNode):
        return unknown(place, node)
    if isinstance(node, NullValueNode):
        return missing(place, node)
    return WrongValue(must_be(get_named_type(type_), place), place, node=node)
