"""`make relevance`: judged queries over the demo's goods, on both engines.

    make relevance                                   both engines (ELASTICSEARCH_URL for the second)
    make relevance ARGS="--queries other.json"       other judged queries of the same form
    make relevance ARGS="--explain 'gao seng cu'"    how a query is understood, and why each result has its score

Prints per kind of query: nDCG@10, recall@10 of grades 2 and 3, must-be-first and must-not-top; then how far the engines
agree. Ends with 1 if a mean is below 0.97 or a must is not met.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.scratch import Scratch, scratch

QUERIES = Path(__file__).parents[1] / "tests" / "data" / "search-judgements.json"
PRODUCTS = Path(__file__).parents[1] / "marketplace" / "demo" / "data" / "products.json"
WANTED = 0.97
DEPTH = 10


@dataclass
class Verdict:
    """How one query did."""

    query: Mapping[str, Any]
    found: list[str]
    gain: float
    recall: float
    first_is_right: bool | None
    top_is_clean: bool | None

    @property
    def fails(self) -> bool:
        """Whether a must is not met."""
        return self.first_is_right is False or self.top_is_clean is False


@dataclass
class Report:
    """All queries on one engine."""

    engine: str
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def mean(self) -> float:
        """Mean nDCG@10."""
        return sum(each.gain for each in self.verdicts) / max(1, len(self.verdicts))


def judge(query: Mapping[str, Any], found: Sequence[str], is_suggestion: bool) -> Verdict:
    """Compare what was found with what was judged; suggestions do not count as results."""
    grades = query["judgements"]
    shown = [] if is_suggestion else list(found)
    ideal = _gain(sorted(grades.values(), reverse=True)[:DEPTH])
    good = {key for key, grade in grades.items() if grade >= 2}
    if query.get("expect_empty"):
        gain = recall = 0.0 if shown else 1.0
    else:
        gain = _gain([grades.get(key, 0) for key in shown[:DEPTH]]) / ideal
        recall = len(good & set(shown[:DEPTH])) / max(1, min(len(good), DEPTH))
    first, never = query.get("must_be_first"), query.get("must_not_top")
    return Verdict(
        query=query,
        found=shown,
        gain=gain,
        recall=recall,
        first_is_right=shown[:1] != [] and shown[0] in first if first else None,
        top_is_clean=not set(shown[: never["n"]]) & set(never["ids"]) if never else None,
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def table(report: Report, *, all_queries: bool) -> str:
    """The report by kind."""
    kinds: dict[str, list[Verdict]] = defaultdict(list)
    for each in report.verdicts:
        for kind in each.query["kind"]:
            kinds[kind].append(each)
    lines = [
        f"\n{report.engine}",
        f"  {'kind':16} {'queries':>7} {'nDCG@10':>8} {'recall':>7}  first   not top",
    ]
    lines += [_line(kind, verdicts) for kind, verdicts in [*sorted(kinds.items()), ("all", report.verdicts)]]
    for each in report.verdicts:
        if all_queries or each.fails or each.gain < 0.9:
            fails = "FAILS " if each.fails else ""
            lines.append(
                f"    {each.query['id']} {each.gain:.3f} {fails}{each.query['q']}: {', '.join(each.found[:6])}"
            )
    return "\n".join(lines)


def _line(kind: str, verdicts: Sequence[Verdict]) -> str:
    mean = sum(each.gain for each in verdicts) / len(verdicts)
    recall = sum(each.recall for each in verdicts) / len(verdicts)
    firsts = [each.first_is_right for each in verdicts if each.first_is_right is not None]
    tops = [each.top_is_clean for each in verdicts if each.top_is_clean is not None]
    shares = [f"{sum(each)}/{len(each)}" if each else "-" for each in (firsts, tops)]
    return f"  {kind:16} {len(verdicts):7} {mean:8.3f} {recall:7.3f}  {shares[0]:7} {shares[1]}"


def agreement(reports: Sequence[Report]) -> tuple[float, float]:
    """On which share of the queries two engines have the same first result, and the same first ten."""
    pairs = list(zip(*(report.verdicts for report in reports), strict=True))
    first = sum(one.found[:1] == other.found[:1] for one, other in pairs)
    ten = sum(one.found[:DEPTH] == other.found[:DEPTH] for one, other in pairs)
    return first / len(pairs), ten / len(pairs)


def run(place: Scratch, given: argparse.Namespace) -> int:
    """Everything, in this process, on the demo's goods in `place`."""
    os.environ.update(place.environment, DJANGO_SETTINGS_MODULE="marketplace.settings")
    import django  # noqa: PLC0415 -- needs the environment above

    django.setup()
    from benchmarks import searching  # noqa: PLC0415 -- needs Django

    if given.explain:
        print(searching.explained(given.explain))
        return 0
    kinds = json.loads(PRODUCTS.read_text("utf-8"))
    types = {each["slug"]: each["source_id"] for each in kinds}
    queries = json.loads(Path(given.queries).read_text("utf-8"))["queries"]
    reports = []
    for name, engine in searching.engines(place.folder):
        answers = searching.answers(engine, [each["q"] for each in queries], types)
        verdicts = [judge(each, *answer) for each, answer in zip(queries, answers, strict=True)]
        reports.append(Report(name, verdicts))
        print(table(reports[-1], all_queries=given.all))
    if len(reports) == 2:
        first, ten = agreement(reports)
        print(
            f"\nThe engines agree on the first result of {first:.1%} of the queries, on the first ten of {ten:.1%}."
        )
    return int(any(each.mean < WANTED or any(one.fails for one in each.verdicts) for each in reports))


def main() -> None:
    """Read the arguments, fill a scratch place, judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--queries", default=QUERIES)
    parser.add_argument("--explain", default="")
    parser.add_argument("--all", action="store_true", help="every query with its first results")
    given = parser.parse_args()
    with scratch() as place:
        place.manage("migrate", "--verbosity", "0")
        place.manage("demo")
        code = run(place, given)
    sys.exit(code)


if __name__ == "__main__":
    main()
