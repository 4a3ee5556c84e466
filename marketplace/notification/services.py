"""Handing messages over, once each as far as that can be known.

A message is written down after it was handed over: a worker that dies in between tells it again (at least once),
one that fails is tried again with its job, and one that was told is never repeated.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.core.mail import send_mail
from django.utils import timezone

from marketplace.notification import queries
from marketplace.notification.letters import Letter
from marketplace.notification.models import Medium, Message
from marketplace.notification.queries import Reader
from marketplace.ports.errors import Refused
from marketplace.ports.messages import Text
from marketplace.ports.registry import messenger

log = logging.getLogger(__name__)


def tell(
    *,
    key: str,
    kind: str,
    reader: Reader,
    letter: Letter,
    order_id: UUID | None = None,
    suborder_id: UUID | None = None,
) -> bool:
    """Hand the letter over by mail, or to the phone of a reader without mail; says whether it was done now.

    `key` names event and recipient. Not inside a transaction. A reader who cannot be reached at all, or a number
    that is refused for good, is left out; other failures are the caller's job to repeat.
    """
    if queries.already_told(key) or not (reader.email or reader.phone):
        return False
    try:
        medium = _hand_over(key, kind, reader, letter)
    except Refused:
        log.warning("message %s was refused", key)
        return False
    row = Message(
        key=key,
        kind=kind,
        medium=medium,
        recipient=reader.key,
        language_code=reader.language,
        order_id=order_id,
        suborder_id=suborder_id,
        sent_at=timezone.now(),
    )
    Message.objects.bulk_create([row], ignore_conflicts=True)
    return True


def _hand_over(key: str, kind: str, reader: Reader, letter: Letter) -> Medium:
    if reader.email:
        send_mail(letter.subject, letter.body, None, [reader.email])
        return Medium.MAIL
    messenger().send(Text(to=reader.phone, body=letter.short, kind=kind, key=key))
    return Medium.MESSAGE
