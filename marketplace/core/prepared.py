"""Statements that PostgreSQL has prepared, asked of libpq in one call.

Around a short statement psycopg's cursor does more work than libpq and the network together (docs/performance.md): it
looks up how values travel, whether the text is prepared, and waits in Python. What is only read, outside a
transaction, needs none of it, and can simply be asked again where the short way fails.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import count
from select import POLLIN, POLLOUT, poll
from typing import Any
from uuid import UUID

from psycopg import Error, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

PREPARED_AT_MOST = 300
"""Statements that PostgreSQL remembers for one connection, the last used ones: all that an API process asks. psycopg,
which serves transactions and keeps 100 if left to itself, has as many of its own."""

FORGOTTEN = b"26000"
"""SQLSTATE of a statement that is known no more: psycopg has PostgreSQL forget all of them after a rollback."""
STALE = (None, FORGOTTEN, b"0A000")
"""Where the statement itself is not to blame: it gives other columns now (0A000), or the connection is gone (none)."""

Key = tuple[str, tuple[int, ...]]
"""A statement's text and the types of its values."""
Answered = tuple[str, tuple[Any, ...], tuple[type, ...]]
"""A statement's text, its values, and their types: 1 is True to Python."""
ALIKE = frozenset({int, bool, str, bytes, type(None), UUID, datetime})
"""Types of which values that are equal travel alike. Statements with others (1.0 and 1.00, lists) are asked alone."""
MARK = re.compile("%[s%]")


class Prepared:
    """What one connection of Django's has prepared."""

    def __init__(self, wrapper: Any) -> None:
        self.wrapper = wrapper
        self.connection = connection = wrapper.connection
        self.adaptation = Transformer(connection)
        self.names: OrderedDict[Key, bytes] = OrderedDict()
        self.number = 0
        self.known: dict[Answered, PGresult] = {}
        """Answers that were asked for ahead."""
        self.poll = poll()
        self.poll.register(connection.fileno(), POLLIN)

    def serves(self) -> bool:
        """Whether the short way is open: no transaction that a failure would end, and statements may be prepared."""
        raw = self.connection
        is_idle = raw.pgconn.transaction_status == TransactionStatus.IDLE
        return is_idle and raw.autocommit and raw.prepare_threshold is not None

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[Any] | None:
        """The rows, as psycopg's cursor would give them; None where it must be asked instead. Raises its errors."""
        if self.known and (answered := _answered(sql, parameters)) and (found := self.known.get(answered)):
            return self._loaded(found)
        key, values, formats = self._dumped(sql, parameters)
        result = self.connection.pgconn.exec_prepared(self._name(key), values, formats)
        if _state(result) == FORGOTTEN:
            self.names.clear()
            result = self.connection.pgconn.exec_prepared(self._name(key), values, formats)
        if result.status != ExecStatus.TUPLES_OK:
            self._failed(key, result)
            return None
        return self._loaded(result)

    def _loaded(self, result: PGresult) -> list[Any]:
        self.adaptation.set_pgresult(result)
        return self.adaptation.load_rows(0, result.ntuples, tuple)

    def ask(self, asked: Sequence[tuple[str, Sequence[Any]]]) -> list[Answered]:
        """Send all these statements at once, which costs one way to PostgreSQL and back; `rows` knows their answers
        until `forget`. What fails is not known, and fails again where it is asked for itself."""
        together: dict[Answered, tuple[Key, Any, Any]] = {}
        with suppress(Error):
            for each in asked:
                if answered := _answered(*each):
                    together[answered] = self._dumped(*each)
            for answered, result in zip(together, self._asked([*together.values()]), strict=True):
                if result is not None and result.status == ExecStatus.TUPLES_OK:
                    self.known[answered] = result
        return list(together)

    def forget(self, answered: Iterable[Answered]) -> None:
        """These answers are old now."""
        for each in answered:
            self.known.pop(each, None)

    def _asked(self, together: Sequence[tuple[Key, Any, Any]]) -> list[PGresult | None]:
        results = self._results(together)
        if FORGOTTEN in map(_state, results):
            self.names.clear()
            results = self._results(together)
        return results

    def _results(self, together: Sequence[tuple[Key, Any, Any]]) -> list[PGresult | None]:
        """One for each of these statements; each is followed by None, and all of them by the end of the pipeline."""
        pg = self.connection.pgconn
        named = [(self._name(key), values, formats) for key, values, formats in together]
        pg.enter_pipeline_mode()
        for each in named:
            pg.send_query_prepared(*each)
        pg.pipeline_sync()
        results = [self._next() for _ in named for _end in range(2)][::2]
        self._next()
        pg.exit_pipeline_mode()
        return results

    def _next(self) -> PGresult | None:
        """The next result; what PostgreSQL has not taken yet goes out meanwhile, for it answers when it has all."""
        pg = self.connection.pgconn
        while (is_left := pg.flush()) or pg.is_busy():
            self.poll.modify(pg.socket, POLLIN | POLLOUT if is_left else POLLIN)
            if any(event & ~POLLOUT for _socket, event in self.poll.poll()):
                pg.consume_input()
        return pg.get_result()

    def _dumped(self, sql: str, parameters: Sequence[Any]) -> tuple[Key, Any, Any]:
        """What it is known by, and its values as they travel."""
        adaptation = self.adaptation
        values = adaptation.dump_sequence(parameters, [PyFormat.AUTO] * len(parameters))
        return (sql, adaptation.types or ()), values, adaptation.formats

    def _name(self, key: Key) -> bytes:
        """The name under which it is prepared; one that is refused is refused again when it is asked."""
        if key in self.names:
            self.names.move_to_end(key)
            return self.names[key]
        while len(self.names) >= PREPARED_AT_MOST:
            _oldest, name = self.names.popitem(last=False)
            self.connection.pgconn.exec_(b"DEALLOCATE " + name)
        self.number += 1
        name = self.names[key] = f"short_{self.number}".encode()
        sql, types = key
        self.connection.pgconn.prepare(name, _numbered(sql), types)
        return name

    def _failed(self, key: Key, result: PGresult) -> None:
        """Forget it; raise what is the statement's own error."""
        if (name := self.names.pop(key, None)) and result.status == ExecStatus.FATAL_ERROR:
            self.connection.pgconn.exec_(b"DEALLOCATE " + name)
        if _state(result) not in STALE:
            raise errors.error_from_result(result, encoding=self.connection.info.encoding)


def _state(result: PGresult | None) -> bytes | None:
    return None if result is None else result.error_field(DiagnosticField.SQLSTATE)


def _answered(sql: str, parameters: Sequence[Any]) -> Answered | None:
    types = tuple(map(type, parameters))
    return (sql, tuple(parameters), types) if ALIKE.issuperset(types) else None


def _numbered(sql: str) -> bytes:
    """The statement with PostgreSQL's own marks, $1, $2 …, in place of Python's."""
    numbers = count(1)
    return MARK.sub(lambda mark: "%" if mark[0] == "%%" else f"${next(numbers)}", sql).encode()
