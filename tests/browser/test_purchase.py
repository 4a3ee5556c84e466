"""A true sale: found, ordered from two cooperatives, shipped by each, seen by the buyer."""

import pytest

from tests.browser.conftest import PHONE
from tests.browser.steps import RICE, TEA, buy_rice_and_tea, ship


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_buyer_orders_from_two_cooperatives_and_sees_each_ship_its_part(visit, way_in, scripts):
    with visit(PHONE, java_script_enabled=scripts) as buyer:
        order = buy_rice_and_tea(buyer, scripts)
        assert buyer.locator("section.parcel").count() == 2

        for (_words, _slug, cooperative), tracking in ((RICE, "EMS111VN"), (TEA, "EMS222VN")):
            with visit(PHONE, java_script_enabled=scripts) as member:
                ship(member, way_in(cooperative), tracking)

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
