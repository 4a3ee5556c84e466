import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.catalog.errors import NotCarried
from marketplace.catalog.models import AttributePage
from marketplace.catalog.services import (
    assign_page_values,
    assign_product_values,
    create_attribute,
    create_value,
)
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.graphql.context import Context
from marketplace.graphql.ids import to_global_id
from marketplace.schema import endpoint
from tests import factories as make

pytestmark = pytest.mark.django_db
MINH = Actor(ActorKind.STAFF, user_id=7, permissions=frozenset({"MANAGE_PAGES"}))
PAGES = """{ pages(first: 5) { edges { node {
  assignedAttributes { __typename attribute { slug } ... on AssignedPlainTextAttribute { text: value }
    ... on AssignedSingleChoiceAttribute { choice: value { name } } }
  attributes { attribute { name } values { name } }
} } } }"""


def ask(text, actor=GUEST):
    result = endpoint.answer(text, {}, None, Context(actor=actor))
    assert result.errors is None, result.errors
    return result.data


def carrying(page_type, **columns):
    attribute = create_attribute(type="PAGE_TYPE", **columns)
    AttributePage.objects.create(attribute=attribute, page_type=page_type, sort_order=attribute.pk)
    return attribute


@pytest.fixture
def page():
    return make.page(slug="chuyen")


def test_a_page_has_what_its_kind_carries(page):
    place = carrying(page.page_type, name="Nơi", input_type="PLAIN_TEXT")
    season = carrying(page.page_type, name="Mùa", input_type="DROPDOWN")
    assign_page_values(page=page, attribute=place, plain_text="Y Tý")
    assign_page_values(page=page, attribute=season, values=[create_value(attribute=season, name="Lúa chín")])
    (edge,) = ask(PAGES)["pages"]["edges"]
    assert edge["node"] == {
        "assignedAttributes": [
            {"__typename": "AssignedPlainTextAttribute", "attribute": {"slug": "noi"}, "text": "Y Tý"},
            {
                "__typename": "AssignedSingleChoiceAttribute",
                "attribute": {"slug": "mua"},
                "choice": {"name": "Lúa chín"},
            },
        ],
        "attributes": [
            {"attribute": {"name": "Nơi"}, "values": [{"name": "Y Tý"}]},
            {"attribute": {"name": "Mùa"}, "values": [{"name": "Lúa chín"}]},
        ],
    }
    asked = '{ page(slug: "chuyen") { attribute(slug: "noi") { values { plainText } } none: attribute(slug: "x") {'
    asked += ' values { name } } assignedAttribute(slug: "mua") { attribute { name } } ... on ObjectWithAttributes {'
    asked += " assignedAttributes(limit: 1) { attribute { slug } } } pageType { attributes { slug } } } }"
    assert ask(asked)["page"] == {
        "attribute": {"values": [{"plainText": "Y Tý"}]},
        "none": None,
        "assignedAttribute": {"attribute": {"name": "Mùa"}},
        "assignedAttributes": [{"attribute": {"slug": "noi"}}],
        "pageType": {"attributes": [{"slug": "noi"}, {"slug": "mua"}]},
    }


def test_new_values_replace_the_old(page):
    place = carrying(page.page_type, name="Nơi", input_type="PLAIN_TEXT")
    for text in ("Y Tý", "Sa Pa"):
        assign_page_values(page=page, attribute=place, plain_text=text)
    (edge,) = ask(PAGES)["pages"]["edges"]
    assert [each["text"] for each in edge["node"]["assignedAttributes"]] == ["Sa Pa"]


def test_what_the_kind_does_not_carry_is_refused(page):
    with pytest.raises(NotCarried):
        assign_page_values(page=page, attribute=create_attribute(name="Nơi"), plain_text="Y Tý")


def test_an_attribute_hidden_from_the_shop_is_shown_to_those_who_manage_pages(page):
    carrying(page.page_type, name="Ghi chú", input_type="PLAIN_TEXT", visible_in_storefront=False)
    text = '{ page(slug: "chuyen") { assignedAttributes { attribute { name } } } }'
    assert ask(text)["page"]["assignedAttributes"] == []
    assert ask(text, actor=MINH)["page"]["assignedAttributes"] == [{"attribute": {"name": "Ghi chú"}}]


@pytest.mark.parametrize("count", [1, 3])
def test_three_pages_take_as_many_statements_as_one(count):
    for _ in range(count):
        page = make.page()
        place = carrying(page.page_type, name="Nơi", input_type="PLAIN_TEXT")
        assign_page_values(page=page, attribute=place, plain_text="Y Tý")
    ask(PAGES)
    with CaptureQueriesContext(connection) as captured:
        ask(PAGES)
    # pages; what their kinds carry, and the values: for each of the two fields
    assert len(captured) == 5


@pytest.fixture
def told_in(page):
    """A product that is told of in two pages."""
    variant = make.on_sale()
    stories = create_attribute(name="Chuyện", input_type="REFERENCE", entity_type="PAGE")
    variant.product.product_type.product_attributes.create(attribute=stories)
    values = [
        create_value(attribute=stories, name=each.title, reference_page_id=each.pk)
        for each in (page, make.page(slug="chuyen-hai"))
    ]
    assign_product_values(product=variant.product, attribute=stories, values=values)
    make.on_sale()
    make.page(slug="chuyen-ba")
    return variant.product


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ('pageSlugs: {containsAny: ["chuyen", "chuyen-ba"]}', 1),
        ('pageSlugs: {containsAny: ["chuyen-ba"]}', 0),
        ('pageSlugs: {containsAll: ["chuyen", "chuyen-hai"]}', 1),
        ('pageSlugs: {containsAll: ["chuyen", "chuyen-ba"]}', 0),
        ('categorySlugs: {containsAny: ["chuyen"]}', 0),
        ('productSlugs: {containsAny: ["chuyen"]}', 0),
        ('productVariantSkus: {containsAny: ["chuyen"]}', 0),
        ('collectionSlugs: {containsAny: ["chuyen"]}', 0),
    ],
)
def test_products_are_found_by_what_their_attributes_point_to(told_in, reference, found):
    wanted = '{attributes: [{slug: "chuyen", value: {reference: {' + reference + "}}}]}"
    text = '{ products(first: 5, channel: "vn", where: ' + wanted + ") { edges { node { slug } } } }"
    assert [edge["node"]["slug"] for edge in ask(text)["products"]["edges"]] == [told_in.slug] * found


def test_products_are_found_by_the_ids_their_attributes_point_to(told_in, page):
    text = """query ($ids: [String!]) { products(first: 5, channel: "vn", where: {attributes: [
      {value: {reference: {referencedIds: {containsAll: $ids}}}}]}) { edges { node { slug } } } }"""
    for ids, found in (([page], 1), ([make.page()], 0)):
        given = {"ids": [to_global_id("Page", each.pk) for each in ids]}
        result = endpoint.answer(text, given, None, Context())
        assert len(result.data["products"]["edges"]) == found
