"""What the pages everybody opens cost the database: so many statements, however much is on them."""

from collections import Counter

import pytest
from django.utils.text import slugify

from marketplace.catalog.services import assign_product_values
from marketplace.core.prepared import Prepared
from marketplace.core.statements import Statement
from marketplace.graphql import execution
from marketplace.search.api import facets
from storefront import seasons
from storefront.documents import document
from tests import factories as make
from tests.asking import ask, gid, statements
from tests.servers import on_postgresql

pytestmark = pytest.mark.django_db

STANDING = {"channel": "vn", "language": "EN", "translated": True}
IN_STOCK = {"stockAvailability": "IN_STOCK"}


def texts(name):
    return document(name).text, {
        each: STANDING[each] for each in STANDING if each in document(name).variables
    }


def asked(name, **variables):
    """The answer of one of the shop's operations, in English as strangers read it: that takes the most."""
    text, standing = texts(name)
    return ask(text, **standing, **variables)


def counted(name, **variables):
    """How many statements that takes."""
    text, standing = texts(name)
    return statements(text, **standing, **variables)


@pytest.fixture(autouse=True)
def nothing_asked_in_vain(monkeypatch):
    """What goes to the database together is what is run afterwards, with the same ids."""
    ahead, run = [], []
    together, runs = execution.asked_together, Statement.run

    def noted(questions):
        known = list(questions)
        ahead.extend((id(statement), frozenset(ids)) for statement, ids in known)
        return together(known)

    def ran(self, ids=(), one=None, more=()):
        ids = list(ids)
        run.append((id(self), frozenset(ids)))
        return runs(self, ids, one, more)

    for place in (execution, facets):
        monkeypatch.setattr(place, "asked_together", noted)
    monkeypatch.setattr(Statement, "run", ran)
    yield ahead
    assert set(ahead) <= set(run)


@pytest.fixture(params=[1, 3])
def shelf(request):
    """A shelf with one or three of everything: goods with packs, pictures, months and words, each of another seller."""
    return Shelf(request.param)


class Shelf:
    def __init__(self, count):
        self.count = count
        self.category = make.category(parent=make.category())
        self.category.translations.create(language_code="en", name="Rice")
        self.below = [make.category(parent=self.category) for _ in range(count)]
        self.kind = make.product_type()
        self.month = make.attribute(slug=seasons.ATTRIBUTE, input_type="MULTISELECT")
        self.story = [make.attribute(input_type="PLAIN_TEXT") for _ in range(count)]
        for attribute in (self.month, *self.story):
            self.kind.product_attributes.create(attribute=attribute)
        self.june = make.attribute_value(attribute=self.month, slug=seasons.slug(6), name="Tháng 6")
        self.goods = [self.good(make.cooperative(), count) for _ in range(count)]

    def good(self, seller, count):
        made = make.product(cooperative=seller, category=self.category, product_type=self.kind)
        made.translations.create(language_code="en", name="Rice")
        packs = [make.on_sale(product=made, name=f"Gói {number}") for number in range(count)]
        for pack in packs:
            pack.translations.create(language_code="en", name="Pack")
            make.media(product=made)
        made.default_variant = packs[0]
        made.save()
        assign_product_values(product=made, attribute=self.month, values=[self.june])
        for attribute in self.story:
            value = make.attribute_value(
                attribute=attribute, name="Chuyện", plain_text="Chuyện", slug=slugify(f"c-{make.number()}")
            )
            assign_product_values(product=made, attribute=attribute, values=[value])
        return made


def test_the_home_page_takes_19_statements_whatever_is_in_season(shelf):
    wanted = {
        "story": shelf.goods[0].cooperative.slug,
        "inSeason": {"attributes": [{"slug": seasons.ATTRIBUTE, "values": [seasons.slug(6)]}], **IN_STOCK},
        "any": IN_STOCK,
    }
    found = asked("Home", **wanted)
    assert [len(found[each]["edges"]) for each in ("inSeason", "any")] == [shelf.count] * 2
    assert counted("Home", **wanted) == 19


def test_a_category_takes_16_statements_however_many_goods_it_has(shelf):
    found = asked("Category", slug=shelf.category.slug, first=24)["shelf"]
    assert [len(found[each]["edges"]) for each in ("children", "products")] == [shelf.count] * 2
    assert counted("Category", slug=shelf.category.slug, first=24) == 16


def test_a_product_takes_29_statements_with_its_packs_papers_and_neighbors(shelf):
    good = shelf.goods[0]
    for _ in range(shelf.count):
        shelf.good(good.cooperative, shelf.count)
    found = asked("Product", slug=good.slug)["product"]
    sizes = (found["variants"], found["media"], found["cooperative"]["products"]["edges"], found["papers"])
    assert [len(each) for each in sizes] == [shelf.count, shelf.count, 1 + shelf.count, 1 + shelf.count]
    assert counted("Product", slug=good.slug) == 29


def test_what_hangs_on_goods_is_asked_together(shelf, nothing_asked_in_vain):
    asked("Category", slug=shelf.category.slug, first=24)
    assert len(set(nothing_asked_in_vain)) == 5
    nothing_asked_in_vain.clear()
    asked("Product", slug=shelf.goods[0].slug)
    assert len(set(nothing_asked_in_vain)) == 10


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_product_goes_to_postgresql_in_fewer_ways_than_it_has_statements(shelf, monkeypatch):
    asked("Product", slug=shelf.goods[0].slug)  # prepared from here on
    ways = Counter()
    for name in ("_results", "rows", "_name"):
        monkeypatch.setattr(Prepared, name, _counting(ways, name, getattr(Prepared, name)))
    asked("Product", slug=shelf.goods[0].slug)
    # 23 questions: ten statements in two ways there and back, which answer 14 of them, and nine alone
    assert ways == {"rows": 23, "_name": 19, "_results": 2}


def _counting(counts, name, function):
    def counted(self, *given):
        counts[name] += 1
        return function(self, *given)

    return counted


def test_a_cooperative_takes_15_statements_however_much_it_sells(shelf):
    seller = shelf.goods[0].cooperative
    for _ in range(shelf.count - 1):
        shelf.good(seller, shelf.count)
    found = asked("Cooperative", slug=seller.slug, first=24)["cooperative"]
    assert len(found["products"]["edges"]) == shelf.count
    assert counted("Cooperative", slug=seller.slug, first=24) == 15


def test_a_cart_takes_18_statements_for_one_cooperative_or_several(shelf):
    packs = [pack for good in shelf.goods for pack in good.variants.all()]
    cart = make.ready_cart(*packs)
    parcels = asked("Cart", id=gid(cart))["checkout"]["parcels"]
    assert [len(each["lines"]) for each in parcels] == [shelf.count] * shelf.count
    assert counted("Cart", id=gid(cart)) == 18  # one of them for the name of the way it is sent


def test_the_frame_of_every_page_takes_10_statements(shelf):
    found = asked("Market")
    assert len(found["cooperatives"]["edges"]) == shelf.count
    assert counted("Market") == 10
