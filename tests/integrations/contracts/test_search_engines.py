"""What every search engine promises: the embedded one, and a true Elasticsearch where one is named."""

import time
from dataclasses import replace
from uuid import uuid4

import pytest

from integrations.embedded.search import LOOK_SECONDS
from marketplace.ports.errors import Unavailable
from marketplace.ports.search import Among, Between, Document, Every, Group, Near, Order, Query, Tagged, Word
from tests.servers import need


def _tantivy(tmp_path):
    from integrations.embedded.search import TantivyEngine

    return TantivyEngine(path=str(tmp_path / "search"))


def _elasticsearch(tmp_path):
    url = need("elasticsearch", "the contract of search engines is run against a true server")
    from integrations.elasticsearch.engine import ElasticsearchEngine

    return ElasticsearchEngine(url, alias=f"test-{uuid4().hex}", seconds=10)


@pytest.fixture(params=[_tantivy, _elasticsearch], ids=["tantivy", "elasticsearch"])
def engine(request, tmp_path):
    made = request.param(tmp_path)
    yield made
    if hasattr(made, "patient"):
        for index in made.patient.indices.get(index=f"{made.name}-*"):
            made.patient.indices.delete(index=index)
    else:
        made.close()


def goods(number, name, **more):
    return Document(
        key=f"product/{number}",
        texts={"said": name, "starts": f"^{name.replace(' ', '_')} {name.replace(' ', '_')}"},
        tags={"kind": ["product"], "words": name.split(), **more.pop("tags", {})},
        numbers={"number": number, **more},
        version=f"v{number}",
    )


def word(text, weight=1, field="said"):
    return Word(field, text, weight)


def group(*alternatives):
    return Group(tuple(alternatives))


RICE = goods(
    1, "gao seng cu", price=82_000, latitude=2_273_260, longitude=10_410_400, tags={"season": ["9", "10"]}
)
STICKY = goods(
    2, "gao nep tu le", price=90_000, latitude=2_178_000, longitude=10_430_000, tags={"season": ["9"]}
)
TEA = goods(3, "che shan", price=250_000, tags={"season": ["3"]})
HONEY = goods(4, "mat ong")
ALL = [RICE, STICKY, TEA, HONEY]


@pytest.fixture
def stocked(engine):
    engine.rebuild(ALL)
    return engine


def found(engine, *groups, at_least=1, **more):
    return [hit.number for hit in engine.search(Query(groups=groups, at_least=at_least, **more)).hits]


def test_without_an_index_it_says_so(engine):
    with pytest.raises(Unavailable):
        engine.search(Query())
    assert engine.health().is_up is False


def test_before_it_is_built_nothing_is_put_for_half_an_index_would_hide_goods(engine):
    engine.put([RICE])
    engine.drop(["product/1"])
    with pytest.raises(Unavailable):
        engine.search(Query())


def test_everything_is_found_by_no_word_at_all_in_the_order_of_numbers(stocked):
    page = stocked.search(Query())
    assert [hit.key for hit in page.hits] == ["product/1", "product/2", "product/3", "product/4"]
    assert page.total == 4


def test_scores_are_sums_of_whole_weights(stocked):
    query = Query(
        groups=(group(word("gao", 7), word("gao", 3)), group(word("nep", 5))),
        at_least=1,
        bonuses=(word("tu", 11), Every((word("tu"), word("le")), 13)),
    )
    assert [(hit.number, hit.score) for hit in stocked.search(query).hits] == [(2, 36), (1, 7)]


def test_so_many_groups_must_be_met(stocked):
    groups = group(word("gao")), group(word("seng")), group(word("nep"))
    assert found(stocked, *groups, at_least=1) == [1, 2]
    assert found(stocked, *groups, at_least=2) == [1, 2]
    assert found(stocked, *groups, at_least=3) == []


@pytest.mark.parametrize("weight", [0, 1])
def test_all_but_one_is_every_way_to_leave_one_out_and_weighs_what_is_found(stocked, weight):
    words = "gao", "seng", "cu", "che"
    groups = [group(word(each, weight), word("nep", 2 * weight)) for each in words]
    page = stocked.search(Query(groups=tuple(groups), at_least=3))
    # "nep" stands for every word, so the sticky rice has all four
    assert [(hit.number, hit.score) for hit in page.hits] == (
        [(2, 8), (1, 3)] if weight else [(1, 0), (2, 0)]
    )
    assert page.total == 2


def test_a_word_that_nothing_has_takes_nothing_away_from_what_is_found(stocked):
    groups = group(word("gao"), word("xyz")), group(word("xyz"))
    assert found(stocked, *groups, at_least=1) == [1, 2]
    assert found(stocked, *groups, at_least=2) == []
    assert found(stocked, group(word("gao")), bonuses=(word("xyz", 5),)) == [1, 2]


