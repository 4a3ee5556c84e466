"""A true sale: found, ordered from two cooperatives, shipped by each, seen by the buyer."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import looked_at
from tests.browser.conftest import PHONE
from tests.browser.steps import (
    RICE,
    TEA,
    add_to_cart,
    buy_rice_and_tea,
    choose_delivery,
    enter,
    fill_contact,
    find,
    number_of,
    part_of,
    place_order,
    ship,
)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_buyer_orders_from_two_cooperatives_and_sees_each_ship_its_part(visit, way_in, scripts):
    with visit(PHONE, java_script_enabled=scripts) as buyer:
        order = buy_rice_and_tea(buyer, scripts)
        assert buyer.locator("section.parcel").count() == 2
        number = number_of(buyer)

        for (_words, _slug, cooperative), tracking in ((RICE, "EMS111VN"), (TEA, "EMS222VN")):
            with visit(PHONE, java_script_enabled=scripts) as member:
                ship(member, way_in(cooperative), number, tracking)

        buyer.goto(order)
        assert [part.inner_text() for part in buyer.locator("section.parcel .state").all()] == [
            "Đang giao",
            "Đang giao",
        ]
        assert buyer.get_by_text("EMS111VN").count() == 1
        assert buyer.get_by_text("EMS222VN").count() == 1


def test_a_spent_link_lets_nobody_in(visit, way_in):
    link = way_in(RICE[2])
    with visit(PHONE) as member:
        member.goto(link)
        member.get_by_role("button", name="Mở quầy").click()
        member.wait_for_url("**/ban-hang/")
    with visit(PHONE) as stranger:
        stranger.goto(link)
        with stranger.expect_response(lambda answer: answer.status == 403):
            stranger.get_by_role("button", name="Mở quầy").click()
        stranger.get_by_role("heading", name="Chưa vào được quầy").wait_for()
        stranger.goto("/ban-hang/")
        stranger.get_by_role("heading", name="Chưa vào được quầy").wait_for()


def test_what_a_cooperative_takes_off_the_buyer_sees_with_the_reason_and_the_sum(visit, way_in):
    with visit(PHONE) as buyer:
        order = buy_rice_and_tea(buyer, scripts=True)
        number = number_of(buyer)
        with visit(PHONE) as member:
            enter(member, way_in(RICE[2]))
            part_of(member, number).get_by_role("link", name="Hết hàng").click()
            member.locator("[name^=gone-]").fill("1")
            member.locator("[name=reason]").fill("Gạo mới còn đang phơi")
            member.get_by_role("button", name="Bớt những món đã ghi").click()
            member.get_by_text("Đã báo cho khách.").wait_for()

        buyer.goto(order)
        declined = buyer.locator("section.parcel").first
        assert declined.locator(".state").inner_text() == "Hợp tác xã không giao được"
        assert declined.get_by_text("Gạo mới còn đang phơi").count() == 1
        assert re.search(r"Bạn trả cho kiện này\s+0\s₫", declined.inner_text())
        assert buyer.locator("section.parcel .state").last.inner_text() == "Chờ hợp tác xã nhận"


def test_an_order_is_put_into_the_cart_again(visit):
    with visit(PHONE) as buyer:
        buyer.goto(buy_rice_and_tea(buyer, scripts=True))
        buyer.get_by_role("button", name="Mua lại những món này").click()
        buyer.wait_for_url("**/gio")
        assert buyer.locator("li.line").count() == 2


def test_strong_drink_is_bought_only_by_who_says_twice_to_be_grown_up(visit):
    with visit(PHONE, java_script_enabled=False) as buyer:
        buyer.goto("/sp/ruou-ngo-ban-pho")
        assert buyer.locator("button[name=buy]").count() == 0
        buyer.get_by_role("button", name="Tôi đủ 18 tuổi").click()
        add_to_cart(buyer)
        fill_contact(buyer, scripts=False)
        choose_delivery(buyer)
        buyer.locator("[name=agree]").check()
        buyer.locator("main form button.btn-main").click()
        buyer.get_by_role("alert").filter(has_text="đủ 18 tuổi").wait_for()
        buyer.locator("[name=adult]").check()
        assert "/don/" in place_order(buyer)


def calls_of(member, name):
    """How many parts on the bench are this person's."""
    member.goto("/ban-hang/")
    return member.locator("section.parcel").filter(has_text=name).count()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_cooperative_writes_down_what_a_caller_wants(visit, way_in, scripts):
    with visit(PHONE, java_script_enabled=scripts) as member:
        enter(member, way_in(RICE[2]))
        before = calls_of(member, "Anh Tuấn")
        member.get_by_role("link", name="Ghi đơn khách gọi").click()
        member.locator("[name=phone]").fill("0912 345 678")
        member.get_by_role("button", name="Ghi đơn", exact=True).last.click()
        member.get_by_text("Ghi số lượng ở ít nhất một món khách đặt.").wait_for()
        assert member.locator("[name=phone]").input_value() == "0912 345 678"
        member.locator("[name^=so-]").first.fill("2")
        member.locator("[name=firstName]").fill("Anh Tuấn")
        member.locator("[name=city]").select_option(index=1)
        member.locator("[name=streetAddress1]").fill("12 Hàng Bạc")
        member.locator("[name=deliveryMethodId]").first.check()
        member.get_by_role("button", name="Ghi đơn", exact=True).last.dblclick()
        member.wait_for_url("**/ban-hang/don/*")
        member.get_by_text("Đã ghi đơn và nhận luôn.").wait_for()
        assert member.get_by_text("Anh Tuấn").count() >= 1
        assert calls_of(member, "Anh Tuấn") == before + 1


