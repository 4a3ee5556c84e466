from datetime import date

import pytest
from django.utils import timezone

from marketplace.catalog.models import Product
from marketplace.cooperative.models import Cooperative
from marketplace.demo.load import load
from marketplace.demo.people import load_cooperatives


@pytest.mark.django_db
def test_one_seller_has_a_smallest_order_and_one_is_closed_for_weeks_from_the_day_of_loading(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2030, 1, 15))
    load_cooperatives()
    least = Cooperative.objects.exclude(minimum_order_amount=None).values_list("slug", "minimum_order_amount")
    closed = Cooperative.objects.exclude(closed_until=None).values_list("slug", "closed_until")
    assert (list(least), list(closed)) == ([("dam-sen", 100_000)], [("vay-hoa", date(2030, 2, 19))])


@pytest.mark.django_db
def test_what_does_not_keep_goes_to_provinces_near_its_stall_hanoi_among_them(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    load()
    fresh = Product.objects.filter(is_fresh=True).values_list("slug", "cooperative__near_provinces")
    assert {tuple(near) for _slug, near in fresh} == {("15", "01", "25", "08")}
    assert (len(fresh), "ca-hoi-sa-pa" in dict(fresh), "gao-nep-tu-le" in dict(fresh)) == (12, True, False)
    assert set(Cooperative.objects.exclude(near_provinces=[])) == set(
        Cooperative.objects.filter(products__is_fresh=True)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_stall_tells_its_story_in_each_language(language):
    load_cooperatives()
    told = Cooperative.objects.filter(translations__language_code=language).exclude(translations__story="")
    assert told.count() == Cooperative.objects.count() == 39
