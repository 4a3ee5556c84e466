"""What ordering costs the database over the API: the same number of statements for one cooperative and for five."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.core.actor import GUEST
from marketplace.order.models import OrderLine
from marketplace.tax.models import TaxRate
from tests import factories as make
from tests.asking import ask, gid
from tools.processes import ROOT

pytestmark = pytest.mark.django_db

COMPLETE = (ROOT / "benchmarks" / "operations" / "CheckoutComplete.graphql").read_text(encoding="utf-8")


def completed(cooperatives):
    """How many statements it takes to order two taxed goods of each cooperative."""
    standard = make.tax_class()
    TaxRate.objects.create(tax_class=standard, rate_percent=8, valid_from="2026-01-01")
    goods = []
    for _ in range(cooperatives):
        seller = make.cooperative()
        goods += [
            make.on_sale(product=make.product(cooperative=seller, tax_class=standard)) for _ in range(2)
        ]
    cart = make.ready_cart(*goods)
    with CaptureQueriesContext(connection) as captured:
        answer = ask(COMPLETE, GUEST, id=gid(cart))["checkoutComplete"]
    assert answer["errors"] == []
    assert (
        OrderLine.objects.filter(tax_percent=8).count() == len(answer["order"]["lines"]) == 2 * cooperatives
    )
    return len(captured)


@pytest.mark.parametrize("cooperatives", [1, 2, 5])
def test_completing_a_cart_of_taxed_goods_takes_27_statements_whatever_the_number_of_cooperatives(
    cooperatives,
):
    completed(1)  # nothing is looked up for the first time
    OrderLine.objects.all().delete()
    assert completed(cooperatives) == 27
