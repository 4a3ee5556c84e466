"""One transfer to a buyer is written down once, of whichever order, however many cashiers press at once."""

import pytest

from marketplace.core.actor import SYSTEM
from marketplace.core.errors import DomainError
from marketplace.payment import services as payments
from marketplace.payment.models import TransactionEvent
from tests import factories as make
from tests.races.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def paid():
    order = make.order(make.on_sale())
    part = order.suborders.get()
    payments.record_cash(suborder_id=part.pk, amount=part.total_gross_amount, actor=SYSTEM)
    return order


def writing(order, reference):
    return lambda: payments.record_refund(order_id=order.pk, amount=10_000, reference=reference, actor=SYSTEM)


def test_of_many_who_write_the_same_transfer_of_different_orders_one_does():
    for time in range(5):
        orders = [paid() for _ in range(4)]
        results = at_once(
            [writing(order, f"{'ft' if i % 2 else 'FT'}{time}") for i, order in enumerate(orders)]
        )
        refused = [each.code for each in results if isinstance(each, DomainError)]
        assert refused == ["UNIQUE"] * 3
        assert TransactionEvent.objects.filter(type="refund_success").count() == time + 1
