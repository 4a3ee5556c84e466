"""Statements are kept, rows never: what was asked before says nothing of who may see what, or of what is true now."""

import pytest

from marketplace.catalog.services import fill_collection, publish_collection
from marketplace.graphql.numbers import WrittenFloat, write_json
from tests import factories as make
from tests.asking import STAFF, ask, nodes

pytestmark = pytest.mark.django_db

NAMES = """query { products(first: 50, channel: "vn") { totalCount edges { node { name } } } }"""
ONE = """query ($slug: String!) { product(slug: $slug, channel: "vn") { name } }"""
SHELF = """query ($slug: String!) { collection(slug: $slug, channel: "vn") {
  products(first: 5) { totalCount edges { node { name } } } } }"""
TREE = """query { categories(first: 5, level: 0) { edges { node { name products(channel: "vn") { totalCount }
  children(first: 5) { totalCount edges { node { name } } } } } } }"""


def names(actor=None):
    found = (ask(NAMES, actor) if actor else ask(NAMES))["products"]
    assert found["totalCount"] == len(found["edges"])
    return [node["name"] for node in nodes(found)]


@pytest.fixture
def goods():
    """A good that everybody sees, and one that is not published, of one cooperative."""
    seen = make.on_sale(product=make.product(name="Chè Shan")).product
    hidden = make.on_sale(product=make.product(name="Gạo Séng Cù", cooperative=seen.cooperative)).product
    hidden.channel_listings.update(is_published=False)
    return seen, hidden


def test_the_same_question_of_visitor_staff_and_visitor_shows_each_their_own(goods):
    assert [names(), names(STAFF), names()] == [["Chè Shan"], ["Chè Shan", "Gạo Séng Cù"], ["Chè Shan"]]


def test_the_same_product_is_opened_by_a_member_and_not_by_visitors_before_and_after(goods):
    seen, hidden = goods
    member = make.acting(make.member(cooperative=seen.cooperative))
    asked = [ask(ONE, slug=hidden.slug), ask(ONE, member, slug=hidden.slug), ask(ONE, slug=hidden.slug)]
    assert [each["product"] for each in asked] == [None, {"name": "Gạo Séng Cù"}, None]


def test_what_is_taken_off_and_put_on_sale_is_gone_and_there_at_once(goods):
    seen, hidden = goods
    assert names() == ["Chè Shan"]
    seen.channel_listings.update(is_published=False)
    hidden.channel_listings.update(is_published=True)
    assert names() == ["Gạo Séng Cù"]


def test_each_shelf_has_its_own_goods_though_the_statement_is_one(goods):
    first, second = make.collection(), make.collection()
    for shelf, product in ((first, goods[0]), (second, goods[1])):
        fill_collection(collection=shelf, products=[product])
        publish_collection(collection=shelf, channel=make.channel())
    assert [
        ask(SHELF, slug=each.slug)["collection"]["products"]["totalCount"] for each in (first, second)
    ] == [1, 0]


def test_a_tree_that_has_changed_is_told_as_it_is():
    top = make.category(name="Trà")
    make.on_sale(product=make.product(category=top))

    def tree():
        (node,) = nodes(ask(TREE)["categories"])
        return node["products"]["totalCount"], [each["name"] for each in nodes(node["children"])]

    assert tree() == (1, [])
    below = make.category(parent=top, name="Trà xanh")
    make.on_sale(product=make.product(category=below))
    assert tree() == (2, ["Trà xanh"])


def test_what_the_fast_writer_does_not_take_is_written_all_the_same():
    value = {"rate": WrittenFloat("0.10"), "big": 2**70, "name": "Gạo", "by": {1: None}}
    assert (
        write_json(value).decode() == '{"rate":0.1,"big":1180591620717411303424,"name":"Gạo","by":{"1":null}}'
    )
