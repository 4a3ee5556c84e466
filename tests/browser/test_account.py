"""A guest orders, comes in by a code, finds the order, keeps an address, and deletes the account again."""

import itertools
import re
import time

import pytest

from tests.browser.axe import findings
from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import RICE, add_to_cart, choose_delivery, fill_contact, number_of, place_order
from tests.browser.test_keyboard import press, reach, write

NUMBERS = (f"090555{number:04d}" for number in itertools.count(int(time.time()) % 5000))
"""Each journey has its own: codes are counted by number."""
PAGES = ("", "toi", "dia-chi/", "dia-chi/them", "mat-khau", "thu", "so", "xoa")


@pytest.fixture
def texted(market):
    """What was texted last to a number, found by a pattern: the console keeps what a phone would show."""

    def found(number, pattern):
        sent = re.compile(rf"\] \+84{number[1:]}\n[^\n]*?{pattern}")
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if texts := sent.findall(market.log.read_text(encoding="utf-8", errors="replace")):
                return texts[-1]
            time.sleep(0.1)
        pytest.fail(f"nothing like {pattern} was texted")

    return found


def came_in(page, number, texted):
    """By a code to the number, from the header of any page."""
    page.get_by_role("link", name="Tài khoản").first.click()
    page.locator("[name=phone]").fill(number)
    page.get_by_role("button", name="Nhắn mã cho tôi").click()
    page.wait_for_url("**/tai-khoan/ma*")
    page.locator("[name=code]").fill(texted(number, r"(\d{6})"))
    page.get_by_role("button", name="Vào", exact=True).click()
    page.wait_for_url("**/tai-khoan/")


def ordered(page, scripts, number):
    """One bag of rice, as a guest. Its number."""
    page.goto(f"/sp/{RICE[1]}")
    add_to_cart(page)
    fill_contact(page, scripts)
    page.goto("/dat-hang/")
    page.locator("[name=phone]").fill(number)
    page.locator("main form button.btn-main").click()
    page.wait_for_url("**/cach-gui")
    choose_delivery(page)
    place_order(page)
    return number_of(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_guest_opens_an_account_finds_the_order_and_deletes_it_again(visit, texted, market, scripts):
    number = next(NUMBERS)
    with visit(PHONE, java_script_enabled=scripts) as page:
        order = ordered(page, scripts, number)
        page.goto(f"/sp/{RICE[1]}")
        add_to_cart(page)
        came_in(page, number, texted)
        joined(page, order, market)
        address_kept(page, scripts)
        page.goto("/gio")
        assert page.locator("li.line").count() == 1
        page.get_by_role("button", name="Đặt hàng").click()
        assert page.locator("[name=streetAddress1]").input_value() == "Thôn Nậm Lùng"
        page.goto("/tai-khoan/xoa")
        page.get_by_role("button", name="Gửi đường dẫn để xoá").click()
        page.goto(texted(number, r"(http\S+/xoa/xac-nhan\S+)"))
        page.get_by_role("button", name="Xoá tài khoản").click()
        page.get_by_role("heading", name="Đã xoá tài khoản").wait_for()
        page.goto("/tai-khoan/")
        page.get_by_role("heading", name="Vào tài khoản").wait_for()


def joined(page, order, market):
    """The worker brings the guest's order into the account within moments, if it is left some of the machine.

    Until then it is among those of this device, under the same number.
    """
    own = page.locator("a.order-row")
    until = time.monotonic() + 120
    page.goto("/don/")
    while own.filter(has_text=f"Đơn {order}").count() == 0 and time.monotonic() < until:
        page.wait_for_timeout(500)
        page.goto("/don/")
    said = market.log.read_text(encoding="utf-8", errors="replace")[-3000:]
    assert own.count() == 1, f"{page.locator('main').inner_text()}\n{said}"


def address_kept(page, scripts):
    """An entry of the book, which the checkout then fills in."""
    page.goto("/tai-khoan/dia-chi/them")
    page.locator("[name=firstName]").fill("Nguyễn Thị Lan")
    page.locator("[name=countryArea]").select_option("Tỉnh Lào Cai")
    if not scripts:
        page.get_by_role("button", name=re.compile("^Đổi tỉnh")).click()
    page.locator("[name=city]:enabled option").nth(1).wait_for(state="attached")
    page.locator("[name=city]").select_option(index=1)
    page.locator("[name=streetAddress1]").fill("Thôn Nậm Lùng")
    page.locator("main form button.btn-main").click()
    page.wait_for_url("**/tai-khoan/dia-chi/")
    page.get_by_text("Điền sẵn khi đặt hàng").wait_for()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_the_keyboard_alone_comes_in_and_nobody_is_kept_out_of_a_page(visit, texted, viewport):
    number = next(NUMBERS)
    with visit(viewport) as page:
        page.goto("/tai-khoan/")
        assert findings(page) == []
        write(page, "[name=phone]", number)
        press(page, "main form button.btn-main", "**/tai-khoan/ma*")
        assert findings(page) == []
        write(page, "[name=code]", texted(number, r"(\d{6})"))
        press(page, "main form button.btn-main", "**/tai-khoan/")
        for path in PAGES:
            page.goto(f"/tai-khoan/{path}")
            assert (path, findings(page)) == (path, [])
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
            assert page.locator("h1").count() == 1
        page.goto("/tai-khoan/ra")
        reach(page, "main form button")
        page.keyboard.press("Enter")
        page.get_by_text("Đã ra khỏi tài khoản ở máy này.").wait_for()
