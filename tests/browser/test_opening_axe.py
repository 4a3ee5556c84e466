"""The pages on which a shop is opened, for whoever hears them: nothing serious by axe's rules."""

import re

import pytest

from tests.browser.axe import findings
from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import enter

WIDTHS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])


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
