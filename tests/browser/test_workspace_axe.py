"""Every page of a cooperative's workspace, for whoever hears it and on a phone: nothing serious by axe's rules."""

import re

import pytest

from tests.browser.axe import looked_at
from tests.browser.conftest import PHONE
from tests.browser.steps import enter

STEPS = ("ten", "nguoi", "ngan-hang", "lay-hang", "giay-to/[^/]+")
BEGINNINGS = {
    "nuong-may": ("/ban-hang/", "/ban-hang/mo-quay", "/ban-hang/hang", "/ban-hang/du-lieu", "/ban-hang/goi"),
    "htx-suoi-may": ("/ban-hang/mo-quay", "/ban-hang/hang"),
}
"""Where somebody begins, by shop; the rest is found by its links. One sells, the other is still opening."""
PAGES = {
    "nuong-may": ("/ban-hang/quay", "/ban-hang/nguoi", "/ban-hang/nguoi-giup"),
    "htx-suoi-may": (r"/ban-hang/mo-quay/\d+", *(rf"/ban-hang/mo-quay/\d+/{each}" for each in STEPS)),
}
"""The pages that have to be met besides."""
FOLLOWED = {"nuong-may": "/ban-hang/", "htx-suoi-may": "/ban-hang/mo-quay"}
"""Which links: what both shops have is looked at once."""
LINKS = (
    "(links, start) => links.map(each => new URL(each.href).pathname).filter(each => each.startsWith(start))"
)


@pytest.mark.parametrize("shop", PAGES)
def test_no_page_of_the_workspace_shuts_anybody_out(visit, way_in, shop):
    with visit(PHONE) as page:
        link = way_in(shop)
        if shop == "nuong-may":
            for path in ("/ban-hang/mo-quay", link):
                page.goto(path)
                looked_at(page)
        enter(page, link)
        met = walked(page, [*BEGINNINGS[shop]], FOLLOWED[shop])
    missing = [each for each in PAGES[shop] if not any(re.fullmatch(each, path) for path in met)]
    assert missing == []


def walked(page, waiting, start):
    """Paths of the pages that these lead to, each looked at; of pages that differ by their id alone one."""
    met = {}
    while waiting:
        path = waiting.pop(0)
        if (kind := re.sub(r"(?<=/)(?=\w*\d)[^/]{2,}", "id", path)) in met:
            continue
        met[kind] = path
        assert (path, page.goto(path).status) == (path, 200)
        looked_at(page)
        waiting += page.eval_on_selector_all("a[href]", LINKS, start)
    return list(met.values())
