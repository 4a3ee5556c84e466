"""Addresses: languages by their prefix, ids in links, filters in queries, pictures under our own host."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from storefront.facets import tags
from storefront.forms.filters import KEYS, Filters
from storefront.ids import global_id, key_of
from storefront.languages import CHINESE, ENGLISH, VIETNAMESE, in_language, split_path
from storefront.pictures import shop_path
from tests.storefront.samples import gid

UUID = "11111111-1111-4111-8111-111111111111"


@pytest.mark.parametrize(
    ("path", "language", "rest"),
    [
        ("/", VIETNAMESE, "/"),
        ("/en/", ENGLISH, "/"),
        ("/en", ENGLISH, "/"),
        ("/zh/sp/x", CHINESE, "/sp/x"),
        ("/energy", VIETNAMESE, "/energy"),
    ],
)
def test_the_prefix_is_the_language(path, language, rest):
    assert split_path(path) == (language, rest)


@given(st.sampled_from([VIETNAMESE, ENGLISH, CHINESE]), st.sampled_from(["/", "/sp/gao", "/dm/", "/don/x"]))
def test_a_page_is_found_again_in_every_language(language, path):
    assert split_path(in_language(path, language)) == (language, path)
    assert in_language(in_language(path, language), VIETNAMESE) == path


def test_an_order_is_found_by_its_id_in_either_form():
    assert global_id("Order", UUID) == global_id("Order", gid("Order", UUID)) == gid("Order", UUID)
    assert global_id("Order", gid("Order", UUID).rstrip("=")) == gid("Order", UUID)
    assert key_of(gid("Order", UUID)) == UUID


@pytest.mark.parametrize(
    "garbage", ["", "x", "../etc", gid("Product", 1), "é" * 40, gid("Order", "1;drop"), "=" * 9]
)
def test_garbage_is_no_id(garbage):
    assert global_id("Order", garbage) is None


@given(st.text(max_size=60))
def test_any_text_is_an_id_or_none(text):
    found = global_id("Order", text)
    assert found is None or global_id("Order", found) == found


def test_filters_are_read_and_sent():
    filters = Filters.read(QueryDict("thang=11&htx=1&htx=b&tu=300.000&den=50000&con=1&xep=re"))
    assert filters.for_api() == {
        "cooperatives": [global_id("Cooperative", "1")],
        "months": [11],
        "minimalPrice": {"gte": 50000, "lte": 300000},
        "stockAvailability": "IN_STOCK",
    }
    assert filters.sort_for_api() == {"field": "MINIMAL_PRICE", "direction": "ASC"}
    assert [tag["key"] for tag in filters.tags()] == ["thang", "tu", "den", "con"]


@given(st.dictionaries(st.sampled_from(KEYS), st.text(max_size=20)))
def test_no_query_breaks_the_filters(query):
    text = QueryDict(mutable=True)
    text.update(query)
    filters = Filters.read(text)
    filters.for_api()
    filters.tags()
    filters.sorts("")
    tags(filters, [])


def test_pictures_of_the_api_come_through_the_shop():
    assert shop_path("http://127.0.0.1:8001/thumbnail/abc/256/webp/?v=1") == "/thumbnail/abc/256/webp/?v=1"
    assert shop_path("https://files.example/x.webp") == "https://files.example/x.webp"
    assert shop_path(None) == ""
