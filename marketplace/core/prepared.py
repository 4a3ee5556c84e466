"""Statements that PostgreSQL has prepared, asked of libpq in one call.

Around a short statement psycopg's cursor does more work than libpq and the network together (docs/performance.md): it
looks up how values travel, whether the text is prepared, and waits in Python. What is only read, outside a
transaction, needs none of it, and can simply be asked again where the short way fails.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import Any

from psycopg import Connection, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

PREPARED_AT_MOST = 300
"""Statements that PostgreSQL remembers for one connection: all that an API process asks. (psycopg stops at 100.)"""

STALE = (None, b"26000", b"0A000")
"""SQLSTATE where a statement is known no more, or gives other columns now; none where the connection is gone."""

MARK = re.compile("%[s%]")


class Prepared:
    """What one connection has prepared."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.adaptation = Transformer(connection)
        self.names: dict[tuple[str, tuple[int, ...]], bytes] = {}
        self.number = 0

    def serves(self) -> bool:
        """Whether the short way is open: no transaction that a failure would end, and statements may be prepared."""
        raw = self.connection
        is_idle = raw.pgconn.transaction_status == TransactionStatus.IDLE
        return is_idle and raw.autocommit and raw.prepare_threshold is not None

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[Any] | None:
        """The rows, as psycopg's cursor would give them; None where it must be asked instead. Raises its errors."""
        adaptation = self.adaptation
        values: Any = adaptation.dump_sequence(parameters, [PyFormat.AUTO] * len(parameters))
        key = (sql, adaptation.types or ())
        name = self.names.get(key) or self._prepare(key)
        result = self.connection.pgconn.exec_prepared(name, values, adaptation.formats)
        if result.status != ExecStatus.TUPLES_OK:
            self._failed(key, result)
            return None
        adaptation.set_pgresult(result)
        return adaptation.load_rows(0, result.ntuples, tuple)

    def _prepare(self, key: tuple[str, tuple[int, ...]]) -> bytes:
        """The name under which it is prepared now; one that is refused is refused again when it is asked."""
        if len(self.names) >= PREPARED_AT_MOST:
            self._forget(next(iter(self.names)))
        self.number += 1
        name = self.names[key] = f"short_{self.number}".encode()
        sql, types = key
        self.connection.pgconn.prepare(name, _numbered(sql), types)
        return name

    def _failed(self, key: tuple[str, tuple[int, ...]], result: PGresult) -> None:
        """Forget it; raise what is the statement's own error."""
        self._forget(key)
        if result.error_field(DiagnosticField.SQLSTATE) not in STALE:
            raise errors.error_from_result(result, encoding=self.connection.info.encoding)

    def _forget(self, key: tuple[str, tuple[int, ...]]) -> None:
        self.connection.pgconn.exec_(b"DEALLOCATE " + self.names.pop(key))


def _numbered(sql: str) -> bytes:
    """The statement with PostgreSQL's own marks, $1, $2 …, in place of Python's."""
    numbers = count(1)
    return MARK.sub(lambda mark: "%" if mark[0] == "%%" else f"${next(numbers)}", sql).encode()
