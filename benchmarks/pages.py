"""`python -m benchmarks.pages`: the shop's pages over real HTTP, as a first visit sees them.

A fresh place with the demo's goods, one process of the API and one of the shop, and one visitor who keeps cookies
(the cart needs them). Printed for each page: milliseconds until the whole page is there, and the bytes of the page
alone, compressed. After each answer comes a loop of the yardstick, which says how busy the machine was. That a page
asks the API at most three times is a test (tests/storefront/test_pages.py).
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from operator import truediv

import httpx

from benchmarks.run import stock
from benchmarks.yardstick import loop
from tools.processes import Failed
from tools.scratch import Scratch, scratch

LINKS = {
    "category": re.compile(r'href="(/dm/[^"?#]+)"'),
    "product": re.compile(r'href="(/sp/[^"/?#]+)"'),
    "cooperative": re.compile(r'href="(/htx/[^"/?#]+)"'),
}
FORM = re.compile(r'name="(csrfmiddlewaretoken|slug|variant)"[^>]* value="([^"]*)"')


def main() -> None:
    """Prepare, serve, ask every page, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40, help="how often each page is asked (40)")
    options = parser.parse_args()
    try:
        with scratch() as place:
            stock(place, None)
            with place.serving("api", "shop"), httpx.Client(base_url=place.shop, timeout=20) as visitor:
                _measure(place, visitor, options.times)
    except Failed as failure:
        sys.exit(str(failure))


def _measure(place: Scratch, visitor: httpx.Client, times: int) -> None:
    home = _page(visitor, "/").text
    pages = {"home": "/"} | {name: _found(link, home) for name, link in LINKS.items()}
    pages |= {"search": "/tim?q=g%E1%BA%A1o", "cart": "/gio"}
    _buy(visitor, pages["product"])
    print(f"\n{place.database}, one process each; {times} times\n")
    print("| | p50 ms | p95 ms | bytes, gzip | one loop, ms | p50 loops |\n|---|---|---|---|---|---|")
    for name, path in pages.items():
        print(_row(visitor, name, path, times), flush=True)


def _found(link: re.Pattern[str], home: str) -> str:
    found = link.search(home)
    assert found, f"no {link.pattern} on the first page"
    return found[1]


def _buy(visitor: httpx.Client, path: str) -> None:
    """Put one pack of that good into the cart."""
    fields = dict(reversed(FORM.findall(_page(visitor, path).text)))
    sent = visitor.post("/gio", data=fields | {"quantity": "1", "buy": "1"})
    assert sent.status_code == 302, sent.status_code


def _row(visitor: httpx.Client, name: str, path: str, times: int) -> str:
    took, loops, size = [], [], 0
    for _ in range(3):  # the first answers fill caches
        _page(visitor, path)
    for _ in range(times):
        started = time.perf_counter()
        size = _page(visitor, path).num_bytes_downloaded
        took.append((time.perf_counter() - started) * 1000)
        loops.append(loop(time.perf_counter))
    ratio = statistics.median(map(truediv, took, loops))
    took.sort()
    slow = took[min(times - 1, int(times * 0.95))]
    machine = statistics.median(loops)
    return f"| {name} | {statistics.median(took):.1f} | {slow:.1f} | {size:,} | {machine:.1f} | {ratio:.1f} |"


def _page(visitor: httpx.Client, path: str) -> httpx.Response:
    page = visitor.get(path, headers={"Accept-Encoding": "gzip"})
    assert page.status_code == 200, f"{path}: {page.status_code}"
    return page


if __name__ == "__main__":
    main()
