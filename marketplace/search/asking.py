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
from marketplace.search.weights import BODY, PAIR, weighing, weights_of

FULL, NEARLY, HARDLY = 10, 7, 3
"""Tenths: the form that was typed, a synonym, the same letters with other marks."""
HEAD_WEIGHT, PAIR_WEIGHT, PLACE_WEIGHT, WHOLE_WEIGHT = 6, 12, 20, 4


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
    bonuses = asking.scores()
    if at_least < len(reading.words):
        bonuses = (*bonuses, *asking.whole())
    return Query(groups=asking.conditions(), at_least=at_least, bonuses=bonuses)


def in_texts(reading: Reading) -> Query:
    """The question for descriptions: all neighbours, as they were typed, wherever they stand."""
    form = "marked" if reading.has_marks else "folded"
    pairs = [pair_of(*two, form) for two in pairwise(reading.words)]
    words = pairs or [getattr(each, form) for each in reading.words]
    groups = tuple(
        Group(tuple(Word(f"weighed_{form}", weighing(word, each), 1) for each in weights_of(word)))
        for word in words
    )
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
            # neighbours outside descriptions need no asking: each word of theirs is said there
            pair = Word(f"weighed_{form}", weighing(pair_of(*two, form), BODY))
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
        """What raises a score: the words with what they weigh, neighbours, places, the head of the name."""
        words = self.reading.words
        groups = [
            group
            for word, others in zip(words, self.others, strict=True)
            for group in self._word(word, others)
        ]
        for first, second in pairwise(words):
            value = (self._value(first) + self._value(second)) * PAIR_WEIGHT // 20
            pair = pair_of(first, second, "marked"), pair_of(first, second, "folded")
            groups += self._adding_up(*pair, value)
        for phrase in self.reading.places:
            ways = _phrase_weighing(phrase, "folded", PLACE_WEIGHT * len(phrase), FULL)
            groups += [Group((each,)) for each in ways]
        return (*groups, *self._head())

    def whole(self) -> list[Group]:
        """What has every word, where fewer would do, is what was meant."""
        weight = sum(map(self._value, self.reading.words)) * WHOLE_WEIGHT
        return [Group((Every(self.conditions(), weight),))]

    def _word(self, word: Syllable, others: Sequence[Phrase]) -> list[Group]:
        """A word, or what else it is called, whichever weighs more."""
        value = self._value(word)
        synonyms = [way for each in others for way in _phrase_weighing(each, "marked", value, NEARLY)]
        if not synonyms:
            return self._adding_up(word.marked, word.folded, value)
        exact, loose = (FULL, HARDLY) if self.reading.has_marks else (FULL + 1, FULL)
        return [Group((*self._forms(word.marked, word.folded, value, exact, loose), *synonyms))]

    def _adding_up(self, marked: str, folded: str, value: int) -> list[Group]:
        """A word by itself: whatever has its typed form has the folded one too, so an engine need not compare them."""
        exact, loose = (FULL - HARDLY, HARDLY) if self.reading.has_marks else (1, FULL)
        return [Group((each,)) for each in self._forms(marked, folded, value, exact, loose)]

    def _forms(self, marked: str, folded: str, value: int, exact: int, loose: int) -> list[Alternative]:
        """A word with these tenths of its value: with just these marks, and whatever its marks.

        What was found exactly as typed is compared by that alone: other marks are another word.
        """
        if self.exactly:
            return [*_weighing("marked", marked, value, FULL)]
        found: list[Alternative] = [*_weighing("folded", folded, value, loose)]
        if self.reading.has_marks or marked == folded:
            found += _weighing("marked", marked, value, exact)
        return found

    def _head(self) -> list[Group]:
        if not self.reading.words:
            return []
        first, others = self.reading.words[0], self.others[0]
        weight = self._value(first) * HEAD_WEIGHT
        form, word = ("marked", first.marked) if self.reading.has_marks else ("folded", first.folded)
        found = [Word(f"weighed_{form}", HEAD + word, weight)]
        if self.reading.has_marks and not self.exactly:
            found.append(Word("weighed_folded", HEAD + first.folded, weight * HARDLY // 10))
        heads = [each[0] for each in others if each]
        found += [Word("weighed_marked", HEAD + each.marked, weight * NEARLY // 10) for each in heads]
        return [Group(tuple(found))]

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


def _weighing(form: str, word: str, value: int, tenths: int) -> list[Word]:
    """A word with each weight it may have: a document has it with one of them.

    But for a word that only descriptions say: it decides nothing, and its lists would be the longest.
    """
    weights = (each for each in weights_of(word) if each > BODY or PAIR in word)
    return [Word(f"weighed_{form}", weighing(word, each), value * each * tenths // 10) for each in weights]


def _phrase_weighing(phrase: Phrase, form: str, value: int, tenths: int) -> list[Alternative]:
    """A phrase with each weight it may have: its word, its pair, or its first pair beside the others."""
    if len(phrase) == 1:
        return [*_weighing(form, getattr(phrase[0], form), value, tenths)]
    first, *more = (pair_of(*two, form) for two in pairwise(phrase))
    found = _weighing(form, first, value, tenths)
    rest = tuple(Word(f"all_{form}", each) for each in more)
    return [Every((each, *rest), each.weight) for each in found] if rest else [*found]


def _phrase(field: str, phrase: Phrase, weight: int, form: str = "marked") -> Alternative:
    """A phrase in a field: its word, its pair, or all its pairs."""
    if len(phrase) == 1:
        return Word(f"{field}_{form}", getattr(phrase[0], form), weight)
    pairs = tuple(Word(f"{field}_{form}", pair_of(*two, form)) for two in pairwise(phrase))
    return replace(pairs[0], weight=weight) if len(pairs) == 1 else Every(pairs, weight)
