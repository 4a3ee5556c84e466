"""Orders nobody has answered, and money owed to buyers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.errors import DomainError, PermissionDenied
from marketplace.core.models import Event
from marketplace.order import services
from marketplace.order.models import GrantedRefund, Order, Suborder
from marketplace.payment import services as payments
from marketplace.payment.models import TransactionItem
from marketplace.site.services import update_settings
from tests import factories as make
from tests.backoffice.office import do, listed, of_someone_who_may, page

pytestmark = pytest.mark.django_db
CASHIER = Actor(ActorKind.STAFF, user_id=7, permissions=frozenset({"HANDLE_PAYMENTS"}))


@pytest.fixture
def desk():
    return of_someone_who_may("MANAGE_ORDERS")


@pytest.fixture
def till():
    return of_someone_who_may("HANDLE_PAYMENTS")


def late(hours=30):
    part = make.order(make.on_sale()).suborders.get()
    Suborder.objects.filter(pk=part.pk).update(created_at=timezone.now() - timedelta(hours=hours))
    return part


def owed():
    """A declined order that was paid before: all of it is owed."""
    order = make.order(make.on_sale())
    part = order.suborders.get()
    item = TransactionItem.objects.get(order_id=order.pk)
    item.events.create(
        type="charge_success", currency="VND", amount=part.total_gross_amount, created_at=timezone.now()
    )
    TransactionItem.objects.filter(pk=item.pk).update(
        charged_amount=part.total_gross_amount, charge_pending_amount=0
    )
    Suborder.objects.filter(pk=part.pk).update(amount_due_amount=0)
    services.decline(suborder_id=part.pk, reason="Hết hàng", actor=SYSTEM)
    return order


def test_parts_that_wait_longer_than_the_setting_are_listed_the_oldest_first(desk):
    younger, older, _fresh = late(30), late(50), late(2)
    assert [each.pk for each in listed(desk, Suborder)] == [older.pk, younger.pk]
    update_settings(answer_within_hours=48)
    assert [each.pk for each in listed(desk, Suborder)] == [older.pk]


def test_a_part_is_accepted_or_declined_for_the_cooperative(desk):
    first, second = late(), late()
    do(desk, first, "accept")
    assert do(desk, second, "decline").status_code == 200  # without a reason nothing happens
    do(desk, second, "decline", reason="Vườn hết quả")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status, second.decline_reason) == ("accepted", "declined", "Vườn hết quả")
    assert Event.objects.get(kind="SuborderAccepted").actor == f"user:{desk.user.pk}"


def test_the_buyers_number_is_not_shown_in_full_where_the_cooperative_is_called(desk):
    part = late()
    Order.objects.update(phone="+84912345678")
    assert "+84912345678" not in desk.get(page(Suborder, "change", part.pk)).content.decode()


def test_cash_that_was_never_taken_is_not_owed(till):
    part = make.order(make.on_sale()).suborders.get()
    services.decline(suborder_id=part.pk, reason="Hết", actor=SYSTEM)
    assert listed(till, Order) == []


def test_what_is_owed_is_what_was_paid_beyond_what_is_to_be_paid(till):
    order = owed()
    (found,) = listed(till, Order)
    assert (found.pk, found.owed) == (order.pk, order.total_gross_amount)


def test_a_refund_is_written_down_once_and_the_order_owes_no_more(till):
    order = owed()
    amount = order.total_gross_amount
    form = till.get(page(Order, "deed", order.pk, "refund")).context["form"]
    assert form["amount"].value() == amount
    assert do(till, order, "refund", amount=amount + 1, reference="FT1").status_code == 200
    assert do(till, order, "refund", amount=amount - 10_000, reference="FT1").status_code == 302
    assert GrantedRefund.objects.get().status == "pending"
    assert (
        do(till, order, "refund", amount=10_000, reference="FT1").status_code == 200
    )  # the same transfer again
    assert do(till, order, "refund", amount=10_000, reference="FT2").status_code == 302
    item = TransactionItem.objects.get(order_id=order.pk)
    assert (item.charged_amount, item.refunded_amount) == (0, amount)
    assert GrantedRefund.objects.get().status == "success"
    assert listed(till, Order) == []
    assert Event.objects.filter(kind="OrderRefunded", order_id=order.pk).count() == 2


def test_a_transfer_is_written_down_once_of_whichever_order(till):
    first, second = owed(), owed()
    assert do(till, first, "refund", amount=10_000, reference="ft123").status_code == 302
    for reference in ("ft123", " FT123 ", "Ft123"):
        assert do(till, second, "refund", amount=10_000, reference=reference).status_code == 200, reference
    with pytest.raises(DomainError) as refused:
        services.record_refund(order_id=second.pk, amount=10_000, reference="FT123", actor=CASHIER)
    assert (refused.value.code, refused.value.field) == ("UNIQUE", "reference")
    assert Event.objects.filter(kind="OrderRefunded").count() == 1
    assert TransactionItem.objects.get(order_id=second.pk).refunded_amount == 0


def test_one_transfer_covers_several_payments_of_an_order(till):
    order = make.order(make.on_sale(), make.on_sale())
    for part in order.suborders.all():
        payments.record_cash(suborder_id=part.pk, amount=part.total_gross_amount, actor=SYSTEM)
        services.decline(suborder_id=part.pk, reason="Hết hàng", actor=SYSTEM)
    assert do(till, order, "refund", amount=order.total_gross_amount, reference="FT1").status_code == 302
    sums = TransactionItem.objects.filter(order_id=order.pk).values_list("charged_amount", flat=True)
    assert list(sums) == [0, 0]
    assert listed(till, Order) == []


def test_refunds_are_written_down_by_those_who_handle_payments_only(desk):
    order = owed()
    assert do(desk, order, "refund", amount=10_000, reference="FT1").status_code == 403
    with pytest.raises(PermissionDenied):
        services.record_refund(
            order_id=order.pk, amount=1, reference="FT1", actor=Actor(ActorKind.STAFF, user_id=1)
        )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": 0}, "INVALID"),
        ({"amount": -1}, "INVALID"),
        ({"reference": " "}, "REQUIRED"),
        ({"order_id": "f" * 32}, "NOT_FOUND"),
    ],
)
def test_a_refund_that_cannot_be_is_refused(changes, code):
    given = {"order_id": owed().pk, "amount": 1_000, "reference": "FT1", **changes}
    with pytest.raises(DomainError) as refused:
        services.record_refund(**given, actor=CASHIER)
    assert refused.value.code == code


def test_orders_are_found_by_number_and_by_the_buyers_phone(desk):
    order = make.order(make.on_sale())
    make.order(make.on_sale())
    Order.objects.filter(pk=order.pk).update(phone="+84987654321")
    for typed in (str(order.number), f"#{order.number}", "0987654321"):
        assert [each.pk for each in listed(desk, Order, q=typed, **{"trang-thai": "tat-ca"})] == [order.pk], (
            typed
        )
    assert listed(desk, Order, q="chữ", **{"trang-thai": "tat-ca"}) == []


@pytest.mark.parametrize(("model", "statements"), [(Suborder, 7), (Order, 6)])
def test_lists_of_orders_cost_the_same_for_one_and_for_three(model, statements, django_assert_num_queries):
    def another():
        late()
        owed()

    client = of_someone_who_may("MANAGE_ORDERS", "HANDLE_PAYMENTS")
    another()
    client.get(page(model, "changelist"))
    with django_assert_num_queries(statements):
        client.get(page(model, "changelist"))
    another()
    another()
    with django_assert_num_queries(statements):
        client.get(page(model, "changelist"))
