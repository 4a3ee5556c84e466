"""Statements are prepared on PostgreSQL unless the address says not to."""

import pytest
from django.db import connection

from marketplace.core.prepared import PREPARED_AT_MOST
from marketplace.settings import PLANNING, database
from tests.servers import on_postgresql


@pytest.mark.parametrize(
    ("asked", "threshold"), [("", 2), ("?prepare_threshold=none", None), ("?prepare_threshold=5", 5)]
)
def test_the_address_says_when_a_statement_is_prepared(asked, threshold):
    options = database(f"postgres://u:p@db/name{asked}")["OPTIONS"]
    assert options == {"server_side_binding": True, "options": PLANNING, "prepare_threshold": threshold}


def test_a_pooler_that_takes_no_options_is_sent_none():
    assert database("postgres://u:p@db/name?options=")["OPTIONS"]["options"] == ""


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_asked_often_is_planned_once():
    for number in range(4):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s + 40", [number])
    assert connection.connection.prepared_max == PREPARED_AT_MOST
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%+ 40'", [])
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT current_setting('plan_cache_mode'), current_setting('jit')", [])
        assert cursor.fetchone() == ("force_generic_plan", "off")
