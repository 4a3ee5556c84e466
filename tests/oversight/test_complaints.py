"""Complaints: written down once, seen and answered by staff, told to whoever wrote, and personal nowhere else."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import translation

from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.errors import DomainError
from marketplace.core.models import Event, Job
from marketplace.core.moves import IllegalMove
from marketplace.notification import complaint_letters as letters
from marketplace.notification.models import Message
from marketplace.oversight import services
from marketplace.oversight.models import Complaint
from marketplace.oversight.services.complaints import answered_by
from tests import factories as make
from tests.asking import ask

pytestmark = pytest.mark.django_db
MANAGER = Actor(ActorKind.STAFF, user_id=7, permissions=frozenset({"MANAGE_ORDERS"}))
TEXT = """mutation ($input: ComplaintInput!) { it: complaintCreate(input: $input) {
    number answerBy errors { field code message } } }"""
TYPED = {
    "key": "phiên-một-hai",
    "kind": "ORDER",
    "story": "Chai mật ong vỡ.",
    "name": "Chị Lan",
    "contact": "lan@example.com",
    "orderNumber": "",
}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def complain(**changes):
    return ask(TEXT, GUEST, input=TYPED | changes)["it"]


def written(**changes):
    return Complaint.objects.get(number=complain(**changes)["number"])


def test_a_guest_gets_a_number_and_a_day():
    order = make.order()
    said = complain(orderNumber=f"{order.number}-1")
    row = Complaint.objects.get()
    assert (said["number"], said["errors"]) == (row.number, [])
    assert (row.kind, row.status, row.name, row.email, row.phone) == (
        "ORDER",
        "RECEIVED",
        "Chị Lan",
        "lan@example.com",
        "",
    )
    assert row.order == order
    assert row.deadline_at == answered_by(row.received_at)


def test_a_second_tap_is_the_same_complaint():
    assert complain() == complain()
    assert (Complaint.objects.count(), Event.objects.filter(kind="ComplaintReceived").count()) == (1, 1)


def test_a_phone_is_kept_as_it_is_dialed():
    assert written(contact="0912 345 678").phone == "+84912345678"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"story": "  "}, [("story", "REQUIRED")]),
        ({"name": ""}, [("name", "REQUIRED")]),
        ({"contact": "12"}, [("contact", "INVALID")]),
        ({"contact": "a@b"}, [("contact", "INVALID")]),
        ({"key": "x"}, [("key", "INVALID")]),
        ({"story": "a" * 3001, "name": "b" * 121}, [("story", "INVALID"), ("name", "INVALID")]),
        ({"orderNumber": "1" * 41}, [("orderNumber", "INVALID")]),
    ],
)
def test_what_is_wrong_is_told_by_field(changes, expected):
    assert [(each["field"], each["code"]) for each in complain(**changes)["errors"]] == expected
    assert Complaint.objects.count() == 0


def test_an_order_that_is_none_is_kept_as_it_was_written():
    row = written(orderNumber="đơn hôm qua")
    assert (row.order, row.order_number) == (None, "đơn hôm qua")


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-11-23T10:00", "2026-11-27T00:00"),  # Monday: until Thursday is over
        ("2026-11-27T10:00", "2026-12-03T00:00"),  # Friday: Saturday and Sunday do not count
    ],
)
def test_the_deadline_counts_working_days(since, until):
    home = ZoneInfo("Asia/Ho_Chi_Minh")
    assert answered_by(datetime.fromisoformat(since).replace(tzinfo=home)) == datetime.fromisoformat(
        until
    ).replace(tzinfo=home)


def test_staff_answer_once_and_the_answer_goes_out():
    row = written()
    letters.tell_received(complaint_id=row.pk)
    services.answer_complaint(complaint_id=row.pk, answer="  Hợp tác xã gửi chai khác. ", actor=MANAGER)
    with pytest.raises(IllegalMove):
        services.answer_complaint(complaint_id=row.pk, answer="Khác", actor=MANAGER)
    for _ in range(2):
        letters.tell_answered(complaint_id=row.pk)
    row.refresh_from_db()
    assert (row.status, row.answer, row.answered_by) == ("ANSWERED", "Hợp tác xã gửi chai khác.", "user:7")
    assert [each.to for each in mail.outbox] == [["lan@example.com"]] * 2
    assert row.number in mail.outbox[0].body
    assert "Hợp tác xã gửi chai khác." in mail.outbox[1].body


def test_without_mail_it_goes_to_the_phone():
    row = written(contact="0912345678")
    letters.tell_received(complaint_id=row.pk)
    assert (mail.outbox, Message.objects.get().medium) == ([], "message")


@pytest.mark.parametrize("actor", [GUEST, Actor(ActorKind.STAFF, user_id=1)])
def test_others_answer_nothing(actor):
    row = written()
    with pytest.raises(DomainError) as refusal:
        services.answer_complaint(complaint_id=row.pk, answer="Không", actor=actor)
    assert refusal.value.code == "NOT_FOUND"


@pytest.mark.parametrize("answer", ["", "  ", "a" * 3001])
def test_an_answer_says_something(answer):
    with pytest.raises(DomainError) as refusal:
        services.answer_complaint(complaint_id=written().pk, answer=answer, actor=MANAGER)
    assert refusal.value.field == "answer"


def test_nothing_personal_stands_in_events_and_jobs():
    row = written()
    services.answer_complaint(complaint_id=row.pk, answer="Xin lỗi chị.", actor=MANAGER)
    told = [each.payload for each in Event.objects.all()] + [each.arguments for each in Job.objects.all()]
    kept = json.dumps(told, ensure_ascii=False)
    assert str(row.pk) in kept
    assert [word for word in ("Lan", "lan@", "vỡ", "Xin") if word in kept] == []
