"""The port's questions in tantivy's words."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

import tantivy

from marketplace.core.vietnamese import HEAD
from marketplace.ports.search import (
    NUMBERS,
    SEVERAL,
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
IN_ONE_TEXT = ("words", "codes")
"""Tags without spaces in them, hundreds of a document, which are not counted: written as one text."""
LATE = "late"
"""1 for a document that may lie in front of one with a lower number."""
METERS_OF_DEGREE = 111_195
EARTH_METERS = 6_371_008.7714
Part = tuple[tantivy.Occur, tantivy.Query]


def schema() -> tantivy.Schema:
    """Texts split at spaces, tags whole and countable, whole numbers."""
    builder = tantivy.SchemaBuilder()
    for stored in ("key", "version"):
        builder.add_text_field(stored, stored=True, tokenizer_name="raw", index_option="basic")
    for field in TEXTS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for field in TAGS:
        if field in IN_ONE_TEXT:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
        else:
            builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    for field in (*NUMBERS, LATE):
        builder.add_integer_field(field, indexed=True, fast=True)
    for field in SEVERAL:
        builder.add_integer_field(field, indexed=True)
    return builder.build()


def asked(query: Query, own: tantivy.Schema, searcher: tantivy.Searcher) -> tantivy.Query:
    """The whole question: groups, bonuses and filters."""
    asking = _Asking(own, searcher)
    if query.groups:
        parts = asking.enough(query.groups, query.at_least)
        if not parts:
            return tantivy.Query.empty_query()
    else:
        parts = [(MUST, _unscored(tantivy.Query.all_query()))]
    parts += [(SHOULD, asking.alternative(each)) for each in query.bonuses if asking.may_be(each)]
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


def up_to(question: tantivy.Query, number: int, own: tantivy.Schema, *, is_late: bool) -> tantivy.Query:
    """The same of documents with no higher number; with `is_late`, of those that do not lie in order."""
    parts = [(MUST, question), (MUST, _unscored(_filter(Between("number", most=number), own)))]
    if is_late:
        parts.append((MUST, _unscored(tantivy.Query.term_query(own, LATE, 1))))
    return tantivy.Query.boolean_query(parts)


class _Asking:
    """Builds the parts of one question. Words that no document has are left out: most weights of a word are none's."""

    def __init__(self, own: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self.own = own
        self.searcher = searcher
        self.made: dict[Group, tantivy.Query] = {}

    def enough(self, groups: Sequence[Group], at_least: int) -> list[Part]:
        """So many of these are found; no parts where they cannot be.

        What nothing can have is left out first: then often all others must be found.
        """
        possible = [each for each in groups if self.may_be(each)]
        if at_least > len(possible):
            return []
        if at_least == len(possible):
            return [(MUST, self.group(each)) for each in possible]
        if at_least == len(possible) - 1 and not any(map(_weighs, groups)):
            return [(MUST, _unscored(self._all_but_one(possible)))]
        some = [(SHOULD, self.group(each)) for each in possible]
        return [(MUST, tantivy.Query.boolean_query(some, at_least))]

    def _all_but_one(self, groups: Sequence[Group]) -> tantivy.Query:
        """All of the first half and all but one of the second, or the other way round: intersections, which skip.

        To count how many are found would go through every list.
        """
        if len(groups) == 1:
            return tantivy.Query.all_query()
        half = len(groups) // 2
        ways = []
        for whole, rest in ((groups[:half], groups[half:]), (groups[half:], groups[:half])):
            parts = [(MUST, self.group(each)) for each in whole]
            ways.append((SHOULD, tantivy.Query.boolean_query([*parts, (MUST, self._all_but_one(rest))])))
        return tantivy.Query.boolean_query(ways)

    def group(self, group: Group) -> tantivy.Query:
        """The heaviest of its alternatives; made once, for a question may name it several times."""
        if group not in self.made:
            self.made[group] = self._heaviest(group)
        return self.made[group]

    def _heaviest(self, group: Group) -> tantivy.Query:
        made = [self.alternative(each) for each in group.alternatives if self.may_be(each)]
        if not made:
            return tantivy.Query.empty_query()
        return made[0] if len(made) == 1 else tantivy.Query.disjunction_max_query(made)

    def may_be(self, alternative: Alternative | Group) -> bool:
        """Whether any document can have it, so far as can be said quickly."""
        if isinstance(alternative, Group):
            return any(map(self.may_be, alternative.alternatives))
        if isinstance(alternative, Every):
            return all(map(self.may_be, alternative.parts))
        return alternative.is_prefix or self.searcher.doc_freq(alternative.field, alternative.word) > 0

    def alternative(self, alternative: Alternative) -> tantivy.Query:
        """One thing that is looked for, with what it weighs."""
        return tantivy.Query.const_score_query(self._bare(alternative), alternative.weight)

    def _bare(self, part: Alternative | Group) -> tantivy.Query:
        if isinstance(part, Group):
            return self.group(part)
        if isinstance(part, Every):
            return tantivy.Query.boolean_query([(MUST, self._bare(each)) for each in part.parts])
        if part.is_prefix:
            return tantivy.Query.phrase_prefix_query(self.own, part.field, [part.word])
        return tantivy.Query.term_query(self.own, part.field, part.word, "basic")


def _weighs(group: Group) -> bool:
    return any(each.weight for each in group.alternatives)


def _filter(given: Filter, own: tantivy.Schema) -> tantivy.Query:
    if isinstance(given, Tagged):
        if len(given.values) == 1:  # one list can be skipped through; a set is laid out whole
            return tantivy.Query.term_query(own, given.field, given.values[0], "basic")
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


def meters_between(point: Near, latitude: int, longitude: int) -> int:
    """The way over the earth, in whole meters, as Elasticsearch reckons it."""
    here, there = radians(point.latitude / 100_000), radians(latitude / 100_000)
    turn = radians((longitude - point.longitude) / 100_000)
    half = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(turn / 2) ** 2
    return round(2 * EARTH_METERS * asin(sqrt(half)))
