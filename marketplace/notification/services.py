"""Handing messages over, once each as far as that can be known; and staff's own words for them.

A message is written down after it was handed over: a worker that dies in between tells it again (at least once),
one that fails is tried again with its job, and one that was told is never repeated.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, DomainErrors, NotFound, PermissionDenied
from marketplace.core.events import emit
from marketplace.core.vietnamese import fold
from marketplace.notification import queries
from marketplace.notification.events import WordingChanged
from marketplace.notification.letters import Letter
from marketplace.notification.models import Medium, Message, Wording
from marketplace.notification.queries import Reader
from marketplace.notification.sentences import refuse_unfit, sentences
from marketplace.ports.errors import Refused
from marketplace.ports.messages import Text
from marketplace.ports.registry import messenger

log = logging.getLogger(__name__)
WRITES = "MANAGE_SETTINGS"
"""Who may change what letters say."""


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


@transaction.atomic
def word(*, sentence: str, texts: Mapping[str, str], actor: Actor) -> None:
    """Letters say a sentence (its msgid) in staff's own words from now on: {language: text}.

    An empty text gives the program's own words back; languages that are not named stay as they are. Raises
    PermissionDenied, NotFound for no sentence of ours, and DomainErrors, a field for each language, for texts that
    cannot stand for it.
    """
    _refuse_others(actor)
    if sentence not in sentences():
        raise NotFound(field="sentence")
    wanted = {code: text.replace("\r\n", "\n").strip() for code, text in texts.items()}
    if refused := [each for code, text in wanted.items() if (each := _refusal(sentence, code, text))]:
        raise DomainErrors(refused)
    for code, text in wanted.items():
        _write(sentence, code, text, actor)


@transaction.atomic
def unword(*, wording_id: int, actor: Actor) -> None:
    """Letters say again what the program says. Raises PermissionDenied, NotFound."""
    _refuse_others(actor)
    row = Wording.objects.select_for_update().filter(pk=wording_id).first()
    if row is None:
        raise NotFound(field="id")
    _write(row.sentence, row.language_code, "", actor)


def _refuse_others(actor: Actor) -> None:
    if not actor.may(WRITES):
        raise PermissionDenied(permissions=(WRITES,))


def _refusal(sentence: str, code: str, text: str) -> DomainError | None:
    names = dict(settings.LANGUAGES)
    if code not in names:
        return NotFound(field="language_code")
    try:
        if text:
            refuse_unfit(sentence, text)
    except DomainError as refused:
        return DomainError(f"{names[code]}: {refused.message}", field=code)
    return None


def _write(sentence: str, code: str, text: str, actor: Actor) -> None:
    rows = Wording.objects.filter(sentence=sentence, language_code=code)
    row = rows.select_for_update().first()
    before = row.text if row else ""
    if text == before:
        return
    if text:
        columns = {"text": text, "text_folded": fold(text)[:1000], "changed_by": actor.key}
        Wording.objects.update_or_create(sentence=sentence, language_code=code, defaults=columns)
    else:
        rows.delete()
    emit(WordingChanged(sentence, code, before, text), actor=actor)
