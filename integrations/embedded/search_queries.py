"""The port's questions in tantivy's words."""

from __future__ import annotations

from math import cos, radians

import tantivy

from marketplace.core.vietnamese import HEAD
from marketplace.ports.search import (
    NUMBERS,
    TAGS,
    TEXTS,
    Alternative,
    Among,
    Between,
    Every,
    Filter,
    Group,
    Near,
    Query,
    Tagged,
    Word,
)

MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
NOT_COUNTED = ("words",)
METERS_OF_DEGREE = 111_195


def schema() -> tantivy.Schema:
    """Texts split at spaces, tags whole and countable, whole numbers."""
    builder = tantivy.SchemaBuilder()
    for stored in ("key", "version"):
        builder.add_text_field(stored, stored=True, tokenizer_name="raw", index_option="basic")
    for field in TEXTS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for field in TAGS:
        builder.add_text_field(
            field, tokenizer_name="raw", index_option="basic", fast=field not in NOT_COUNTED
        )
    for field in NUMBERS:
        builder.add_integer_field(field, indexed=True, fast=True)
    return builder.build()


def asked(query: Query, own: tantivy.Schema) -> tantivy.Query:
    """The whole question: groups, bonuses and filters."""
    parts: list[tuple[tantivy.Occur, tantivy.Query]] = []
    if query.groups:
        groups = [(SHOULD, _group(each, own)) for each in query.groups]
        parts.append((MUST, tantivy.Query.boolean_query(groups, query.at_least)))
    else:
        parts.append((MUST, _unscored(tantivy.Query.all_query())))
    parts += [(SHOULD, _group(each, own)) for each in query.bonuses]
    for each in query.filters:
        is_not = isinstance(each, Tagged) and each.is_not
        parts.append((NOT if is_not else MUST, _unscored(_filter(each, own))))
    if query.near:
        parts += [(MUST, _unscored(_filter(each, own))) for each in _around(query.near)]
    return tantivy.Query.boolean_query(parts)


def suggested(text: str, filters: tuple[Filter, ...], size: int) -> Query:
    """The question for a beginning: at the head of the name it weighs more than inside it."""
    begun = Word("starts", HEAD + text, 2, is_prefix=True), Word("starts", text, 1, is_prefix=True)
    return Query(groups=(Group(begun),), at_least=1, filters=filters, size=size)


def _group(group: Group, own: tantivy.Schema) -> tantivy.Query:
    made = [_alternative(each, own) for each in group.alternatives]
    return made[0] if len(made) == 1 else tantivy.Query.disjunction_max_query(made)


def _alternative(alternative: Alternative, own: tantivy.Schema) -> tantivy.Query:
    if isinstance(alternative, Every):
        parts = [
            _group(each, own) if isinstance(each, Group) else _word(each, own) for each in alternative.parts
        ]
        every = tantivy.Query.boolean_query([(MUST, each) for each in parts])
        return tantivy.Query.const_score_query(every, alternative.weight)
    return tantivy.Query.const_score_query(_word(alternative, own), alternative.weight)


def _word(word: Word, own: tantivy.Schema) -> tantivy.Query:
    if word.is_prefix:
        return tantivy.Query.fuzzy_term_query(own, word.field, word.word, distance=0, prefix=True)
    return tantivy.Query.term_query(own, word.field, word.word, "basic")


def _filter(given: Filter, own: tantivy.Schema) -> tantivy.Query:
    if isinstance(given, Tagged):
        return tantivy.Query.term_set_query(own, given.field, list(given.values))
    if isinstance(given, Among):
        return tantivy.Query.term_set_query(own, given.field, list(given.numbers))
    return tantivy.Query.range_query(
        own, given.field, tantivy.FieldType.Integer, lower_bound=given.least, upper_bound=given.most
    )


def _around(near: Near) -> tuple[Between, Between]:
    """A box around the circle; what lies in its corners is sorted out by distance."""
    height = near.meters * 100_000 // METERS_OF_DEGREE + 2
    narrowing = max(cos(radians(min(89, abs(near.latitude) / 100_000 + height / 100_000))), 0.01)
    width = round(height / narrowing) + 2
    return (
        Between("latitude", near.latitude - height, near.latitude + height),
        Between("longitude", near.longitude - width, near.longitude + width),
    )


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0)
