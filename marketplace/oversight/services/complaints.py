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

from marketplace.account.services.throttling import Limit, attempt
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, DomainErrors, NotFound
from marketplace.core.events import emit
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
FROM_ONE_ADDRESS = Limit("complaints by address", 20, 60)
"""A village may share an address; nobody has more to complain about in an hour."""


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

    Raises DomainErrors for what is missing or too long, and TooManyAttempts from one address.
    """
    if known := Complaint.objects.filter(key=key).first():
        return known
    story, name, order_number = story.strip(), " ".join(name.split()), " ".join(order_number.split())
    email, phone = _ways(contact.strip())
    _refuse(key, story, name, order_number, bool(email or phone))
    if visitor:
        attempt(FROM_ONE_ADDRESS, visitor, field="contact", code="INVALID")
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
    """Answer it, once: the answer goes out by mail or message. Raises NotFound, REQUIRED or INVALID, IllegalMove."""
    rows = Complaint.objects.all() if actor.may(ANSWERS) else Complaint.objects.none()
    if (found := rows.select_for_update().filter(pk=complaint_id).first()) is None:
        raise NotFound(_("There is no such complaint."), field="id")
    answer = answer.strip()
    if not answer or len(answer) > LONGEST:
        code = "INVALID" if answer else "REQUIRED"
        raise DomainError(_("Write an answer of at most 3000 characters."), code=code, field="answer")
    end: dict[str, Any] = {"answer": answer, "answered_at": timezone.now(), "answered_by": actor.key}
    move(found, ComplaintStatus.ANSWERED, table=NEXT_COMPLAINT, **end)
    emit(ComplaintAnswered(found.pk), actor=actor)
    return found


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
    return contact[:200], ""


def _phone(contact: str) -> str:
    try:
        return normalize_phone(contact)
    except DomainError:
        return ""


def _refuse(key: str, story: str, name: str, order_number: str, has_contact: bool) -> None:
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
            not has_contact,
            "contact",
            "INVALID",
            _("Leave a phone number or an e-mail address for the answer."),
        ),
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
