"""The desk of requests to take goods down: a queue with what is left of 24 hours, done or refused from there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.oversight.models import TakeDown, TakeDownRequest
from tests import factories as make
from tests.backoffice.office import of_someone_who_may, page
from tests.backoffice.test_oversight_desks import do, listed
from tests.oversight.test_requests import received

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return of_someone_who_may("MANAGE_PRODUCTS")


def came(hours, **columns):
    return received(
        product_id=make.on_sale().product_id, received_at=timezone.now() - timedelta(hours=hours), **columns
    )


def text(client, address):
    return client.get(address).content.decode()


def test_a_request_is_written_down_by_a_form_and_taken_down_from_the_queue(desk):
    product = make.on_sale().product
    answers = {
        "goods": f"https://cho.example/vi/sp/{product.slug}?x=1",
        "asker": "PERSON",
        "asked_by": "Công ty Chè Xanh",
        "received_at_0": "2026-11-20",
        "received_at_1": "08:00",
        "reason": "Dùng tên của chúng tôi",
        "sure": "1",
    }
    assert desk.post(page(TakeDownRequest, "add"), answers).status_code == 302
    asked = TakeDownRequest.objects.get()
    assert product.channel_listings.get().is_published
    assert listed(desk, TakeDownRequest) == [asked]
    do(desk, asked, "follow")
    asked.refresh_from_db()
    assert (asked.status, asked.take_down) == ("DONE", TakeDown.objects.get())
    assert not product.channel_listings.get().is_published
    assert "người dân hoặc doanh nghiệp" in text(desk, page(TakeDown, "change", asked.take_down_id))
    assert listed(desk, TakeDownRequest) == []
    assert page(TakeDown, "change", asked.take_down_id) in text(
        desk, page(TakeDownRequest, "change", asked.pk)
    )
    assert [each.pk for each in listed(desk, TakeDownRequest, **{"trang-thai": "tre"})] == [asked.pk]


def test_a_request_is_refused_with_a_reason(desk):
    asked = came(1)
    do(desk, asked, "refuse", reason="Không phải hàng này")
    asked.refresh_from_db()
    assert (asked.status, asked.refusal) == ("REFUSED", "Không phải hàng này")
    assert [each.pk for each in listed(desk, TakeDownRequest, **{"trang-thai": "tu-choi"})] == [asked.pk]


def test_what_is_left_is_told_and_what_is_over_is_marked(desk):
    came(1)
    assert "còn 22:59" in text(desk, page(TakeDownRequest, "changelist"))
    start = text(desk, "/admin/")
    assert "còn 22:59" in start
    assert "late" not in start
    late = came(26)
    assert '<strong class="late">quá hạn 2:00</strong>' in text(desk, page(TakeDownRequest, "changelist"))
    assert '<strong class="late">quá hạn 2:00</strong>' in text(desk, "/admin/")
    assert [each.pk for each in listed(desk, TakeDownRequest)][0] == late.pk


def test_the_queue_costs_as_many_statements_for_three_as_for_one(desk, django_assert_num_queries):
    came(1)
    address = page(TakeDownRequest, "changelist")
    desk.get(address)
    with django_assert_num_queries(6):
        desk.get(address)
    came(2)
    came(30)
    with django_assert_num_queries(6):
        desk.get(address)


def test_others_find_no_such_desk_and_the_log_cannot_be_changed(desk):
    asked = came(1)
    stranger = of_someone_who_may("MANAGE_USERS")
    assert stranger.get(page(TakeDownRequest, "changelist")).status_code == 403
    assert stranger.post(page(TakeDownRequest, "deed", asked.pk, "follow"), {"sure": "1"}).status_code == 403
    assert desk.post(page(TakeDownRequest, "change", asked.pk), {"reason": "khác"}).status_code == 403
    assert desk.post(page(TakeDownRequest, "delete", asked.pk), {"post": "yes"}).status_code == 403
    asked.refresh_from_db()
    assert (asked.status, asked.reason) == ("RECEIVED", "Nhãn không đúng.")
