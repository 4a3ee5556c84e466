"""The operator's start page: what waits, how many, since when; for each only their own desks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.core.jobs import enqueue
from marketplace.core.models import Job
from marketplace.order.models import Suborder
from marketplace.oversight import services
from marketplace.oversight.models import Application
from tests import factories as make
from tests.backoffice.office import of_someone_who_may, superuser
from tests.oversight.people import good, opened, subject, submitted

pytestmark = pytest.mark.django_db


def queues(client):
    return {str(each.title): each for each in client.get("/admin/").context["queues"]}


def test_the_start_page_shows_what_waits_the_longest_wait_first():
    submitted()
    Application.objects.update(submitted_at=timezone.now() - timedelta(days=3))
    part = make.order(make.on_sale()).suborders.get()
    Suborder.objects.filter(pk=part.pk).update(created_at=timezone.now() - timedelta(hours=30))
    enqueue([("marketplace.no.such.function", {})])
    Job.objects.update(failed_at=timezone.now() - timedelta(minutes=5))
    found = queues(superuser())
    assert [(name, each.count) for name, each in found.items() if each.count] == [
        ("Quầy chờ mở", 1),
        ("Đơn chưa ai trả lời", 1),
        ("Việc máy làm hỏng", len(Job.objects.all())),
        ("Giấy tờ", 1),
    ]
    shown = superuser().get("/admin/").content.decode()
    assert "3 ngày" in shown
    assert "30 giờ" in shown


def test_a_fresh_order_is_not_late_and_the_setting_says_when_it_is():
    make.order(make.on_sale())
    assert queues(superuser())["Đơn chưa ai trả lời"].count == 0


def test_everybody_sees_the_queues_of_their_own_desks_only():
    shop, owner = opened()
    product = good(shop)
    services.submit_listing(**subject(product), actor=owner)
    assert {name: each.count for name, each in queues(of_someone_who_may("MANAGE_PRODUCTS")).items()} == {
        "Hàng chờ xem": 1,
        "Hàng đang bị gỡ": 0,
        "Yêu cầu gỡ hàng": 0,
    }
    assert list(queues(of_someone_who_may("HANDLE_PAYMENTS"))) == ["Khoản phải hoàn cho khách"]
    assert queues(of_someone_who_may()) == {}


def test_the_start_page_costs_a_statement_for_each_queue(django_assert_num_queries):
    client = superuser()
    client.get("/admin/")
    for _ in range(2):
        with django_assert_num_queries(12):
            client.get("/admin/")
        for _ in range(3):
            submitted()


def test_a_row_of_the_queue_leads_to_what_it_counts():
    submitted()
    client = superuser()
    for each in queues(client).values():
        assert client.get(each.address).context["cl"].result_count == each.count, each.title
