import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.catalog.models import CategoryTranslation, CollectionChannelListing
from marketplace.content.services import MenuLink, set_menu
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.graphql.context import Context
from marketplace.schema import endpoint
from tests import factories as make

pytestmark = pytest.mark.django_db
MINH = Actor(ActorKind.STAFF, user_id=7, permissions=frozenset({"MANAGE_PRODUCTS"}))
MENU = """
query ($channel: String) { menu(slug: "navbar", channel: $channel) { items { ...Link children { ...Link } } } }
fragment Link on MenuItem {
  name translation(languageCode: EN) { name }
  category { slug translation(languageCode: EN) { name } }
  collection { slug }
}
"""


def ask(actor=GUEST, channel="vn"):
    result = endpoint.answer(MENU, {"channel": channel}, None, Context(actor=actor))
    assert result.errors is None, result.errors
    return result.data["menu"]["items"]


def collection(**columns):
    return CollectionChannelListing.objects.create(
        collection=make.collection(),
        channel=make.channel(),
        **{"is_published": True, "published_at": make.LONG_AGO, **columns},
    ).collection


def test_links_lead_to_shelves_and_collections():
    shelf, gifts = make.category(), collection()
    CategoryTranslation.objects.create(category=shelf, language_code="en", name="Tea")
    links = [MenuLink("Chè", category_id=shelf.pk, children=[MenuLink("Quà", collection_id=gifts.pk)])]
    set_menu(slug="navbar", name="Đầu trang", links=links)
    below = {"name": "Quà", "translation": None, "category": None, "collection": {"slug": gifts.slug}}
    assert ask() == [
        {
            "name": "Chè",
            "translation": None,
            "category": {"slug": shelf.slug, "translation": {"name": "Tea"}},
            "collection": None,
            "children": [below],
        }
    ]


def test_what_is_gone_or_hidden_links_nowhere():
    hidden = collection(is_published=False)
    links = [MenuLink("Mất", category_id=10**9), MenuLink("Ẩn", collection_id=hidden.pk)]
    set_menu(slug="navbar", name="Đầu trang", links=links)
    assert [(each["category"], each["collection"]) for each in ask()] == [(None, None), (None, None)]
    assert ask(channel=None)[1]["collection"] is None
    assert ask(actor=MINH)[1]["collection"] == {"slug": hidden.slug}


@pytest.mark.parametrize("width", [1, 3])
def test_a_menu_takes_as_many_statements_with_one_link_as_with_three(width):
    shelves, gifts = [make.category() for _ in range(width)], [collection() for _ in range(width)]
    below = [MenuLink("Quà", collection_id=each.pk) for each in gifts]
    links = [MenuLink("Chè", category_id=each.pk, children=below) for each in shelves]
    set_menu(slug="navbar", name="Đầu trang", links=links)
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    # channel, menu; links, names, shelves, the shelves' names; below them links, names, collections
    assert len(captured) == 9
