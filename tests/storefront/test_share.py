"""What a shared link shows, and what search engines are told."""

import json
import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from storefront import cards, codes, structured
from storefront.share import HEIGHT, WIDTH
from storefront.templatetags.ways import structured_data
from tests.storefront.samples import COOPERATIVE, SPIRIT, good, pack

MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def picture(width=64, height=64):
    """A WebP of one colour."""
    out = BytesIO()
    Image.new("RGB", (width, height), "#884422").save(out, "WEBP")
    return out.getvalue()


def described(page):
    """The JSON-LD of a page, by type."""
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text)[1]
    return {each["@type"]: each for each in json.loads(text)["@graph"]}


def test_a_link_to_a_good_shows_its_name_price_and_an_absolute_picture(visitor, market, shop_address):
    media = [{"alt": "", "small": "http://api/thumbnail/a.webp", "large": "http://api/thumbnail/b.webp"}]
    market.answers["Product"] = {"product": good(media=media)}
    page = visitor.get("/sp/gao-seng-cu")
    meta = dict(re.findall(r'<meta property="og:(\S+)" content="([^"]*)"', page.text))
    assert meta["title"] == "Gạo Séng Cù · 195.000\u00a0₫ / bao 5 kg"
    assert meta["image"] == f"{shop_address}/sp/gao-seng-cu/the.jpg"
    assert (meta["image:width"], meta["image:height"]) == ("1200", "630")
    assert meta["url"] == f"{shop_address}/sp/gao-seng-cu"
    assert "HTX Nương Mây" in meta["description"]


def test_search_engines_are_told_price_unit_and_seller(visitor, market, shop_address):
    market.answers["Product"] = {"product": good(category={"slug": "gao", "name": "Gạo"})}
    found = described(visitor.get("/sp/gao-seng-cu"))
    first, second = found["Product"]["offers"]
    assert (first["price"], first["priceCurrency"]) == ("195000", "VND")
    assert first["priceSpecification"]["price"] == "39000"
    assert first["availability"] == "https://schema.org/InStock"
    assert first["seller"]["name"] == "Hợp tác xã Nương Mây"
    assert first["priceSpecification"]["referenceQuantity"]["unitCode"] == "KGM"
    assert second["price"] == "375000"
    steps = [
        (step["position"], step["name"], step["item"]) for step in found["BreadcrumbList"]["itemListElement"]
    ]
    assert steps == [
        (1, "Chợ", f"{shop_address}/"),
        (2, "Gạo", f"{shop_address}/dm/gao"),
        (3, "Gạo Séng Cù", f"{shop_address}/sp/gao-seng-cu"),
    ]


def test_an_invented_number_is_told_to_nobody():
    assert "telephone" not in structured.organization(COOPERATIVE, "https://x/")
    assert (
        structured.organization(COOPERATIVE | {"isDemo": False}, "https://x/")["telephone"] == "+84912345678"
    )


def test_data_for_search_engines_cannot_end_its_block():
    block = structured_data([{"name": "</script><script>alert(1)</script> & <!--"}])
    assert block.count("<") == 2
    assert json.loads(re.search(r">(.*)</script>", block)[1])["@graph"][0]["name"].startswith("</script>")


def test_a_pack_that_is_gone_is_told_as_gone():
    found = structured.product(good(variants=[pack(left=0)]), "Gạo", "https://x/", "https://x")
    assert [offer["availability"] for offer in found["offers"]] == ["https://schema.org/OutOfStock"]


@pytest.mark.parametrize(
    "name", ["Gạo", "Chè Shan tuyết cổ thụ Suối Giàng loại đặc biệt hái mùa xuân năm nay", "x" * 80]
)
def test_a_card_has_the_size_chats_show_whole_and_stays_light(name):
    for drawn in (
        cards.of_good(picture(), name, "HTX Nương Mây · Mường Khương"),
        cards.of_seller("doi-che", name, name),
    ):
        assert Image.open(BytesIO(drawn)).size == (WIDTH, HEIGHT)
        assert len(drawn) < 150_000


