"""The search page over HTTP: facets as links, chips that take themselves away, suggestions, help where nothing is found."""

import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.http import QueryDict

from storefront.facets import groups, tags
from storefront.forms.filters import Filters
from tests.storefront.samples import COOPERATIVE, SEASONAL, gid, good

FACETS = [
    {"slug": "category", "name": "C", "values": [
        {"value": gid("Category", 7), "name": "Chè", "count": 3}, {"value": gid("Category", 8), "name": "Gạo", "count": 1}]},
    {"slug": "cooperative", "name": "C", "values": [
        {"value": COOPERATIVE["id"], "name": "HTX Nương Mây", "count": 2}, {"value": gid("Cooperative", 9), "name": "?", "count": 1}]},
    {"slug": "commune", "name": "C", "values": [
        {"value": "02839", "name": "Xã Bắc Hà", "count": 2}, {"value": "02761", "name": "Xã Mường Khương", "count": 1}]},
    {"slug": "price_band", "name": "P", "values": [
        {"value": "50000-99999", "name": "", "count": 2}, {"value": "0-49999", "name": "", "count": 1}]},
    {"slug": "season", "name": "S", "values": [{"value": "11", "name": "now", "count": 2}]},
    {"slug": "attribute:bao-quan", "name": "Bảo quản", "values": [
        {"value": "kho", "name": "Hàng khô", "count": 2}, {"value": "tuoi", "name": "Hàng tươi", "count": 1}]},
]  # fmt: skip
ANSWER = {
    "total": 3, "isDegraded": False, "didYouMean": None, "price": None, "textWithoutPrice": None, "isSuggestion": False, "facets": FACETS, "cooperatives": [], "pages": [], "places": [],
}  # fmt: skip
NONE = {"edges": [], "pageInfo": {"hasNextPage": False, "hasPreviousPage": False}}
SOME = NONE | {"edges": [{"node": good()}]}
FRAME = {
    "categories": {"edges": []},
    "cooperatives": {"edges": [{"node": COOPERATIVE}]},
    "footer": {"items": []},
}


@pytest.fixture
def shelf(market):
    """Three teas are found."""
    market.answers |= {
        "Market": FRAME,
        "Search": {"products": SOME, "answer": dict(ANSWER)},
        "Seasonal": SEASONAL,
    }
    return market


def links(text, inside):
    """{words: query} of the links in the part of a page."""
    part = re.search(inside, text, re.DOTALL)
    found = re.findall(r'<a[^>]*href="(\?[^"]*)"[^>]*>(.*?)</a>', part[0], re.DOTALL) if part else []
    return {
        " ".join(re.sub(r"<[^>]+>", " ", words).split()): parse_qs(urlsplit(unescape(query)).query)
        for query, words in found
    }


FACET = r'<section class="facets".*?</section>'
CHIPS = r'<div class="chips">.*?</div>'


def test_facets_are_links_that_keep_everything_but_the_page(visitor, shelf):
    page = visitor.get("/tim?q=che&xep=re&sau=abc&la=bo").text
    found = links(page, FACET)
    kept = {"q": ["che"], "xep": ["re"]}
    assert found["Chè , 3 món"] == kept | {"dm": ["7"]}
    assert found["Xã Bắc Hà , 2 món"] == kept | {"xa": ["02839"]}
    assert found["Dưới 50.000 ₫ , 1 món"] == kept | {"den": ["49999"]}
    assert found["50.000 ₫ – 100.000 ₫ , 2 món"] == kept | {"tu": ["50000"], "den": ["99999"]}
    assert found["Hàng khô , 2 món"] == kept | {"tt": ["bao-quan:kho"]}
    assert "3 món" in page


def test_every_seller_is_a_filter_whether_the_frame_knows_it_or_not():
    (sellers,) = (each for each in groups(FACETS, QueryDict("thang=11&htx=1")) if each.title == "Hợp tác xã")
    assert [(each.words, each.is_on, each.query) for each in sellers.choices] == [
        ("HTX Nương Mây", True, "?thang=11"),
        ("?", False, "?htx=1&thang=11&htx=9"),
    ]
    assert tags(Filters(cooperatives=["1", "999"]), FACETS) == [
        {"words": "HTX Nương Mây", "key": "htx", "value": "1"},
        {"words": "Hợp tác xã khác", "key": "htx", "value": "999"},
    ]


