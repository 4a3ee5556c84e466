"""The search engine alone, with many goods: `python -m benchmarks.search_engine --documents 100000`.

Copies of the demo's documents under other names; so there are as many equal ones as a large market never has. In this
process, one question after the other, each of the judged queries; Elasticsearch as well where ELASTICSEARCH_URL is set.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from benchmarks.relevance import QUERIES
from tools.scratch import Scratch, scratch


def main() -> None:
    """Fill a scratch place, copy, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    given = parser.parse_args()
    with scratch() as place:
        place.manage("migrate", "--verbosity", "0")
        place.manage("demo")
        run(place, given.documents)


def run(place: Scratch, number: int) -> None:
    """Both engines, on so many documents."""
    os.environ.update(place.environment, DJANGO_SETTINGS_MODULE="marketplace.settings")
    import django  # noqa: PLC0415 -- needs the environment above

    django.setup()
    from benchmarks import searching  # noqa: PLC0415 -- needs Django

    texts = [each["q"] for each in json.loads(QUERIES.read_text("utf-8"))["queries"]]
    print(f"{number} documents, {len(texts)} queries, {os.cpu_count()} cores")
    for name, engine in searching.engines(place.folder):
        began = time.perf_counter()
        engine.rebuild(copies(number))
        print(f"\n{name}: built in {time.perf_counter() - began:.1f} s")
        for what, ask in searching.questions(engine).items():
            print(
                f"  {what:24} p50 {middle(times(ask, texts)):7.2f} ms   p95 {late(times(ask, texts)):7.2f} ms"
            )
        print(f"  a change is seen after   {seen_after(engine):.2f} s")


def copies(number: int) -> Iterator[Any]:
    """The demo's goods over and over, each with a number and a name of its own."""
    from marketplace.search.goods import goods_documents  # noqa: PLC0415 -- needs Django

    sources = list(goods_documents())
    for count in range(number):
        source = sources[count % len(sources)]
        texts = {**source.texts, "all_marked": f"{source.texts['all_marked']} n{count}"}
        yield replace(
            source, key=f"product/{count}/1", texts=texts, numbers={**source.numbers, "number": count}
        )


def times(ask: Callable[[str], Any], texts: Sequence[str]) -> list[float]:
    """Milliseconds of each question, the best of three."""
    found = []
    for text in texts:
        taken = []
        for _ in range(3):
            began = time.perf_counter()
            ask(text)
            taken.append((time.perf_counter() - began) * 1000)
        found.append(min(taken))
    return found


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def late(values: Sequence[float]) -> float:
    """What 95 of 100 stay below."""
    return sorted(values)[int(len(values) * 0.95)]


def seen_after(engine: Any) -> float:
    """Seconds from putting a document until a search finds it."""
    from marketplace.ports.search import Document  # noqa: PLC0415 -- as above

    began = time.perf_counter()
    engine.put([Document("product/new", {"starts": "^zzzz"}, {"kind": ["product"]}, {"number": 1})])
    while not engine.suggest("zzzz", (), 1) and time.perf_counter() - began < 10:
        time.sleep(0.01)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
