"""What people do in the shop, step by step, by what they see. Works with and without scripts."""

import re

RICE = ("gạo séng cù", "gao-seng-cu-muong-khuong", "nuong-may")
TEA = ("che shan tuyet", "che-shan-tuyet-co-thu-suoi-giang", "suong-giang")
"""Typed words, the product's slug, its cooperative's slug. The second is typed without marks, as on a phone."""


def find(page, words, slug):
    """From the first page through the search to the product."""
    page.goto("/")
    page.locator("#tim").fill(words)
    page.locator("#tim").press("Enter")
    page.wait_for_url(re.compile(r"/tim\?q="))
    page.locator(f"a[href='/sp/{slug}']").first.click()
    page.wait_for_url(f"**/sp/{slug}")


def add_to_cart(page):
    """One of the shown pack."""
    page.locator("button[name=buy]").click()
    page.wait_for_load_state()


def fill_contact(page, scripts):
    """Who and where; the communes follow the province, by script or by a button."""
    page.goto("/gio")
    page.get_by_role("button", name="Đặt hàng").click()
    page.wait_for_url("**/dat-hang/")
    page.locator("[name=countryArea]").select_option("Thành phố Hà Nội")
    if not scripts:
        page.get_by_role("button", name=re.compile("^Đổi tỉnh")).click()
    communes = page.locator("[name=city] option")
    communes.nth(1).wait_for(state="attached")
    page.locator("[name=city]").select_option(index=1)
    page.locator("[name=firstName]").fill("Nguyễn Thị Lan")
    page.locator("[name=phone]").fill("0912 345 678")
    page.locator("[name=streetAddress1]").fill("12 ngõ Hàng Gạo")
    page.locator("main form button.btn-main").click()
    page.wait_for_url("**/cach-gui")


def choose_delivery(page):
    """The first open way for every parcel. Says how many parcels there were."""
    parcels = page.locator("section.parcel")
    for place in range(parcels.count()):
        parcels.nth(place).locator("input[type=radio]:enabled").first.check()
    count = parcels.count()
    page.locator("main form button.btn-main").click()
    page.wait_for_url("**/xem-lai")
    return count


def place_order(page):
    """Agree and order; the address of the order's page, which is the buyer's way back to it."""
    page.locator("[name=agree]").check()
    page.locator("main form button.btn-main").click()
    page.wait_for_url("**/don/*")
    return page.url


def buy_rice_and_tea(page, scripts):
    """The whole purchase, from the first page to the order's."""
    for words, slug, _cooperative in (RICE, TEA):
        find(page, words, slug)
        add_to_cart(page)
    fill_contact(page, scripts)
    assert choose_delivery(page) == 2
    return place_order(page)


def enter(page, link):
    """A member opens the workspace by a one-time link."""
    page.goto(link)
    page.get_by_role("button", name="Mở quầy").click()
    page.wait_for_url("**/ban-hang/")


def number_of(page):
    """The number of the order whose page is shown."""
    return re.search(r"\d+", page.locator("h1").inner_text())[0]


def part_of(page, number):
    """What the workspace of one cooperative shows of the order with this number; others may have come before it."""
    return page.locator("section.parcel").filter(has_text=re.compile(rf"Đơn {number}-\d"))


def ship(page, link, number, tracking):
    """A member comes in, accepts, packs and ships their part of the order with this number."""
    enter(page, link)
    part_of(page, number).get_by_role("button", name="Nhận").click()
    part_of(page, number).get_by_role("button", name="Gói xong").click()
    part_of(page, number).get_by_role("link", name="Gửi đi").click()
    page.locator("[name=trackingNumber]").fill(tracking)
    page.locator("#gui button").click()
    page.get_by_text(tracking).wait_for()
