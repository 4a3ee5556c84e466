import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from marketplace.content.models import Page
from marketplace.content.services import MenuLink, edit_page, publish_page, set_menu, translate_page
from marketplace.content.texts import to_blocks
from marketplace.core.actor import GUEST, SYSTEM, Actor, ActorKind
from marketplace.graphql.context import Context
from marketplace.graphql.ids import to_global_id
from marketplace.schema import endpoint
from tests import factories as make

pytestmark = pytest.mark.django_db
MINH = Actor(ActorKind.STAFF, user_id=7, permissions=frozenset({"MANAGE_PAGES"}))
MENU = """
query ($channel: String!) {
  menu(slug: "navbar", channel: $channel) { items { ...Link children { ...Link children { ...Link } } } }
}
fragment Link on MenuItem {
  id name level url translation(languageCode: EN) { name }
  page { slug title translation(languageCode: EN) { title slug } }
}
"""


def ask(text, actor=GUEST, **variables):
    result = endpoint.answer(text, variables, None, Context(actor=actor))
    assert result.errors is None, result.errors
    return result.data


def refusal(text, **variables):
    result = endpoint.answer(text, variables, None, Context())
    return [error.message for error in result.errors]


def counted(text, **variables):
    ask(text, **variables)  # what is read once for the process
    with CaptureQueriesContext(connection) as captured:
        ask(text, **variables)
    return len(captured)


def navbar(width):
    """`width` links with `width` children each, to pages."""
    pages = [make.page() for _ in range(width)]
    for page in pages:
        translate_page(
            page_id=page.pk, language_code="en", actor=SYSTEM, title="Rules", slug=f"rules-{page.pk}"
        )
    below = [MenuLink(f"Dưới {page.pk}", page_id=page.pk, translations={"en": "Below"}) for page in pages]
    return set_menu(
        slug="navbar",
        name="Đầu trang",
        links=[
            MenuLink(f"Trên {at}", url="/", translations={"en": "Above"}, children=below)
            for at in range(width)
        ],
    )


def test_a_menu_with_its_children():
    make.channel()
    page = make.page(title="Quy chế", slug="quy-che")
    below = [MenuLink("Quy chế", page_id=page.pk, translations={"en": "Rules"})]
    set_menu(
        slug="navbar", name="Đầu trang", links=[MenuLink("Luật", children=below), MenuLink("Chợ", url="/")]
    )
    (law, market) = ask(MENU, channel="vn")["menu"]["items"]
    assert (law["name"], law["level"], law["url"], law["page"], law["translation"]) == (
        "Luật",
        0,
        None,
        None,
        None,
    )
    assert (market["name"], market["url"], market["children"]) == ("Chợ", "/", [])
    (rules,) = law["children"]
    assert rules == {
        "id": rules["id"],
        "name": "Quy chế",
        "level": 1,
        "url": None,
        "translation": {"name": "Rules"},
        "page": {"slug": "quy-che", "title": "Quy chế", "translation": None},
        "children": [],
    }


@pytest.mark.parametrize("width", [1, 3])
def test_a_menu_takes_as_many_statements_with_one_link_as_with_three(width):
    make.channel()
    navbar(width)
    # channel, menu; links and their names; below them links, names, pages and the pages' names; nothing lower
    assert counted(MENU, channel="vn") == 9


def test_a_link_to_a_page_that_is_hidden_leads_nowhere_for_buyers():
    page = make.page(published=False)
    set_menu(slug="footer", name="Cuối trang", links=[MenuLink("Sắp có", page_id=page.pk)])
    text = '{ menu(slug: "footer") { items { page { id } } } }'
    assert ask(text)["menu"]["items"] == [{"page": None}]
    assert ask(text, actor=MINH)["menu"]["items"] == [{"page": {"id": to_global_id("Page", page.pk)}}]
    publish_page(page_id=page.pk, actor=SYSTEM, at=timezone.now() + timedelta(hours=1))
    assert ask(text)["menu"]["items"] == [{"page": None}]


