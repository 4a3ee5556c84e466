"""`python -m benchmarks.cpu`: what one request costs the processor, without network and without luck.

The API is called as WSGI within this process, so that only its own work counts: Python's, Django's, SQLite's (of
PostgreSQL only what happens on our side). A shared machine runs at half its speed from one second to the next; so each
request stands between two loops of `benchmarks.yardstick`, and what is compared is their ratio. One loop is a
hundred thousand additions. The median of all requests is printed, in loops and in milliseconds at the loop's best.
"""

from __future__ import annotations

import argparse
import cProfile
import itertools
import os
import pstats
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection

from benchmarks.client import REFUSED, Refused, Server, Story
from benchmarks.run import stock
from benchmarks.stories import Market
from benchmarks.yardstick import loop
from tools.processes import Failed
from tools.scratch import scratch

HERE = "--in-this-place"
"""Says that DATA_DIR and DATABASE_URL are those of a place with goods, as `main` makes one."""


class InProcess(Server):
    """The API's WSGI application instead of a server."""

    def __init__(self, application: Callable[..., Any], address: str) -> None:
        super().__init__(address)
        self.application = application

    def answer(self, request: bytes) -> bytes:
        """The body of the answer. Raises Refused for an error."""
        said: list[Any] = []
        body = request.partition(b"\r\n\r\n")[2]
        asked = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/graphql/",
            "SERVER_NAME": self.host,
            "SERVER_PORT": str(self.port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
        }
        answered = self.application(asked, lambda status, headers: said.append(status))
        found = b"".join(answered)
        answered.close()
        if not said[0].startswith("200") or REFUSED.search(found):
            raise Refused(f"{said[0]}\n{found[:1500].decode(errors='replace')}")
        return found

    def play(self, stories: Iterable[Story], *, connections: int = 1) -> None:
        """The stories one after the other."""
        for story in stories:
            request = next(story)
            while True:
                try:
                    request = story.send(self.answer(request))
                except StopIteration:
                    break


def main() -> None:
    """Make a place with goods, and measure there in a process of its own."""
    options = _options()
    if options.in_this_place:
        _measure(options)
        return
    try:
        in_a_place("benchmarks.cpu", options.products)
    except Failed as failure:
        sys.exit(str(failure))


def in_a_place(module: str, products: int | None) -> None:
    """Run this module, told so by HERE, in a process of its own in a place with goods. Raises Failed."""
    os.environ["ANSWERS_KEPT_SECONDS"] = "0"
    with scratch() as place:
        stock(place, products)
        command = [sys.executable, "-m", module, HERE, *sys.argv[1:]]
        subprocess.run(command, env=place.environment, check=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, help="make so many products instead of the demo's goods")
    parser.add_argument("--times", type=int, default=100, help="how often each is asked (100)")
    parser.add_argument("--only", default="", help="names of operations, separated by semicolons")
    parser.add_argument("--profile", metavar="ORDER", help="and where the time goes: tottime or cumtime")
    parser.add_argument(HERE, action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def market_here() -> tuple[InProcess, Market]:
    """The API within this process, and the goods of its place."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    server = InProcess(get_wsgi_application(), os.environ["API_URL"])
    market = Market(server)
    market.look_around()
    return server, market


def _measure(options: argparse.Namespace) -> None:
    server, market = market_here()
    print(
        f"\n{connection.vendor}, {market.total} products; median of {options.times}, one loop = 100,000 additions\n"
    )
    print("| | loops | ms | statements |\n|---|---|---|---|")
    for name, stories in market.stories().items():
        if not options.only or name in options.only.split(";"):
            print(_row(server, name, stories(), options.times), flush=True)
            if options.profile:
                _profile(server, stories(), options.times, options.profile)


def _row(server: InProcess, name: str, stories: Iterable[Story], times: int) -> str:
    waiting = iter(stories)
    server.play(itertools.islice(waiting, 10))  # the first answers fill caches
    statements: list[str] = []
    with connection.execute_wrapper(_counting(statements)):
        server.play(itertools.islice(waiting, 1))
    ratios, loops = [], [loop()]
    for story in itertools.islice(waiting, times):
        started = time.process_time()
        server.play([story])
        took = (time.process_time() - started) * 1000
        loops.append(loop())
        ratios.append(2 * took / (loops[-1] + loops[-2]))
    found = statistics.median(ratios)
    return f"| {name} | {found:.2f} | {found * min(loops):.1f} | {len(statements)} |"


def _counting(statements: list[str]) -> Callable[..., Any]:
    def wrapper(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        statements.append(sql)
        return execute(sql, *more)

    return wrapper


def _profile(server: InProcess, stories: Iterable[Story], times: int, order: str) -> None:
    waiting, profile = iter(stories), cProfile.Profile()
    server.play(itertools.islice(waiting, 10))
    profile.runcall(server.play, itertools.islice(waiting, times))
    pstats.Stats(profile).sort_stats(order).print_stats(60)


if __name__ == "__main__":
    main()
