from datetime import date

import pytest
from django.utils import timezone

from marketplace.cooperative.models import Cooperative
from marketplace.demo.people import load_cooperatives


@pytest.mark.django_db
def test_one_seller_has_a_smallest_order_and_one_is_closed_for_weeks_from_the_day_of_loading(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2030, 1, 15))
    load_cooperatives()
    least = Cooperative.objects.exclude(minimum_order_amount=None).values_list("slug", "minimum_order_amount")
    closed = Cooperative.objects.exclude(closed_until=None).values_list("slug", "closed_until")
    assert (list(least), list(closed)) == ([("dam-sen", 100_000)], [("vay-hoa", date(2030, 2, 19))])
