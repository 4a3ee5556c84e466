"""`python -m benchmarks.executor`: where a read's time goes, and what a faster executor could gain at most.

Within one process, as `benchmarks.cpu`. Each of these is timed between two loops of the yardstick, and the medians are
printed in loops:

- *request*: the whole of it, from WSGI's bytes to bytes;
- *statements*: running SQL and making Python values of its rows (with PostgreSQL: our side of it);
- *resolvers*: what is left of answering the document when the other two are taken off;
- *executor*: the same plan with every resolver's values and every row ready: only execution.py. Nothing that
  replaces the executor can gain more;
- *graphql-core*: its executor with the same answer ready and nothing to resolve but a look into a dict.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.utils.module_loading import import_string
from graphql import build_schema, parse
from graphql import execute as execute_with_core

from benchmarks.cpu import HERE, InProcess, in_a_place, market_here
from benchmarks.stories import OPERATIONS
from benchmarks.yardstick import loop
from marketplace.core.statements import Statement
from marketplace.graphql import execution
from marketplace.graphql.context import Context
from marketplace.graphql.loading import load
from marketplace.graphql.numbers import read_json
from tools.processes import ROOT, Failed

READS = {"list": "List", "detail": "Detail", "category tree": "CategoryTree", "collection": "Collection"}


def main() -> None:
    """Make a place with goods, and measure there in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=60, help="how often each is asked (60)")
    parser.add_argument(HERE, action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.in_this_place:
        _measure(options.times)
        return
    try:
        in_a_place("benchmarks.executor", None)
    except Failed as failure:
        sys.exit(str(failure))


def _measure(times: int) -> None:
    server, market = market_here()
    print(
        f"\n{connection.vendor}, {market.total} products; median of {times}, in loops of 100,000 additions\n"
    )
    print("| | request | statements | resolvers | executor | share | values | graphql-core |")
    print("|---|---|---|---|---|---|---|---|")
    for name, operation in READS.items():
        request = next(next(iter(market.stories()[name]())))
        print(_row(server, name, OPERATIONS[operation], request, times), flush=True)


def _row(server: InProcess, name: str, text: str, request: bytes, times: int) -> str:
    variables = read_json(request.partition(b"\r\n\r\n")[2])["variables"]
    document = import_string("marketplace.schema.endpoint").documents.get(text)
    plan = document.plan(document.operation(None), variables)

    def answer() -> Any:
        data, errors = execution.execute(plan, Context(), variables)
        assert not errors, errors
        return data

    whole = _loops(lambda: server.answer(request), times)
    answered = _loops(answer, times)
    read = _statements(answer, times)
    data = answer()
    with _ready(plan) as again:
        answer()
        again()
        assert answer() == data

        def ours() -> None:
            again()
            answer()

        executor = _loops(ours, times)
    core = _loops(_by_core(text, variables, data), times)
    return (
        f"| {name} | {whole:.2f} | {read:.2f} | {answered - read - executor:.2f} | {executor:.2f} "
        f"| {executor / whole:.0%} | {_values(data):,} | {core:.2f} |"
    )


def _loops(work: Callable[[], Any], times: int) -> float:
    """The median of what `work` takes, in loops."""
    for _ in range(5):
        work()
    ratios, before = [], loop()
    for _ in range(times):
        started = time.process_time()
        work()
        took = (time.process_time() - started) * 1000
        after = loop()
        ratios.append(2 * took / (before + after))
        before = after
    return statistics.median(ratios)


def _statements(work: Callable[[], Any], times: int) -> float:
    """The median of what its statements take, in loops."""
    run, took = Statement.run, [0.0]

    def timed(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return run(*given, **named)
        finally:
            took[0] += (time.process_time() - started) * 1000

    ratios, before = [], loop()
    with patch.object(Statement, "run", timed):
        for _ in range(times):
            took[0] = 0.0
            work()
            after = loop()
            ratios.append(2 * took[0] / (before + after))
            before = after
    return statistics.median(ratios)


class _Ready:
    """Remembers what was answered at the first time, and gives it again from the beginning after `again`."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.known: list[Any] = []
        self.given: Iterator[Any] | None = None

    def again(self) -> None:
        """From the beginning."""
        self.given = iter(self.known)

    def values(self, *given: Any, **named: Any) -> Any:
        """What was known, or is now."""
        if self.given is not None:
            return next(self.given)
        self.known.append(self.function(*given, **named))
        return self.known[-1]


@contextmanager
def _ready(plan: Any) -> Iterator[Callable[[], None]]:
    """Resolvers and rows of the plan answer from memory as soon as what this gives was called."""
    fields = {id(each): each for each in _fields(plan)}.values()
    sources = [(each, each.source) for each in fields]
    rows = _Ready(load)
    made = [rows]
    for field, source in sources:
        made.append(_Ready(source.values))
        field.source = made[-1]

    def again() -> None:
        for each in made:
            each.again()

    try:
        with patch.object(execution, "load", rows.values):
            yield again
    finally:
        for field, source in sources:
            field.source = source


def _fields(selection: Any) -> Iterator[Any]:
    for field in selection.fields:
        yield field
        for below in field.selections.values():
            yield from _fields(below)


def _by_core(text: str, variables: dict[str, Any], data: Any) -> Callable[[], Any]:
    """graphql-core's executor on the same document, with the whole answer ready."""
    printed = (ROOT / "marketplace" / "schema.graphql").read_text(encoding="utf-8")
    schema, tree = build_schema(printed, assume_valid=True), parse(text)

    def work() -> Any:
        return execute_with_core(
            schema,
            tree,
            root_value=data,
            variable_values=variables,
            field_resolver=lambda there, info, **_: there[info.path.key],
        )

    found = work()
    assert found.data == data, found.errors
    return work


def _values(data: Any) -> int:
    """How many fields an answer has."""
    if isinstance(data, dict):
        return sum(1 + _values(each) for each in data.values())
    return sum(map(_values, data)) if isinstance(data, list) else 0


if __name__ == "__main__":
    main()
