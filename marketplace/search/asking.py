"""From what somebody meant to one neutral question, the same for every engine. Pure.

Vietnamese names the thing first and its qualities and place behind it: so the head of a name weighs more, the name of a
place never shuts out the same thing from elsewhere, and neighbours that stand together count as a word. Marks that were
typed count; a query without any is matched without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import log

from marketplace.core.vietnamese import Syllable, is_word, pair_of
from marketplace.core.vietnamese.spelling import is_chinese
from marketplace.core.vietnamese.synonyms import LONGEST_PHRASE, Phrase
from marketplace.ports.search import Alternative, Every, Group, Query, Word
from marketplace.search.reading import Known, Reading
from marketplace.search.weights import (
    BODY,
    NAMED,
    PAIR,
    PAIR_AROUND,
    describing,
    heading,
    saying,
    tailing,
    weighing,
    weights_of,
)

SAID = "said"
"""The field of all words with what they weigh."""

FULL, NEARLY, HARDLY = 10, 7, 3
"""Tenths: the form that was typed, a synonym, the same letters with other marks."""
EMPTY = "子儿类叶"
"""Chinese characters that say little behind another: 橙子 is 橙, 茶叶 is 茶; but 牛肉 is no 牛, and 石头 no 石."""
LONG_TALE = 6
"""So many words say more than a thing's name."""
SHORTEST_IN_NUMBER = 3
"""Letters of an English word that is looked for in the singular and in the plural."""
HEAD_WEIGHT, PAIR_WEIGHT, PLACE_WEIGHT, WHOLE_WEIGHT, STRICTLY_WHOLE_WEIGHT = 6, 12, 20, 4, 4
TAIL_WEIGHT, SELLER_WEIGHT = 3, 20
MOST_OF_PLACE, HEAVIEST = 5, 100
"""So much counts at most where a place is said: a little more in the name than among the places."""


class Asking:
    """Makes the questions about a text, `exactly` with the marks that were typed or with any; what scores only once.

    `as_said`: words that sound the same are as good, though both are words: "xa nhân" is "sa nhân". `instead`: so is
    another thing that may do.
    """

    def __init__(
        self, reading: Reading, known: Known, *, exactly: bool, as_said: bool = False, instead: bool = False
    ) -> None:
        self.reading = reading
        self.others = _others(reading.words, known, instead=instead)
        if as_said:
            for word, others in zip(reading.words, self.others, strict=True):
                others += [(each,) for each in known.vocabulary.alike(word) if (each,) not in others]
        self.apart = [_characters(each, known.words) for each in reading.words]
        said = [_said(each, known, exactly=exactly) for each in reading.words]
        form = "marked" if exactly else "folded"
        self.conditions = _Conditions(reading.words, said, self.others, self.apart, form)
        self.scores = _Scores(reading, self.others, self.apart, known, exactly)

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
            )
        return Query(groups=groups, at_least=at_least, bonuses=(*self.scores.bonuses, *whole))


def in_texts(reading: Reading, known: Known) -> Query:
    """The question for descriptions: all neighbours, or the one word, as they were typed, wherever they stand."""
    form = "marked" if reading.has_marks else "folded"
    groups = [
        Group((Word(SAID, saying(form, pair), 1), Word(SAID, describing(form, pair), 1)))
        for pair in (pair_of(*two, form) for two in pairwise(reading.words))
    ] or [Group(tuple(_anywhere(each) for each in _forms(word, known))) for word in reading.words]
    return Query(groups=tuple(groups), at_least=len(groups))


def as_names(phrases: Sequence[Phrase]) -> Query:
    """What says all these words beside each other, outside descriptions."""
    form = "marked" if any(each.has_marks for phrase in phrases for each in phrase) else "folded"
    pairs = [Word(SAID, saying(form, pair)) for phrase in phrases for pair in _neighbours(phrase, form)]
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


