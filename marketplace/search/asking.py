"""From what somebody meant to one neutral question, the same for every engine. Pure.

Vietnamese names the thing first and its qualities and place behind it: so the head of a name weighs more, the name of a
place never shuts out the same thing from elsewhere, and neighbours that stand together count as a word. Marks that were
typed count; a query without any is matched without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from marketplace.core.vietnamese import Syllable, is_word, pair_of
from marketplace.core.vietnamese.spelling import is_chinese
from marketplace.core.vietnamese.synonyms import Phrase
from marketplace.ports.search import Every, Group, Query, Word
from marketplace.search.conditions import SAID, Conditions, itself, neighbours
from marketplace.search.naming import characters_of, others_of
from marketplace.search.reading import LONG_TALE, Known, Reading
from marketplace.search.scoring import Scores
from marketplace.search.weights import describing, saying

WHOLE_WEIGHT, STRICTLY_WHOLE_WEIGHT, ITSELF_WEIGHT = 4, 4, 6
"""What it adds that all of the words are found; that they are outside descriptions; that they say what it is."""


class Asking:
    """Makes the questions about a text, `exactly` with the marks that were typed or with any; what scores only once.

    `as_said`: words that sound the same are as good, though both are words: "xa nhân" is "sa nhân". `instead`: so is
    another thing that may do.
    """

    def __init__(
        self, reading: Reading, known: Known, *, exactly: bool, as_said: bool = False, instead: bool = False
    ) -> None:
        self.reading = reading
        self.others = others_of(reading.words, known, instead=instead)
        if as_said:
            for word, others in zip(reading.words, self.others, strict=True):
                others += [(each,) for each in known.vocabulary.alike(word) if (each,) not in others]
        self.apart = [characters_of(each, known.words) for each in reading.words]
        said = [_said(each, known, exactly=exactly) for each in reading.words]
        form = "marked" if exactly else "folded"
        self.conditions = Conditions(reading, known, said, self.others, self.apart, form)
        self.scores = Scores(reading, self.others, self.apart, known, exactly)

    @cached_property
    def strict(self) -> Query:
        """The narrowest question: every word, and none of them in a description alone."""
        groups = self.conditions.strict_groups()
        return Query(groups=groups, at_least=len(groups), bonuses=self.scores.bonuses)

    def outside_descriptions(self, at_least: int) -> Query:
        """What says so many of the words of itself."""
        groups = tuple(Group(tuple(names)) for names in self.conditions.called())
        return Query(groups=groups, at_least=at_least)

    def most(self, at_least: int) -> Query:
        """So many of the words must be found; what has every one of them, where fewer would do, is what was meant."""
        groups = self.conditions.groups()
        whole: tuple[Every, ...] = ()
        if at_least < len(groups):
            strict = self.conditions.strict_groups()
            whole = (
                Every(groups, self.scores.of_whole(WHOLE_WEIGHT)),
                Every(strict, self.scores.of_whole(STRICTLY_WHOLE_WEIGHT)),
                Every(tuple(map(itself, strict)), self.scores.of_whole(ITSELF_WEIGHT)),
            )
        return Query(groups=groups, at_least=at_least, bonuses=(*self.scores.bonuses, *whole))

    def more(self, half: Query) -> Query:
        """What is `half` of it too, behind what is all of it but one word; where a place was said, that decides."""
        whole = self.most(1)
        nearly = None if self.reading.places else self.conditions.nearly_all()
        if nearly:
            before = replace(nearly, weight=self.scores.of_whole(WHOLE_WEIGHT))
            whole = replace(whole, bonuses=(*whole.bonuses, before))
        return replace(whole, groups=half.groups, at_least=half.at_least)


def in_texts(reading: Reading, known: Known) -> Query:
    """The question for descriptions: all neighbours, or the one word, as they were typed, wherever they stand."""
    form = "marked" if reading.has_marks else "folded"
    groups = [
        Group((Word(SAID, saying(form, pair), 1), Word(SAID, describing(form, pair), 1)))
        for pair in (pair_of(*two, form) for two in pairwise(reading.words))
    ] or [Group(tuple(_anywhere(each) for each in _forms(word, known))) for word in reading.words]
    return Query(groups=tuple(groups), at_least=len(groups))


def as_names(phrases: Sequence[Phrase], form: str) -> Query:
    """What says all these words in this form, beside each other, outside descriptions."""
    pairs = [Word(SAID, saying(form, pair)) for phrase in phrases for pair in neighbours(phrase, form)]
    return Query(groups=tuple(Group((each,)) for each in pairs), at_least=len(pairs))


def _forms(word: Syllable, known: Known) -> list[str]:
    """The word with the marks that were typed; where none were, with any."""
    there = [] if word.has_marks else known.vocabulary.folded.get(word.folded, [])
    return there or [word.marked]


def _anywhere(word: str) -> Word:
    return Word("words" if is_word(word) else "codes", word, 1)


def needed(words: Sequence[Syllable]) -> int:
    """How many of these must be found: both of two, two of three, three of four, four of five; of a long tale, most.

    Of Chinese, half: its pairs overlap, and the one between two things is in no name (肉桂油 for 肉桂精油).
    """
    count = len(words)
    if count > 1 and all(is_chinese(each.marked) for each in words):
        return (count + 1) // 2
    if count >= LONG_TALE:
        return count - count * 2 // 5
    return count if count <= 2 else count - max(1, count // 4)


def _said(word: Syllable, known: Known, *, exactly: bool) -> list[Word]:
    """The word as it was typed; else whatever its marks, unless those that were typed are others: "bơ" is no "bộ"."""
    if exactly:
        return [Word(SAID, saying("marked", word.marked))]
    likely = known.vocabulary.likely(word) if word.has_marks else []
    return [Word(SAID, saying("marked", each)) for each in likely] or [
        Word(SAID, saying("folded", word.folded))
    ]