def test_a_card_is_drawn_from_the_goods_own_picture(visitor, market):
    market.pictures["/thumbnail/a.webp"] = picture()
    found = {
        "name": "Gạo", "productType": {"isForAdults": False}, "cooperative": COOPERATIVE,
        "media": [{"url": f"http://127.0.0.1:{market.port}/thumbnail/a.webp"}],
    }  # fmt: skip
    market.answers["Card"] = {"product": found}
    answer = visitor.get("/sp/gao/the.jpg")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(BytesIO(answer.content)).getpixel((300, 300))[0] > 100
    market.answers["Card"] = {"product": found | SPIRIT}
    assert visitor.get("/sp/ruou/the.jpg").status_code == 404


def test_the_map_has_every_page_in_three_languages_and_no_strong_drink(visitor, market, shop_address):
    def goods(variables):
        first = variables["after"] is None
        slugs = [("gao", False), ("ruou", True)] if first else [("che", False)]
        nodes = [
            {"slug": slug, "updatedAt": "2026-11-20T01:00:00+00:00", "productType": {"isForAdults": adults}}
            for slug, adults in slugs
        ]
        edges = [{"node": node} for node in nodes]
        return {"products": {"edges": edges, "pageInfo": {"hasNextPage": first, "endCursor": "c"}}}

    one = {"edges": [{"node": {"slug": "mot"}}]}
    market.answers |= {
        "SitemapGoods": goods,
        "SitemapPlaces": dict.fromkeys(("categories", "collections", "cooperatives", "pages"), one),
    }
    tree = ElementTree.fromstring(visitor.get("/sitemap.xml").content)
    found = [each.text.removeprefix(shop_address) for each in tree.findall("s:url/s:loc", MAP)]
    for path in ("/", "/sp/gao", "/en/sp/che", "/zh/dm/mot", "/htx/mot", "/bst/mot", "/trang/mot"):
        assert path in found
    assert not any("ruou" in path for path in found)
    assert len(found) == 3 * (4 + 4 + 2)
    assert {len(each.findall("x:link", MAP)) for each in tree.findall("s:url", MAP)} == {3}
    assert f"Sitemap: {shop_address}/sitemap.xml" in visitor.get("/robots.txt").text


def test_every_icon_of_the_manifest_is_there(visitor):
    icons = visitor.get("/manifest.webmanifest").json()["icons"]
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in icons}
    assert [icon["src"] for icon in icons if visitor.get(icon["src"]).status_code != 200] == []
    assert visitor.get(visitor.get("/favicon.ico").headers["Location"]).status_code == 200


def test_a_code_is_a_drawing_of_its_address_alone():
    first = codes.svg("https://cho.example/sp/gao")
    assert ElementTree.fromstring(first).get("viewBox")
    assert first == codes.svg("https://cho.example/sp/gao")
    assert first != codes.svg("https://cho.example/sp/che")


@pytest.mark.parametrize("kind", ["sp", "htx"])
def test_a_label_says_what_it_is_and_where_it_leads(visitor, market, shop_address, kind):
    found = {
        "name": "Gạo Séng Cù",
        "productType": {"isForAdults": False},
        "media": [],
        "cooperative": COOPERATIVE,
    }
    market.answers |= {"Card": {"product": found}, "CardOfSeller": {"cooperative": COOPERATIVE}}
    page = visitor.get(f"/{kind}/mot/nhan").text
    assert "HTX Nương Mây" in page
    assert f"{shop_address.removeprefix('http://')}/{kind}/mot" in page
    assert page.count('class="ticket"') == 1
    assert visitor.get(f"/{kind}/mot/nhan?to=1").text.count('class="ticket"') == 10
    answer = visitor.get(f"/{kind}/mot/ma.svg")
    assert (answer.content, answer.headers["Content-Type"]) == (
        codes.svg(f"{shop_address}/{kind}/mot"),
        "image/svg+xml",
    )
    assert visitor.get(f"/{kind}/{'x' * 101}/ma.svg").status_code == 404
