"""What adds to a score. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import log

from marketplace.core.vietnamese import Syllable, pair_of
from marketplace.core.vietnamese.synonyms import Phrase
from marketplace.ports.search import Alternative, Every, Word
from marketplace.search.conditions import SAID, neighbours
from marketplace.search.naming import in_other_number
from marketplace.search.reading import Known, Reading
from marketplace.search.weights import (
    BODY,
    NAMED,
    PAIR,
    PAIR_AROUND,
    WEIGHTS_OF_THING,
    describing,
    heading,
    saying,
    tailing,
    weighing,
    weights_of,
)

FULL, NEARLY, HARDLY = 10, 7, 3
"""Tenths: the form that was typed, a synonym, the same letters with other marks."""
HEAD_WEIGHT, THING_WEIGHT, TAIL_WEIGHT, PAIR_WEIGHT = 6, 8, 3, 12
PLACE_WEIGHT, SELLER_WEIGHT = 20, 20
MOST_OF_PLACE, HEAVIEST = 5, 100
"""So much counts at most where a place is said: a little more in the name than among the places."""


class Scores:
    """Adds up what each word of the index adds to a score. Whatever is found counts, also two names of one thing."""

    def __init__(
        self,
        reading: Reading,
        others: Sequence[Sequence[Phrase]],
        apart: Sequence[str],
        known: Known,
        exactly: bool,
    ) -> None:
        self.reading = reading
        self.others = others
        self.apart = apart
        self.known = known
        self.exactly = exactly
        self.words: dict[str, int] = {}
        self.phrases: list[Every] = []

    @cached_property
    def bonuses(self) -> tuple[Alternative, ...]:
        """Everything that adds to a score."""
        self._add_all()
        words = (Word(SAID, word, weight) for word, weight in self.words.items() if weight)
        return (*words, *self.phrases)

    def of_whole(self, weight: int) -> int:
        """What it adds that all of the words are found."""
        return sum(map(self._value, self.reading.words)) * weight

    def _add_all(self) -> None:
        """The words with what they weigh, what else they are called, neighbours, places, the head of the name."""
        words = self.reading.words
        for word, others, apart in zip(words, self.others, self.apart, strict=True):
            if self.reading.is_place or self.reading.is_seller:  # its words alone stand in other names
                break
            value = self._value(word)
            self._add_forms(word.marked, word.folded, value)
            numbers = in_other_number(word, self.known.words)
            for each in others:
                self._add_phrase("marked", each, value * (FULL if each in numbers else NEARLY))
            for each in self.known.synonyms.fuller(word):
                # "fruit" for short: fresh fruit, wherever that is said, before jam on the shelf of dried fruit
                self._add_word(saying("marked", neighbours(each, "marked")[0]), value * FULL)
            for character in apart if len(apart) < 2 or not others else "":
                self._add("marked", character, value * HARDLY)
        for first, second in pairwise(words):
            value = (self._value(first) + self._value(second)) * PAIR_WEIGHT // 20
            self._add_forms(pair_of(first, second, "marked"), pair_of(first, second, "folded"), value)
        for phrase in self.reading.places:
            # a name that says the place is hardly nearer to it than one that does not, and no nearer to the thing
            self._add_phrase("folded", phrase, PLACE_WEIGHT * len(phrase) * FULL, most=MOST_OF_PLACE)
        for phrase in self.reading.sellers:
            self._add_phrase("folded", phrase, SELLER_WEIGHT * len(phrase) * FULL)
        if words and not (self.reading.is_place or self.reading.is_seller):
            self._add_head(words[0], self.others[0])
            self._add_tail(words[-1], self.others[-1])

    def _add_forms(self, marked: str, folded: str, value: int) -> None:
        """A word with just these marks, and whatever its marks: what has the first has the second too.

        What was found exactly as typed is compared by that alone: other marks are another word. Typed without marks,
        the name that has none is a little nearer.
        """
        if self.exactly:
            self._add("marked", marked, value * FULL)
        elif self.reading.has_marks:
            self._add("marked", marked, value * (FULL - HARDLY))
            self._add("folded", folded, value * HARDLY)
        else:
            self._add("folded", folded, value * FULL)
            if marked == folded:
                self._add("marked", marked, value, least=NAMED)

    def _add(self, form: str, word: str, tenths: int, least: int = 0, most: int = HEAVIEST) -> None:
        """A word with each weight from the least on, times so many tenths: a document has it with one of them.

        Neighbours weigh something wherever they are said; a weight in a name or on a shelf adds what is more than that.
        """
        is_pair = PAIR in word
        for weight in weights_of(word):
            if weight >= least:
                self._add_word(
                    weighing(form, word, weight), (min(weight, most) - PAIR_AROUND * is_pair) * tenths // 10
                )
        if is_pair and not least:
            self._add_word(saying(form, word), PAIR_AROUND * tenths // 10)
            self._add_word(describing(form, word), BODY * tenths // 10)

    def _add_word(self, said: str, weight: int) -> None:
        self.words[said] = self.words.get(said, 0) + weight

    def _add_phrase(self, form: str, phrase: Phrase, tenths: int, most: int = HEAVIEST) -> None:
        """A phrase with each weight it may have: its word, its pair, or its first pair beside the others."""
        first, *more = neighbours(phrase, form)
        if not more:
            self._add(form, first, tenths, most=most)
            return
        rest = tuple(Word(SAID, saying(form, each)) for each in more)
        self.phrases.append(_weighty(saying(form, first), rest, PAIR_AROUND * tenths))
        for weight in weights_of(first):
            self.phrases.append(
                _weighty(weighing(form, first, weight), rest, (min(weight, most) - PAIR_AROUND) * tenths)
            )

    def _add_head(self, first: Syllable, others: Sequence[Phrase]) -> None:
        weight = self._value(first) * HEAD_WEIGHT
        form = "marked" if self.reading.has_marks else "folded"
        self._add_word(heading(form, getattr(first, form)), weight)
        if len(self.reading.words) > 1:
            for named in WEIGHTS_OF_THING:
                thing = weighing(form, getattr(first, form), named)
                self._add_word(thing, self._value(first) * THING_WEIGHT)
        if self.reading.has_marks and not self.exactly:
            self._add_word(heading("folded", first.folded), weight * HARDLY // 10)
        for other in others:
            self._add_word(heading("marked", other[0].marked), weight * NEARLY // 10)

    def _add_tail(self, last: Syllable, others: Sequence[Phrase]) -> None:
        """English and Chinese name the thing last."""
        weight = self._value(last) * TAIL_WEIGHT
        if not last.has_marks:
            self._add_word(tailing(last.marked), weight)
        for other in others:
            if not other[-1].has_marks:
                self._add_word(tailing(other[-1].marked), weight * NEARLY // 10)

    def _value(self, word: Syllable) -> int:
        """From 10 for a word that stands everywhere to 20 for one that stands once."""
        documents = max(self.known.documents, 2)
        times = min(max(self.known.words.get(word.folded, 1), 1), documents)
        return round(10 + 10 * log(documents / times) / log(documents))


def _weighty(first: str, rest: tuple[Word, ...], tenths: int) -> Every:
    return Every((Word(SAID, first), *rest), tenths // 10)
