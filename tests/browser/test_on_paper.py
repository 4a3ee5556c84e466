"""What is printed is read: no boxes to fill in, no buttons, and what was chosen or counted in words."""

import pytest

from tests.browser.conftest import DESK
from tests.browser.steps import RICE, TEA, add_to_cart

FIELDS = """[...document.querySelectorAll("input, select, textarea, button, .btn")].filter(each => {
    const looks = getComputedStyle(each), box = each.getBoundingClientRect();
    return each.checkVisibility() && !each.matches(".vh") && box.width > 1 && (looks.borderTopStyle !== "none" || looks.appearance === "auto")
}).map(each => each.outerHTML.slice(0, 80))"""
READ = {
    "product": f"/sp/{TEA[1]}",
    "category": "/dm/gao",
    "search": "/tim?q=gao",
    "cooperatives": "/htx/",
    "rule": "/trang/quy-che",
    "rules": "/luat-cho/",
}


@pytest.mark.parametrize("path", READ.values(), ids=READ.keys())
def test_a_page_on_paper_has_no_fields(visit, path):
    with visit(DESK) as page:
        page.goto(path)
        assert page.evaluate(FIELDS) != []
        page.emulate_media(media="print")
        assert page.evaluate(FIELDS) == []


def test_paper_says_where_to_and_how_many(visit):
    with visit(DESK) as page:
        page.goto(f"/sp/{RICE[1]}")
        page.emulate_media(media="print")
        assert page.locator("#tinh").evaluate("it => it.selectedOptions[0].text") == "Thành phố Hà Nội"
        assert page.locator("#tinh").is_visible()
        page.emulate_media(media="screen")
        add_to_cart(page)
        page.emulate_media(media="print")
        assert page.evaluate(FIELDS) == []
        assert page.locator(".step input").is_visible()
        assert page.locator(".step").evaluate("it => getComputedStyle(it, '::before').content") == '"× "'
