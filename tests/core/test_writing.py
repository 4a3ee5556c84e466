"""Rows written by kept statements are those that Django would have written, in both databases."""

import uuid
from contextlib import nullcontext
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DataError

from marketplace.account.models import Address
from marketplace.core.fields import NOW, ONE, PENDING, Place
from marketplace.core.models import Event, Job
from marketplace.core.writing import add, insert, insert_or_set, kept_delete, kept_update, update
from marketplace.order.models import Suborder
from marketplace.tax.models import TaxRate
from marketplace.warehouse.models import Reservation, Stock, Warehouse
from tests import factories as make

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=UTC)


def _event(**columns):
    return Event(kind='Sơn tra "chín" {%s} \'', at=NOON, actor="system", **columns)


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_rows_is_one_statement(count, django_assert_num_queries):
    rows = [_event(cooperative_id=place) for place in range(count)]
    with django_assert_num_queries(1):
        insert(rows)
    assert Event.objects.count() == count


def test_nothing_is_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert([])
        update([], "kind")
        assert add(Stock, {}, "quantity") == 0


def test_values_of_every_kind_come_back_as_they_were():
    order = uuid.uuid4()
    payload = {"id": str(order), "n": 3, "none": None, "text": "H'Mông\n\"\\", "list": [1.5, True]}
    event = _event(order_id=order, cooperative_id=2**62, payload=payload)
    insert([event])
    stored = Event.objects.get()
    assert (stored.pk, stored.kind, stored.at) == (event.pk, event.kind, NOON)
    assert (stored.order_id, stored.suborder_id, stored.cooperative_id) == (order, None, 2**62)
    assert stored.payload == payload
    assert Event.objects.filter(payload=payload, at=NOON, order_id=order).count() == 1


def test_a_row_is_the_one_that_django_would_have_written():
    table = connection.ops.quote_name(Event._meta.db_table)
    insert([_event(order_id=uuid.uuid4(), payload={"a": [1, "ơ"]})])
    mine = Event.objects.get()
    _event(order_id=mine.order_id, payload=mine.payload).save()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT kind, at, actor, for_whom, mandate_id, order_id, payload FROM {table}")
        first, second = cursor.fetchall()
    assert first == second


def test_decimals_and_truths_and_days():
    rate = TaxRate.objects.create(tax_class=make.tax_class(), rate_percent=8, valid_from=NOON.date())
    rate.rate_percent, rate.valid_until = Decimal("7.25"), NOON.date()
    update([rate], "rate_percent", "valid_until")
    stored = TaxRate.objects.get(pk=rate.pk)
    assert (stored.rate_percent, stored.valid_until) == (Decimal("7.25"), NOON.date())
    address = make.address()
    address.validation_skipped = True
    update([address], "validation_skipped")
    assert Address.objects.filter(validation_skipped=True).get() == address


def test_keys_that_the_database_gives_are_in_the_order_of_the_rows():
    jobs = [Job(reaction=f"r{place}", run_after=NOON) for place in range(5)]
    insert(jobs)
    assert [each.reaction for each in Job.objects.order_by("pk")] == ["r0", "r1", "r2", "r3", "r4"]
    assert [each.pk for each in jobs] == list(Job.objects.order_by("pk").values_list("pk", flat=True))
    assert not any(each._state.adding for each in jobs)


def test_an_inserted_object_can_be_saved_again():
    job = Job(reaction="r", run_after=NOON)
    insert([job])
    job.attempts = 2
    job.save()
    assert Job.objects.get().attempts == 2


def test_the_databases_constraints_stand():
    event = _event()
    insert([event])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([_event(id=event.pk)])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([Job(reaction="r", run_after=None)])


def test_a_text_that_is_too_long_is_never_cut():
    """PostgreSQL refuses it; SQLite knows no lengths."""
    refused = pytest.raises(DataError) if connection.vendor == "postgresql" else nullcontext()
    with refused, transaction.atomic():
        insert([_event(for_whom="x" * 61)])
    assert set(Event.objects.values_list("for_whom", flat=True)) <= {"x" * 61}


def test_what_is_there_already_is_set_instead():
    stock, claim = make.stock(), uuid.uuid4()
    for quantity in (2, 5):
        row = Reservation(stock=stock, claim=claim, quantity=quantity, reserved_until=NOON)
        insert_or_set([row], same=("claim", "stock"), columns=("quantity", "reserved_until"))
    assert Reservation.objects.get().quantity == 5


def test_columns_are_written_by_key_and_others_left_alone():
    jobs = [Job(reaction=f"r{place}", run_after=NOON) for place in range(3)]
    insert(jobs)
    for place, job in enumerate(jobs):
        job.attempts, job.last_error, job.reaction = place, "x" * place, "lost"
    update(jobs[:2], "attempts", "last_error")
    found = Job.objects.order_by("pk").values_list("reaction", "attempts", "last_error")
    assert list(found) == [("r0", 0, ""), ("r1", 1, "x"), ("r2", 0, "")]


def test_steps_are_added_to_several_columns_and_missing_rows_are_not_counted():
    one, two = make.stock(quantity=10), make.stock(quantity=20)
    assert add(Stock, {one.pk: 3, two.pk: 4, 0: 9}, "quantity", "quantity_allocated") == 2
    found = Stock.objects.order_by("pk").values_list("quantity", "quantity_allocated")
    assert list(found) == [(13, 3), (24, 4)]


def test_a_kept_update_and_a_kept_deletion_take_values_of_now():
    claims = [uuid.uuid4() for _ in range(3)]
    stock = make.stock()
    insert(Reservation(stock=stock, claim=each, quantity=1, reserved_until=NOON) for each in claims)
    later = datetime(2100, 1, 1, tzinfo=UTC)
    put_off = kept_update(
        "test: put off",
        lambda: Reservation.objects.filter(claim__within=PENDING, reserved_until__lt=Place(NOW)),
        reserved_until=Place(ONE),
    )
    assert [put_off.run(claims[:2], later), put_off.run(claims[:2], later)] == [2, 0]
    ended = kept_delete("test: end", lambda: Reservation.objects.filter(claim__within=PENDING))
    assert [ended.run(claims[1:]), ended.run(claims[1:])] == [2, 0]
    left = Reservation.objects.get()
    assert (left.claim, left.reserved_until) == (claims[0], later)


def test_what_django_does_besides_is_not_left_out_in_silence():
    with pytest.raises(TypeError, match="created_at"):
        insert([Warehouse(name="w")])
    with pytest.raises(TypeError, match="others point to Suborder"):
        kept_delete("test: suborders", lambda: Suborder.objects.filter(pk__within=PENDING))
