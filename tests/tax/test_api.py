"""Tax classes in the API: the operator's business."""

import pytest

from tests import factories as make
from tests.asking import NOBODYS_STAFF, ask, gid, nodes, refused

pytestmark = pytest.mark.django_db

ONE = "query ($id: ID!) { taxClass(id: $id) { name countries { country { code } rate taxClass { name } } } }"
MANY = """query ($filter: TaxClassFilterInput, $sortBy: TaxClassSortingInput) {
  taxClasses(first: 9, filter: $filter, sortBy: $sortBy) { edges { node { name } } } }"""


def test_staff_reads_the_rate_of_today():
    goods = make.tax_class(name="Hàng khô")
    for since, until, rate in (
        ("2020-01-01", "2025-12-31", 10),
        ("2026-01-01", None, 8),
        ("2999-01-01", None, 12),
    ):
        goods.rates.create(rate_percent=rate, valid_from=since, valid_until=until)
    goods.rates.create(rate_percent=1, valid_from="2026-01-01", cooperative_kind="HOUSEHOLD")
    rate = {"country": {"code": "VN"}, "rate": 8.0, "taxClass": {"name": "Hàng khô"}}
    assert ask(ONE, NOBODYS_STAFF, id=gid(goods))["taxClass"] == {"name": "Hàng khô", "countries": [rate]}
    bare = make.tax_class(name="Chưa có thuế suất")
    assert ask(ONE, NOBODYS_STAFF, id=gid(bare))["taxClass"]["countries"] == []


def test_classes_are_filtered_and_sorted():
    rated, other = make.tax_class(name="B"), make.tax_class(name="A")
    rated.rates.create(rate_percent=8, valid_from="2026-01-01")

    def names(**variables):
        return [node["name"] for node in nodes(ask(MANY, NOBODYS_STAFF, **variables)["taxClasses"])]

    assert names() == ["A", "B"]
    assert names(sortBy={"field": "NAME", "direction": "DESC"}) == ["B", "A"]
    assert names(filter={"countries": ["VN"]}) == ["B"]
    assert names(filter={"ids": [gid(other)]}) == ["A"]


def test_visitors_do_not():
    assert len(refused(ONE, id=gid(make.tax_class()))) == 1
    assert len(refused(MANY)) == 1
