"""`make bench`: a fresh API with two processes, asked over HTTP; a table beside Saleor's figures.

Figures depend on the machine; they are printed, never tested.
"""

from __future__ import annotations

import argparse
import os
import platform
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.client import Result, Server, drive
from benchmarks.stories import Market
from tools.processes import ROOT, Failed, Process, free_port, granian, run, stop, wait_until_answered

SALEOR = {
    "list": (52, 30),
    "detail": (67, 23),
    "category tree": (124, 13),
    "search by price": (62, 30),
    "collection": (37, 43),
    "checkoutCreate": (108, 14),
    "linesAdd": (142, 12),
    "complete": (190, 8),
    "whole purchase": (484, 3.3),
}
"""Milliseconds and requests per second of Saleor 3.23 with PostgreSQL and two processes, measured elsewhere on the same
kind of machine (two cores; best of several rounds). Not measured by this program."""

CONNECTIONS, PLENTY = 16, 1_000_000


@dataclass
class Best:
    """The best of several rounds: other work on the machine can only make them worse."""

    median: float = float("inf")
    slow: float = float("inf")
    per_second: float = 0.0

    def take(self, alone: Result, together: Result) -> None:
        """Count one more round."""
        self.median, self.slow = min(self.median, alone.at(0.5)), min(self.slow, alone.at(0.95))
        self.per_second = max(self.per_second, together.per_second)


def main() -> None:
    """Prepare, serve, measure, print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="cho-phien-bench-") as folder, _database() as database:
        environment = _environment(Path(folder), database)
        try:
            address, server = _serve(Path(folder), environment, options)
        except Failed as failure:
            sys.exit(str(failure))
        try:
            _measure(Market(Server(address)), options, "PostgreSQL" if database else "SQLite")
        finally:
            stop([server])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--products", type=int, help="make so many products instead of the demo's goods alone"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes of the API (2)")
    parser.add_argument("--seconds", type=float, default=3, help="how long each measurement lasts (3)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the best counts (3)")
    parser.add_argument("--only", default="", help="names of operations, separated by commas")
    return parser.parse_args()


@contextmanager
def _database() -> Iterator[str]:
    """A new database on the server of DATABASE_URL, dropped afterwards; nothing for SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    name = f"bench_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _environment(folder: Path, database: str) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    given = {"PROFILE": "demo", "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "marketplace.settings"}
    return environment | given | ({"DATABASE_URL": database} if database else {})


def _serve(folder: Path, environment: dict[str, str], options: argparse.Namespace) -> tuple[str, Process]:
    manage, log = [sys.executable, "manage.py"], folder / "bench.log"
    size = ["--products", str(options.products)] if options.products else []
    # enough for every purchase of the measurement
    fill = f"from marketplace.warehouse.models import Stock; Stock.objects.update(quantity={PLENTY})"
    for name, *command in (
        ("tables", "migrate", "-v0"),
        ("goods", "demo", *size),
        ("stock", "shell", "-v0", "-c", fill),
    ):
        run(name, [*manage, *command], environment, log)
    port = free_port()
    address = f"http://127.0.0.1:{port}/graphql/"
    command = granian("marketplace", port, workers=options.workers)
    server = Process("api", command, environment | {"API_URL": address}, log)
    server.start()
    try:
        wait_until_answered([server], [address])
    except Failed:
        stop([server])
        raise
    return address, server


def _measure(market: Market, options: argparse.Namespace, database: str) -> None:
    market.look_around()
    wanted = [each for each in market.stories() if not options.only or each in options.only.split(",")]
    print(
        f"\n{database}, {market.total} products, {options.workers} API processes, {os.cpu_count()} cores, ",
        end="",
    )
    print(f"Python {platform.python_version()}; best of {options.rounds} rounds of {options.seconds:g} s\n")
    print("| | p50 ms | p95 ms | req/s (16 conn.) | answer | Saleor ms | Saleor req/s | time | req/s |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in wanted:
        best = Best()
        for _ in range(options.rounds):
            best.take(
                _play(market, name, 1, options.seconds), _play(market, name, CONNECTIONS, options.seconds)
            )
        print(_row(market, name, best), flush=True)


def _play(market: Market, name: str, connections: int, seconds: float) -> Result:
    stories = market.stories()[name]()
    if connections == 1:  # the first answers fill caches
        drive(market.server, [story for story, _ in zip(stories, range(3), strict=False)], connections=1)
    return drive(market.server, stories, connections=connections, seconds=seconds)


def _row(market: Market, name: str, best: Best) -> str:
    saleor_ms, saleor_rate = SALEOR[name]
    size, fields = market.bytes_and_fields(name)
    figures = (
        f"{best.median:.1f} | {best.slow:.1f} | {best.per_second:.0f} | {fields} fields, {size / 1000:.0f} kB"
    )
    factors = f"1/{saleor_ms / best.median:.1f} | {best.per_second / saleor_rate:.1f}×"
    return f"| {name} | {figures} | {saleor_ms} | {saleor_rate} | {factors} |"


if __name__ == "__main__":
    print(f"benchmark of {ROOT.name}", flush=True)
    main()
