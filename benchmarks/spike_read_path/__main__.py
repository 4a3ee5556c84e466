"""`DATABASE_URL=… python -m benchmarks.spike_read_path`: CPU milliseconds of one answer, document cached.

Makes a database of its own (test_…), fills it with 10,000 products and drops it.
"""

from __future__ import annotations

import json
import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases  # noqa: E402
from graphql import execute as core_execute  # noqa: E402
from graphql import parse  # noqa: E402

from benchmarks.spike_read_path import goods, models_and_graphene, rows_and_graphene, rows_and_levels  # noqa: E402
from benchmarks.spike_read_path.query import QUERY  # noqa: E402
from marketplace.graphql import rows  # noqa: E402
from marketplace.graphql.context import Context  # noqa: E402
from marketplace.graphql.execution import execute  # noqa: E402
from marketplace.graphql.plan import plan  # noqa: E402

TREE = parse(QUERY)
(OPERATION,) = TREE.definitions
PLAN = plan(rows_and_levels.schema, OPERATION, {}, {})


def a_models_and_graphene(channel: int) -> dict:
    return core_execute(models_and_graphene.schema, TREE, variable_values={"channel": channel}).data


def b_rows_and_graphene(channel: int) -> dict:
    return core_execute(rows_and_graphene.schema, TREE, variable_values={"channel": channel}).data


def floor_rows_alone(channel: int) -> None:
    rows_and_graphene.read(channel)


def d_rows_level_by_level_sql_compiled_anew(channel: int) -> dict:
    rows._kept.clear()
    return execute(PLAN, Context(), {"channel": channel})[0]


def d_rows_level_by_level(channel: int) -> dict:
    return execute(PLAN, Context(), {"channel": channel})[0]


WAYS = (
    a_models_and_graphene,
    b_rows_and_graphene,
    floor_rows_alone,
    d_rows_level_by_level_sql_compiled_anew,
    d_rows_level_by_level,
)


def measure(way, channel: int, rounds: int = 60) -> list[float]:
    for _ in range(5):
        way(channel)
    spent = []
    for _ in range(rounds):
        before = time.process_time()
        way(channel)
        spent.append((time.process_time() - before) * 1000)
    return spent


def main() -> None:
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        channel = goods.fill()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        reference = json.dumps(a_models_and_graphene(channel), sort_keys=True)
        print(f"{connection.vendor}: {reference.count(':')} fields, {len(reference)} bytes")
        for way in WAYS:
            if way is not floor_rows_alone:
                assert json.dumps(way(channel), sort_keys=True, default=str) == reference, way.__name__
            with CaptureQueriesContext(connection) as captured:
                way(channel)
            spent = measure(way, channel)
            print(f"| {way.__name__} | {len(captured)} | {statistics.median(spent):.2f} | {min(spent):.2f} |")
    finally:
        teardown_databases(databases, verbosity=0)


main()