def test_who_taps_order_twice_on_a_slow_signal_sends_it_once_and_may_send_it_again_when_back(visit):
    with visit(PHONE) as buyer:
        find(buyer, *RICE[:2])
        add_to_cart(buyer)
        fill_contact(buyer, scripts=True)
        choose_delivery(buyer)
        posts = []
        buyer.on("request", lambda asked: posts.append(asked.url) if asked.method == "POST" else None)
        buyer.locator("[name=agree]").check()
        button = buyer.locator("main form button.btn-main")
        words = button.inner_text()
        # the shop says nothing, and the page stays
        buyer.route("**/xem-lai", lambda route: route.fulfill(status=204))
        button.dblclick(no_wait_after=True)
        buyer.locator("main form button.btn-main[aria-disabled=true]").wait_for()
        buyer.wait_for_timeout(300)  # a second request would be on its way by now
        assert (len(posts), button.inner_text()) == (1, "Chờ một chút…")
        buyer.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        assert (button.get_attribute("aria-disabled"), button.inner_text()) == (None, words)
        buyer.unroute("**/xem-lai")
        assert "/don/" in place_order(buyer)


def test_a_count_pressed_without_a_signal_stays_and_is_sent_when_it_is_back(visit):
    with visit(PHONE) as page:
        page.goto(f"/sp/{RICE[1]}")
        add_to_cart(page)
        before = page.locator(".total dd").inner_text()
        page.context.set_offline(True)
        page.locator("[data-cart] .step button[name=more]").click()
        page.locator("[data-save]").wait_for()
        assert page.locator("[data-cart] .step input").input_value() == "2"
        page.context.set_offline(False)
        expect(page.locator(".total dd")).not_to_have_text(before)
        assert page.locator("[data-cart] .step input").input_value() == "2"


def test_nobody_is_shut_out_of_any_step_from_the_product_to_the_cooperatives_bench(visit, way_in):
    with visit(PHONE) as buyer:
        find(buyer, *RICE[:2])
        looked_at(buyer)
        add_to_cart(buyer)
        for path in ("/gio", "/dat-hang/"):
            buyer.goto(path)
            looked_at(buyer)
        fill_contact(buyer, scripts=True)
        looked_at(buyer)
        choose_delivery(buyer)
        looked_at(buyer)
        place_order(buyer)
        looked_at(buyer)
        number = number_of(buyer)
    with visit(PHONE) as member:
        enter(member, way_in(RICE[2]))
        looked_at(member)
        part_of(member, number).get_by_role("link", name="Hết hàng").click()
        member.wait_for_url("**/ban-hang/don/*")
        looked_at(member)
        member.goto(member.url.partition("#")[0] + "/phieu")
        looked_at(member)
