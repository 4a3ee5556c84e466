"""The back office and the pages on which a shop is opened, for whoever hears them: nothing serious by axe's rules."""

import re

import pytest

from marketplace.demo.people import PASSWORD, STAFF_EMAIL
from tests.browser.axe import findings
from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import enter

WIDTHS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
OFFICE = {
    "the start page": "",
    "a list with a search": "order/order/",
    "the log of take-downs": "oversight/takedown/",
    "taking goods down": "oversight/takedown/add/",
}


@WIDTHS
def test_the_back_office_has_no_serious_finding(visit, market, viewport):
    with visit(viewport) as page:
        office = market.api.removesuffix("graphql/") + "admin/"
        page.goto(office)
        page.locator("[name=username]").fill(STAFF_EMAIL)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[type=submit]").click()
        page.wait_for_url(office)
        for name, path in OFFICE.items():
            assert page.goto(office + path).status == 200
            assert (name, findings(page)) == (name, [])
        page.goto(f"{office}cooperative/cooperative/")
        page.locator("#result_list th a").first.click()
        page.wait_for_url(re.compile(r"/change/"))
        assert ("one row", findings(page)) == ("one row", [])


@WIDTHS
def test_opening_a_shop_has_no_serious_finding(visit, way_in, viewport):
    with visit(viewport) as page:
        page.goto("/ban-hang/mo-quay")
        assert ("a visitor", findings(page)) == ("a visitor", [])
        enter(page, way_in("htx-suoi-may"))
        page.goto("/ban-hang/mo-quay")
        assert ("the start", findings(page)) == ("the start", [])
        page.locator("main a[href^='/ban-hang/mo-quay/']").first.click()
        page.wait_for_url(re.compile(r"/ban-hang/mo-quay/\d+"))
        assert ("the checklist", findings(page)) == ("the checklist", [])
