"""Who may what is stated by everything, and the page of documentation says what the code says."""

import graphene
import pytest
from django.core.exceptions import ImproperlyConfigured
from graphql import execute, parse

from marketplace.cooperative.rights import RIGHTS, RIGHTS_OF, WORDS
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.graphql.context import Context
from marketplace.graphql.errors import error_type
from marketplace.graphql.fields import batch, root, value
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC, STAFF
from marketplace.graphql.stated import require_stated
from marketplace.graphql.types import Type
from marketplace.graphql.view import Endpoint
from marketplace.schema import schema
from tools.permissions import PAGE, written


def test_the_page_says_what_the_code_says():
    assert PAGE.read_text(encoding="utf-8") == written(), "make permissions"


def test_a_type_without_a_permission_does_not_start():
    with pytest.raises(TypeError, match="Silent states no permission"):
        type("Silent", (Type,), {"name": graphene.String()})


def test_a_mutation_without_a_permission_does_not_start():
    from enum import Enum

    errors = error_type("NobodysError", Enum("NobodysErrorCode", {"INVALID": "INVALID"}))
    meta = type("Meta", (), {"errors": errors})
    with pytest.raises(TypeError, match="states no errors or no permission"):
        type("Silent", (Mutation,), {"Meta": meta, "__doc__": "x"})


def test_a_root_field_without_a_permission_does_not_start():
    query = type("Query", (graphene.ObjectType,), {"loud": graphene.String(), "__doc__": "x"})
    with pytest.raises(ImproperlyConfigured, match=r"These state no permission: Query\.loud"):
        require_stated(graphene.Schema(query=query).graphql_schema)


def test_the_shops_own_schema_states_all_of_it():
    require_stated(schema.graphql_schema)
    assert PUBLIC.is_open


def test_rights_are_a_closed_list_and_owners_have_all():
    assert RIGHTS_OF["OWNER"] == RIGHTS == set(WORDS)
    assert all(rights <= RIGHTS for rights in RIGHTS_OF.values())


class Secret(Type):
    """For staff, wherever it stands."""

    class Meta:
        permission = STAFF

    word = value(graphene.String, lambda row: row)
    again = batch(lambda: Secret, lambda rows, info: list(rows))


class Open(Type):
    """For everyone, and leads to what is not."""

    class Meta:
        permission = PUBLIC

    secret = batch(Secret, lambda rows, info: ["hidden"] * len(rows))
    secrets = batch(graphene.List(Secret), lambda rows, info: [["hidden"]] * len(rows))
    shown = batch(Secret, lambda rows, info: ["told"] * len(rows), permission=PUBLIC)


def small(actor):
    """What is answered to this actor, by both executors alike."""
    fields = {"open": root(Open, lambda info: "here", permission=PUBLIC), "__doc__": "x"}
    made = graphene.Schema(query=type("Query", (graphene.ObjectType,), fields))
    require_stated(made.graphql_schema)
    text = "{ open { secret { word } secrets { word } shown { word } } }"
    ours = Endpoint(made.graphql_schema).answer(text, {}, None, Context(actor=actor))
    judge = execute(made.graphql_schema, parse(text), context_value=(Context(actor=actor), {}))
    assert (ours.data, len(ours.errors or [])) == (judge.data, len(judge.errors or []))
    return ours.data["open"], [type(each.original_error).__name__ for each in ours.errors or []]


def test_a_type_is_kept_from_those_it_is_not_for_wherever_it_stands_unless_the_field_says_otherwise():
    kept, errors = small(GUEST)
    assert kept == {"secret": None, "secrets": None, "shown": {"word": "told"}}
    assert errors == ["PermissionDenied", "PermissionDenied"]
    assert small(Actor(ActorKind.STAFF, user_id=1)) == (
        {"secret": {"word": "hidden"}, "secrets": [{"word": "hidden"}], "shown": {"word": "told"}},
        [],
    )
