"""The judged searches over the demo's goods, on each engine: how well they are answered is held, not only printed."""

import json
from uuid import uuid4

import pytest

from benchmarks.relevance import PRODUCTS, QUERIES, WANTED, Report, agreement, judge
from benchmarks.searching import answers
from marketplace.demo.load import load
from marketplace.search import knowing, services
from tests.servers import need

OWN = QUERIES.with_name("search-judgements-own.json")
AGREED = 0.95
"""On so many queries two engines have the same first result."""


@pytest.fixture
def market(db, settings, tmp_path):
    """The demo's goods."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    load()


def judged(engine, queries):
    """What the engine gives for these queries, compared with what was judged."""
    services.rebuild(engine=engine)
    knowing.forget()
    types = {each["slug"]: each["source_id"] for each in json.loads(PRODUCTS.read_text("utf-8"))}
    given = answers(engine, [each["q"] for each in queries], types)
    verdicts = [judge(query, *answer) for query, answer in zip(queries, given, strict=True)]
    return Report(type(engine).__name__, verdicts)


def held(report):
    failed = [(each.query["q"], each.found[:3]) for each in report.verdicts if each.fails]
    assert (failed, report.mean >= WANTED) == ([], True), report.mean


@pytest.mark.parametrize("path", [QUERIES, OWN], ids=["open", "own"])
def test_the_embedded_engine_answers_as_was_judged(market, engine, path):
    held(judged(engine, json.loads(path.read_text("utf-8"))["queries"]))


def test_elasticsearch_answers_as_well_and_begins_with_the_same(market, engine):
    url = need("elasticsearch", "the judged searches are asked of both engines")
    from integrations.elasticsearch.engine import ElasticsearchEngine

    queries = [each for path in (QUERIES, OWN) for each in json.loads(path.read_text("utf-8"))["queries"]]
    server = ElasticsearchEngine(url, alias=f"judged-{uuid4().hex}", seconds=10)
    try:
        reports = [judged(engine, queries), judged(server, queries)]
    finally:
        for index in server.patient.indices.get(index=f"{server.alias}-*"):
            server.patient.indices.delete(index=index)
    held(reports[1])
    assert agreement(reports)[0] >= AGREED
