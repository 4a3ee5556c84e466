"""Every kind of page on a phone and on a desk: nothing sticks out, every picture is there, no words are lost."""

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
    "cooperatives": "/htx/",
    "cooperative": f"/htx/{RICE[2]}",
    "empty cart": "/gio",
    "orders": "/don/",
    "rules": "/luat-cho/",
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
def test_a_page_fits_its_screen_and_shows_its_pictures(visit, path, viewport):
    with visit(viewport) as page:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert page.locator("h1").count() == 1
        assert [source for source in page.evaluate(BROKEN_PICTURES) if source] == []


def test_an_unknown_page_helps_on(visit):
    with visit(PHONE) as page:
        with page.expect_response(lambda answer: answer.status == 404):
            page.goto("/sp/khong-co")
        page.get_by_role("searchbox").wait_for()
