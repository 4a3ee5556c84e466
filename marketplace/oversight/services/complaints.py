"""Complaints: written down as they come, answered once. Who wrote gets a number, and the answer by mail or phone."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.account.services.throttling import Limit, attempt, attempt_from
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, DomainErrors, NotFound
from marketplace.core.events import emit
from marketplace.core.jobs import enqueue
from marketplace.core.moves import move
from marketplace.core.phone import normalize_phone
from marketplace.order.models import Order
from marketplace.oversight.events import ComplaintAnswered, ComplaintReceived
from marketplace.oversight.models import Complaint, ComplaintKind, ComplaintStatus
from marketplace.oversight.models.complaints import NEXT_COMPLAINT

ANSWERS = "MANAGE_ORDERS"
"""Who reads complaints and answers them."""
WORKING_DAYS = 3
LONGEST = 3000
LONGEST_MESSAGE = 480
"""Of an answer that goes to a phone: a handful of messages, where a letter's 3000 would be dozens."""
LONGEST_CONTACT = 200
FROM_ONE_ADDRESS = Limit("complaints by address", 20, 60)
"""A village may share an address; nobody has more to complain about in an hour."""
TO_ONE_CONTACT = Limit("complaints by contact", 3, 15)
TO_ONE_CONTACT_A_DAY = Limit("complaints by contact and day", 10, 24 * 60)
"""Each sends a letter to whoever was typed in, who may never have heard of us."""
KEPT = timedelta(days=730)
"""Counted from the answer; after that only what the yearly report counts is left (law L11)."""
FORGET = "marketplace.oversight.services.complaints.forget_complaint"


def receive_complaint(
    *,
    key: str,
    kind: ComplaintKind,
    story: str,
    name: str,
    contact: str,
    order_number: str,
    language: str,
    visitor: str,
    actor: Actor,
) -> Complaint:
    """Write down what somebody complains about; the same `key` again answers with what is written down already.

    Raises DomainErrors for what is missing or too long, and TooManyAttempts from one address or for one contact.
    """
    if known := Complaint.objects.filter(key=key).first():
        return known
    story, name, order_number = story.strip(), " ".join(name.split()), " ".join(order_number.split())
    email, phone = _ways(contact.strip())
    _refuse(key, story, name, order_number, email or phone)
    _count(visitor, email.lower() or phone)
    with transaction.atomic():
        now = timezone.now()
        made, is_new = Complaint.objects.get_or_create(
            key=key,
            defaults={
                "number": f"KN-{timezone.localdate():%y%m%d}-{secrets.token_hex(3).upper()}",
                "kind": kind,
                "order_number": order_number,
                "order": _order(order_number),
                "story": story,
                "name": name,
                "email": email,
                "phone": phone,
                "language_code": language,
                "received_at": now,
                "deadline_at": answered_by(now),
            },
        )
        if is_new:
            emit(ComplaintReceived(made.pk), actor=actor)
    return made


@transaction.atomic
def answer_complaint(*, complaint_id: UUID, answer: str, actor: Actor) -> Complaint:
    """Answer it, once: the answer goes out by mail or message. Raises NotFound, REQUIRED or INVALID, IllegalMove.

    Some years later who it was and what they wrote is forgotten.
    """
    rows = Complaint.objects.all() if actor.may(ANSWERS) else Complaint.objects.none()
    if (found := rows.select_for_update().filter(pk=complaint_id).first()) is None:
        raise NotFound(_("There is no such complaint."), field="id")
    answer = answer.strip()
    _refuse_answer(answer, to_phone=not found.email)
    end: dict[str, Any] = {"answer": answer, "answered_at": timezone.now(), "answered_by": actor.key}
    move(found, ComplaintStatus.ANSWERED, table=NEXT_COMPLAINT, **end)
    emit(ComplaintAnswered(found.pk), actor=actor)
    enqueue([(FORGET, {"complaint_id": str(found.pk)})], run_after=timezone.now() + KEPT)
    return found


def forget_complaint(*, complaint_id: str) -> None:
    """Who it was, what they wrote and what they were answered; number, kind and times stay. Safe twice."""
    due = Complaint.objects.filter(
        pk=UUID(complaint_id), answered_at__lte=timezone.now() - KEPT, forgotten_at=None
    )
    due.update(name="", email="", phone="", story="", answer="", forgotten_at=timezone.now())


def answered_by(since: datetime) -> datetime:
    """The end of the working day by which it has to be answered: Saturday and Sunday do not count."""
    day, left = timezone.localtime(since).date(), WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5  # noqa: PLR2004
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)).astimezone(UTC)


def _ways(contact: str) -> tuple[str, str]:
    """(e-mail, phone): one of them, or neither where it is none."""
    if "@" not in contact:
        return "", _phone(contact)
    try:
        validate_email(contact)
    except ValidationError:
        return "", ""
    return contact, ""


def _phone(contact: str) -> str:
    try:
        return normalize_phone(contact)
    except DomainError:
        return ""


def _count(visitor: str, contact: str) -> None:
    attempt_from(FROM_ONE_ADDRESS, visitor, field="contact", code="INVALID")
    for limit in (TO_ONE_CONTACT, TO_ONE_CONTACT_A_DAY):
        attempt(limit, contact, field="contact", code="INVALID")


def _refuse_answer(answer: str, *, to_phone: bool) -> None:
    if not answer or len(answer) > LONGEST:
        code = "INVALID" if answer else "REQUIRED"
        raise DomainError(_("Write an answer of at most 3000 characters."), code=code, field="answer")
    if to_phone and len(answer) > LONGEST_MESSAGE:
        words = _("There is only a phone number, so it goes out as a message: at most 480 characters.")
        raise DomainError(words, code="INVALID", field="answer")


def _refuse(key: str, story: str, name: str, order_number: str, contact: str) -> None:
    wrong = [
        (
            not 8 <= len(key) <= 64,
            "key",
            "INVALID",
            _("The form is not complete. Please load the page again."),
        ),
        (not story, "story", "REQUIRED", _("Say what happened.")),
        (len(story) > LONGEST, "story", "INVALID", _("At most 3000 characters.")),
        (not name, "name", "REQUIRED", _("Leave your name.")),
        (len(name) > 120, "name", "INVALID", _("At most 120 characters.")),
        (len(order_number) > 40, "order_number", "INVALID", _("At most 40 characters.")),
        (
            not contact,
            "contact",
            "INVALID",
            _("Leave a phone number or an e-mail address for the answer."),
        ),
        (len(contact) > LONGEST_CONTACT, "contact", "INVALID", _("At most 200 characters.")),
    ]
    found = [DomainError(words, code=code, field=field) for bad, field, code, words in wrong if bad]
    if found:
        raise DomainErrors(found)


def _order(number: str) -> Order | None:
    """The order of this number, whose it may be: only staff are shown it."""
    digits = number.removeprefix("#").partition("-")[0]
    if not digits.isdecimal() or len(digits) > 9:
        return None
    return Order.objects.filter(number=int(digits)).first()
