"""Interface facts as text: one line for a type, one for each of its members.

    type Product & Node ObjectWithMetadata
      thumbnail: Image size=Int format=ThumbnailFormatEnum|ORIGINAL

`facts.txt` holds the dialect's facts of every type that we have too (Saleor 3.23, BSD-3-Clause: names, types,
arguments, defaults). After adding a type of the dialect: `python -m tests.dialect SALEOR.graphql`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    Undefined,
    ast_from_value,
    print_ast,
)

FACTS = Path(__file__).parent / "facts.txt"
KINDS = {
    GraphQLObjectType: "type",
    GraphQLInterfaceType: "interface",
    GraphQLInputObjectType: "input",
    GraphQLEnumType: "enum",
    GraphQLUnionType: "union",
}


@dataclass
class Fact:
    """A type: what it is, what it implements, its members. Members of enums and unions have no text."""

    kind: str
    implements: set[str] = field(default_factory=set)
    members: dict[str, Member] = field(default_factory=dict)


@dataclass
class Member:
    """A field with its type and arguments, an input field with its type and default, a value."""

    type: str = ""
    arguments: dict[str, str] = field(default_factory=dict)


def facts_of(schema: GraphQLSchema) -> dict[str, Fact]:
    """The facts of all types of a schema."""
    return {name: _fact(type_) for name, type_ in schema.type_map.items() if not name.startswith("__")}


def _fact(type_: GraphQLNamedType) -> Fact:
    fact = Fact(next((kind for class_, kind in KINDS.items() if isinstance(type_, class_)), "scalar"))
    if isinstance(type_, (GraphQLObjectType, GraphQLInterfaceType)):
        fact.implements = {each.name for each in type_.interfaces}
        for name, each in type_.fields.items():
            arguments = {key: _typed(argument) for key, argument in each.args.items()}
            fact.members[name] = Member(str(each.type), arguments)
    elif isinstance(type_, GraphQLInputObjectType):
        fact.members = {name: Member(_typed(each)) for name, each in type_.fields.items()}
    elif isinstance(type_, GraphQLEnumType):
        fact.members = {name: Member() for name in type_.values}
    elif isinstance(type_, GraphQLUnionType):
        fact.members = {each.name: Member() for each in type_.types}
    return fact


def _typed(given) -> str:
    """Type, and the default behind a bar."""
    if given.default_value is Undefined:
        return str(given.type)
    return f"{given.type}|{print_ast(ast_from_value(given.default_value, given.type))}"


def write(facts: dict[str, Fact]) -> str:
    """The facts as text."""
    lines = []
    for name, fact in sorted(facts.items()):
        lines.append(
            f"{fact.kind} {name}" + (f" & {' '.join(sorted(fact.implements))}" if fact.implements else "")
        )
        if fact.kind in ("enum", "union"):
            lines.append(f"  {' '.join(fact.members)}")
            continue
        for member, each in fact.members.items():
            arguments = "".join(f" {key}={text}" for key, text in each.arguments.items())
            lines.append(f"  {member}: {each.type}{arguments}")
    return "\n".join(lines) + "\n"


def read(text: str) -> dict[str, Fact]:
    """The facts in a text."""
    facts: dict[str, Fact] = {}
    for line in text.splitlines():
        if not line.startswith(" "):
            head, _, implements = line.partition(" & ")
            kind, name = head.split()
            fact = facts[name] = Fact(kind, set(implements.split()))
        elif fact.kind in ("enum", "union"):
            fact.members = {name: Member() for name in line.split()}
        else:
            member, _, rest = line.strip().partition(": ")
            type_, *arguments = rest.split(" ")
            fact.members[member] = Member(type_, dict(each.split("=", 1) for each in arguments))
    return facts