def test_what_is_rare_opens_and_what_is_chosen_is_always_seen():
    values = [{"value": f"{number:05}", "name": f"Xã {number}", "count": 1} for number in range(9)]
    (group,) = groups([{"slug": "commune", "name": "", "values": values}], QueryDict("xa=00008"))
    assert [each.words for each in group.first] == ["Xã 0", "Xã 1", "Xã 2", "Xã 3", "Xã 4", "Xã 5", "Xã 8"]
    assert [each.words for each in group.rest] == ["Xã 6", "Xã 7"]


def test_what_is_chosen_is_asked_for_and_can_be_taken_away(visitor, shelf):
    page = visitor.get(
        "/tim?q=che&dm=7&xa=02839&tt=bao-quan:kho&tt=bao-quan:tuoi&cn=ocop&thang=11&con=1"
    ).text
    asked = shelf.last("Search").variables
    assert asked["filter"] == {
        "categories": [gid("Category", 7)], "communes": ["02839"], "certificates": ["ocop"],
        "attributes": [{"slug": "bao-quan", "values": ["kho", "tuoi"]}], "months": [11],
        "stockAvailability": "IN_STOCK",
    }  # fmt: skip
    chips = links(page, CHIPS)
    assert set(chips) == {
        f"{words} , bỏ lọc ✕"
        for words in (
            "Chè",
            "Xã Bắc Hà",
            "Hàng khô",
            "Hàng tươi",
            "Giấy khác",
            "Có hàng tháng 11",
            "Còn hàng",
        )
    }
    assert chips["Hàng khô , bỏ lọc ✕"]["tt"] == ["bao-quan:tuoi"]
    assert "dm" not in chips["Chè , bỏ lọc ✕"]
    assert links(page, FACET)["Chè , bỏ lọc ✕"] == {
        "q": ["che"], "xa": ["02839"], "tt": ["bao-quan:kho", "bao-quan:tuoi"], "cn": ["ocop"], "thang": ["11"],
        "con": ["1"],
    }  # fmt: skip


def test_forms_keep_what_is_chosen(visitor, shelf):
    page = visitor.get("/tim?q=che&tt=a:b&tt=a:c&thang=11").text
    sort = re.search(r'<form class="row sort-form".*?</form>', page, re.DOTALL)[0]
    assert re.findall(r'name="(\w+)" value="([^"]*)"', sort) == [
        ("q", "che"), ("tt", "a:b"), ("tt", "a:c"), ("thang", "11"),
    ]  # fmt: skip


def test_the_nearest_first_needs_a_point(visitor, shelf):
    assert "Gần nhất trước" not in visitor.get("/tim?q=che&xep=gan").text
    assert shelf.last("Search").variables["sortBy"] is None
    page = visitor.get("/tim?q=che&xep=gan&gan=22.336,103.844").text
    assert "Gần nhất trước" in page
    assert shelf.last("Search").variables["sortBy"] == {
        "field": "DISTANCE", "direction": "ASC", "near": {"latitude": 22.336, "longitude": 103.844},
    }  # fmt: skip


def test_how_far_around_a_point_is_a_link_and_needs_the_point(visitor, shelf):
    assert "Trong vòng" not in visitor.get("/tim?q=che&bk=30").text
    assert "near" not in shelf.last("Search").variables["filter"]
    here = "/tim?q=che&gan=22.336,103.844"
    assert re.findall(r'class="chip" href="[^"]*bk=(\d+)"', visitor.get(here + "&sau=x").text) == [
        "10",
        "30",
        "100",
    ]
    page = visitor.get(here + "&bk=30").text
    assert shelf.last("Search").variables["filter"]["near"] == {
        "latitude": 22.336, "longitude": 103.844, "radius": 30,
    }  # fmt: skip
    assert re.findall(r'class="chip" href="[^"]*bk=(\d+)"', page) == ["10", "100"]
    assert re.search(r'class="chip chip-on" href="\?q=che&amp;gan=[^"]*">Trong vòng 30 km<', page)
    visitor.get(here + "&bk=31")
    assert "near" not in shelf.last("Search").variables["filter"]


