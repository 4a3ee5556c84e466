"""Every kind of page on a phone and on a desk: nothing sticks out, every picture is there, no words are lost."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import RICE

PAGES = {
    "home": "/",
    "shelves": "/dm/",
    "category": "/dm/gao",
    "product": f"/sp/{RICE[1]}",
    "search": "/tim?q=gao",
    "nothing found": "/tim?q=zzzz",
    "search in Chinese": "/zh/tim?q=大米&thang=9",
    "cooperatives": "/htx/",
    "cooperative": f"/htx/{RICE[2]}",
    "empty cart": "/gio",
    "orders": "/don/",
    "rules": "/luat-cho/",
    "rule": "/trang/quy-che",
    "complaint": "/khieu-nai",
    "strong drink": "/sp/ruou-ngo-ban-pho",
    "label": f"/sp/{RICE[1]}/nhan",
    "collection": "/bst/qua-tang",
    "home in English": "/en/",
    "product in English": f"/en/sp/{RICE[1]}",
    "home in Chinese": "/zh/",
}

BROKEN_PICTURES = """Promise.all([...document.querySelectorAll("main img")].map(picture => {
    picture.loading = "eager"
    return picture.decode().then(() => null, () => picture.src)
}))"""


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_fits_its_screen_and_shows_its_pictures(look, path, viewport):
    with look(viewport) as page:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert page.locator("h1").count() == 1
        assert [source for source in page.evaluate(BROKEN_PICTURES) if source] == []


def test_an_unknown_page_helps_on(look):
    with look(PHONE) as page:
        with page.expect_response(lambda answer: answer.status == 404):
            page.goto("/sp/khong-co")
        page.locator("#tim").wait_for()


def _on_the_wire(page, path):
    """Bytes of a first visit: of everything but goods' pictures, and of the largest of those."""
    network, addresses, rest, pictures = page.context.new_cdp_session(page), {}, [], [0]
    network.send("Network.enable")
    network.on("Network.requestWillBeSent", lambda e: addresses.update({e["requestId"]: e["request"]["url"]}))

    def arrived(event):
        is_picture = re.search("/(thumbnail|media)/", addresses.get(event["requestId"], ""))
        (pictures if is_picture else rest).append(event["encodedDataLength"])

    network.on("Network.loadingFinished", arrived)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return sum(rest), max(pictures)


@pytest.mark.parametrize(
    "name", ["home", "category", "search", "product", "cooperatives", "cooperative", "rule"]
)
def test_a_first_visit_is_light(visit, name):
    with visit(PHONE) as page:
        weight, largest = _on_the_wire(page, PAGES[name])
        assert 20_000 < weight <= 60_000
        assert largest <= (25_000 if name == "product" else 15_000)
