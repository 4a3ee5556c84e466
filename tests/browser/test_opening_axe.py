"""The pages on which a shop is opened, for whoever hears them: nothing serious by axe's rules."""

import re

from tests.browser.axe import findings
from tests.browser.conftest import DESK
from tests.browser.steps import enter


def test_opening_a_shop_has_no_serious_finding_on_a_desk(visit, way_in):
    """On a phone every page of the workspace is looked at: test_workspace_axe.py."""
    with visit(DESK) as page:
        page.goto("/ban-hang/mo-quay")
        assert ("a visitor", findings(page)) == ("a visitor", [])
        enter(page, way_in("htx-suoi-may"))
        page.goto("/ban-hang/mo-quay")
        assert ("the start", findings(page)) == ("the start", [])
        page.locator("main a[href^='/ban-hang/mo-quay/']").first.click()
        page.wait_for_url(re.compile(r"/ban-hang/mo-quay/\d+"))
        assert ("the checklist", findings(page)) == ("the checklist", [])
