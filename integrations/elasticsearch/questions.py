"""The port's questions as Elasticsearch's. A person's text only ever stands as one term: there is no query string."""

from __future__ import annotations

from typing import Any

from elasticsearch.dsl import query as dsl

from marketplace.core.vietnamese import HEAD
from marketplace.ports.search import (
    Alternative,
    Among,
    Every,
    Filter,
    Group,
    Near,
    Query,
    Tagged,
    Word,
)


def asked(query: Query) -> dsl.Query:
    """The whole question: groups, bonuses and filters."""
    must: list[dsl.Query] = []
    if query.groups:
        groups = [_group(each) for each in query.groups]
        must.append(dsl.Bool(should=groups, minimum_should_match=query.at_least))
    filters = [_filter(each) for each in query.filters if not _is_negative(each)]
    if query.near:
        filters.append(_around(query.near))
    if not must and not filters:
        filters.append(dsl.MatchAll())
    return dsl.Bool(
        must=must,
        should=[_alternative(each) for each in query.bonuses],
        minimum_should_match=0,
        filter=filters,
        must_not=[_filter(each) for each in query.filters if _is_negative(each)],
    )


def suggested(text: str, filters: tuple[Filter, ...], size: int) -> Query:
    """The question for a beginning: at the head of the name it weighs more than inside it."""
    begun = Word("starts", HEAD + text, 2, is_prefix=True), Word("starts", text, 1, is_prefix=True)
    return Query(groups=(Group(begun),), at_least=1, filters=filters, size=size)


def order_of(query: Query) -> list[dict[str, Any]]:
    """Best or nearest first, alike by number; or as asked."""
    if query.near:
        point = {"lat": query.near.latitude / 100_000, "lon": query.near.longitude / 100_000}
        return [
            {"_geo_distance": {"location": point, "order": "asc", "unit": "m"}},
            {"number": {"order": "asc"}},
        ]
    if query.order:
        way = "desc" if query.order.is_downwards else "asc"
        return [{query.order.field: {"order": way, "missing": "_last"}}, {"number": {"order": way}}]
    return [{"_score": {"order": "desc"}}, {"number": {"order": "asc"}}]


def _group(group: Group) -> dsl.Query:
    return dsl.DisMax(queries=[_alternative(each) for each in group.alternatives])


def _alternative(alternative: Alternative) -> dsl.Query:
    return dsl.ConstantScore(filter=_bare(alternative), boost=alternative.weight)


def _bare(part: Alternative | Group) -> dsl.Query:
    if isinstance(part, Group):
        return _group(part)
    if isinstance(part, Every):
        return dsl.Bool(filter=[_bare(each) for each in part.parts])
    return _word(part)


def _word(word: Word) -> dsl.Query:
    if word.is_prefix:
        return dsl.Prefix(word.field, {"value": word.word})
    return dsl.Term(word.field, {"value": word.word})


def _is_negative(given: Filter) -> bool:
    return isinstance(given, Tagged) and given.is_not


def _filter(given: Filter) -> dsl.Query:
    if isinstance(given, Tagged):
        return dsl.Terms(given.field, list(given.values))
    if isinstance(given, Among):
        return dsl.Terms(given.field, list(given.numbers))
    limits = {"gte": given.least, "lte": given.most}
    return dsl.Range(given.field, {name: each for name, each in limits.items() if each is not None})


def _around(near: Near) -> dsl.Query:
    point = {"lat": near.latitude / 100_000, "lon": near.longitude / 100_000}
    return dsl.GeoDistance(distance=f"{near.meters}m", location=point)