def test_facets_count_what_is_found_whatever_else_raises_its_score(stocked):
    query = Query(
        groups=(group(word("gao", 0)),),
        at_least=1,
        bonuses=(word("shan", 9), word("seng", 9)),
        facets=("season",),
        size=1,
    )
    assert stocked.search(query).facets == {"season": {"9": 2, "10": 1}}


def test_filters_hold_all_at_once(stocked):
    autumn = Tagged("season", ("9",))
    assert found(stocked, filters=(autumn,)) == [1, 2]
    assert found(stocked, filters=(autumn, Between("price", least=90_000))) == [2]
    assert found(stocked, filters=(Between("price", 82_000, 90_000),)) == [1, 2]
    assert found(stocked, filters=(Tagged("season", ("9", "3"), is_not=True),)) == [4]
    assert found(stocked, filters=(Tagged("season", ()),)) == []
    assert found(stocked, filters=(Between("price", most=0),)) == []
    assert found(stocked, filters=(Among("number", (1, 4, 99)),)) == [1, 4]
    assert found(stocked, filters=(Among("number", (1, 4)), autumn)) == [1]
    assert found(stocked, filters=(Among("number", ()),)) == []


def test_of_several_numbers_one_in_the_range_is_enough(engine):
    packs = {1: [80_000, 400_000], 2: [90_000], 3: []}
    engine.rebuild(replace(goods(number, "gao"), several={"packs": some}) for number, some in packs.items())
    assert found(engine, filters=(Between("packs", 300_000, 500_000),)) == [1]
    assert found(engine, filters=(Between("packs", 85_000, 95_000),)) == [2]
    assert found(engine, filters=(Between("packs", 81_000, 89_000),)) == []
    assert found(engine, filters=(Between("packs", most=95_000),)) == [1, 2]


def test_facets_count_everything_found_not_only_the_page(stocked):
    page = stocked.search(Query(facets=("season", "kind"), size=1))
    assert page.facets == {"season": {"9": 2, "10": 1, "3": 1}, "kind": {"product": 4}}
    assert len(page.hits) == 1
    assert stocked.search(Query(filters=(Between("price", most=0),), facets=("season",))).facets == {
        "season": {}
    }


def test_pages_follow_each_other(stocked):
    pages = [stocked.search(Query(start=start, size=2)) for start in (0, 2, 4)]
    assert [[hit.number for hit in page.hits] for page in pages] == [[1, 2], [3, 4], []]
    assert {page.total for page in pages} == {4}
    assert stocked.search(Query(start=20_000)).hits == ()
    assert stocked.search(Query(size=0)).hits == ()


def test_numbers_alone_are_those_of_the_page(stocked):
    page = stocked.search(Query(start=1, size=2, only_numbers=True))
    assert [hit.number for hit in page.hits] == [2, 3]
    assert page.total == 4
    nearby = stocked.search(Query(near=Near(2_273_260, 10_410_400, 200_000), only_numbers=True))
    assert [(hit.number, hit.score) for hit in nearby.hits] == [(1, 0), (2, 107_828)]


def test_alike_hits_stand_in_the_order_of_their_numbers_wherever_they_were_put(stocked):
    for number in (30, 10, 20):
        stocked.put([goods(number, "ruou")])
        stocked.flush()
    assert found(stocked, group(word("ruou"))) == [10, 20, 30]


@pytest.mark.parametrize("size", [24, 150])
def test_pages_of_two_hundred_alike_show_each_once_also_after_some_were_put_again(engine, size):
    alike = [goods(number, "ruou ngo" if number % 40 == 0 else "ruou") for number in range(1, 201)]
    engine.rebuild(alike)
    engine.put(alike[number] for number in (0, 1, 2, 150, 39))
    engine.flush()
    groups, bonus = (group(word("ruou")),), (word("ngo"),)
    shown = [
        number
        for start in range(0, 200, size)
        for number in found(engine, *groups, bonuses=bonus, start=start, size=size)
    ]
    better = [40, 80, 120, 160, 200]
    assert shown == [*better, *(number for number in range(1, 201) if number not in better)]
    assert found(engine, start=10, size=5) == [11, 12, 13, 14, 15]


@pytest.mark.parametrize("numbers", [range(1000, 0, -1), [number * 377 % 1009 for number in range(1, 1009)]])
def test_alike_ones_in_any_order_are_shown_by_number(engine, numbers):
    engine.rebuild(goods(number, "ruou") for number in numbers)
    for start in (0, 90, 400, 900):
        assert found(engine, group(word("ruou")), start=start, size=50) == list(range(start + 1, start + 51))


def test_what_is_put_again_replaces_and_what_is_dropped_is_gone(stocked):
    stocked.put([goods(1, "ngo nep"), goods(5, "ngo")])
    stocked.drop(["product/2", "product/nowhere"])
    stocked.flush()
    assert found(stocked, group(word("ngo"))) == [1, 5]
    assert found(stocked, group(word("gao"))) == []
    assert stocked.ids() == {"product/1": "v1", "product/3": "v3", "product/4": "v4", "product/5": "v5"}


