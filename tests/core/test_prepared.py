"""The short way to PostgreSQL answers as the cursor does, and gives way to it where it cannot. SQLite has no such way, and
is asked the same."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from marketplace.core import prepared
from marketplace.core.statements import executed, fetched_rows

pytestmark = pytest.mark.django_db(transaction=True)

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no short way")


def _known() -> list[str]:
    """What was prepared for the short way."""
    rows = executed("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'short%%'", []).fetchall()
    return [text for (text,) in rows]


@pytest.mark.parametrize(
    "value",
    [0, -1, 2**15, 2**31, 2**62, True, "chè", "", "%s %% $1", None, Decimal("1.50"), b"\x00\xff"]
    + [datetime(2026, 2, 17, 1, tzinfo=UTC), UUID(int=7)],
)
def test_values_of_every_type_come_back_as_they_do_over_the_cursor(value):
    given = value if connection.vendor == "postgresql" else connection.ops.adapt_unknown_value(value)
    given = str(given) if isinstance(given, UUID) and connection.vendor == "sqlite" else given
    sql = "SELECT %s, '%%s %%', 7 %% 4"
    assert fetched_rows(sql, [given]) == executed(sql, [given]).fetchall()
    assert fetched_rows(sql, [given])[0][1:] == ("%s %", 3)


def test_no_row_is_an_empty_list_and_two_keep_their_order():
    sql = "SELECT a FROM (SELECT 2 AS a UNION SELECT 1) AS t WHERE a < %s ORDER BY a"
    assert fetched_rows(sql, [0]) == []
    assert [tuple(row) for row in fetched_rows(sql, [9])] == [(1,), (2,)]


def test_a_table_that_changed_is_read_as_it_is_now():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE changing (a integer)")
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO changing VALUES (1)")
        assert [tuple(row) for row in fetched_rows("SELECT * FROM changing", [])] == [(1,)]
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE changing ADD COLUMN b integer DEFAULT 2")
        assert [tuple(row) for row in fetched_rows("SELECT * FROM changing", [])] == [(1, 2)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE changing")


def test_a_refused_statement_raises_djangos_errors_and_the_connection_goes_on():
    with pytest.raises(DatabaseError):
        fetched_rows("SELECT slug FROM nothing_of_that_name", [])
    if connection.vendor == "postgresql":
        for _ in range(2):
            with pytest.raises(DatabaseError, match="division by zero"):
                fetched_rows("SELECT 1 / (%s + 0)", [0])
    assert [tuple(row) for row in fetched_rows("SELECT %s + 1", [1])] == [(2,)]


@on_postgresql
def test_a_statement_is_prepared_once_and_not_in_a_transaction():
    for number in range(3):
        assert fetched_rows("SELECT %s + 41", [number]) == [(number + 41,)]
    assert _known().count("SELECT $1 + 41") == 1
    with transaction.atomic():
        assert fetched_rows("SELECT %s + 42", [0]) == [(42,)]
    assert "SELECT $1 + 42" not in _known()


@on_postgresql
def test_what_postgresql_was_told_to_forget_is_asked_again():
    assert fetched_rows("SELECT %s + 43", [0]) == [(43,)]
    executed("DEALLOCATE ALL", [])
    assert fetched_rows("SELECT %s + 43", [0]) == [(43,)]
    assert fetched_rows("SELECT %s + 43", [1]) == [(44,)]
    assert _known() == ["SELECT $1 + 43"]


@on_postgresql
def test_only_so_many_are_remembered(monkeypatch):
    monkeypatch.setattr(prepared, "PREPARED_AT_MOST", 2)
    connection.close()
    for number in (51, 52, 53, 51):
        assert fetched_rows(f"SELECT %s + {number}", [0]) == [(number,)]
    assert sorted(_known()) == ["SELECT $1 + 51", "SELECT $1 + 53"]


@on_postgresql
def test_behind_a_pooler_nothing_is_prepared():
    connection.ensure_connection()
    connection.connection.prepare_threshold = None
    assert fetched_rows("SELECT %s + 44", [0]) == [(44,)]
    assert _known() == []
    connection.close()


@on_postgresql
def test_a_connection_that_was_cut_is_told_as_such_and_the_next_one_answers():
    assert fetched_rows("SELECT %s + 45", [0]) == [(45,)]
    own = connection.connection.info.backend_pid
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [own])
    finally:
        other.close()
    with pytest.raises(OperationalError):
        fetched_rows("SELECT %s + 45", [0])
    connection.close_if_unusable_or_obsolete()
    assert fetched_rows("SELECT %s + 45", [0]) == [(45,)]
