"""Filters of searches: lists, totals and facets agree, and tell nobody what he may not read."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from marketplace.catalog.services import fill_collection, publish_collection
from marketplace.search import knowing, services
from marketplace.search.api import answers
from marketplace.search.api import goods as lists
from tests import factories as make
from tests.asking import STAFF, ask, gid, nodes

pytestmark = pytest.mark.django_db

SEARCH = """query($text: String!, $channel: String!, $filter: ProductFilterInput) {
  search(text: $text, channel: $channel, filter: $filter) { total facets { slug values { value count } } } }"""
PRODUCTS = """query(
  $text: String, $channel: String!, $filter: ProductFilterInput, $where: ProductWhereInput, $first: Int = 20) {
  products(search: $text, channel: $channel, first: $first, filter: $filter, where: $where) {
    totalCount edges { node { name } } } }"""
BOTH = pytest.mark.parametrize("text", ["", "che"])


@pytest.fixture
def index(engine):
    """Index everything anew."""

    def anew():
        services.rebuild(engine=engine)
        knowing.forget()

    return anew


def tea(name, **columns):
    return make.on_sale(product=make.product(name=name), **columns).product


def listed(text, channel="vn", actor=None, **filter):
    """Names in the list, which are as many as the search says there are."""
    asked = {"text": text, "channel": channel, "filter": filter}
    given = [actor] if actor else []
    found = ask(PRODUCTS, *given, **asked)["products"]
    assert ask(SEARCH, *given, **asked)["search"]["total"] == found["totalCount"] == len(found["edges"])
    return sorted(node["name"] for node in nodes(found))


def facets(text, channel="vn", **filter):
    found = ask(SEARCH, text=text, channel=channel, filter=filter)["search"]["facets"]
    return {each["slug"]: {one["value"]: one["count"] for one in each["values"]} for each in found}


@BOTH
def test_what_carts_hold_is_in_stock_in_the_list_as_in_the_counts(index, text):
    held, _free, gone = tea("Chè giữ"), tea("Chè còn"), tea("Chè hết", quantity=0)
    index()
    held.variants.get().stocks.get().reservations.create(
        claim="00000000-0000-0000-0000-000000000001",
        quantity=10,
        reserved_until=timezone.now() + timedelta(hours=1),
    )
    for _ in range(2):  # indexed before the hold began, and while it lives
        assert listed(text, stockAvailability="IN_STOCK") == ["Chè còn", "Chè giữ"]
        assert listed(text, stockAvailability="OUT_OF_STOCK") == ["Chè hết"]
        index()
    variant = gone.variants.get()
    type(variant).objects.filter(pk=variant.pk).update(track_inventory=False)
    index()
    assert "Chè hết" in listed(text, stockAvailability="IN_STOCK")


@BOTH
def test_a_collection_that_is_not_published_tells_visitors_nothing(index, text):
    tet = make.collection(name="Quà Tết")
    fill_collection(collection=tet, products=[tea("Chè Tết")])
    tea("Chè thường")
    index()
    assert listed(text, collections=[gid(tet)]) == []
    assert listed(text, actor=STAFF, collections=[gid(tet)]) == ["Chè Tết"]
    where = {"text": text, "channel": "vn", "where": {"collection": {"eq": gid(tet)}}}
    assert ask(PRODUCTS, **where)["products"]["totalCount"] == 0
    publish_collection(collection=tet, channel=make.channel())
    assert listed(text, collections=[gid(tet)]) == ["Chè Tết"]
    assert ask(PRODUCTS, **where)["products"]["totalCount"] == 1


@BOTH
def test_a_hidden_season_is_none(index, text):
    season = make.attribute(slug="mua-vu", input_type="MULTISELECT", visible_in_storefront=False)
    may = make.attribute_value(attribute=season, slug="thang-5")
    tea("Chè tháng năm").attribute_values.create(value=may)
    index()
    for actor in (None, STAFF):
        assert listed(text, actor=actor, months=[11]) == ["Chè tháng năm"]
    type(season).objects.update(visible_in_storefront=True)
    index()
    for actor in (None, STAFF):
        assert listed(text, actor=actor, months=[11]) == []


@BOTH
def test_only_a_products_own_certificates_count(index, text):
    stars = make.attribute(slug="ocop", input_type="PLAIN_TEXT")
    one, other = (make.attribute_value(attribute=stars, slug=slug, name="4 sao") for slug in "ab")
    tea("Chè có sao").attribute_values.create(value=one)
    tea("Chè gói có sao").variants.get().attribute_values.create(value=other)
    index()
    assert facets(text)["certificate"] == {"ocop": 1}
    assert listed(text, certificates=["ocop"]) == ["Chè có sao"]


def test_beyond_the_deepest_the_database_counts_and_there_are_no_facets(index, monkeypatch):
    made = [tea(f"Chè {number}") for number in range(3)]
    index()
    monkeypatch.setattr(answers, "DEEPEST", 2)
    slugs = [each.slug for each in made]
    assert listed("", slugs=slugs) == ["Chè 0", "Chè 1", "Chè 2"]
    assert facets("", slugs=slugs) == {}
    assert facets("", slugs=slugs[:2])["cooperative"].keys() == {gid(each.cooperative) for each in made[:2]}


def test_the_best_are_taken_after_the_chosen_filters_in_counts_as_in_lists(index, monkeypatch):
    *others, last = [tea(f"Chè {number}") for number in range(3)]
    index()
    for module in (answers, lists):
        monkeypatch.setattr(module, "DEEPEST", 2)
    slugs = [last.slug, others[0].slug]
    chosen = {"slugs": slugs, "cooperatives": [gid(last.cooperative)]}
    found = ask(PRODUCTS, text="che", channel="vn", filter=chosen, first=2)["products"]
    assert nodes(found) == [{"name": "Chè 2"}]
    assert ask(SEARCH, text="che", channel="vn", filter=chosen)["search"]["total"] == 1
    assert facets("che", **chosen)["price_band"] == {"100000-199999": 1}


@BOTH
def test_bands_of_prices_with_cents_end_before_the_next_begins(index, text):
    market = make.channel(slug="us", currency_code="USD")
    for name, cents in (("Chè rẻ", 49_950), ("Chè đắt", 50_000)):
        product = make.product(name=name)
        make.product_listing(product=product, channel=market, currency="USD", discounted_price_amount=cents)
    index()
    bands = facets(text, "us")["price_band"]
    assert bands == {"0-499.99": 1, "500-999.99": 1}
    for band, name in zip(bands, ("Chè rẻ", "Chè đắt"), strict=True):
        least, most = (float(Decimal(end)) for end in band.split("-"))
        assert listed(text, "us", minimalPrice={"gte": least, "lte": most}) == [name]
