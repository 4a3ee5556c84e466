"""One-time codes by short text: asked for, sent, spent.

The code stands in no event, no job and no log; only its digest is kept. It goes out after the commit, outside the
transaction, straight to the Messenger.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.account.errors import CodeRefused
from marketplace.account.models import OneTimeCode, Purpose, User
from marketplace.account.services import throttling
from marketplace.core.errors import DomainError
from marketplace.core.phone import normalize_phone
from marketplace.ports.errors import PortError, Refused
from marketplace.ports.messages import Text
from marketplace.ports.registry import messenger

LIFE = timedelta(minutes=10)
TRIES = 5
DIGITS = 6


def send_code(*, phone: str, purpose: Purpose, user: User | None = None, visitor: str = "") -> None:
    """A fresh code goes to `phone`, good for `purpose` (and for `user` alone); older ones are void.

    Whether there is an account is not told. Raises PhoneInvalid, TooManyAttempts, INVALID when it cannot be sent.
    Not inside a transaction.
    """
    phone = normalize_phone(phone)
    throttling.attempt_from(throttling.CODES_FROM, visitor, field="phone")
    throttling.attempt(throttling.CODES, phone, field="phone")
    throttling.attempt(throttling.CODES_A_DAY, phone, field="phone")
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    with transaction.atomic():
        fresh = {
            "user": user,
            "digest": _digest(phone, purpose, code),
            "tries_left": TRIES,
            "expires_at": timezone.now() + LIFE,
            "used_at": None,
        }
        OneTimeCode.objects.filter(expires_at__lt=timezone.now() - timedelta(days=1)).delete()
        OneTimeCode.objects.update_or_create(phone=phone, purpose=purpose, defaults=fresh)
    throttling.forget_old()
    _hand_over(phone, code)


def spend_code(
    *, phone: str, purpose: Purpose, code: str, user: User | None = None, field: str = "code"
) -> None:
    """The code was typed: it counts once. Raises CodeRefused, the same for every cause.

    A try is taken before anything is compared, in one statement: many at once have no more tries than one.
    Not inside a transaction, so that it stays taken.
    """
    rows = OneTimeCode.objects.filter(
        phone=phone, purpose=purpose, user=user, used_at=None, expires_at__gt=timezone.now()
    )
    if not rows.filter(tries_left__gt=0).update(tries_left=F("tries_left") - 1):
        raise CodeRefused(field)
    digest = _digest(phone, purpose, code.strip())
    known = rows.values_list("digest", flat=True).first() or ""
    if not constant_time_compare(known, digest):
        raise CodeRefused(field)
    if not rows.filter(digest=digest).update(used_at=timezone.now()):
        raise CodeRefused(field)


def _hand_over(phone: str, code: str) -> None:
    words = {"code": code, "minutes": int(LIFE.total_seconds() // 60)}
    body = _("Cho Phien: your code is %(code)s, for %(minutes)s minutes. Tell it to nobody.") % words
    try:
        messenger().send(Text(to=phone, body=body, kind="one_time_code", key=secrets.token_hex(8)))
    except Refused as refused:
        raise DomainError(gettext_lazy("No text can be sent to this number."), field="phone") from refused
    except PortError as failed:
        message = gettext_lazy("No text can be sent just now. Please try again in a minute.")
        raise DomainError(message, field="phone") from failed


def _digest(phone: str, purpose: str, code: str) -> str:
    return salted_hmac(
        "marketplace.account.codes", f"{phone}\n{purpose}\n{code}", algorithm="sha256"
    ).hexdigest()
