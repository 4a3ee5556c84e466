"""Categories as a tree, collections, product types, attributes: lists and look-ups."""

import pytest

from marketplace.catalog.services import fill_collection, publish_collection
from tests import factories as make
from tests.asking import STAFF, ask, gid, nodes

pytestmark = pytest.mark.django_db


def tree():
    """Chè over Chè xanh over Chè búp, and Gạo."""
    tea = make.category(name="Chè", sort_order=2)
    green = make.category(name="Chè xanh", parent=tea)
    return tea, green, make.category(name="Chè búp", parent=green), make.category(name="Gạo", sort_order=1)


def test_a_category_knows_what_is_above_and_below_it():
    tea, green, buds, _ = tree()
    text = """query ($id: ID!) { category(id: $id) { name level parent { name }
      ancestors(first: 9) { totalCount edges { node { name } } }
      children(first: 9) { edges { node { name level } } } } }"""
    assert ask(text, id=gid(buds))["category"] == {
        "name": "Chè búp",
        "level": 2,
        "parent": {"name": "Chè xanh"},
        "ancestors": {"totalCount": 2, "edges": [{"node": {"name": "Chè"}}, {"node": {"name": "Chè xanh"}}]},
        "children": {"edges": []},
    }
    top = ask(text, id=gid(tea))["category"]
    assert (top["parent"], top["ancestors"]["edges"]) == (None, [])
    assert nodes(top["children"]) == [{"name": green.name, "level": 1}]


def test_ancestors_have_pages_both_ways():
    *_, buds, _ = tree()
    text = """query ($id: ID!, $first: Int, $last: Int, $after: String, $before: String) { category(id: $id) {
      ancestors(first: $first, last: $last, after: $after, before: $before) {
        edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage } } } }"""
    first = ask(text, id=gid(buds), first=1)["category"]["ancestors"]
    assert (nodes(first), first["pageInfo"]) == (
        [{"name": "Chè"}],
        {"hasNextPage": True, "hasPreviousPage": False},
    )
    after = ask(text, id=gid(buds), first=1, after=first["edges"][0]["cursor"])["category"]["ancestors"]
    assert (nodes(after), after["pageInfo"]) == (
        [{"name": "Chè xanh"}],
        {"hasNextPage": False, "hasPreviousPage": True},
    )
    last = ask(text, id=gid(buds), last=1)["category"]["ancestors"]
    assert nodes(last) == [{"name": "Chè xanh"}]
    before = ask(text, id=gid(buds), last=5, before=last["edges"][0]["cursor"])["category"]["ancestors"]
    assert nodes(before) == [{"name": "Chè"}]


CATEGORIES = """query ($level: Int, $filter: CategoryFilterInput, $where: CategoryWhereInput,
  $sortBy: CategorySortingInput) {
  categories(first: 50, level: $level, filter: $filter, where: $where, sortBy: $sortBy) { edges { node { name } } } }"""


def named(**variables):
    return [node["name"] for node in nodes(ask(CATEGORIES, **variables)["categories"])]


def test_categories_come_in_the_operators_order():
    tea, _, _, rice = tree()
    make.product(category=rice)
    assert named(level=0) == ["Gạo", "Chè"]
    assert named() == ["Gạo", "Chè", "Chè xanh", "Chè búp"]
    assert named(filter={"search": "che x"}) == ["Chè xanh"]
    assert named(filter={"slugs": ["gao"]}) == ["Gạo"]
    assert named(where={"OR": [{"ids": [gid(tea)]}, {"ids": [gid(rice)]}]}) == ["Gạo", "Chè"]
    assert named(sortBy={"field": "NAME", "direction": "DESC"}) == ["Gạo", "Chè xanh", "Chè búp", "Chè"]
    assert named(level=0, sortBy={"field": "PRODUCT_COUNT", "direction": "DESC"}) == ["Gạo", "Chè"]
    assert named(level=0, sortBy={"field": "SUBCATEGORY_COUNT", "direction": "DESC"}) == ["Chè", "Gạo"]


def test_a_category_is_found_by_its_slug_also_the_translated_one():
    tea, *_ = tree()
    tea.translations.create(language_code="en", name="Tea", slug="tea")
    text = """query ($slug: String!, $language: LanguageCodeEnum) {
      category(slug: $slug, slugLanguageCode: $language) { name } }"""
    assert ask(text, slug="che")["category"] == {"name": "Chè"}
    assert ask(text, slug="tea", language="EN")["category"] == {"name": "Chè"}
    assert ask(text, slug="tea")["category"] is None


def test_the_tree_counts_what_is_below_each_shelf():
    tea, green, buds, rice = tree()
    for shelf in (tea, green, buds, buds):
        make.on_sale(product=make.product(category=shelf))
    make.on_sale(product=make.product(category=rice)).product.channel_listings.update(is_published=False)
    text = """{ categories(first: 50) { edges { node { name products(channel: "vn") { totalCount } } } } }"""
    counts = {node["name"]: node["products"]["totalCount"] for node in nodes(ask(text)["categories"])}
    assert counts == {"Chè": 4, "Chè xanh": 3, "Chè búp": 2, "Gạo": 0}


