"""Reads of goods as wholes: as many statements for three as for one, and both executors answer alike."""

import pytest

from marketplace.catalog.services import fill_collection, publish_collection
from tests import factories as make
from tests.asking import GUEST, STAFF, ask, gid, judged, refused, statements
from tests.dialect.test_operations import FOLDERS, documents

pytestmark = pytest.mark.django_db

LIST = """query { products(first: 24, channel: "vn", sortBy: {field: NAME, direction: ASC}) {
  pageInfo { hasNextPage endCursor }
  edges { cursor node { id name slug updatedAt isAvailable
    category { id name parent { name } } productType { id name } cooperative { id name commune { name } }
    thumbnail(size: 256, format: WEBP) { url alt } media { id alt type url(size: 512, format: WEBP) }
    pricing { onSale priceRange { start { gross { amount } net { amount } } stop { gross { amount } } } }
    defaultVariant { id name }
    variants { id name sku quantityAvailable weight { value } pricePerUnit { amount { amount } unit }
      pricing { price { gross { amount } net { amount } tax { amount } } priceUndiscounted { gross { amount } } } }
  } } } }"""
DETAIL = """query ($id: ID!) { product(id: $id, channel: "vn") {
  id name description seoTitle created isAvailable isAvailableForPurchase rating weight { value }
  translation(languageCode: EN) { name description }
  category { id name parent { name } } collections { id name } cooperative { id name story phone location { latitude } }
  productType { id name hasVariants } thumbnail(size: 1024) { url } media { url(size: 1024) alt }
  attributes { attribute { slug name inputType } values { slug name plainText boolean } }
  pricing { discount { net { amount } } priceRange { start { gross { amount } net { amount } } } displayGrossPrices }
  defaultVariant { id }
  variants { id name quantityAvailable attributes { attribute { slug } values { name } }
    pricing { price { gross { amount } net { amount } } } }
} }"""
TREE = """query { categories(level: 0, first: 9) { edges { node { name products(channel: "vn") { totalCount }
  children(first: 9) { edges { node { name products(channel: "vn") { totalCount } } } } } } } }"""
SHELVES = """query { categories(level: 0, first: 9) { edges { node {
  name backgroundImage(size: 256) { url } ancestors(first: 1) { totalCount }
  translation(languageCode: EN) { name }
  products(channel: "vn", first: 2) {
    totalCount edges { node { name thumbnail { url } pricing { onSale } } } } } } } }"""
SELLERS = """query { cooperatives(first: 9, near: {latitude: 22.3, longitude: 104.1}) { edges { node {
  name distance commune { fullName province { name } } productCount(channel: "vn")
  translation(languageCode: EN) { story }
  products(channel: "vn", first: 2) { edges { node { name } } } } } } }"""
COLLECTIONS = """query { collections(first: 9, channel: "vn") { edges { node { name
  products(first: 2) { totalCount edges { node { name cooperative { name } } } } } } } }"""
STOCKS = """query { productVariants(first: 9, channel: "vn") { edges { node { name
  stocks { quantity quantityReserved warehouse { name cooperative { name } address { city } } }
  channelListings { price { amount } channel { slug } }
  product { channelListings { pricing { priceRange { start { net { amount } } } } } } } } } }"""


def market(size):
    """`size` products, each of its own cooperative, type, category and collection, with all that can hang on them."""
    tax_class = make.tax_class()
    tax_class.rates.create(rate_percent=8, valid_from="2026-01-01")
    made = []
    for number in range(size):
        top = make.category(name=f"Chè {number}")
        top.translations.create(language_code="en", name="Tea")
        maker = make.cooperative(latitude="22.3", longitude=f"104.{number}")
        maker.translations.create(language_code="en", story="Tea")
        product = make.product(category=make.category(parent=top), tax_class=tax_class, cooperative=maker)
        product.translations.create(language_code="en", name="Tea")
        variants = [make.on_sale(product=product), make.on_sale(product=product)]
        type(product).objects.filter(pk=product.pk).update(default_variant=variants[0])
        make.media(product=product)
        attribute = make.attribute(name=f"Mùa {number}")
        product.product_type.product_attributes.create(attribute=attribute)
        product.product_type.variant_attributes.create(attribute=make.attribute(name=f"Cỡ {number}"))
        product.attribute_values.create(value=make.attribute_value(attribute=attribute))
        collection = make.collection()
        publish_collection(collection=collection, channel=make.channel())
        fill_collection(collection=collection, products=[product])
        made.append(product)
    return made


COUNTS = {
    "a list of products": (LIST, GUEST, 7),
    "the tree of categories": (TREE, GUEST, 4),
    "shelves with their first products": (SHELVES, GUEST, 7),
    "cooperatives near by": (SELLERS, GUEST, 6),
    "collections with products": (COLLECTIONS, GUEST, 4),
    "stocks and prices for staff": (STOCKS, STAFF, 8),
}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("what", COUNTS)
def test_a_list_takes_as_many_statements_for_three_as_for_one(what, size):
    text, actor, expected = COUNTS[what]
    market(size)
    assert statements(text, actor) == expected


@pytest.mark.parametrize("variants", [2, 5])
def test_a_product_takes_as_many_statements_with_five_variants_as_with_two(variants):
    (product,) = market(1)
    assert product.variants.count() == 2
    for _ in range(variants - 2):
        make.media(product=make.on_sale(product=product).product)
    assert statements(DETAIL, id=gid(product)) == 12


@pytest.mark.parametrize("what", COUNTS)
def test_the_level_by_level_answer_is_that_of_graphql_core(what):
    text, actor, _ = COUNTS[what]
    market(3)
    answer = ask(text, actor)
    assert "null" not in repr(answer)
    assert answer == judged(text, actor)


def test_rows_that_stand_within_each_other_again_and_again_are_counted_wherever_they_stand():
    """They are read once, and written a hundred thousand times."""
    (product,) = market(1)
    for _ in range(8):
        make.on_sale(product=product)
    text = 'query ($id: ID!) { product(id: $id, channel: "vn") { ' + "%s } }"
    again = text % ("variants { product { " * 4 + "id" + " } }" * 4)
    assert statements(again, id=gid(product)) == 6
    assert refused(text % ("variants { product { " * 6 + "id" + " } }" * 6), id=gid(product)) == [
        "The answer would hold more than 200000 values. Ask for fewer or smaller pages."
    ]


def test_the_detail_is_that_of_graphql_core():
    _, product, _ = market(3)
    assert ask(DETAIL, id=gid(product)) == judged(DETAIL, id=gid(product))


ASKED = {
    "storefront": (
        "Market",
        "Category",
        "Collection",
        "Cooperative",
        "Cooperatives",
        "Home",
        "Product",
        "Search",
    ),
    "benchmarks": ("List", "Detail", "Search", "Collection", "Goods"),
}


@pytest.mark.parametrize(
    ("program", "name"), [(program, name) for program, names in ASKED.items() for name in names]
)
def test_what_shop_and_benchmarks_ask_is_answered_as_by_graphql_core(program, name):
    product = market(3)[1]
    text = dict(documents(FOLDERS[program]))[f"{name}.graphql"]
    slugs = {
        "Category": product.category,
        "Collection": product.collections.get(),
        "Cooperative": product.cooperative,
    }
    slug = slugs.get(name, product).slug
    given = {"channel": "vn", "language": "EN", "translated": True, "first": 2, "slug": slug, "text": "chè"}
    given |= {"story": product.cooperative.slug, "any": {}, "inSeason": {}, "allYear": {}}
    answer = ask(text, **given)
    assert answer == judged(text, **given)
