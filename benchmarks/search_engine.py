"""The search engine alone, with many goods: `python -m benchmarks.search_engine --documents 100000`.

Copies of the demo's documents under other names; so there are as many equal ones as a large market never has. In this
process, one question after the other, each of the judged queries; Elasticsearch as well where ELASTICSEARCH_URL is set.

Machines differ, and one machine from minute to minute. So beside the time on the wall stands that of the processor (of
this thread; of an index build, of the whole process), and what that would be on a machine that does the yardstick's
additions at BEST_LOOP: `scaled`, reckoned and not measured. A question's scale is the loop run just before it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.relevance import QUERIES
from benchmarks.yardstick import ADDITIONS, loop
from tools.scratch import Scratch, scratch

BEST_LOOP = 4.0
"""Milliseconds of the yardstick on the machine the targets were set for, when nobody else used it."""
SLOWEST = 10


@dataclass(frozen=True)
class Taken:
    """Milliseconds of one question, the best of five of each kind."""

    text: str
    wall: float
    processor: float
    scaled: float


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
    from marketplace.core.collecting import look_seldom  # noqa: PLC0415 -- as above

    look_seldom()  # as `manage.py search rebuild` does
    texts = [each["q"] for each in json.loads(QUERIES.read_text("utf-8"))["queries"]]
    print(
        f"{number} documents, {len(texts)} queries, {os.cpu_count()} cores, yardstick {ADDITIONS:,} additions"
    )
    for name, engine in searching.engines(place.folder):
        print(f"\n{name}: {built(engine, number)}")
        for what, ask in searching.questions(engine).items():
            print(f"  {what}\n{table(times(ask, texts))}")
        print(f"  a change is seen after {seen_after(engine):.2f} s")


def built(engine: Any, number: int) -> str:
    """Build the index; says how long that took, the making of the copies included."""
    before, wall, processor = yardstick(), time.perf_counter(), time.process_time()
    engine.rebuild(copies(number))
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    around = (before + yardstick()) / 2
    return (
        f"built in {wall:.1f} s, {processor:.1f} s of the processor (scaled {processor * BEST_LOOP / around:.1f} s; "
        f"yardstick {around:.1f} ms)"
    )


def yardstick() -> float:
    """The loop's milliseconds of the processor just now."""
    return min(loop(time.thread_time) for _ in range(10))


def copies(number: int) -> Iterator[Any]:
    """The demo's goods over and over, each with a number and a name of its own."""
    from marketplace.search.goods import goods_documents  # noqa: PLC0415 -- needs Django
    from marketplace.search.weights import saying  # noqa: PLC0415 -- as above

    sources = list(goods_documents())
    for count in range(number):
        source = sources[count % len(sources)]
        texts = {**source.texts, "said": f"{source.texts['said']} {saying('marked', f'n{count}')}"}
        yield replace(
            source, key=f"product/{count}/1", texts=texts, numbers={**source.numbers, "number": count}
        )


def times(ask: Callable[[str], Any], texts: Sequence[str]) -> list[Taken]:
    """What each question takes."""
    return [best(text, [once(ask, text) for _ in range(5)]) for text in texts]


def once(ask: Callable[[str], Any], text: str) -> tuple[float, float, float]:
    """Milliseconds on the wall, of the processor, and scaled."""
    around, wall, processor = loop(time.thread_time), time.perf_counter(), time.thread_time()
    ask(text)
    processor = (time.thread_time() - processor) * 1000
    return (time.perf_counter() - wall) * 1000, processor, processor * BEST_LOOP / around


def best(text: str, tries: Sequence[tuple[float, float, float]]) -> Taken:
    """The best of each kind; scaled the middle one, for a loop may be disturbed where the question was not."""
    wall, processor, scaled = zip(*tries, strict=True)
    return Taken(text, min(wall), min(processor), statistics.median(scaled))


def table(taken: Sequence[Taken]) -> str:
    """Middle and late figures, and the slowest questions."""
    lines = [
        f"    {kind:9} p50 {statistics.median(values):7.2f} ms   p95 {sorted(values)[int(len(values) * 0.95)]:7.2f} ms"
        for kind in ("wall", "processor", "scaled")
        for values in [[getattr(each, kind) for each in taken]]
    ]
    slowest = sorted(taken, key=lambda each: -each.scaled)[:SLOWEST]
    return "\n".join(
        [*lines, f"    slowest: {', '.join(f'{each.text} {each.scaled:.1f}' for each in slowest)}"]
    )


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
