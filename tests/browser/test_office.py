"""The operator's desks for whoever hears them or has a small screen: nothing serious by axe's rules."""

import pytest

from marketplace.demo.people import PASSWORD, STAFF_EMAIL
from tests.browser.axe import findings
from tests.browser.conftest import DESK, PHONE

WIDTHS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
ROW = "#result_list tbody th a"
DESKS = {
    "a list": "catalog/product/",
    "the queue of shop openings": "oversight/application/",
    "the queue of listings": "catalog/productchannellisting/",
    "adding": "oversight/watchedword/add/",
    "adding lines": "content/menu/add/",
    "a list with sentences": "notification/wording/",
    "a list with filters": "tax/taxrate/",
}
ROWS = {
    "a row with lines": "shipping/shippingmethod/",
    "a row that is only read": "core/event/",
}
ON_A_PHONE = ("the queue of shop openings", "a row with lines")
"""Besides the start: a list and a form; what else there is was the same on both."""


@WIDTHS
def test_no_desk_shuts_anybody_out(visit, office, viewport):
    found = {}
    with visit(viewport) as page:
        page.goto(office)
        found["signing in"] = findings(page)
        sign_in(page)
        found["the start"] = findings(page)
        for name in (*DESKS, *ROWS) if viewport is DESK else ON_A_PHONE:
            page.goto(f"{office}{(DESKS | ROWS)[name]}")
            if name in ROWS:
                page.locator(ROW).first.click()
                page.wait_for_url("**/change/")
            found[name] = findings(page)
    assert found == dict.fromkeys(found, [])


def sign_in(page):
    """As Minh, who runs the market."""
    page.locator("[name=username]").fill(STAFF_EMAIL)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
    page.locator(".queues").wait_for()
