"""From what somebody typed to one neutral question, the same for every engine. Pure.

Vietnamese names the thing first and its qualities and place behind it: so the head of a name weighs more, the name of a
place never shuts out the same thing from elsewhere, and neighbours that stand together count as a word. Marks that were
typed count; a query without any is matched without.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log

from marketplace.core.vietnamese import HEAD, Quantity, Syllable, Synonyms, pair_of, syllables, take_quantity
from marketplace.core.vietnamese.folding import LONGEST_SEARCH, MOST_WORDS
from marketplace.core.vietnamese.synonyms import LONGEST_PHRASE, Phrase
from marketplace.ports.search import Alternative, Every, Group, Query, Word
from marketplace.search.correcting import corrected

FIELDS = {"name": 10, "other": 9, "shelf": 5, "place": 4, "facts": 3}
"""Where words are looked for, and what they weigh there."""
BODY, SHELF_AGAIN = 1, 2
FULL, NEARLY, HARDLY = 10, 7, 3
"""Tenths: the form that was typed, a synonym, the same letters with other marks."""
HEAD_WEIGHT, PAIR_WEIGHT, WHOLE_WEIGHT = 6, 12, 4


@dataclass(frozen=True)
class Known:
    """What there is to know when a query is read: words of the index with their documents, places, synonyms."""

    words: Mapping[str, int]
    places: frozenset[str]
    synonyms: Synonyms
    documents: int = 1


@dataclass(frozen=True)
class Reading:
    """A query understood: content words, words of places, how much was asked for, and what was mended."""

    words: tuple[Syllable, ...] = ()
    places: tuple[Phrase, ...] = ()
    has_marks: bool = False
    quantity: Quantity | None = None
    mended: str = ""
    """The query as it was understood, where a word of it had to be mended; else empty."""


def read(text: str, known: Known) -> Reading:
    """Understand what was typed. Never raises, whatever the text."""
    rest, quantity = take_quantity(text[:LONGEST_SEARCH])
    typed = syllables(rest)[:MOST_WORDS]
    has_marks = any(each.has_marks for each in typed)
    found = corrected(typed, known.words, known.synonyms.words)
    mended = " ".join(each.marked for each in found) if found != typed else ""
    content = [each for each in found if not known.synonyms.is_filler(each)] or found
    words, places = _without_places(content, known.places)
    if not words:
        words, places = content, []
    return Reading(tuple(words), tuple(places), has_marks, quantity, mended)


def question(reading: Reading, known: Known, *, at_least: int, exactly: bool) -> Query:
    """The question: so many of the words must be found, `exactly` with the marks that were typed."""
    asking = _Asking(reading, known, exactly)
    return Query(groups=asking.conditions(), at_least=at_least, bonuses=asking.scores())


def in_texts(reading: Reading) -> Query:
    """The question for descriptions: all neighbours, as they were typed."""
    form = "marked" if reading.has_marks else "folded"
    pairs = [pair_of(*two, form) for two in pairwise(reading.words)]
    words = pairs or [getattr(each, form) for each in reading.words]
    groups = tuple(Group((Word(f"body_{form}", word, 1),)) for word in words)
    return Query(groups=groups, at_least=len(groups))


def needed(words: int) -> int:
    """How many of so many content words must be found: both of two, two of three, three of four, four of five."""
    return words if words <= 2 else words - max(1, words // 4)


def with_places(reading: Reading) -> Reading:
    """The same, where places are words like others: when there is little of the thing itself."""
    return replace(reading, words=(*reading.words, *(each for place in reading.places for each in place)))


def _without_places(content: list[Syllable], places: frozenset[str]) -> tuple[list[Syllable], list[Phrase]]:
    """The words that are no place's name, and the places. The first word is the thing: it is never taken."""
    words, found, place = content[:1], [], 1
    while place < len(content):
        for length in range(LONGEST_PHRASE, 1, -1):
            phrase = tuple(content[place : place + length])
            if len(phrase) == length and " ".join(each.folded for each in phrase) in places:
                found.append(phrase)
                place += length
                break
        else:
            words.append(content[place])
            place += 1
    return words, found


