"""`make bench`: a fresh API with two processes, asked over HTTP; a table beside Saleor's figures.

Figures depend on the machine; they are printed, never tested. Where a machine is shared, its speed changes threefold
within minutes, and a table alone does not say whether the program or the machine was slow. So a fixed loop of pure
Python (benchmarks/yardstick.py) is timed between the rounds: its best is printed above the table, its best during each
measurement in the last column. Figures of two runs can be compared where their loops are alike, or after dividing by
them.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from dataclasses import dataclass

from benchmarks.client import Result, Server, drive
from benchmarks.stories import Market
from benchmarks.yardstick import ADDITIONS, loop
from tools.processes import Failed
from tools.scratch import Scratch, scratch

SALEOR = {
    "list": (52, 30),
    "detail": (67, 23),
    "category tree": (124, 13),
    "search by price": (62, 30),
    "search, facets": (62, 30),
    "collection": (37, 43),
    "checkoutCreate": (108, 14),
    "linesAdd": (142, 12),
    "complete": (190, 8),
    "whole purchase": (484, 3.3),
}
"""Milliseconds and requests per second of Saleor 3.23 with PostgreSQL and two processes, measured elsewhere on the same
kind of machine (two cores; best of several rounds). Not measured by this program. Saleor has no facets: beside ours
stands its search."""

CONNECTIONS = 16
FILL = "from marketplace.warehouse.models import Stock; Stock.objects.update(quantity=1_000_000)"
"""Enough of everything for every purchase of a measurement."""


@dataclass
class Best:
    """The best of several rounds: other work on the machine can only make them worse."""

    median: float = float("inf")
    slow: float = float("inf")
    per_second: float = 0.0
    loop: float = float("inf")

    def take(self, alone: Result, together: Result) -> None:
        """Count one more round."""
        self.median, self.slow = min(self.median, alone.at(0.5)), min(self.slow, alone.at(0.95))
        self.per_second = max(self.per_second, together.per_second)
        self.loop = min(self.loop, *(loop(time.perf_counter) for _ in range(5)))


def main() -> None:
    """Prepare, serve, measure, print."""
    options = _options()
    os.environ["ANSWERS_KEPT_SECONDS"] = "5" if options.kept else "0"
    try:
        with scratch() as place:
            stock(place, options.products)
            with place.serving("api", workers=options.workers):
                _measure(Market(Server(place.api)), options, place.database)
    except Failed as failure:
        sys.exit(str(failure))


def stock(place: Scratch, products: int | None) -> None:
    """Tables, goods and their index: the demo's, or so many."""
    place.manage("migrate", "--verbosity", "0")
    place.manage("demo", *(["--products", str(products)] if products else []))
    place.manage("shell", "--verbosity", "0", "--command", FILL)
    place.manage("search", "rebuild")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--products", type=int, help="make so many products instead of the demo's goods alone"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes of the API (2)")
    parser.add_argument("--seconds", type=float, default=3, help="how long each measurement lasts (3)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the best counts (3)")
    parser.add_argument("--kept", action="store_true", help="with answers kept in memory (docs/adr/0015)")
    parser.add_argument("--only", default="", help="names of operations, separated by semicolons")
    return parser.parse_args()


def _measure(market: Market, options: argparse.Namespace, database: str) -> None:
    market.look_around()
    wanted = [each for each in market.stories() if not options.only or each in options.only.split(";")]
    print(
        f"\n{database}, {market.total} products, {options.workers} API processes, {os.cpu_count()} cores, ",
        end="",
    )
    print(f"Python {platform.python_version()}; best of {options.rounds} rounds of {options.seconds:g} s")
    print("answers are kept in memory" if options.kept else "every answer is made anew")
    print(
        f"yardstick before: {min(loop(time.perf_counter) for _ in range(20)):.1f} ms for {ADDITIONS:,} additions\n"
    )
    print(
        "| | p50 ms | p95 ms | req/s (16 conn.) | answer | Saleor ms | Saleor req/s | time | req/s | yardstick ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
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
    return f"| {name} | {figures} | {saleor_ms} | {saleor_rate} | {factors} | {best.loop:.1f} |"


if __name__ == "__main__":
    main()
