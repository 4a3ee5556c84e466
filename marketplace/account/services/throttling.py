"""Counting attempts in one atomic statement, by account and by the visitor's address (DECISIONS 29).

Call it outside a transaction: a refused attempt has to stay counted.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil

from django.db import connection
from django.utils.crypto import salted_hmac

from marketplace.account.errors import TooManyAttempts
from marketplace.account.models import Throttle

log = logging.getLogger(__name__)

TABLE = Throttle._meta.db_table
UPSERT = f"""
INSERT INTO {TABLE} (key, started, count) VALUES (%(key)s, %(now)s, 1)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN {TABLE}.started <= %(before)s THEN 1 ELSE {TABLE}.count + 1 END,
  started = CASE WHEN {TABLE}.started <= %(before)s THEN %(now)s ELSE {TABLE}.started END
RETURNING count, started
"""  # noqa: S608 -- the name of our own table
KEPT = 24 * 3600
"""Seconds; no window is longer."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many attempts of a kind by one account, number or address within a window."""

    name: str
    most: int
    minutes: int


SIGN_IN = Limit("sign-in by account", 10, 15)
SIGN_IN_FROM = Limit("sign-in by address", 100, 15)
"""More than one needs: a whole village may share an address of its provider."""
LETTERS = Limit("letters by account", 3, 15)
LETTERS_FROM = Limit("letters by address", 30, 60)
CODES = Limit("codes by number", 3, 15)
CODES_A_DAY = Limit("codes by number and day", 10, 24 * 60)
CODES_FROM = Limit("codes by address", 30, 60)


def attempt(limit: Limit, subject: str, *, field: str | None = None, code: str | None = None) -> None:
    """Count one more attempt of `subject`. Raises TooManyAttempts beyond the limit."""
    key = key_of(limit, subject)
    now = int(time.time())
    values: dict[str, str | int] = {"key": key, "now": now, "before": now - limit.minutes * 60}
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, values)
        count, started = cursor.fetchone()
    if count > limit.most:
        log.warning("%s: attempt %s refused (%s)", limit.name, count, key[:12])
        left = ceil((started - now) / 60 + limit.minutes)
        raise TooManyAttempts(minutes=max(1, left), field=field, code=code)


def attempt_from(limit: Limit, visitor: str, *, field: str | None = None, code: str | None = None) -> None:
    """The same by the visitor's address; of IPv6 by the network that one household has. None known: not counted."""
    if visitor:
        attempt(limit, _network(visitor), field=field, code=code)


def give_back(limit: Limit, subject: str) -> None:
    """An attempt that succeeded was no guess."""
    with connection.cursor() as cursor:
        sql = f"UPDATE {TABLE} SET count = count - 1 WHERE key = %s AND count > 0"  # noqa: S608
        cursor.execute(sql, [key_of(limit, subject)])


def give_back_from(limit: Limit, visitor: str) -> None:
    """The same by the visitor's address."""
    if visitor:
        give_back(limit, _network(visitor))


def forget_old() -> None:
    """Drop counts that count no more."""
    Throttle.objects.filter(started__lt=int(time.time()) - KEPT).delete()


def key_of(limit: Limit, subject: str) -> str:
    """Under which digest it is counted."""
    return salted_hmac(
        "marketplace.account.throttle", f"{limit.name}\n{subject}", algorithm="sha256"
    ).hexdigest()


def _network(visitor: str) -> str:
    try:
        address = ip_address(visitor)
    except ValueError:
        return visitor
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or int(address) >> 64)
    return visitor
