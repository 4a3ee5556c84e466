"""Where an event loop runs in this thread, as a browser of the tests has one, Django keeps another connection for it."""

import asyncio

import pytest
from django.db import connection

from marketplace.core.statements import executed, fetched_rows

pytestmark = pytest.mark.django_db


def test_statements_go_over_the_connection_that_django_has_here_and_now(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

    async def within():
        executed("SELECT 1", []).fetchall()
        fetched_rows("SELECT 1", [])
        own = connection.opened
        connection.close()
        return own

    within_a_loop = asyncio.run(within())
    seen = []
    with connection.execute_wrapper(lambda execute, *asked: (seen.append(asked[0]), execute(*asked))[1]):
        executed("SELECT 2", []).fetchall()
        fetched_rows("SELECT 3", [])
    assert seen == ["SELECT 2", "SELECT 3"]
    assert connection.opened is not within_a_loop