def test_mended_words_sellers_places_and_pages_stand_above_the_goods(visitor, shelf):
    shelf.answers["Search"]["answer"] |= {
        "didYouMean": "chè tuyết", "cooperatives": [COOPERATIVE], "places": [{"text": "Xã Bắc Hà", "slug": "02839"}],
        "pages": [{"slug": "giao-hang", "title": "Giao hàng"}],
    }  # fmt: skip
    page = visitor.get("/tim?q=che+tuyeet").text
    for href in ("/htx/nuong-may", "/tim?xa=02839", "/trang/giao-hang"):
        assert f'href="{href}"' in page
    mended = links(visitor.get("/tim?q=tuyeet&con=1&sau=x").text, "Hiểu chữ gõ là.*?</p>")
    assert mended == {"“chè tuyết”": {"q": ["chè tuyết"], "con": ["1"]}}
    assert 'class="beside"' not in visitor.get("/tim?q=che+tuyeet&sau=x").text


def test_a_price_in_the_words_is_a_chip_that_takes_itself_away(visitor, shelf):
    for price, words in (
        ({"start": None, "stop": {"amount": 100000.0}}, "Đến 100.000\u00a0₫"),
        ({"start": {"amount": 50000.0}, "stop": None}, "Từ 50.000\u00a0₫"),
        ({"start": {"amount": 50000.0}, "stop": {"amount": 100000.0}}, "50.000\u00a0₫ – 100.000\u00a0₫"),
    ):
        shelf.answers["Search"] = {
            "products": SOME,
            "answer": ANSWER | {"price": price, "textWithoutPrice": "che"},
        }
        page = visitor.get("/tim?q=che+100k&con=1&sau=x").content.decode()
        assert f'<a class="chip chip-on" href="?con=1&amp;q=che">{words}<' in page


def test_a_shelf_is_one_shelf_whatever_the_address_says(visitor, shelf):
    tea = {
        "id": gid("Category", 7),
        "name": "Chè",
        "slug": "che",
        "description": None,
        "parent": None,
        "products": SOME,
    }
    shelf.answers |= {
        "Category": {"shelf": tea | {"translation": None, "children": {"edges": []}}},
        "Facets": {"answer": ANSWER},
    }
    assert visitor.get("/dm/che?dm=8&con=1").status_code == 200
    assert shelf.last("Category").variables["filter"] == {"stockAvailability": "IN_STOCK"}
    assert shelf.last("Facets").variables["filter"] == {
        "categories": [tea["id"]], "stockAvailability": "IN_STOCK",
    }  # fmt: skip


def test_nothing_found_helps_on(visitor, shelf):
    shelf.answers["Search"] = {"products": NONE, "answer": ANSWER | {"total": 0, "facets": []}}
    page = visitor.get("/tim?q=chè xanh Tú Lệ").text
    assert "Không thấy “chè xanh Tú Lệ”." in page
    assert f'href="/tim?q={quote("chè xanh Tú")}"' in page
    assert "Quýt Mường Khương" in page
    page = visitor.get("/tim?q=chè&con=1").text
    assert f'href="/tim?q={quote("chè")}">Bỏ hết phần lọc' in page


def test_an_engine_that_is_down_is_said_kindly(visitor, shelf):
    shelf.answers["Search"]["answer"] |= {"isDegraded": True, "facets": [], "total": 0}
    page = visitor.get("/tim?q=che").text
    assert "Phần tìm kiếm đang nghỉ một lát." in page
    assert "Gạo Séng Cù" in page
    assert "搜索功能正在短暂休息。" in visitor.get("/zh/tim?q=茶").text
    assert "đang nghỉ một lát" not in visitor.get("/tim").text