class _Asking:
    """Builds the parts of one question."""

    def __init__(self, reading: Reading, known: Known, exactly: bool) -> None:
        self.reading = reading
        self.known = known
        self.exactly = exactly
        self.others = _others(reading.words, known.synonyms)

    def conditions(self) -> tuple[Group, ...]:
        """One group a word: it is said of a thing outside its description, or in it beside a word beside it here."""
        form, words = "marked" if self.exactly else "folded", self.reading.words
        beside: list[list[Alternative]] = [[] for _ in words]
        for place, two in enumerate(pairwise(words)):
            pair = Word(f"body_{form}", pair_of(*two, form))
            beside[place].append(pair)
            beside[place + 1].append(pair)
        return tuple(
            Group(
                (
                    Word(f"all_{form}", getattr(word, form)),
                    *(_phrase("all", each, 0) for each in others),
                    *pairs,
                )
            )
            for word, others, pairs in zip(words, self.others, beside, strict=True)
        )

    def scores(self) -> tuple[Group, ...]:
        """What raises a score: the words where they weigh most, the head, neighbours, places, the description."""
        groups = [
            Group(tuple(self._word(word, others)))
            for word, others in zip(self.reading.words, self.others, strict=True)
        ]
        groups += [self._again(word, "body", BODY) for word in self.reading.words]
        groups += [
            self._again(word, "shelf", SHELF_AGAIN, others)
            for word, others in zip(self.reading.words, self.others, strict=True)
        ]
        groups += [self._pair(*two) for two in pairwise(self.reading.words)]
        groups += [self._place(phrase) for phrase in self.reading.places]
        return (*groups, *self._head(), *self._whole())

    def _word(self, word: Syllable, others: list[Phrase]) -> list[Alternative]:
        value = self._value(word)
        found: list[Alternative] = []
        for field, weight in FIELDS.items():
            found += self._forms(field, word.marked, word.folded, value * weight)
            found += [_phrase(field, each, value * weight * NEARLY // 10) for each in others]
        return found

    def _forms(self, field: str, marked: str, folded: str, weight: int) -> list[Alternative]:
        """The form that was typed at full weight, the other one at less."""
        if not self.reading.has_marks:
            exact = Word(f"{field}_marked", marked, weight * (FULL + 1) // 10)
            return [Word(f"{field}_folded", folded, weight), *([exact] if marked == folded else [])]
        return [
            Word(f"{field}_marked", marked, weight),
            Word(f"{field}_folded", folded, weight * HARDLY // 10),
        ]

    def _again(self, word: Syllable, field: str, weight: int, others: Sequence[Phrase] = ()) -> Group:
        """A little more for what says it once more: the shelf is what the thing is, in another's words."""
        value = self._value(word) * weight
        synonyms = (_phrase(field, each, value * NEARLY // 10) for each in others)
        return Group((*self._forms(field, word.marked, word.folded, value), *synonyms))

    def _pair(self, first: Syllable, second: Syllable) -> Group:
        marked, folded = pair_of(first, second, "marked"), pair_of(first, second, "folded")
        value = (self._value(first) + self._value(second)) * PAIR_WEIGHT // 20
        found: list[Alternative] = []
        for field, weight in {**FIELDS, "body": BODY}.items():
            found += self._forms(field, marked, folded, value * weight)
        return Group(tuple(found))

    def _place(self, phrase: Phrase) -> Group:
        weight = 20 * len(phrase)
        fields = {"name": 10, "place": 8, "facts": 3, "body": BODY}
        return Group(tuple(_phrase(field, phrase, weight * of, "folded") for field, of in fields.items()))

    def _head(self) -> list[Group]:
        if not self.reading.words:
            return []
        first, others = self.reading.words[0], self.others[0]
        weight = self._value(first) * HEAD_WEIGHT
        heads = [each[0] for each in others if each]
        found = self._forms("name", HEAD + first.marked, HEAD + first.folded, weight)
        found += [Word("name_marked", HEAD + each.marked, weight * NEARLY // 10) for each in heads]
        return [Group(tuple(found))]

    def _whole(self) -> list[Group]:
        """What has every word is what was meant."""
        if len(self.reading.words) < 2:
            return []
        weight = sum(map(self._value, self.reading.words)) * WHOLE_WEIGHT
        return [Group((Every(self.conditions(), weight),))]

    def _value(self, word: Syllable) -> int:
        """From 10 for a word that stands everywhere to 20 for one that stands once."""
        documents = max(self.known.documents, 2)
        times = min(max(self.known.words.get(word.folded, 1), 1), documents)
        return round(10 + 10 * log(documents / times) / log(documents))


def _others(words: tuple[Syllable, ...], synonyms: Synonyms) -> list[list[Phrase]]:
    """For each word, the phrases that may stand in place of one it belongs to."""
    found: list[list[Phrase]] = [[] for _ in words]
    for length in range(LONGEST_PHRASE, 0, -1):
        for start in range(len(words) - length + 1):
            for other in synonyms.of(tuple(words[start : start + length])):
                for place in range(start, start + length):
                    if other not in found[place]:
                        found[place].append(other)
    return found


def _phrase(field: str, phrase: Phrase, weight: int, form: str = "marked") -> Alternative:
    """A phrase in a field: its word, its pair, or all its pairs."""
    if len(phrase) == 1:
        return Word(f"{field}_{form}", getattr(phrase[0], form), weight)
    pairs = tuple(Word(f"{field}_{form}", pair_of(*two, form)) for two in pairwise(phrase))
    return replace(pairs[0], weight=weight) if len(pairs) == 1 else Every(pairs, weight)