def test_menus_and_links_are_found_by_name_and_id():
    menu = set_menu(slug="navbar", name="Đầu trang", links=[MenuLink("Chè", children=[MenuLink("Đồ uống")])])
    set_menu(slug="footer", name="Cuối trang", links=[])
    listed = ask(
        "{ menus(first: 5, sortBy: {field: ITEMS_COUNT, direction: DESC}) { totalCount edges { node { slug } } } }"
    )
    assert listed["menus"] == {
        "totalCount": 2,
        "edges": [{"node": {"slug": "navbar"}}, {"node": {"slug": "footer"}}],
    }
    found = ask('{ menus(first: 5, filter: {search: "cuoi"}) { edges { node { slug } } } }')["menus"]["edges"]
    assert found == [{"node": {"slug": "footer"}}]
    assert ask('{ menu(name: "Đầu trang") { slug } }') == {"menu": {"slug": "navbar"}}
    drinks = menu.items.get(name="Đồ uống")
    text = "query ($id: ID!) { menuItem(id: $id) { name menu { slug } parent { name } } }"
    assert ask(text, id=to_global_id("MenuItem", drinks.pk)) == {
        "menuItem": {"name": "Đồ uống", "menu": {"slug": "navbar"}, "parent": {"name": "Chè"}}
    }
    found = ask('{ menuItems(first: 5, filter: {search: "do uong"}) { edges { node { name } } } }')[
        "menuItems"
    ]
    assert found["edges"] == [{"node": {"name": "Đồ uống"}}]


def test_a_menu_is_asked_for_in_one_way():
    assert refusal('{ menu(slug: "navbar", name: "Đầu trang") { id } }') == [
        "Phải ghi đúng một trong `id`, `name`, `slug`."
    ]
    assert ask('{ menu(slug: "none") { id } }') == {"menu": None}


def test_a_page_by_slug_and_by_its_slug_in_a_language():
    page = make.page(title="Quy chế", slug="quy-che", content=to_blocks("Chào."), seo_title="Luật")
    translate_page(page_id=page.pk, language_code="en", actor=SYSTEM, title="Rules", slug="rules")
    text = """query ($slug: String!, $in: LanguageCodeEnum) { page(slug: $slug, slugLanguageCode: $in) {
        id slug title seoTitle content isPublished pageType { slug } translation(languageCode: EN) { title slug } } }"""
    found = ask(text, slug="quy-che")["page"]
    assert json.loads(found["content"]) == to_blocks("Chào.")
    assert found == {
        "id": to_global_id("Page", page.pk),
        "slug": "quy-che",
        "title": "Quy chế",
        "seoTitle": "Luật",
        "content": found["content"],
        "isPublished": True,
        "pageType": {"slug": page.page_type.slug},
        "translation": {"title": "Rules", "slug": "rules"},
    }
    assert ask(text, slug="rules", **{"in": "EN"})["page"] == found
    assert ask(text, slug="quy-che", **{"in": "VI"})["page"] == found
    assert ask(text, slug="rules")["page"] is None
    assert ask(text, slug="quy-che", **{"in": "EN"})["page"] is None


def test_a_renamed_page_is_found_by_its_old_slug():
    page = make.page(slug="quy-che")
    edit_page(page_id=page.pk, actor=SYSTEM, slug="luat-cho")
    assert ask('{ page(slug: "quy-che") { slug } }') == {"page": {"slug": "luat-cho"}}


def test_a_hidden_page_is_shown_to_those_who_manage_pages():
    page = make.page(published=False, slug="sap-co")
    text = "query ($id: ID!) { page(id: $id) { slug } pages(first: 3) { edges { node { slug } } } }"
    assert ask(text, id=to_global_id("Page", page.pk)) == {"page": None, "pages": {"edges": []}}
    assert ask(text, actor=MINH, id=to_global_id("Page", page.pk)) == {
        "page": {"slug": "sap-co"},
        "pages": {"edges": [{"node": {"slug": "sap-co"}}]},
    }


