"""What graphql-core says of a document that is none, or does not fit the schema, in the reader's language.

It speaks English only; who reads English is told what it says. Its sentences are known by their beginnings, and
tests/graphql/test_refusals.py has each of them said, so that another version that words one anew is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from graphql import DocumentNode, GraphQLError, GraphQLSchema, GraphQLSyntaxError, ValueNode, VariableNode
from graphql.language import ObjectFieldNode

from marketplace.graphql.wrong_values import literals, missing, wrong_literal

LACKS = re.compile(r"Field '\w+\.(\w+)' of required type")
LACKS_ARGUMENT = re.compile(r".* argument '(\w+)' of type '.+' is required")

SENTENCES = [
    (re.compile(pattern), text)
    for pattern, text in (
        (
            r"Cannot query field '(?P<name>.+?)' on type '(?P<type>.+?)'",
            gettext_noop("The type %(type)s has no field `%(name)s`."),
        ),
        (
            r"Field '(?P<name>.+?)' of type '.+?' must have a selection",
            gettext_noop("Say which fields of `%(name)s` you want."),
        ),
        (
            r"Field '(?P<name>.+?)' must not have a selection",
            gettext_noop("`%(name)s` has no fields to choose from."),
        ),
        (
            r"Unknown argument '(?P<name>.+?)' on (?:field|directive) '(?P<type>.+?)'",
            gettext_noop("%(type)s takes no argument `%(name)s`."),
        ),
        (
            r"Unknown type '(?P<name>.+?)'",
            gettext_noop("There is no type %(name)s."),
        ),
        (
            r"Unknown fragment '(?P<name>.+?)'",
            gettext_noop("There is no fragment %(name)s."),
        ),
        (
            r"Unknown directive '(?P<name>.+?)'",
            gettext_noop("There is no directive %(name)s."),
        ),
        (
            r"Directive '(?P<name>.+?)' may not be used",
            gettext_noop("The directive %(name)s may not stand there."),
        ),
        (
            r"Variable '(?P<name>.+?)' is not defined",
            gettext_noop("The variable %(name)s is not declared."),
        ),
        (
            r"Variable '(?P<name>.+?)' is never used",
            gettext_noop("The variable %(name)s is never used."),
        ),
        (
            r"Fragment '(?P<name>.+?)' is never used",
            gettext_noop("The fragment %(name)s is never used."),
        ),
        (
            r"Variable '(?P<name>.+?)' of type '(?P<type>.+?)' used in position expecting type '(?P<other>.+?)'",
            gettext_noop("The variable %(name)s is declared as %(type)s, and %(other)s is wanted."),
        ),
        (
            r"There can be only one .*?named '(?P<name>.+?)'",
            gettext_noop("`%(name)s` stands there twice."),
        ),
        (
            r"Fields '(?P<name>.+?)' conflict",
            gettext_noop("`%(name)s` is asked twice for different things; give one of them an alias."),
        ),
        (
            r"Fragment '(?P<name>.+?)' cannot be spread here",
            gettext_noop("The fragment %(name)s is about another type."),
        ),
        (
            r"Too many validation errors",
            gettext_noop("The query has too many faults; the first are told."),
        ),
    )
]


def told(schema: GraphQLSchema, tree: DocumentNode, errors: Sequence[GraphQLError]) -> list[GraphQLError]:
    """What validation says, for the reader: wrong values with their place, the rest in sentences of their language."""
    values = [node for error in errors for node in (error.nodes or [])[:1] if _is_value(node)]
    places = literals(schema, tree, values) if values else {}
    return [_told(error, places) for error in errors]


def _is_value(node: object) -> bool:
    return isinstance(node, (ValueNode, ObjectFieldNode)) and not isinstance(node, VariableNode)


def _told(error: GraphQLError, places: dict) -> GraphQLError:
    node = error.nodes[0] if error.nodes else None
    if node is not None and id(node) in places:
        place, type_ = places[id(node)]
        if lacks := LACKS.match(error.message):
            return missing(f"{place}.{lacks[1]}", node)
        return wrong_literal(node, place, type_)
    if lacks := LACKS_ARGUMENT.match(error.message):
        return missing(lacks[1], node)
    return in_words(error)


def in_words(error: GraphQLError) -> GraphQLError:
    """The same error in a sentence of the reader's language; as it is for who reads English, or where it is ours."""
    if type(error) not in (GraphQLError, GraphQLSyntaxError) or (get_language() or "en").startswith("en"):
        return error
    return GraphQLError(_sentence(error), error.nodes, error.source, error.positions, error.path)


def _sentence(error: GraphQLError) -> str:
    if isinstance(error, GraphQLSyntaxError) and error.locations:
        at = error.locations[0]
        return _("This is no GraphQL: line %(line)s, column %(column)s.") % {
            "line": at.line,
            "column": at.column,
        }
    for pattern, text in SENTENCES:
        if found := pattern.match(error.message):
            return _(text) % found.groupdict()
    return _("The query does not fit the schema.")
