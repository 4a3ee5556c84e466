"""The directives that introspection tells of.

graphql-core says of @deprecated that it may stand on definitions of directives, a place newer than graphql-js 16
knows: code generators of the dialect's clients stop at the word. We define no directives, so it is left out.
"""

from __future__ import annotations

from typing import Any

from graphql import GraphQLDirective, specified_directives

UNKNOWN_TO_CLIENTS = "DIRECTIVE_DEFINITION"


def _as_clients_know(directive: GraphQLDirective) -> GraphQLDirective:
    known = [each for each in directive.locations if each.name != UNKNOWN_TO_CLIENTS]
    if len(known) == len(directive.locations):
        return directive
    given: dict[str, Any] = {**directive.to_kwargs(), "locations": known}
    return GraphQLDirective(**given)


DIRECTIVES = [_as_clients_know(each) for each in specified_directives]
