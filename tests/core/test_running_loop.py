"""Where an event loop runs in this thread, as a browser of the tests has one, Django keeps another connection for it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from marketplace.core.statements import executed, fetched_rows

pytestmark = pytest.mark.django_db


def test_statements_go_over_the_connection_that_django_has_here_and_now(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    # A browser test that ran before leaves its loop running in the thread of the tests: this thread has none.
    with ThreadPoolExecutor(max_workers=1) as fresh_thread:
        within_a_loop, outside, seen = fresh_thread.submit(_asked_within_a_loop_and_outside).result()
    assert seen == ["SELECT 2", "SELECT 3"]
    assert outside is not within_a_loop


def _asked_within_a_loop_and_outside():
    async def within():
        return _statements_asked("SELECT 1", "SELECT 1")

    own, _ = asyncio.run(within())
    return own, *_statements_asked("SELECT 2", "SELECT 3")


def _statements_asked(first, second):
    """The wire they went over, and what Django's own connection saw of them."""
    seen = []
    connection.ensure_connection()
    try:
        with connection.execute_wrapper(lambda execute, *asked: (seen.append(asked[0]), execute(*asked))[1]):
            executed(first, []).fetchall()
            fetched_rows(second, [])
        return connection.opened, seen
    finally:
        connection.close()
