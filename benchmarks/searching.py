"""Searches in this process, for the relevance report and the benchmark. Django must have been set up."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from integrations.embedded.search import TantivyEngine
from marketplace.catalog.models import Product
from marketplace.channel.models import Channel
from marketplace.core.vietnamese import started
from marketplace.ports import registry
from marketplace.ports.search import Between, Filter, Query, SearchEngine, Tagged
from marketplace.search import finding, services
from marketplace.search.api.facets import FACETS
from marketplace.search.goods import shown_in

Answers = list[tuple[list[str], bool]]


def engines(folder: Path) -> Iterator[tuple[str, SearchEngine]]:
    """Both engines, filled: the embedded one, and Elasticsearch where ELASTICSEARCH_URL names a server."""
    embedded = TantivyEngine(path=str(folder / "judged"))
    embedded.rebuild(services.all_documents())
    yield "tantivy", embedded
    if url := os.environ.get("ELASTICSEARCH_URL"):
        from integrations.elasticsearch.engine import (  # noqa: PLC0415 -- a second to import
            ElasticsearchEngine,
        )

        server = ElasticsearchEngine(url, alias="judged", seconds=10)
        server.rebuild(services.all_documents())
        yield "elasticsearch", server


def answers(engine: SearchEngine, texts: Sequence[str], types: Mapping[str, str]) -> Answers:
    """For each text what is found, as types of goods, and whether these are suggestions."""
    slugs = dict(Product.objects.values_list("pk", "slug"))
    asking = Query(filters=goods_filters(), size=24)
    found = [finding.find(engine, text, asking) for text in texts]
    return [([types[slugs[hit.number]] for hit in each.page.hits], each.is_suggestion) for each in found]


def goods_filters() -> tuple[Tagged, ...]:
    """What a visitor may find in the demo's channel."""
    channel = Channel.objects.get(slug="vn").pk
    return (shown_in(channel),)


def questions(engine: SearchEngine) -> dict[str, Callable[[str], Any]]:
    """What is timed: a search with filters, the same with seven facets, a beginning."""
    filters: tuple[Filter, ...] = (*goods_filters(), Between("price", most=500_000))

    def search(text: str) -> Any:
        return finding.find(engine, text, Query(filters=filters, size=24))

    def with_facets(text: str) -> Any:
        return finding.find(engine, text, Query(filters=filters, facets=FACETS, size=24))

    def suggest(text: str) -> Any:
        return engine.suggest(started(text)[:4], filters, 8)

    return {"query with filters": search, "with seven facets": with_facets, "suggestion": suggest}


def explained(text: str) -> str:
    """How the engine of the settings understands a text, and why its first results have their scores."""
    engine = registry.engine()
    assert engine is not None
    engine.rebuild(services.all_documents())
    found = finding.find(engine, text, Query(filters=goods_filters(), size=5))
    names = dict(Product.objects.values_list("pk", "name"))
    lines = [repr(found.reading), f"{found.page.total} found, suggestions: {found.is_suggestion}"]
    for hit in found.page.hits:
        lines.append(f"\n{hit.score} {names[hit.number]}")
        lines.append(json.dumps(engine.explain(found.query, hit.key), ensure_ascii=False, indent=1))
    return "\n".join(lines)
