"""Complaints: written down once, seen and answered by staff, told to whoever wrote, and personal nowhere else."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.errors import DomainError
from marketplace.core.models import Event, Job
from marketplace.core.moves import IllegalMove
from marketplace.notification import complaint_letters as letters
from marketplace.notification.models import Message
from marketplace.oversight import services
from marketplace.oversight.models import Complaint, ComplaintKind
from marketplace.oversight.services.complaints import FORGET, answered_by, forget_complaint
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
        ({"contact": f"lan@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 20}.com"}, [("contact", "INVALID")]),
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
    assert mail.outbox[0].body == (
        f"Chào bạn, chợ đã nhận khiếu nại của bạn, số {row.number}. Chợ trả lời trong ba ngày làm việc.\n"
    )
    assert "Hợp tác xã gửi chai khác." in mail.outbox[1].body


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans"])
def test_whoever_may_never_have_written_is_sent_nothing_that_was_typed_in(language):
    row = written(name="Trúng thưởng ngay tại http://x.vn")
    Complaint.objects.update(language_code=language)
    letters.tell_received(complaint_id=row.pk)
    (letter,) = mail.outbox
    assert row.number in letter.subject
    assert [each for each in ("x.vn", "Trúng") if each in letter.subject + letter.body + letter.to[0]] == []


def test_one_address_is_written_to_three_times_in_a_while_whoever_complains_from_wherever():
    tries = ["LAN@example.com", "lan@example.com", " lan@Example.com "]
    said = [complain(key=f"phiên-một-{place}", contact=each) for place, each in enumerate(tries)]
    assert [each["errors"] for each in said] == [[]] * 3
    (refused,) = complain(key="phiên-một-bốn")["errors"]
    assert (refused["field"], refused["code"]) == ("contact", "INVALID")
    assert complain(key="phiên-một-0")["errors"] == []  # what is written down is only answered again
    assert written(key="phiên-một-năm", contact="0912 345 678").phone == "+84912345678"
    assert Complaint.objects.count() == 4


def test_a_phone_is_one_however_it_is_written():
    for place, each in enumerate(["0912345678", "+84912345678", "0912.345.678"]):
        written(key=f"phiên-một-{place}", contact=each)
    assert [each["field"] for each in complain(contact="84 912 345 678")["errors"]] == ["contact"]


def test_a_household_has_one_count_whichever_of_its_addresses_it_writes_from():
    given = {**TYPED, "order_number": "", "language": "vi", "actor": GUEST, "kind": ComplaintKind.OTHER}
    del given["orderNumber"]
    for place in range(21):
        given |= {
            "key": f"phiên-chợ-{place}",
            "contact": f"lan{place}@example.com",
            "visitor": f"2001:db8::{place}",
        }
        if place < 20:
            services.receive_complaint(**given)
    with pytest.raises(DomainError) as refusal:
        services.receive_complaint(**given)
    assert (refusal.value.field, refusal.value.code) == ("contact", "INVALID")
    services.receive_complaint(**given | {"visitor": "2001:db8:0:1::1"})


def test_an_answer_to_a_phone_is_short():
    row = written(contact="0912345678")
    with pytest.raises(DomainError) as refusal:
        services.answer_complaint(complaint_id=row.pk, answer="a" * 481, actor=MANAGER)
    assert (refusal.value.field, refusal.value.code) == ("answer", "INVALID")
    assert str(refusal.value.message).endswith("at most 480 characters.")
    services.answer_complaint(complaint_id=row.pk, answer="a" * 480, actor=MANAGER)
    by_mail = written(key="phiên-ba-bốn")
    services.answer_complaint(complaint_id=by_mail.pk, answer="a" * 3000, actor=MANAGER)
    assert Complaint.objects.filter(status="ANSWERED").count() == 2


def test_two_years_after_the_answer_nobody_can_say_who_it_was():
    row = written()
    services.answer_complaint(complaint_id=row.pk, answer="Xin lỗi chị Lan.", actor=MANAGER)
    job = Job.objects.get(reaction=FORGET)
    assert abs(job.run_after - timezone.now() - timedelta(days=730)) < timedelta(minutes=1)
    forget_complaint(**job.arguments)
    row.refresh_from_db()
    assert (row.name, row.forgotten_at) == ("Chị Lan", None)  # too early
    Complaint.objects.update(answered_at=timezone.now() - timedelta(days=730))
    for _ in range(2):
        import_string(job.reaction)(**job.arguments)
    row.refresh_from_db()
    assert (row.name, row.email, row.phone, row.story, row.answer) == ("",) * 5
    assert (row.status, row.kind, row.forgotten_at is None) == ("ANSWERED", "ORDER", False)


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