def test_suggestions_in_three_groups(visitor, shelf):
    shelf.answers["Suggest"] = {"suggestions": [
        {"kind": "PRODUCT", "text": "Chè <b>Shan</b>", "slug": "che-shan"},
        {"kind": "COOPERATIVE", "text": "HTX Chè", "slug": "htx-che"},
        {"kind": "PLACE", "text": "Xã Chế Tạo", "slug": "04567"},
    ]}  # fmt: skip
    answer = visitor.get("/zh/tim/goi-y?q=che")
    options = re.findall(r'role="option" id="([^"]+)" href="([^"]+)"[^>]*>([^<]*)', answer.text)
    assert options == [
        ("goi-y-h1", "/zh/sp/che-shan", "Chè &lt;b&gt;Shan&lt;/b&gt;"),
        ("goi-y-s1", "/zh/htx/htx-che", "HTX Chè"),
        ("goi-y-n1", "/zh/tim?xa=04567", "Xã Chế Tạo"),
    ]
    assert shelf.last("Suggest").variables == {"text": "che", "channel": "vn", "language": "ZH_HANS"}
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_suggestions_are_nothing_without_words_or_without_an_api(visitor, shelf):
    assert visitor.get("/tim/goi-y").text.strip() == ""
    assert visitor.get("/tim/goi-y?q=%20%00").text.strip() == ""
    assert "Suggest" not in [each.operation for each in shelf.asked]
    shelf.status = 503
    answer = visitor.get("/tim/goi-y?q=che")
    assert (answer.status_code, answer.text.strip()) == (200, "")


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 10_000, "q=" + "%E1%BB%87" * 1500, "q=%00%01%1b%7f", "q=%F0%9F%8C%B6" * 3, "q=%ff%fe", "q=%22%5C*",
        "trang=-1", "sau=-5", "truoc=x", "dm=-1", "dm=" + "9" * 40, "dm=a&dm=b", "htx=%00", "xa=1&xa=99999", "cn=%27--",
        "tt=x", "tt=:", "tt=a:b:c", "thang=13", "thang=-1", "tu=-5&den=abc", "tu=9&den=1", "con=2", "xep=nope",
        "gan=x", "gan=999,999", "bk=10", "gan=22.3,103.8&bk=1e9", "gan=1e9,2", "gan=22.3,103.8&xep=gan", "gan=%C2%A022.3,103.8", "gan=22.3,103.8%0B", "&".join(f"xa={n:05}" for n in range(90)),
    ],
)  # fmt: skip
def test_hand_made_addresses_open(visitor, shelf, query):
    answer = visitor.get(f"/tim?{query}")
    assert answer.status_code == 200
    asked = shelf.last("Search").variables
    assert len(asked["text"]) <= 100
    assert asked["text"].isprintable()
    assert len(asked["filter"].get("communes", [])) <= 20


def test_a_page_of_a_search_asks_at_most_three_times_and_is_small(visitor, shelf):
    shelf.answers["Search"]["products"] = NONE
    before = len(shelf.asked)
    page = visitor.get("/tim?q=che&dm=7")
    assert len(shelf.asked) - before <= 3  # the search; the frame and goods of the month are remembered
    assert len(page.content) < 60_000


def test_shelves_have_facets_too(visitor, shelf):
    row = {"id": gid("Category", 7), "slug": "che", "name": "Chè", "description": None, "parent": None}
    shelf.answers |= {
        "Category": {"shelf": row | {"children": {"edges": []}, "products": SOME}},
        "Facets": {"answer": ANSWER},
    }
    page = visitor.get("/dm/che?xa=02839").text
    assert shelf.last("Facets").variables["filter"] == {
        "categories": [gid("Category", 7)],
        "communes": ["02839"],
    }
    found = links(page, FACET)
    assert "Hàng khô , 2 món" in found
    assert "Chè , 3 món" not in found  # one is in it
    del shelf.answers["Facets"]
    assert "Gạo Séng Cù" in visitor.get("/dm/che").text


def test_the_best_first_is_the_order_of_words():
    assert Filters().sorts("che")[0] == ("", "Hợp nhất trước")
    assert [key for key, _words in Filters().sorts("")] == ["", "moi", "re", "dat", "re-kg", "ten"]


def test_goods_that_are_only_like_it_are_said_to_be_so(visitor, shelf):
    words = "Dưới đây là hàng gần giống."
    assert words not in visitor.get("/tim?q=che").text
    shelf.answers["Search"] = {"products": SOME, "answer": ANSWER | {"isSuggestion": True}}
    assert words in visitor.get("/tim?q=che+xyzzy").text
    english = visitor.get("/en/tim?q=che+xyzzy").text
    assert "Below is what comes close" in english
