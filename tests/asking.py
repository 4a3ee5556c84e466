"""Asking our API in process, and counting what it asks of the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from graphql import execute, parse

from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.graphql.context import Context
from marketplace.graphql.ids import to_global_id
from marketplace.schema import endpoint, schema

STAFF = Actor(
    ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_PRODUCTS", "MANAGE_ORDERS", "MANAGE_SETTINGS"})
)
NOBODYS_STAFF = Actor(ActorKind.STAFF, user_id=1)
"""A member of staff without any permission."""


def ask(text, actor=GUEST, /, **variables):
    """The data; an error fails the test."""
    result = endpoint.answer(text, variables, None, Context(actor=actor))
    assert result.errors is None, result.errors
    return result.data


def refused(text, actor=GUEST, /, **variables):
    """What went wrong, in English."""
    with translation.override("en"):
        result = endpoint.answer(text, variables, None, Context(actor=actor))
    return [error.message for error in result.errors or []]


def statements(text, actor=GUEST, /, **variables):
    """How many SQL statements the answer takes. Asked once before, so that nothing is made for the first time."""
    ask(text, actor, **variables)
    with CaptureQueriesContext(connection) as captured:
        ask(text, actor, **variables)
    return len(captured)


def judged(text, actor=GUEST, /, **variables):
    """What graphql-core answers on the same sources, one object at a time."""
    context = (Context(actor=actor), {})
    result = execute(schema.graphql_schema, parse(text), variable_values=variables, context_value=context)
    assert result.errors is None, result.errors
    return result.data


def nodes(found):
    """The nodes of a connection."""
    return [edge["node"] for edge in found["edges"]]


def gid(obj):
    """The global id of a row."""
    return to_global_id(type(obj).__name__, obj.pk)
