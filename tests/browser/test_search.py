"""Somebody looks for tea: names while typing, a facet, a chip that takes itself away. With scripts and without."""

import re

import pytest

from tests.browser.axe import findings
from tests.browser.conftest import DESK, PHONE


def narrow_to_dry(page, viewport):
    """Choose "Hàng khô" among the facets, on a phone after opening them."""
    if viewport == PHONE:
        page.locator("a.facets-open").click()
    page.locator(".facet a", has_text="Hàng khô").click()
    page.wait_for_url(re.compile(r"tt=bao-quan%3Akho"))


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_names_are_suggested_and_the_arrows_choose(visit, viewport):
    with visit(viewport) as page:
        page.goto("/")
        box = page.get_by_role("combobox", name="Tìm hàng, nơi làm ra, hợp tác xã")
        box.press_sequentially("che shan")
        page.get_by_role("option", name="Chè Shan tuyết cổ thụ Suối Giàng").wait_for()
        assert box.get_attribute("aria-expanded") == "true"
        box.press("ArrowDown")
        first = page.locator("[role=option][aria-selected=true]")
        assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
        assert findings(page) == []
        box.press("ArrowUp")  # back in the box
        assert first.count() == 0
        box.press("Escape")
        assert page.get_by_role("listbox").count() == 0
        box.press("ArrowDown")
        path = first.get_attribute("href")
        box.press("Enter")
        page.wait_for_url(f"**{path}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_a_search_is_narrowed_and_widened_again(visit, viewport, scripts):
    with visit(viewport, java_script_enabled=scripts) as page:
        page.goto("/")
        page.locator("#tim").fill("che shan")
        page.locator("#tim").press("Enter")
        page.wait_for_url(re.compile(r"/tim\?q=che\+shan"))
        assert page.locator(".good h3").first.inner_text().startswith("Chè Shan")
        everything = page.locator(".good").count()
        narrow_to_dry(page, viewport)
        assert page.locator("#tim").input_value() == "che shan"
        assert 0 < page.locator(".good").count() < everything
        page.locator(".list-head .chip-on", has_text="Hàng khô").click()
        page.wait_for_url(lambda url: "tt=" not in url)
        assert page.locator(".good").count() == everything


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("path", ["/tim?q=che&tt=bao-quan:kho#loc", "/tim?q=bac+ha", "/zh/tim?q=zzzz"])
def test_nobody_is_shut_out(look, path, viewport):
    with look(viewport) as page:
        page.goto(path)
        assert findings(page) == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("language", ["", "en/", "zh/"])
def test_the_circles_around_a_point_stand_side_by_side(look, viewport, language):
    with look(viewport) as page:
        page.goto(f"/{language}tim?q=gao&gan=22.33,103.84")
        boxes = [each.bounding_box() for each in page.locator(".radii .chip").all()]
        assert len(boxes) == 3
        assert {box["y"] for box in boxes} == {boxes[0]["y"]}
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
