"""Goods taken down on an authority's request: at once, with a log, and back where they stood."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.catalog import queries as catalog
from marketplace.catalog.errors import TakenDown
from marketplace.catalog.models import ProductChannelListing
from marketplace.catalog.services import publish
from marketplace.checkout.models import CheckoutLine
from marketplace.core.actor import SYSTEM
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.moves import IllegalMove
from marketplace.oversight import services
from marketplace.oversight.errors import CooperativeNotFound, GoodsTakenDown, ListingNotFound, ReasonMissing
from marketplace.oversight.models import Restoration, TakeDown
from tests import factories as make
from tests.asking import ask
from tests.oversight.people import MINH, acting, good, subject

pytestmark = pytest.mark.django_db


def request(**columns):
    given = {
        "authority": "Chi cục Quản lý thị trường",
        "reference": "123/QLTT",
        "received_at": timezone.now() - timedelta(hours=3),
        "reason": "Nhãn không đúng.",
        "actor": MINH,
    }
    return services.take_down(**{**given, **columns})


def on_sale(*variants):
    found = set(catalog.on_sale(make.channel().pk).values_list("pk", flat=True))
    return [each.product_id in found for each in variants]


def test_one_product_is_taken_down_at_once_with_request_deadline_and_who():
    tea, rice = make.on_sale(), make.on_sale()
    done = request(product_id=tea.product_id)
    assert on_sale(tea, rice) == [False, True]
    assert done.deadline_at - done.received_at == timedelta(hours=24)
    assert done.done_at <= done.deadline_at
    assert (done.reference, done.actor, done.is_whole_shop) == ("123/QLTT", MINH.key, False)


def test_a_cart_keeps_the_line_and_says_clearly_what_is_the_matter():
    tea = make.on_sale()
    cart = make.cart(tea)
    request(product_id=tea.product_id)
    assert CheckoutLine.objects.filter(checkout=cart).count() == 1
    asked = """query ($id: ID!) { checkout(id: $id) { lines { problems {
      __typename ... on CheckoutLineProblemVariantNotAvailable { reason } } } } }"""
    (line,) = ask(asked, id=str(cart.pk))["checkout"]["lines"]
    (problem,) = line["problems"]
    assert problem["reason"] == "Món này đang tạm gỡ theo yêu cầu gửi tới chợ. Hãy bỏ khỏi giỏ."


def test_a_whole_shop_is_taken_down_and_its_new_listings_with_it():
    shop = make.cooperative()
    mine, draft, others = make.on_sale(cooperative=shop), good(shop), make.on_sale()
    request(cooperative_id=shop.pk)
    assert on_sale(mine, others) == [False, True]
    with pytest.raises(GoodsTakenDown):
        services.submit_listing(**subject(draft), actor=acting(shop))
    new = good(shop, "Hàng mới")
    with pytest.raises(GoodsTakenDown):
        services.submit_listing(**subject(new), actor=acting(shop))


def test_neither_its_cooperative_nor_the_back_office_brings_it_back_by_the_side_door():
    tea = make.on_sale()
    request(product_id=tea.product_id)
    with pytest.raises(GoodsTakenDown):
        services.submit_listing(**subject(tea.product), actor=acting(tea.product.cooperative))
    with pytest.raises(GoodsTakenDown):
        services.withdraw_listing(**subject(tea.product), actor=acting(tea.product.cooperative))
    tea.product.category = make.category()
    tea.product.save()
    with pytest.raises(TakenDown):
        publish(product=tea.product, channel=make.channel(), actor=SYSTEM)


def test_goods_come_back_to_where_they_stood_once_and_the_log_is_not_changed():
    shop = make.cooperative()
    shown, hidden = make.on_sale(cooperative=shop), good(shop)
    done = request(cooperative_id=shop.pk)
    before = TakeDown.objects.values().get()
    with pytest.raises(ReasonMissing):
        services.restore(take_down_id=done.pk, reason="", actor=MINH)
    services.restore(take_down_id=done.pk, reason="Đã sửa nhãn.", actor=MINH)
    assert on_sale(shown) == [True]
    assert ProductChannelListing.objects.get(product=hidden).review == "DRAFT"
    with pytest.raises(IllegalMove):
        services.restore(take_down_id=done.pk, reason="Lần nữa.", actor=MINH)
    assert TakeDown.objects.values().get() == before
    assert Restoration.objects.get().reason == "Đã sửa nhãn."


def test_of_two_take_downs_the_goods_wait_for_both_to_end():
    tea = make.on_sale()
    of_goods = request(product_id=tea.product_id)
    of_shop = request(cooperative_id=tea.product.cooperative_id, reference="124/QLTT")
    services.restore(take_down_id=of_goods.pk, reason="Xong.", actor=MINH)
    assert on_sale(tea) == [False]
    services.restore(take_down_id=of_shop.pk, reason="Xong.", actor=MINH)
    assert on_sale(tea) == [True]


@pytest.mark.parametrize(
    ("columns", "field"),
    [({"authority": " "}, "authority"), ({"reference": ""}, "reference"), ({"reason": ""}, "reason")],
)
def test_a_request_without_its_papers_is_refused(columns, field):
    tea = make.on_sale()
    with pytest.raises(DomainError) as refused:
        request(product_id=tea.product_id, **columns)
    assert (refused.value.code, refused.value.field) == ("REQUIRED", field)
    assert on_sale(tea) == [True]


def test_a_request_from_the_future_and_one_about_nothing_are_refused():
    with pytest.raises(DomainError) as refused:
        request(product_id=make.on_sale().product_id, received_at=timezone.now() + timedelta(hours=1))
    assert refused.value.field == "received_at"
    with pytest.raises(CooperativeNotFound):
        request()
    with pytest.raises(ListingNotFound):
        request(product_id=make.on_sale().product_id, cooperative_id=make.cooperative().pk)


def test_only_staff_take_down_and_restore():
    tea = make.on_sale()
    owner = acting(tea.product.cooperative)
    with pytest.raises(ListingNotFound):
        request(product_id=tea.product_id, actor=owner)
    with pytest.raises(CooperativeNotFound):
        request(cooperative_id=tea.product.cooperative_id, actor=owner)
    done = request(product_id=tea.product_id)
    with pytest.raises(NotFound):
        services.restore(take_down_id=done.pk, reason="x", actor=owner)