@pytest.mark.parametrize(
    ("arguments", "slugs"),
    [
        ("", ["gioi-thieu", "luat", "quy-che"]),
        ("sortBy: {field: SLUG, direction: DESC}", ["quy-che", "luat", "gioi-thieu"]),
        ("sortBy: {field: PUBLISHED_AT, direction: ASC}", ["quy-che", "luat", "gioi-thieu"]),
        ("sortBy: {field: VISIBILITY, direction: ASC}", ["gioi-thieu", "luat", "quy-che"]),
        ('search: "gioi thieu"', ["gioi-thieu"]),
        ('filter: {search: "QUY che"}', ["quy-che"]),
        ('filter: {slugs: ["luat"]}', ["luat"]),
        ('filter: {metadata: [{key: "for", value: "law"}]}', ["luat"]),
        ('where: {slug: {oneOf: ["luat", "quy-che", "none"]}}', ["luat", "quy-che"]),
        ('where: {slug: {eq: "luat"}}', ["luat"]),
        (
            'where: {OR: [{slug: {eq: "luat"}}, {slug: {eq: "quy-che"}}], AND: [{slug: {oneOf: ["luat"]}}]}',
            ["luat"],
        ),
    ],
)
def test_pages_are_sorted_and_filtered(arguments, slugs):
    for title, slug in (("Quy chế", "quy-che"), ("Luật", "luat"), ("Giới thiệu", "gioi-thieu")):
        make.page(title=title, slug=slug)
    Page.objects.filter(slug="luat").update(metadata={"for": "law"})
    text = "{ pages(first: 5%s) { edges { node { slug } } } }" % (f", {arguments}" if arguments else "")
    assert [edge["node"]["slug"] for edge in ask(text)["pages"]["edges"]] == slugs


def test_pages_have_pages():
    for title in ("A", "B", "C"):
        make.page(title=title, slug=title.lower())
    text = """query ($after: String) { pages(first: 2, after: $after, sortBy: {field: PUBLISHED_AT, direction: DESC}) {
        edges { node { slug } } pageInfo { hasNextPage endCursor } } }"""
    first = ask(text)["pages"]
    second = ask(text, after=first["pageInfo"]["endCursor"])["pages"]
    assert [edge["node"]["slug"] for edge in (*first["edges"], *second["edges"])] == ["c", "b", "a"]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)


def test_kinds_of_pages():
    rules, stories = make.page_type(name="Luật chợ"), make.page_type(name="Chuyện bản")
    page = make.page(page_type=rules)
    text = "{ pageTypes(first: 5) { edges { node { name hasPages } } } }"
    assert ask(text, actor=MINH)["pageTypes"]["edges"] == [
        {"node": {"name": "Chuyện bản", "hasPages": False}},
        {"node": {"name": "Luật chợ", "hasPages": True}},
    ]
    assert ask('{ pageTypes(first: 5, filter: {search: "chuyen"}) { edges { node { slug } } } }')[
        "pageTypes"
    ] == {"edges": [{"node": {"slug": "chuyen-ban"}}]}
    one = ask("query ($id: ID!) { pageType(id: $id) { slug } }", id=to_global_id("PageType", stories.pk))
    assert one == {"pageType": {"slug": "chuyen-ban"}}
    where = "query ($id: ID!) { pages(first: 5, where: {pageType: {eq: $id}}) { edges { node { id } } } }"
    assert ask(where, id=to_global_id("PageType", rules.pk))["pages"]["edges"] == [
        {"node": {"id": to_global_id("Page", page.pk)}}
    ]
    assert ask(where, id=to_global_id("PageType", stories.pk))["pages"]["edges"] == []


def test_what_a_page_told_everyone_can_be_read():
    page = make.page(title="Quy chế", slug="quy-che")
    edit_page(page_id=page.pk, actor=SYSTEM, title="Quy chế mới")
    text = """{ page(slug: "quy-che") {
        versions { number title since language { code } } en: versions(languageCode: EN) { number } } }"""
    told = ask(text)["page"]
    assert [(each["number"], each["title"]) for each in told["versions"]] == [
        (3, "Quy chế mới"),
        (2, "Quy chế"),
    ]
    assert told["versions"][0]["since"] > told["versions"][1]["since"]
    assert (told["versions"][0]["language"], told["en"]) == ({"code": "VI"}, [])
