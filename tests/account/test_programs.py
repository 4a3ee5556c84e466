"""Programs that act: none yet, and the dialect's dashboard, which asks for them on every page, is told so."""

import pytest

from marketplace.core.actor import GUEST, Actor, ActorKind
from tests.asking import NOBODYS_STAFF, ask, refused, statements

pytestmark = pytest.mark.django_db

APPS = """query ($filter: AppFilterInput, $sortBy: AppSortingInput, $first: Int) {
  apps(filter: $filter, sortBy: $sortBy, first: $first) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { node { id identifier name isActive type appUrl manifestUrl brand { logo { default(size: 64, format: WEBP) } }
      problems(limit: 1) { __typename key message createdAt updatedAt count isCritical dismissed { by userEmail } }
      webhooks { id name isActive targetUrl
        eventDeliveries(first: 1, filter: {status: FAILED}, sortBy: {field: CREATED_AT, direction: DESC}) {
          edges { node { id createdAt status
            attempts(first: 1, sortBy: {field: CREATED_AT, direction: DESC}) { edges { node { id status createdAt } } } } } } } } } } }"""
EXTENSIONS = """query ($filter: AppExtensionFilterInput, $first: Int) { appExtensions(filter: $filter, first: $first) { totalCount
  edges { node { id label identifier url mountName targetName settings accessToken permissions { code } app { id name } } } } }"""
NOBODY = {
    "totalCount": 0,
    "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
    "edges": [],
}


def test_nobody_is_a_program():
    found = ask(APPS, NOBODYS_STAFF, first=50, filter={"type": "THIRDPARTY", "isActive": True, "search": "x"})
    assert found == {"apps": NOBODY}
    assert ask(APPS, NOBODYS_STAFF, first=5, sortBy={"field": "NAME", "direction": "ASC"}) == {"apps": NOBODY}
    assert ask('{ app(id: "QXBwOjE=") { id problems { key } } }', NOBODYS_STAFF) == {"app": None}


def test_nothing_is_added_to_the_dashboard():
    wanted = {"mountName": ["NAVIGATION_CATALOG", "HOMEPAGE_WIDGETS"], "targetName": "POPUP"}
    found = ask(EXTENSIONS, NOBODYS_STAFF, first=100, filter=wanted)
    assert found == {"appExtensions": {"totalCount": 0, "edges": []}}
    assert statements(EXTENSIONS, NOBODYS_STAFF, first=100) == 0


def test_only_staff_ask_for_programs():
    buyer = Actor(ActorKind.USER, user_id=1)
    told = "To access this path, you need one of the following permissions: AUTHENTICATED_STAFF_USER"
    for text in (APPS, EXTENSIONS):
        assert [refused(text, each, first=1) for each in (GUEST, buyer)] == [[told], [told]]
    assert refused("{ app { id } }", buyer) == [told]


def test_an_empty_list_is_paged_as_any_other():
    told = "You must provide a `first` or `last` value to properly paginate the `apps` connection."
    assert refused(APPS, NOBODYS_STAFF) == [told]
    assert refused(APPS, NOBODYS_STAFF, first=101) != []