def test_a_change_is_seen_within_a_second(stocked):
    stocked.put([goods(9, "ruou san lung")])
    until = time.monotonic() + 1
    while not found(stocked, group(word("ruou"))) and time.monotonic() < until:
        time.sleep(0.02)
    assert found(stocked, group(word("ruou"))) == [9]


def test_rebuilding_swaps_and_says_how_far_it_is(stocked):
    told = []
    assert stocked.rebuild([goods(7, "dao sa pa")], told.append) == 1
    assert told[-1] == 1
    assert stocked.ids() == {"product/7": "v7"}
    stocked.put([TEA])
    stocked.flush()
    assert found(stocked) == [3, 7]


def test_the_old_index_answers_until_the_new_one_is_whole(stocked):
    def documents():
        assert found(stocked) == [1, 2, 3, 4]
        yield goods(7, "dao sa pa")
        assert found(stocked) == [1, 2, 3, 4]

    stocked.rebuild(documents())
    assert found(stocked) == [7]


def test_an_engine_that_slept_through_two_swaps_reads_and_writes_the_newest(tmp_path):
    awake, asleep = _tantivy(tmp_path), _tantivy(tmp_path)
    awake.rebuild(ALL)
    asleep.put([TEA])
    asleep.flush()
    for number in (7, 8):
        awake.rebuild([goods(number, "dao sa pa")])
    time.sleep(LOOK_SECONDS)
    assert found(asleep) == [8]
    asleep.put([TEA])
    asleep.flush()
    assert found(asleep) == [3, 8]
    for each in (awake, asleep):
        each.close()


def test_beginnings_at_the_head_of_a_name_come_first(stocked):
    stocked.put(
        [Document("product/8", {"starts": "^com_gao com_gao gao"}, {"kind": ["product"]}, {"number": 8})]
    )
    stocked.flush()
    assert [hit.number for hit in stocked.suggest("gao", (), 10)] == [1, 2, 8]
    assert [hit.number for hit in stocked.suggest("gao_n", (), 10)] == [2]
    assert [hit.number for hit in stocked.suggest("ga", (Tagged("kind", ("place",)),), 10)] == []
    assert list(stocked.suggest("", (), 10)) == []


def test_the_nearest_come_first_within_the_distance(stocked):
    here = Near(2_273_260, 10_410_400, 200_000)
    page = stocked.search(Query(near=here))
    assert [(hit.number, hit.score) for hit in page.hits] == [(1, 0), (2, 107_828)]
    assert page.total == 2
    assert found(stocked, near=Near(2_273_260, 10_410_400, 50_000)) == [1]


def test_an_order_by_a_number_has_those_without_it_last_in_either_direction(stocked):
    honey_too = goods(5, "mat ong", price=82_000)
    stocked.put([honey_too])
    stocked.flush()
    page = stocked.search(Query(order=Order("price")))
    assert [(hit.number, hit.score) for hit in page.hits] == [
        (1, 82_000), (5, 82_000), (2, 90_000), (3, 250_000), (4, 0),
    ]  # fmt: skip
    assert found(stocked, order=Order("price", is_downwards=True)) == [3, 2, 5, 1, 4]
    assert found(stocked, group(word("gao")), order=Order("price", is_downwards=True)) == [2, 1]
    assert found(stocked, order=Order("price"), start=1, size=2) == [5, 2]
    assert (stocked.search(Query(order=Order("price"), size=0)).total, page.total) == (5, 5)


@pytest.mark.parametrize("is_downwards", [False, True])
def test_pages_of_two_hundred_that_cost_alike_show_each_once(engine, is_downwards):
    alike = [goods(number, "ruou", price=1_000 * (number % 3)) for number in range(1, 201)]
    engine.rebuild(alike)
    engine.put(alike[number] for number in (0, 150, 39))
    engine.flush()
    order = Order("price", is_downwards)
    shown = [number for start in range(0, 200, 24) for number in found(engine, order=order, start=start)]
    assert shown == sorted(range(1, 201), key=lambda number: (number % 3, number), reverse=is_downwards)


def test_its_dictionary_counts_documents(stocked):
    assert stocked.words()["gao"] == 2
    assert stocked.words()["ong"] == 1


def test_a_score_is_explained(stocked):
    query = Query(groups=(group(word("gao", 7)),), at_least=1)
    assert stocked.explain(query, "product/1")["value"] == 7
    assert stocked.explain(query, "product/nowhere") is None


def test_it_tells_how_it_is(stocked):
    assert stocked.health().is_up
    assert stocked.health().documents == 4


@pytest.mark.parametrize(
    "text", ["a*", '"', "\\", "(((", "said:gao", "gao~2", "🌶", "x" * 40, "../../etc", "null"]
)
def test_no_text_means_anything_but_itself(stocked, text):
    assert found(stocked, group(word(text))) == []
    assert list(stocked.suggest(text, (), 5)) == []
