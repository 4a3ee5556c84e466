"""The desk of complaints: what came, how long there is, the answer; nothing else of it can be changed."""

import pytest
from django.utils import timezone

from marketplace.core.actor import GUEST
from marketplace.oversight import services
from marketplace.oversight.models import Complaint, ComplaintKind
from marketplace.oversight.services.complaints import KEPT, forget_complaint
from tests.backoffice.office import do, listed, of_someone_who_may, page

pytestmark = pytest.mark.django_db


def came(number, contact="lan@example.com"):
    return services.receive_complaint(
        key=f"khiếu-nại-{number}",
        kind=ComplaintKind.SELLER,
        story="Bán trà cũ.",
        name="Chị Lan",
        contact=contact,
        order_number="",
        language="vi",
        visitor="",
        actor=GUEST,
    )


@pytest.fixture
def desk():
    return of_someone_who_may("MANAGE_ORDERS")


def test_a_complaint_is_answered_from_the_queue(desk):
    row = came(1)
    assert listed(desk, Complaint) == [row]
    do(desk, row, "answer", answer="Quầy đã đổi trà mới.")
    row.refresh_from_db()
    assert (row.status, row.answer, row.answered_by) == (
        "ANSWERED",
        "Quầy đã đổi trà mới.",
        f"user:{desk.user.pk}",
    )
    assert [each.pk for each in listed(desk, Complaint, **{"trang-thai": "xong"})] == [row.pk]
    shown = desk.get(page(Complaint, "change", row.pk)).content.decode()
    assert ("Bán trà cũ." in shown, "Thứ tự" in shown) == (True, False)


def test_an_answer_too_long_for_a_phone_is_asked_for_again_and_one_that_is_forgotten_is_still_shown(desk):
    row = came(1, contact="0912345678")
    refused = do(desk, row, "answer", answer="a" * 481).content.decode()
    assert "nhiều nhất 480 ký tự" in refused
    assert "a" * 481 in refused
    do(desk, row, "answer", answer="a" * 480)
    Complaint.objects.update(answered_at=timezone.now() - KEPT)
    forget_complaint(complaint_id=str(row.pk))
    shown = desk.get(page(Complaint, "change", row.pk))
    assert (shown.status_code, "Chị Lan" in shown.content.decode()) == (200, False)


def test_it_waits_on_the_start_page_with_its_number(desk):
    came(1)
    came(2)
    start = desk.get("/admin/").content.decode()
    assert "Khiếu nại" in start


def test_the_list_costs_as_many_statements_for_three_as_for_one(desk, django_assert_num_queries):
    came(1)
    address = page(Complaint, "changelist")
    desk.get(address)
    with django_assert_num_queries(6):
        desk.get(address)
    came(2)
    came(3)
    with django_assert_num_queries(6):
        desk.get(address)


def test_others_find_no_such_desk_and_what_was_written_cannot_be_changed(desk):
    row = came(1)
    stranger = of_someone_who_may("MANAGE_PRODUCTS")
    assert stranger.get(page(Complaint, "changelist")).status_code == 403
    assert stranger.post(page(Complaint, "deed", row.pk, "answer"), {"sure": "1"}).status_code == 403
    assert desk.post(page(Complaint, "change", row.pk), {"story": "khác"}).status_code == 403
    assert desk.post(page(Complaint, "delete", row.pk), {"post": "yes"}).status_code == 403
    row.refresh_from_db()
    assert (row.status, row.story) == ("RECEIVED", "Bán trà cũ.")