def test_counts_of_two_channels_in_one_answer_are_each_their_own():
    rice = make.category(name="Gạo")
    make.on_sale(product=make.product(category=rice))
    make.product_listing(product=make.product(category=rice), channel=make.channel(slug="jp"))
    text = """{ categories(first: 9) { edges { node { everywhere: products { totalCount }
      vn: products(sortBy: {field: NAME, direction: ASC, channel: "vn"}) { totalCount }
      jp: products(sortBy: {field: NAME, direction: ASC, channel: "jp"}) { totalCount } } } } }"""
    assert nodes(ask(text, STAFF)["categories"]) == [
        {"everywhere": {"totalCount": 2}, "vn": {"totalCount": 1}, "jp": {"totalCount": 1}}
    ]


def test_pictures_of_shelves():
    tea, *_ = tree()
    type(tea).objects.filter(pk=tea.pk).update(
        background_image="categories/a.webp", background_image_alt="Nương chè"
    )
    text = "query ($id: ID!) { category(id: $id) { backgroundImage(size: 64, format: WEBP) { url alt } } }"
    assert ask(text, id=gid(tea))["category"]["backgroundImage"] == {
        "url": "http://127.0.0.1:8001/thumbnail/64/webp/categories/a.webp",
        "alt": "Nương chè",
    }


def test_collections_are_sorted_and_filtered_for_staff():
    gifts, tea = make.collection(name="Quà Tết"), make.collection(name="Ấm chè")
    publish_collection(collection=gifts, channel=make.channel())
    fill_collection(collection=tea, products=[make.product()])
    text = """query ($filter: CollectionFilterInput, $sortBy: CollectionSortingInput, $where: CollectionWhereInput) {
      collections(first: 9, channel: "vn", filter: $filter, sortBy: $sortBy, where: $where) {
        edges { node { name } } } }"""
    make.collection(name="Chưa ở đâu")
    tea.channel_listings.create(channel=make.channel())

    def found(**variables):
        return [node["name"] for node in nodes(ask(text, STAFF, **variables)["collections"])]

    assert found() == ["Ấm chè", "Quà Tết"]
    assert found(filter={"published": "PUBLISHED"}) == ["Quà Tết"]
    assert found(filter={"published": "HIDDEN"}) == ["Ấm chè"]
    assert found(filter={"search": "tet"}) == ["Quà Tết"]
    assert found(where={"ids": [gid(tea)]}) == ["Ấm chè"]
    assert found(sortBy={"field": "AVAILABILITY", "direction": "DESC"}) == ["Quà Tết", "Ấm chè"]
    assert found(sortBy={"field": "PRODUCT_COUNT", "direction": "ASC"}) == ["Quà Tết", "Ấm chè"]
    assert found(sortBy={"field": "PUBLISHED_AT", "direction": "DESC"}) == ["Quà Tết", "Ấm chè"]


def test_product_types_and_back_from_their_attributes():
    dry, fresh = (
        make.product_type(name="Hàng khô"),
        make.product_type(name="Hàng tươi", is_shipping_required=False),
    )
    attribute = make.attribute(name="Bảo quản")
    dry.product_attributes.create(attribute=attribute)
    fresh.variant_attributes.create(attribute=attribute)
    make.on_sale(product=make.product(name="Măng", product_type=dry))
    text = """query ($id: ID!, $attribute: ID!, $filter: ProductTypeFilterInput) {
      productType(id: $id) { name kind weight { value } products(first: 9, channel: "vn") { edges { node { name } } } }
      productTypes(first: 9, filter: $filter) { edges { node { name } } }
      attribute(id: $attribute) { productTypes(first: 9) { edges { node { name } } }
        productVariantTypes(first: 9) { totalCount edges { node { name } } } } }"""
    found = ask(text, id=gid(dry), attribute=gid(attribute), filter={"productType": "SHIPPABLE"})
    assert found == {
        "productType": {
            "name": "Hàng khô",
            "kind": "NORMAL",
            "weight": {"value": 0},
            "products": {"edges": [{"node": {"name": "Măng"}}]},
        },
        "productTypes": {"edges": [{"node": {"name": "Hàng khô"}}]},
        "attribute": {
            "productTypes": {"edges": [{"node": {"name": "Hàng khô"}}]},
            "productVariantTypes": {"totalCount": 1, "edges": [{"node": {"name": "Hàng tươi"}}]},
        },
    }


def test_attributes_of_what_stands_in_a_category_or_collection():
    shelf, gifts = make.category(name="Chè"), make.collection()
    product = make.product(category=make.category(parent=shelf))
    fill_collection(collection=gifts, products=[product])
    season = make.attribute(name="Mùa", slug="mua")
    product.product_type.variant_attributes.create(attribute=season)
    make.attribute(name="Vị", slug="vi", filterable_in_storefront=True)
    text = """query ($filter: AttributeFilterInput, $search: String, $sortBy: AttributeSortingInput) {
      attributes(first: 9, filter: $filter, search: $search, sortBy: $sortBy) { edges { node { slug } } } }"""

    def found(**variables):
        return [node["slug"] for node in nodes(ask(text, **variables)["attributes"])]

    assert found() == ["mua", "vi"]
    assert found(filter={"inCategory": gid(shelf)}) == ["mua"]
    assert found(filter={"inCollection": gid(gifts)}) == ["mua"]
    assert found(filter={"filterableInStorefront": True}) == ["vi"]
    assert found(filter={"type": "PAGE_TYPE"}) == []
    assert found(search="mùa") == ["mua"]
    assert found(sortBy={"field": "SLUG", "direction": "DESC"}) == ["vi", "mua"]