class _Conditions:
    """Builds one group a word: it is said of a thing outside its description, or in it beside a word beside it here."""

    def __init__(
        self,
        words: Sequence[Syllable],
        said: Sequence[Sequence[Word]],
        others: Sequence[Sequence[Phrase]],
        apart: Sequence[str],
        form: str,
    ) -> None:
        self.words = words
        self.said = said
        self.others = others
        self.apart = apart
        self.form = form

    def groups(self) -> tuple[Group, ...]:
        """A group a word, in their order."""
        beside: list[list[Alternative]] = [[] for _ in self.words]
        for place, two in enumerate(pairwise(self.words)):
            # neighbours outside descriptions need no asking: each word of theirs is said there
            pair = Word(SAID, describing(self.form, pair_of(*two, self.form)))
            beside[place].append(pair)
            beside[place + 1].append(pair)
        called = zip(self.called(), beside, strict=True)
        return tuple(Group((*names, *pairs)) for names, pairs in called)

    def strict_groups(self) -> tuple[Group, ...]:
        """Without descriptions. Words beside each other that one name stands for are one group: fewer are to be met."""
        found: list[list[Alternative]] = []
        for names in self.called():
            shared = [each for each in found[-1] if each in names] if found else []
            if not shared:
                found.append(names)
                continue
            apart = [tuple(each for each in some if each not in shared) for some in (found[-1], names)]
            found[-1] = [*shared, Every(tuple(map(Group, apart)), 0)] if all(apart) else shared
        return tuple(Group(tuple(names)) for names in found)

    def called(self) -> Iterator[list[Alternative]]:
        """For each word itself, and what else it is called."""
        for said, others, apart in zip(self.said, self.others, self.apart, strict=True):
            alone = tuple(Word(SAID, saying("marked", each)) for each in apart)
            yield [
                *said,
                *(_phrase(each, "marked") for each in others),
                *(alone if len(alone) < 2 else [Every(alone, 0)]),
            ]


class _Scores:
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
            if self.reading.is_place:  # its words alone stand in names of other places
                break
            value = self._value(word)
            self._add_forms(word.marked, word.folded, value)
            numbers = _in_other_number(word, self.known.words)
            for each in others:
                self._add_phrase("marked", each, value * (FULL if each in numbers else NEARLY))
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
        if words and not self.reading.is_place:
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
        first, *more = _neighbours(phrase, form)
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


def _said(word: Syllable, known: Known, *, exactly: bool) -> list[Word]:
    """The word as it was typed; else whatever its marks, unless those that were typed are others: "bơ" is no "bộ"."""
    if exactly:
        return [Word(SAID, saying("marked", word.marked))]
    likely = known.vocabulary.likely(word) if word.has_marks else []
    return [Word(SAID, saying("marked", each)) for each in likely] or [
        Word(SAID, saying("folded", word.folded))
    ]


def _others(words: tuple[Syllable, ...], known: Known, *, instead: bool) -> list[list[Phrase]]:
    """For each word, the phrases that may stand in place of one it belongs to."""
    found: list[list[Phrase]] = [_in_other_number(each, known.words) for each in words]
    for length in range(LONGEST_PHRASE, 0, -1):
        for start in range(len(words) - length + 1):
            for other in _also(tuple(words[start : start + length]), known, instead=instead):
                for place in range(start, start + length):
                    if other not in found[place]:
                        found[place].append(other)
    return found


def _characters(word: Syllable, known: Mapping[str, int]) -> str:
    """Of a pair of Chinese characters each alone, where names have both: 乌鸡 is 乌骨鸡, and 桃子 is 桃."""
    pair = word.marked
    if len(pair) != 2 or not is_chinese(pair) or pair[0] not in known:
        return ""
    if pair[1] in EMPTY:
        return pair[0]
    return pair if pair[1] in known else ""


def _also(phrase: Phrase, known: Known, *, instead: bool) -> Iterator[Phrase]:
    """What else a phrase is called, and what may do instead; an English word in the singular and in the plural."""
    forms = [phrase]
    if len(phrase) == 1:
        forms += [(Syllable(each, each),) for each in _numbers_of(phrase[0])]
    for form in forms:
        others = known.synonyms.of(form)
        for other in [*others, *known.synonyms.instead_of(form)] if instead else others:
            yield other
            if len(other) == 1:
                yield from _in_other_number(other[0], known.words)


def _in_other_number(word: Syllable, known: Mapping[str, int]) -> list[Phrase]:
    """English: "plum" for "plums" and the other way round, where the index has both. No Vietnamese syllable ends so."""
    return [(Syllable(each, each),) for each in _numbers_of(word) if each in known]


def _numbers_of(word: Syllable) -> list[str]:
    written = word.marked
    if not written.isascii() or len(written) < SHORTEST_IN_NUMBER:
        return []
    ends = (written[:-3] + "y", written[:-2], written[:-1]) if written.endswith("s") else ()
    forms = (*ends, f"{written}s", f"{written}es", f"{written[:-1]}ies")
    return [each for each in forms if each != written]


def _neighbours(phrase: Phrase, form: str) -> list[str]:
    """A phrase as words of the index: its word, or its pairs."""
    if len(phrase) == 1:
        return [getattr(phrase[0], form)]
    return [pair_of(*two, form) for two in pairwise(phrase)]


def _phrase(phrase: Phrase, form: str) -> Alternative:
    """A phrase outside descriptions: its word, its pair, or all its pairs."""
    words = tuple(Word(SAID, saying(form, each)) for each in _neighbours(phrase, form))
    return words[0] if len(words) == 1 else Every(words, 0)


def _weighty(first: str, rest: tuple[Word, ...], tenths: int) -> Every:
    return Every((Word(SAID, first), *rest), tenths // 10)
