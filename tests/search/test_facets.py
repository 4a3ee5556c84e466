"""Facets: every value says how many goods are behind it, and choosing it shows as many."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from marketplace.catalog.models import AttributeTranslation, AttributeValueTranslation, CategoryTranslation
from marketplace.channel.models import Channel
from marketplace.core.actor import GUEST
from marketplace.core.models import Job
from marketplace.graphql.ids import to_global_id
from marketplace.search import breaker, certificates, finding, knowing, services, tasks
from tests import factories as make
from tests.asking import STAFF, ask, gid, refused, statements

pytestmark = pytest.mark.django_db

SEARCH = """query($text: String!, $filter: ProductFilterInput, $language: LanguageCodeEnum) {
  search(text: $text, channel: "vn", filter: $filter, languageCode: $language) {
    total isDegraded facets { slug name values { value name count } } cooperatives { name } pages { title } } }"""
PRODUCTS = """query($text: String, $filter: ProductFilterInput, $sort: ProductOrder) {
  products(search: $text, channel: "vn", first: 20, filter: $filter, sortBy: $sort) {
    totalCount edges { node { name } } } }"""
SA_PA = {"latitude": 22.3364, "longitude": 103.8438}


def goods(name, price, seller, shelf, *values, left=10, weight=500):
    product = make.product(name=name, cooperative=seller, category=shelf)
    make.product_listing(product=product, discounted_price_amount=price)
    variant = make.variant(product=product, net_amount=weight)
    make.variant_listing(price, variant=variant)
    make.stock(left, variant=variant)
    for value in values:
        product.attribute_values.create(value=value)
    return product


@pytest.fixture
def market(engine, monkeypatch):
    """Three teas and a honey in November, of a cooperative in Bắc Hà and one in Mường Khương."""
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 25))
    near = make.cooperative(name="HTX Nương Mây", latitude="22.54", longitude="104.29")
    far = make.cooperative(name="HTX Suối Mây", commune_code="02761", latitude="22.77", longitude="104.11")
    tea = make.category(name="Chè")
    green, honey = make.category(name="Chè xanh", parent=tea), make.category(name="Mật ong")
    season, kept = (
        make.attribute(name="Mùa vụ", slug="mua-vu", input_type="MULTISELECT"),
        make.attribute(name="Bảo quản", slug="bao-quan", filterable_in_storefront=True),
    )
    november, may = (
        make.attribute_value(attribute=season, slug=f"thang-{each}", name=f"Tháng {each}") for each in (11, 5)
    )
    dry, fresh = (make.attribute_value(attribute=kept, name=name) for name in ("Khô", "Tươi"))
    stars = make.attribute(name="OCOP", slug="ocop", input_type="PLAIN_TEXT")
    four, old = (
        make.attribute_value(attribute=stars, slug=f"s{year}", name=f"4 sao, hạn 28/12/{year}")
        for year in (2026, 2025)
    )
    made = SimpleNamespace(
        near=near, far=far, tea=tea, green=green, kept=kept, dry=dry, engine=engine,
        shan=goods("Chè Shan tuyết", 200_000, near, tea, november, dry, four),
        leaf=goods("Chè xanh Hán Đà", 90_000, near, green, may, fresh, old, weight=100),
        lotus=goods("Chè sen", 60_000, far, tea, dry, left=0),
        honey=goods("Mật ong bạc hà", 300_000, far, honey, november),
    )  # fmt: skip
    services.rebuild(engine=engine)
    knowing.forget()
    return made


def counts(text="", **filter):
    found = ask(SEARCH, text=text, filter=filter)["search"]
    return {each["slug"]: {one["name"]: one["count"] for one in each["values"]} for each in found["facets"]}


def values(text="", **filter):
    found = ask(SEARCH, text=text, filter=filter)["search"]
    return {each["slug"]: {one["name"]: one["value"] for one in each["values"]} for each in found["facets"]}


def found(text="", sort=None, **filter):
    answer = ask(PRODUCTS, text=text or None, filter=filter, sort=sort)["products"]
    return [edge["node"]["name"] for edge in answer["edges"]]


def test_every_quality_is_counted(market):
    assert counts("che") == {
        "category": {"Chè": 3, "Chè xanh": 1},
        "cooperative": {"HTX Nương Mây": 2, "HTX Suối Mây": 1},
        "commune": {"Xã Bắc Hà": 2, "Xã Mường Khương": 1},
        "certificate": {"OCOP": 1},
        "price_band": {"50.000 – 100.000": 2, "200.000 – 500.000": 1},
        "season": {"Đang mùa": 2},
        "attribute:bao-quan": {"Khô": 2, "Tươi": 1},
    }
    assert counts()["cooperative"] == {"HTX Nương Mây": 2, "HTX Suối Mây": 2}


def test_a_facet_is_counted_under_all_filters_but_its_own(market):
    near = counts("che", cooperatives=[gid(market.near)])
    assert near["cooperative"] == {"HTX Nương Mây": 2, "HTX Suối Mây": 1}
    assert near["category"] == {"Chè": 2, "Chè xanh": 1}
    assert near["attribute:bao-quan"] == {"Khô": 1, "Tươi": 1}
    both = counts(
        "che", cooperatives=[gid(market.near)], attributes=[{"slug": "bao-quan", "values": ["kho"]}]
    )
    assert both["attribute:bao-quan"] == {"Khô": 1, "Tươi": 1}
    assert both["cooperative"] == {"HTX Nương Mây": 1, "HTX Suối Mây": 1}
    assert both["price_band"] == {"200.000 – 500.000": 1}


FILTER_OF = {
    "category": lambda value: {"categories": [value]},
    "cooperative": lambda value: {"cooperatives": [value]},
    "commune": lambda value: {"communes": [value]},
    "certificate": lambda value: {"certificates": [value]},
    "season": lambda value: {"months": [int(value)]},
    "attribute:bao-quan": lambda value: {"attributes": [{"slug": "bao-quan", "values": [value]}]},
    "price_band": lambda value: {
        "minimalPrice": dict(zip(("gte", "lte"), map(int, filter(None, value.split("-"))), strict=False))
    },
}


@pytest.mark.parametrize("text", ["che", "chè", ""])
@pytest.mark.parametrize("first", [{}, {"stockAvailability": "IN_STOCK"}, {"minimalPrice": {"lte": 250_000}}])
def test_choosing_a_value_shows_as_many_as_it_said(market, text, first):
    """With a text from the engine and without one from the database: the same goods."""
    told, chosen = counts(text, **first), values(text, **first)
    assert len(told) >= 6
    for facet, each in told.items():
        for name, count in each.items():
            narrower = {**first, **FILTER_OF[facet](chosen[facet][name])}
            shown = found(text, **narrower)
            assert (facet, name, len(shown)) == (facet, name, count)
            assert ask(SEARCH, text=text, filter=narrower)["search"]["total"] == count


def test_filters_that_only_the_database_knows_count_too(market):
    slugs = {"slugs": [market.shan.slug, market.honey.slug]}
    assert counts("che", **slugs)["category"] == {"Chè": 1}
    assert counts(**slugs)["category"] == {"Chè": 1, "Mật ong": 1}
    assert counts("che", ids=[gid(market.lotus)])["cooperative"] == {"HTX Suối Mây": 1}
    assert counts("che", metadata=[{"key": "no such"}]) == {}


def test_a_filter_only_narrows(market):
    """Seven goods or fewer let follow what is half of it: also when a filter leaves seven of many."""
    for number in range(8):
        goods(f"Chè Shan {number}", 110_000, market.far, market.tea)
    market.other = goods("Chè lam", 120_000, market.near, market.tea)
    services.rebuild(engine=market.engine)
    knowing.forget()
    assert "Chè lam" not in found("che shan")
    assert "Chè lam" not in found("che shan", cooperatives=[gid(market.near)])


def test_what_only_the_database_knows_narrows_as_widely_as_the_list(market):
    """Three have both words, the others one: they follow, whoever leaves only them."""
    shan = [goods(f"Chè Shan {number}", 110_000, market.far, market.tea) for number in range(2)]
    lam = goods("Chè lam", 120_000, market.near, market.tea)
    services.rebuild(engine=market.engine)
    knowing.forget()
    for chosen, total in (([lam], 1), ([lam, *shan], 3), ([market.honey], 0)):
        slugs = {"slugs": [each.slug for each in chosen]}
        assert len(found("che shan", **slugs)) == total
        answer = ask(SEARCH, text="che shan", filter=slugs)["search"]
        assert answer["total"] == total
        assert counts("che shan", **slugs).get("category", {}) == ({"Chè": total} if total else {})


def test_a_certificate_counts_to_the_end_of_its_day(market):
    assert found(certificates=["ocop"]) == ["Chè Shan tuyết"]
    assert found("che", certificates=["ocop"]) == ["Chè Shan tuyết"]
    assert found(certificates=["other"]) == []
    text = "Được 4 sao năm 2023, hạn 28/12/2026 (Quyết định 2585)"
    assert certificates.is_valid(text, date(2026, 12, 28)) is True
    assert certificates.is_valid(text, date(2026, 12, 29)) is False
    assert certificates.is_valid("Nhãn hiệu tập thể (2017)", date(2026, 12, 29)) is True
    assert certificates.is_valid("hạn 31/2/2026", date(2026, 1, 1)) is False


def test_a_certificate_that_ended_leaves_the_index_at_the_next_look(market, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 12, 29))
    services.reconcile(engine=market.engine, after=0, size=100)
    market.engine.flush()
    assert "certificate" not in counts("che")
    assert found(certificates=["ocop"]) == []


def test_a_certificate_leaves_the_index_when_its_day_is_over(market, monkeypatch):
    Job.objects.all().delete()
    tasks.keep_reconciling()
    tasks.keep_reconciling()
    (job,) = Job.objects.filter(reaction=tasks.ENDED)
    assert (job.arguments, job.run_after.isoformat()) == (
        {"since": "2026-11-25"},
        "2026-11-25T17:00:00+00:00",
    )
    assert services.with_ended_certificates(since=date(2026, 12, 28), before=date(2026, 12, 29)) == [
        market.shan.pk
    ]
    assert services.with_ended_certificates(since=date(2025, 12, 28), before=date(2026, 12, 28)) == [
        market.leaf.pk
    ]
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 12, 28))
    tasks.drop_ended(since="2026-12-27")
    market.engine.flush()
    assert counts("che")["certificate"] == {"OCOP": 1}
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 12, 29))
    for _try in range(2):
        tasks.drop_ended(since="2026-12-28")
    market.engine.flush()
    assert "certificate" not in counts("che")
    waiting = Job.objects.filter(reaction=tasks.ENDED, arguments__since="2026-12-29")
    assert [each.run_after.isoformat() for each in waiting] == ["2026-12-29T17:00:00+00:00"]


def test_goods_near_a_point(market):
    assert sorted(found(near=SA_PA | {"radius": 52.0})) == ["Chè Shan tuyết", "Chè xanh Hán Đà"]
    assert found("che", near=SA_PA | {"radius": 52.0}) == found("che", cooperatives=[gid(market.near)])
    assert found("che", near=SA_PA | {"radius": 1.0}) == []
    assert counts("che", near=SA_PA | {"radius": 52.0})["commune"] == {"Xã Bắc Hà": 2}
    assert refused(PRODUCTS, GUEST, text="che", filter={"near": SA_PA}) == [
        "Say how many kilometers around the point: `radius`."
    ]


@pytest.mark.parametrize("text", ["", "che"])
def test_endless_numbers_are_refused_where_they_are_read(market, text):
    near, price = "{near: {latitude: 1e999, longitude: 1, radius: 5}}", "{minimalPrice: {gte: 1e999}}"
    for filter in (near, price):
        said = refused(f'{{ search(text: "{text}", channel: "vn", filter: {filter}) {{ total }} }}')
        assert said == ["Value out of range."]


@pytest.mark.parametrize("text", ["", "che"])
def test_the_nearest_first(market, text):
    nearest = {"field": "DISTANCE", "direction": "ASC", "near": SA_PA}
    assert found(text, nearest)[-1] in ("Chè sen", "Mật ong bạc hà")
    assert found(text, nearest | {"direction": "DESC"})[0] in ("Chè sen", "Mật ong bạc hà")
    assert refused(PRODUCTS, GUEST, text=text, sort={"field": "DISTANCE", "direction": "ASC"}) == [
        "Say from which point: DISTANCE needs `near`."
    ]
    odd = {"latitude": 135.0, "longitude": 1e9}
    assert len(found(text, nearest | {"near": odd})) == len(found(text))


@pytest.mark.parametrize("text", ["", "che"])
def test_the_cheapest_kilogram_first(market, text):
    cheapest = {"field": "UNIT_PRICE", "direction": "ASC"}
    assert [each for each in found(text, cheapest) if each.startswith("Chè")] == [
        "Chè sen", "Chè Shan tuyết", "Chè xanh Hán Đà",
    ]  # fmt: skip


def test_names_are_in_the_readers_language(market):
    CategoryTranslation.objects.create(category=market.tea, language_code="zh-hans", name="茶")
    AttributeTranslation.objects.create(attribute=market.kept, language_code="zh-hans", name="储运")
    AttributeValueTranslation.objects.create(value=market.dry, language_code="zh-hans", name="干货")
    facets = ask(SEARCH, text="che", language="ZH_HANS")["search"]["facets"]
    named = {each["slug"]: (each["name"], [one["name"] for one in each["values"]]) for each in facets}
    assert named["category"][1] == ["茶", "Chè xanh"]
    assert named["attribute:bao-quan"] == ("储运", ["干货", "Tươi"])


def test_hidden_attributes_are_no_facets(market):
    type(market.kept).objects.filter(pk=market.kept.pk).update(visible_in_storefront=False)
    assert "attribute:bao-quan" not in counts("che")
    assert found("che", attributes=[{"slug": "bao-quan", "values": ["kho"]}]) == []


@pytest.mark.parametrize(
    "filter",
    [
        {"months": [13]},
        {"months": [0]},
        {"categories": ["x"]},
        {"near": SA_PA},
    ],
)
def test_what_makes_no_sense_is_said(market, filter):
    for text in ("che", ""):
        assert len(refused(PRODUCTS, GUEST, text=text, filter=filter)) == 1
        assert len(refused(SEARCH, GUEST, text=text, filter=filter)) == 1


@pytest.mark.parametrize(
    "filter",
    [
        {"minimalPrice": {"gte": 1e30}},
        {"minimalPrice": {"lte": -1e30}},
        {"minimalPrice": {}},
        {"communes": ["", "x" * 1000, "99999"]},
        {"categories": [to_global_id("Category", 2**62)]},
        {"attributes": [{"slug": "no", "values": ["such"]}]},
        {"attributes": [{"slug": "bao-quan", "values": []}]},
        {"certificates": []},
        {"near": {"latitude": 1e9, "longitude": -1e9, "radius": 1e300}},
        {"near": SA_PA | {"radius": -1.0}},
    ],
)
def test_what_is_strange_finds_nothing_or_something_and_never_fails(market, filter):
    for text in ("che", ""):
        assert isinstance(counts(text, **filter), dict)
        assert isinstance(found(text, **filter), list)


def test_a_search_takes_as_many_statements_for_one_good_and_for_three(market):
    knowing.known_to(market.engine)
    filter = {"communes": ["02839", "02761"]}
    once = statements(SEARCH, GUEST, text="shan", filter=filter, language="EN")
    assert ask(SEARCH, text="shan")["search"]["total"] == 1
    assert ask(SEARCH, text="che")["search"]["total"] == 3
    assert once == statements(SEARCH, GUEST, text="che", filter=filter, language="EN") == 5


BOTH = """query($text: String!, $other: String!, $filter: ProductFilterInput, $counted: ProductFilterInput,
    $goods: Boolean = true, $facets: Boolean = true) {
  products(search: $text, channel: "vn", first: 2, filter: $filter) @include(if: $goods) {
    totalCount edges { node { name } } }
  search(text: $other, channel: "vn", filter: $counted) @include(if: $facets) {
    total facets { slug values { value count } } } }"""
TEAS, NEAR = {"communes": ["02839", "02761"]}, {"communes": ["02839"]}


@pytest.mark.parametrize(
    ("text", "other", "filter", "counted", "questions"),
    [
        ("che", "che", None, None, 1),
        ("che duoi 100k", "che duoi 100k", None, None, 2),  # one of them whether there is any for that money
        ("che", "che", TEAS, TEAS, 2),  # what is chosen is counted without itself
        ("che", "shan", None, None, 2),
        ("che", "che", None, NEAR, 3),
        ("che", "che", NEAR, None, 2),
    ],
)
def test_goods_and_their_facets_are_one_question_to_the_engine(
    market, monkeypatch, text, other, filter, counted, questions
):
    """And are what they are when each is asked alone."""
    monkeypatch.setattr(finding, "FEW", 1)
    given = {"text": text, "other": other, "filter": filter, "counted": counted}
    alone = ask(BOTH, facets=False, **given) | ask(BOTH, goods=False, **given)
    asked, search = [], type(market.engine).search
    monkeypatch.setattr(
        type(market.engine), "search", lambda engine, query: asked.append(query) or search(engine, query)
    )
    assert ask(BOTH, **given) == alone
    assert len(asked) == questions


ORDERS = {
    "goods first": (["products", "search"], [True]),
    "facets first": (["search", "products"], [True, False]),
    "goods alone": (["products"], [False]),
}


@pytest.mark.parametrize("order", ORDERS)
def test_goods_are_found_with_facets_only_for_a_field_that_will_count_them(market, monkeypatch, order):
    monkeypatch.setattr(finding, "FEW", 1)
    fields = {
        "products": 'products(search: "che", channel: "vn", first: 2) { edges { node { name } } }',
        "search": 'search(text: "che", channel: "vn") { facets { slug } }',
    }
    asked, search = [], type(market.engine).search
    monkeypatch.setattr(
        type(market.engine), "search", lambda engine, query: asked.append(query) or search(engine, query)
    )
    names, with_facets = ORDERS[order]
    ask("{" + " ".join(map(fields.get, names)) + "}")
    assert [bool(query.facets) for query in asked] == with_facets


@pytest.mark.parametrize("closed", [{"is_active": False}, {"is_public": False}])
def test_in_a_channel_that_is_closed_visitors_find_count_and_guess_nothing(market, closed):
    """Nor does a price or a name show by what is counted."""
    Channel.objects.update(**closed)
    text = """query($filter: ProductFilterInput) {
      search(text: "che", channel: "vn", filter: $filter) { total facets { slug } }
      products(search: "che", channel: "vn", first: 9, filter: $filter) { totalCount edges { node { name } } }
      searchSuggestions(text: "che", channel: "vn") { kind } }"""
    for filter in (None, {"minimalPrice": {"gte": 1}}):
        assert ask(text, filter=filter) == {
            "search": {"total": 0, "facets": []},
            "products": {"totalCount": 0, "edges": []},
            "searchSuggestions": [],
        }
    assert ask(text, STAFF)["search"]["total"] == 3


def test_without_an_engine_there_are_no_facets_and_lists_still_obey(market, settings):
    settings.SEARCH = {}
    breaker.forget()
    assert ask(SEARCH, text="che")["search"]["isDegraded"] is True
    assert found("che", communes=["02761"]) == ["Chè sen"]
    assert found("che", months=[11]) == ["Chè sen", "Chè Shan tuyết"]
