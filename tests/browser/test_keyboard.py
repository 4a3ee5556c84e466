"""Somebody without a mouse buys, and sells: every step is reached by Tab, seen when reached, and done by Enter or Space."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import RICE, buy_rice_and_tea, number_of

MOST_TABS = 150
REACHED = """selector => {
    const here = document.activeElement;
    return here !== document.body && here.matches(selector);
}"""
# What has the focus must not lie under the bars at the edges of the screen (WCAG 2.4.11), and must be ringed.
SEEN = """() => {
    const here = document.activeElement, box = here.getBoundingClientRect();
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const ringed = [here, here.closest('.pick'), here.parentElement].some(
        each => each && getComputedStyle(each).outlineStyle !== 'none');
    return ringed && (at === here || here.contains(at) || at.contains(here));
}"""


def reach(page, selector, key="Tab"):
    """Press Tab until the focus is there; fail where it lies under something or has no ring."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate(REACHED, selector):
            assert page.evaluate(SEEN), f"{selector} has the focus and is not seen"
            return
    pytest.fail(f"{selector} is not reached by Tab on {page.url}")


def press(page, selector, url):
    """Reach it, press Enter, and be led on."""
    reach(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(url)


def write(page, selector, words):
    """Reach a field and type."""
    reach(page, selector)
    page.keyboard.insert_text(words)


def choose_first(page, selector):
    """Reach a list and take its first choice."""
    reach(page, selector)
    page.keyboard.press("ArrowDown")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_the_keyboard_alone_can_buy(visit, viewport):
    with visit(viewport) as page:
        page.goto("/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Tới nội dung"
        write(page, "[type=search]", RICE[0])
        page.keyboard.press("Enter")
        page.wait_for_url("**/tim?q=*")
        press(page, f"a[href='/sp/{RICE[1]}']", f"**/sp/{RICE[1]}")
        press(page, "button[name=buy]", "**/gio")
        press(page, "button[name=go]", "**/dat-hang/")
        write(page, "[name=firstName]", "Nguyễn Thị Lan")
        write(page, "[name=phone]", "0912345678")
        with page.expect_response(lambda answer: "/dat-hang/xa" in answer.url):
            choose_first(page, "[name=countryArea]")
        page.locator("[name=city]:enabled option").nth(1).wait_for(state="attached")
        choose_first(page, "[name=city]")
        write(page, "[name=streetAddress1]", "12 ngõ Hàng Gạo")
        press(page, "main form button.btn-main", "**/cach-gui")
        reach(page, "input[type=radio]")
        page.keyboard.press("Space")
        press(page, "main form button.btn-main", "**/xem-lai")
        reach(page, "[name=agree]")
        page.keyboard.press("Space")
        press(page, "main form button.btn-main", "**/don/*")
        assert page.locator("section.parcel .state").inner_text() == "Chờ hợp tác xã nhận"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_the_keyboard_alone_accepts_packs_sends_and_takes_back(visit, way_in, viewport):
    with visit(PHONE) as buyer:
        buy_rice_and_tea(buyer, scripts=True)
        number = number_of(buyer)
    with visit(viewport) as page:
        page.goto(way_in(RICE[2]))
        press(page, "main form button", "**/ban-hang/")
        page.goto(_page_of(page, number))
        act(page, "form[action$='/nhan'] button")
        act(page, "form[action$='/goi'] button")
        write(page, "#trackingNumber", "EMS333VN")
        act(page, "#gui button")
        reach(page, "#ve summary")
        page.keyboard.press("Enter")
        write(page, "form[action$='/ve'] [name=reason]", "Khách không nhận")
        act(page, "form[action$='/ve'] button")
        assert page.locator("section.parcel .state").first.inner_text() == "Hàng quay về"


def _page_of(page, number):
    """The address of the part of this order; the list of others' orders before it may be long."""
    part = page.locator("section.parcel").filter(has_text=re.compile(rf"Đơn {number}-\d"))
    return part.locator("h3 a").get_attribute("href")


def act(page, selector):
    """Reach a button, press Enter, and see the page that follows."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
