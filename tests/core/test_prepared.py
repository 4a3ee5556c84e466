"""The short way to PostgreSQL answers as the cursor does, and gives way to it where it cannot. SQLite has no such way, and
is asked the same."""

import os
import signal
import socket
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from marketplace.channel.models import Channel
from marketplace.core import prepared, statements
from marketplace.core.fields import PENDING
from marketplace.core.statements import Statement, asked_together, executed, fetched_rows
from tests import factories as make
from tests.servers import on_postgresql

pytestmark = pytest.mark.django_db(transaction=True)


def _known() -> list[str]:
    """What was prepared for the short way."""
    rows = executed("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'short%%'", []).fetchall()
    return [text for (text,) in rows]


def _cut() -> None:
    """End this connection as a restart of the server would."""
    own = connection.connection.info.backend_pid
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [own])
    finally:
        other.close()


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


def _rolled_back() -> None:
    """After it psycopg has PostgreSQL forget all that it prepared, and what others did with it."""
    for _ in range(4):
        executed("SELECT %s + 73", [0])
    with transaction.atomic():
        executed("SELECT %s + 73", [0])
        transaction.set_rollback(True)
    executed("SELECT 1", [])
    assert _known() == []


@on_postgresql
@pytest.mark.parametrize("is_together", [True, False])
def test_after_a_rollback_statements_are_prepared_anew_and_none_fails_twice(monkeypatch, is_together):
    asked = [("SELECT %s + 71", [0]), ("SELECT %s + 72", [0])]
    for sql, values in asked:
        fetched_rows(sql, values)
    _rolled_back()
    cursors = []
    monkeypatch.setattr(statements, "executed", lambda *asked: cursors.append(asked))
    way = connection.prepared
    answered = way.ask(asked) if is_together else []
    assert set(way.known) == set(answered)
    assert len(answered) == (2 if is_together else 0)
    assert [fetched_rows(*each) for each in asked] == [[(71,)], [(72,)]]
    assert cursors == []
    way.forget(answered)


@on_postgresql
def test_only_so_many_are_remembered(monkeypatch):
    monkeypatch.setattr(prepared, "PREPARED_AT_MOST", 2)
    connection.close()
    for number in (51, 52, 51, 53, 51):
        assert fetched_rows(f"SELECT %s + {number}", [0]) == [(number,)]
    assert sorted(_known()) == ["SELECT $1 + 51", "SELECT $1 + 53"]
    assert len(connection.prepared.names) == 2
    assert connection.prepared.number == 3


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
    _cut()
    with pytest.raises(OperationalError):
        fetched_rows("SELECT %s + 45", [0])
    connection.close_if_unusable_or_obsolete()
    assert fetched_rows("SELECT %s + 45", [0]) == [(45,)]


def _named_and_priced():
    rows = Channel.objects.filter(pk__within=PENDING).order_by("pk")
    return Statement(rows, ("slug",)), Statement(rows, ("currency_code",))


def test_what_is_asked_together_is_answered_as_when_it_is_asked_alone():
    made = [make.channel(slug="a").pk, make.channel(slug="b").pk]
    named, priced = _named_and_priced()
    with asked_together([(named, made), (priced, made), (named, made)]):
        assert [tuple(row) for row in named.run(made)] == [("a",), ("b",)]
        assert [tuple(row) for row in priced.run(made)] == [("VND",), ("VND",)]
        assert [tuple(row) for row in named.run(made[:1])] == [("a",)]
        with asked_together([(priced, made[:1]), (named, [])]):
            assert [tuple(row) for row in priced.run(made[:1])] == [("VND",)]
        assert [tuple(row) for row in named.run(made)] == [("a",), ("b",)]
    Channel.objects.filter(pk=made[0]).update(slug="c")
    assert [tuple(row) for row in named.run(made)] == [("c",), ("b",)]


@on_postgresql
def test_what_fails_among_what_is_asked_together_spoils_nothing_else():
    fetched_rows("SELECT 1", [])
    way = connection.prepared
    answered = way.ask([("SELECT %s + 61", [1]), ("SELECT 1 / (%s + 0)", [0]), ("SELECT %s + 62", [1])])
    assert len(answered) == 3
    with pytest.raises(DatabaseError, match="division by zero"):
        fetched_rows("SELECT 1 / (%s + 0)", [0])
    assert fetched_rows("SELECT %s + 61", [1]) == [(62,)]
    assert fetched_rows("SELECT %s + 62", [1]) == [(63,)]
    way.forget(answered)
    assert way.known == {}


@on_postgresql
def test_equal_values_of_two_types_are_answered_each_for_itself():
    fetched_rows("SELECT 1", [])
    asked = [("SELECT %s", [1]), ("SELECT %s", [True])]
    answered = connection.prepared.ask(asked)
    assert len(connection.prepared.known) == 2
    found = [fetched_rows(*each)[0][0] for each in asked]
    connection.prepared.forget(answered)
    assert [(each, type(each)) for each in found] == [(1, int), (True, bool)]


@on_postgresql
@pytest.mark.parametrize(
    ("value", "equal"),
    [(Decimal("1.0"), Decimal("1.00")), (0.0, -0.0), ([1], [True]), ([1, 2], [1.0, 2.0]), ([[1]], [[1]])],
)
def test_what_may_be_equal_and_another_is_asked_alone(value, equal):
    fetched_rows("SELECT 1", [])
    asked = [("SELECT %s::text", [value]), ("SELECT 1 + %s", [0])]
    answered = connection.prepared.ask(asked)
    assert len(connection.prepared.known) == 1
    for each in (value, equal):
        sql = "SELECT %s::text"
        assert fetched_rows(sql, [each]) == executed(sql, [each]).fetchall()
    connection.prepared.forget(answered)


@on_postgresql
def test_asked_together_over_a_connection_that_was_cut_the_next_one_answers():
    made = [make.channel(slug="a").pk]
    named, priced = _named_and_priced()
    _cut()
    with pytest.raises(OperationalError), asked_together([(named, made), (priced, made)]):
        named.run(made)
    connection.close_if_unusable_or_obsolete()
    with asked_together([(named, made), (priced, made)]):
        assert named.run(made) == [("a",)]


@on_postgresql
def test_values_larger_than_the_way_is_wide_go_out_in_pieces():
    """PostgreSQL answers when it has all; who waits for the answer meanwhile would wait for ever."""
    fetched_rows("SELECT 1", [])
    own = socket.socket(fileno=os.dup(connection.connection.fileno()))
    own.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    own.close()
    large = "x" * 8_000_000
    asked = [("SELECT length(%s)", [large]), ("SELECT length(%s) + 1", [large]), ("SELECT %s + 81", [0])]

    def too_long(*_):
        raise TimeoutError

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(60)
    try:
        answered = connection.prepared.ask(asked)
    finally:
        signal.alarm(0)
    assert len(answered) == len(connection.prepared.known) == 3
    assert fetched_rows(*asked[1]) == [(8_000_001,)]
    connection.prepared.forget(answered)


@on_postgresql
def test_a_value_that_cannot_travel_is_told_where_it_is_asked_for_itself():
    fetched_rows("SELECT 1", [])
    asked = [("SELECT %s", ["a\0b"]), ("SELECT %s + 91", [0])]
    connection.prepared.forget(connection.prepared.ask(asked))
    with pytest.raises(DatabaseError):
        fetched_rows(*asked[0])
    assert fetched_rows(*asked[1]) == [(91,)]
