"""Searches through the API: found by the engine, shown by the database."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.catalog.models import ProductTranslation
from marketplace.core.actor import GUEST
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.paging import write_cursor
from marketplace.ports import registry
from marketplace.search import breaker, knowing, services
from tests import factories as make
from tests.asking import ask, refused, statements

pytestmark = pytest.mark.django_db

PRODUCTS = """query($text: String, $first: Int, $after: String, $last: Int, $before: String, $filter: ProductFilterInput,
  $sort: ProductOrder) { products(search: $text, channel: "vn", first: $first, after: $after, last: $last, before: $before,
  filter: $filter, sortBy: $sort) { totalCount edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage
  endCursor } } }"""
SEARCH = """query($text: String!, $filter: ProductFilterInput) { search(text: $text, channel: "vn", filter: $filter) { total
  didYouMean isSuggestion isDegraded facets { slug values { value name count } } cooperatives { name } pages { title }
  places { text slug } } }"""
SUGGESTIONS = """query($text: String!) { searchSuggestions(text: $text, channel: "vn") { kind text slug } }"""


def goods(name, price=100_000, **columns):
    product = make.product(name=name, **columns)
    make.product_listing(product=product, discounted_price_amount=price)
    return product


@pytest.fixture
def market(engine):
    """Two teas of one seller, honey and plums of another."""
    seller = make.cooperative(name="HTX Nương Mây")
    tea = make.category(name="Chè")
    made = {
        "shan": goods("Chè Shan tuyết", 200_000, cooperative=seller, category=tea),
        "green": goods("Chè xanh", 90_000, cooperative=seller, category=tea),
        "honey": goods("Mật ong bạc hà", 300_000),
        "plums": goods("Mận Tam hoa", 60_000),
    }
    services.rebuild(engine=engine)
    knowing.forget()
    return made


def names(answer):
    return [edge["node"]["name"] for edge in answer["products"]["edges"]]


def found(text, **more):
    return names(ask(PRODUCTS, text=text, **{"first": 10, **more}))


def test_marks_or_none_other_words_telex_and_slips_find_the_same(market):
    for typed in ("chè shan", "che shan", "trà shan tuyết", "chef shan tuyeets", "trè shan"):
        assert found(typed)[:1] == ["Chè Shan tuyết"], typed


def test_marks_typed_for_some_words_only_or_wrongly_find_the_same(market):
    goods("Rượu ngô Bản Phố")
    services.rebuild(engine=registry.engine())
    knowing.forget()
    # "rươu ngo": nothing has these very marks, and what follows the few that are found has them as little
    assert found("rươu ngo")[:1] == ["Rượu ngô Bản Phố"]
    # a word that sounds like what was typed is no better than the typed one without its marks
    goods("Vải Mạc")
    services.rebuild(engine=registry.engine())
    knowing.forget()
    assert found("mạt ong") == ["Mật ong bạc hà"]
    assert ask(SEARCH, text="mạt ong")["search"]["didYouMean"] is None


def test_the_best_comes_first_and_what_is_like_it_follows(market):
    assert found("chè shan tuyết") == ["Chè Shan tuyết", "Chè xanh"]
    assert found("sầu riêng") == []


def test_what_has_only_some_of_the_words_is_listed_and_said_to_be_only_like_it(market):
    assert found("shan xyzzy") == ["Chè Shan tuyết"]
    answer = ask(SEARCH, text="shan xyzzy")["search"]
    assert (answer["total"], answer["isSuggestion"]) == (1, True)
    assert [each["slug"] for each in answer["facets"]] != []
    cheapest = {"field": "MINIMAL_PRICE", "direction": "ASC"}
    assert found("chè mật xyzzy", sort=cheapest) == ["Chè xanh", "Chè Shan tuyết", "Mật ong bạc hà"]
    nothing = ask(SEARCH, text="sầu riêng")["search"]
    assert (nothing["total"], nothing["isSuggestion"]) == (0, False)


def test_pages_follow_each_other_both_ways(market):
    first = ask(PRODUCTS, text="che", first=1)["products"]
    assert first["totalCount"] == 2
    assert first["pageInfo"] == {
        "hasNextPage": True, "hasPreviousPage": False, "endCursor": write_cursor([0]),
    }  # fmt: skip
    second = ask(PRODUCTS, text="che", first=1, after=first["pageInfo"]["endCursor"])["products"]
    assert second["pageInfo"]["hasNextPage"] is False
    assert second["pageInfo"]["hasPreviousPage"] is True
    last = ask(PRODUCTS, text="che", last=1)["products"]
    assert last["edges"] == second["edges"]
    back = ask(PRODUCTS, text="che", last=1, before=last["edges"][0]["cursor"])["products"]
    assert back["edges"] == first["edges"]


@pytest.mark.parametrize("cursor", ["x", write_cursor(["a"]), write_cursor([1, 2]), write_cursor([-1])])
def test_another_cursor_is_refused(market, cursor):
    assert refused(PRODUCTS, GUEST, text="che", first=1, after=cursor) == ["Received cursor is invalid."]


def test_nobody_pages_beyond_the_deepest_place(market):
    (message,) = refused(PRODUCTS, GUEST, text="che", first=10, after=write_cursor([10_000]))
    assert "10000" in message


def test_filters_of_the_engine_and_of_the_database_hold(market):
    seller = to_global_id("Cooperative", market["shan"].cooperative_id)
    assert found("che", filter={"cooperatives": [seller]}) == found("che")
    assert found("mat ong", filter={"cooperatives": [seller]}) == []
    assert found("che", filter={"minimalPrice": {"lte": 100_000}}) == ["Chè xanh"]
    assert found("che", filter={"slugs": [market["shan"].slug]}) == ["Chè Shan tuyết"]
    assert names(ask(PRODUCTS, first=10, filter={"search": "mat ong"})) == ["Mật ong bạc hà"]


def test_pages_by_price_are_the_engines_and_follow_each_other_both_ways(market):
    for direction, order in (
        ("ASC", ["Chè xanh", "Chè Shan tuyết"]),
        ("DESC", ["Chè Shan tuyết", "Chè xanh"]),
    ):
        by_price = {"sort": {"field": "MINIMAL_PRICE", "direction": direction}}
        first = ask(PRODUCTS, text="che", first=1, **by_price)["products"]
        assert (names({"products": first}), first["totalCount"]) == (order[:1], 2)
        after = first["pageInfo"]["endCursor"]
        assert after == write_cursor([0])
        second = ask(PRODUCTS, text="che", first=1, after=after, **by_price)["products"]
        assert names({"products": second}) == order[1:]
        assert ask(PRODUCTS, text="che", last=1, **by_price)["products"]["edges"] == second["edges"]
    # with a filter that only the database knows, the order is the database's too, and the same
    assert (
        found("che", sort=by_price["sort"], filter={"slugs": [market["shan"].slug, market["green"].slug]})
        == order
    )


def test_another_order_than_relevance_and_price_is_the_databases(market):
    assert found("che", sort={"field": "NAME", "direction": "DESC"}) == ["Chè xanh", "Chè Shan tuyết"]
    assert found("chè shan tuyết", sort={"field": "RANK", "direction": "DESC"}) == [
        "Chè Shan tuyết",
        "Chè xanh",
    ]
    assert found("chè shan tuyết", sort={"field": "RANK", "direction": "ASC"}) == [
        "Chè xanh",
        "Chè Shan tuyết",
    ]


def test_goods_rated_alike_stay_by_relevance_whichever_way_ratings_are_sorted(market):
    for direction in ("DESC", "ASC"):
        assert found("chè shan tuyết", sort={"field": "RATING", "direction": direction}) == [
            "Chè Shan tuyết",
            "Chè xanh",
        ]
    market["green"].rating = 4.5
    market["green"].save()
    assert found("chè shan tuyết", sort={"field": "RATING", "direction": "DESC"}) == [
        "Chè xanh",
        "Chè Shan tuyết",
    ]
    assert found("chè shan tuyết", sort={"field": "RATING", "direction": "ASC"}) == [
        "Chè Shan tuyết",
        "Chè xanh",
    ]


PRICED = """query($text: String!) { search(text: $text, channel: "vn") { total textWithoutPrice
  price { start { amount } stop { amount } } } }"""


def test_a_price_in_the_text_narrows_and_is_said(market):
    assert found("chè dưới 100k") == ["Chè xanh"]
    assert ask(PRICED, text="chè dưới 100k")["search"] == {
        "total": 1, "textWithoutPrice": "chè", "price": {"start": None, "stop": {"amount": 100_000.0}},
    }  # fmt: skip
    assert sorted(found("từ 50k đến 100k")) == ["Chè xanh", "Mận Tam hoa"]
    cheapest = {"field": "MINIMAL_PRICE", "direction": "ASC"}
    assert found("chè trên 50 nghìn", sort=cheapest) == ["Chè xanh", "Chè Shan tuyết"]


def test_where_nothing_costs_so_little_the_price_is_let_go(market):
    assert found("mật ong dưới 10k") == ["Mật ong bạc hà"]
    assert ask(PRICED, text="mật ong dưới 10k")["search"] == {
        "total": 1, "textWithoutPrice": None, "price": None,
    }  # fmt: skip


def test_another_filter_does_not_let_the_price_go(market):
    seller = to_global_id("Cooperative", market["honey"].cooperative_id)
    assert found("chè dưới 100k", filter={"cooperatives": [seller]}) == []


def test_what_was_hidden_a_moment_ago_is_not_shown_by_a_late_index(market):
    market["shan"].channel_listings.update(is_published=False)
    assert found("chè shan tuyết") == ["Chè xanh"]


def test_a_page_takes_as_many_statements_with_one_and_with_three(market):
    knowing.forget()
    found("che")
    once = statements(PRODUCTS, GUEST, text="mat ong", first=10)
    assert once == statements(PRODUCTS, GUEST, text="che", first=10) == 2


def test_facets_count_and_groups_stand_beside(market):
    answer = ask(SEARCH, text="che")["search"]
    facets = {each["slug"]: each["values"] for each in answer["facets"]}
    assert answer["total"] == 2
    assert [(each["name"], each["count"]) for each in facets["category"]] == [("Chè", 2)]
    assert [(each["value"], each["count"]) for each in facets["price_band"]] == [
        ("200000-499999", 1),
        ("50000-99999", 1),
    ]
    assert [each["name"] for each in facets["commune"]] == ["Xã Bắc Hà"]
    assert facets["season"][0]["count"] == 2
    assert answer["isDegraded"] is False
    grouped = ask(SEARCH, text="nuong may")["search"]
    assert grouped["cooperatives"] == [{"name": "HTX Nương Mây"}]
    assert ask(SEARCH, text="bac ha")["search"]["places"] == [{"text": "Xã Bắc Hà", "slug": "02839"}]


def test_a_slip_is_mended_and_said(market):
    answer = ask(SEARCH, text="che tuyeet")["search"]
    assert answer["didYouMean"] == "che tuyêt" or answer["didYouMean"] == "che tuyet"
    assert ask(SEARCH, text="che")["search"]["didYouMean"] is None


def test_suggestions_while_typing(market):
    assert ask(SUGGESTIONS, text="chè s")["searchSuggestions"] == [
        {"kind": "PRODUCT", "text": "Chè Shan tuyết", "slug": market["shan"].slug}
    ]
    kinds = {each["kind"] for each in ask(SUGGESTIONS, text="b")["searchSuggestions"]}
    assert kinds == {"PRODUCT", "COOPERATIVE", "PLACE"}
    assert ask(SUGGESTIONS, text="   ")["searchSuggestions"] == []


def test_suggestions_know_other_words_and_telex_where_no_name_begins_as_typed(market):
    goods("Thịt lợn gác bếp")
    goods("Bánh long")
    goods("Ngô nếp nương")
    services.rebuild(engine=registry.engine())
    expected = {
        "tra shan": ["Chè Shan tuyết"], "trà x": ["Chè xanh"], "chef": ["Chè Shan tuyết", "Chè xanh"],
        "chef shan tuyeets": ["Chè Shan tuyết"], "heo": ["Thịt lợn gác bếp"], "bap nep": ["Ngô nếp nương"],
        "bắp n": ["Ngô nếp nương"], "xyzzy": [],
    }  # fmt: skip
    given = {text: ask(SUGGESTIONS, text=text)["searchSuggestions"] for text in expected}
    assert {text: [each["text"] for each in those] for text, those in given.items()} == expected


def test_suggestions_that_are_found_as_typed_ask_no_more(market, monkeypatch):
    asked = []
    engine = registry.engine()
    suggest = engine.suggest
    monkeypatch.setattr(engine, "suggest", lambda text, *more: asked.append(text) or suggest(text, *more))
    ask(SUGGESTIONS, text="che")
    assert asked == ["che"] * 3


def test_chinese_is_found_in_both_scripts_and_by_one_character_of_a_name(market):
    for key, name in (("honey", "薄荷蜂蜜"), ("green", "绿茶"), ("shan", "雪山乌龙茶")):
        ProductTranslation.objects.create(product=market[key], language_code="zh-hans", name=name)
    services.rebuild(engine=registry.engine())
    knowing.forget()
    expected = {
        "蜜": ["Mật ong bạc hà"], "蜂蜜": ["Mật ong bạc hà"], "綠茶": ["Chè xanh"], "烏龍茶": ["Chè Shan tuyết"],
        "ＭＡＴ ＯＮＧ": ["Mật ong bạc hà"], "鱼": [],
    }  # fmt: skip
    assert {text: found(text) for text in expected} == expected
    assert sorted(found("茶")) == ["Chè Shan tuyết", "Chè xanh"]


def test_a_search_without_an_engine_is_a_plain_list_and_says_so(market, settings):
    settings.SEARCH = {}
    breaker.forget()
    answer = Client().post(
        "/graphql/", {"query": PRODUCTS, "variables": {"text": "chè shan", "first": 5}},
        content_type="application/json", headers={"Accept-Language": "en"},
    ).json()  # fmt: skip
    assert [edge["node"]["name"] for edge in answer["data"]["products"]["edges"]] == ["Chè Shan tuyết"]
    assert answer["extensions"]["search"]["degraded"] is True
    assert "plain list" in answer["extensions"]["search"]["message"]
    assert ask(SEARCH, text="che")["search"]["isDegraded"] is True


def test_an_engine_that_fails_is_left_alone_for_a_while(market, monkeypatch):
    from marketplace.ports import registry
    from marketplace.ports.errors import Unavailable

    calls = []

    def fail(query):
        calls.append(query)
        raise Unavailable("down")

    monkeypatch.setattr(registry.engine(), "search", fail)
    assert found("chè shan") == ["Chè Shan tuyết"]
    assert found("mật ong") == ["Mật ong bạc hà"]
    assert len(calls) == 1


HOSTILE = st.text(max_size=200) | st.sampled_from(
    [
        "a" * 10_000,
        '"',
        "\\",
        "* OR *",
        "(a+)+$",
        "\x01\x02",
        "🌶" * 300,
        "𠀀𠀁",
        "ạ" * 9000,
        "-",
        "kg 5",
        "^",
        "_",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE.filter(lambda text: "\x00" not in text and text.isprintable() or len(text) < 50))
def test_nothing_that_can_be_typed_fails(market, text):
    text = text.replace("\x00", "").encode("utf-8", "ignore").decode()
    ask(PRODUCTS, text=text, first=3)
    ask(SEARCH, text=text)
    ask(SUGGESTIONS, text=text)
