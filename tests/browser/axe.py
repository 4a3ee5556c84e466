"""axe-core on a page: what shuts people out."""

from axe_playwright_python.sync_playwright import Axe

GRAVE = ("serious", "critical")


def findings(page):
    """What axe finds that is serious or worse, and where."""
    found = Axe().run(page).response["violations"]
    return [
        (each["id"], [node["target"] for node in each["nodes"]]) for each in found if each["impact"] in GRAVE
    ]


def looked_at(page):
    """Nobody is shut out of this page, and nothing on it scrolls sideways."""
    assert (page.url, findings(page)) == (page.url, [])
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
