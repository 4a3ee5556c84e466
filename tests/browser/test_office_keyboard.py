"""The operator's desks without a mouse: what has the focus is seen, and every deed is reached and done by keys alone."""

import re

import pytest

from marketplace.demo.people import PASSWORD, STAFF_EMAIL
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_keyboard import act, choose_first, press, reach, write

HAS_FOCUS = "selector => document.activeElement.matches(selector)"
WIDTHS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])


def come_in(page, office):
    """By typing; the first field has the focus."""
    page.goto(office)
    assert page.evaluate(HAS_FOCUS, "[name=username]")
    page.keyboard.insert_text(STAFF_EMAIL)
    write(page, "[name=password]", PASSWORD)
    act(page, "[type=submit]")


def skip(page):
    """The first Tab of a page offers to pass over what every page begins with."""
    page.keyboard.press("Tab")
    assert page.evaluate(HAS_FOCUS, ".skip-to-content-link")
    page.keyboard.press("Enter")
    assert page.evaluate(HAS_FOCUS, "main")


def complain(page):
    """A visitor writes to the market."""
    page.goto("/khieu-nai")
    page.locator("[name=kind][value=khac]").check()
    page.locator("[name=story]").fill("Hàng tới bị ướt.")
    page.locator("[name=name]").fill("Lan")
    page.locator("[name=contact]").fill("0912 345 678")
    page.locator("main form button.btn-main").click()
    page.wait_for_url("**/da-nhan/*")


@WIDTHS
def test_a_complaint_is_found_read_and_answered(visit, office, viewport):
    with visit(PHONE) as buyer:
        complain(buyer)
    with visit(viewport) as page:
        come_in(page, office)
        skip(page)
        press(page, ".queues a[href*='/oversight/complaint/']", "**/oversight/complaint/**")
        skip(page)
        press(page, "#result_list tbody a", "**/change/**")
        press(page, ".object-tools a[href*='/answer/']", "**/viec/answer/**")
        write(page, "textarea", "Chợ đã hỏi hợp tác xã: gửi lại hàng mới trong tuần này.")
        act(page, ".asked [type=submit]")
        assert page.locator(".messagelist .success").count() == 1
        assert page.locator(".object-tools a[href*='/answer/']").count() == 0


@WIDTHS
def test_rows_are_ticked_and_a_deed_for_them_asks_back_by_their_names(visit, office, viewport):
    with visit(viewport) as page:
        come_in(page, office)
        page.goto(f"{office}catalog/productchannellisting/")
        name = page.locator("#result_list tbody th a").first.inner_text()
        reach(page, ".action-select")
        page.keyboard.press("Space")
        reach(page, "[name=index]", "Shift+Tab")
        reach(page, "select[name=action]", "Shift+Tab")
        page.keyboard.press("ArrowDown")
        act(page, "[name=index]")
        assert name in page.locator(".asked").inner_text()
        act(page, ".asked .submit-row a")
        assert re.search("/productchannellisting/", page.url)


@WIDTHS
def test_lists_are_searched_and_narrowed(visit, office, viewport):
    with visit(viewport) as page:
        come_in(page, office)
        page.goto(f"{office}account/user/")
        write(page, "[name=q]", "lan")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "q=lan" in page.url
        act(page, "#changelist-filter li:not(.selected) a")
        assert page.locator("#changelist-filter li.selected").count() > 0


@WIDTHS
def test_a_line_is_added_and_what_has_the_focus_is_seen_on_the_way(visit, office, viewport):
    with visit(viewport) as page:
        come_in(page, office)
        page.goto(f"{office}content/menu/add/")
        choose_first(page, "[name=items-0-category_id]")
        reach(page, ".add-row a")
        page.keyboard.press("Enter")
        write(page, "[name=items-1-name]", "Chè")
        reach(page, "[name=_save]")
