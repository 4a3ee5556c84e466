"""What must be found of the words that were meant. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

from marketplace.core.vietnamese import pair_of
from marketplace.core.vietnamese.spelling import is_chinese
from marketplace.core.vietnamese.synonyms import Phrase
from marketplace.ports.search import Alternative, Every, Group, Word
from marketplace.search.reading import Known, Reading, is_month
from marketplace.search.weights import ITSELF, describing, saying

SAID = "said"
"""The field of all words with what they weigh."""
MOST_LEAVING_ONE_OUT = 5


class Conditions:
    """Builds one group a word: it is said of a thing outside its description, or in it beside a word beside it here."""

    def __init__(
        self,
        reading: Reading,
        known: Known,
        said: Sequence[Sequence[Word]],
        others: Sequence[Sequence[Phrase]],
        apart: Sequence[str],
        form: str,
    ) -> None:
        self.words = reading.words
        self.is_place = reading.is_place
        self.known = known
        self.said = said
        self.others = others
        self.apart = apart
        self.form = form

    def groups(self) -> tuple[Group, ...]:
        """A group a word, in their order."""
        called = zip(self.called(), self._beside(), strict=True)
        return tuple(Group((*names, *pairs)) for names, pairs in called)

    def strict_groups(self) -> tuple[Group, ...]:
        """Without descriptions. Words beside each other that one name stands for are one group: fewer are to be met."""
        return self._merged([[] for _ in self.words])

    def nearly_all(self) -> Every | None:
        """All of these but one, with descriptions; None where there are too few, or too many ways to leave one out."""
        groups = self._merged(self._beside())
        if not 3 <= len(groups) <= MOST_LEAVING_ONE_OUT or any(
            is_chinese(each.marked) for each in self.words
        ):
            return None
        ways = tuple(Every(some, 0) for some in combinations(groups, len(groups) - 1))
        return Every((Group(ways),), 0)

    def _beside(self) -> list[list[Alternative]]:
        """For each word its neighbours in descriptions. Outside them each word of theirs is said; but for a place."""
        beside: list[list[Alternative]] = [[] for _ in self.words]
        for place, two in enumerate(pairwise(self.words)):
            pair = pair_of(*two, self.form)
            asked = [describing(self.form, pair)]
            if pair_of(*two, "folded") in self.known.pairs_of_places:
                asked.append(saying(self.form, pair))
            for each in (place, place + 1):
                beside[each] += [Word(SAID, word) for word in asked]
        return beside

    def _merged(self, beside: Sequence[Sequence[Alternative]]) -> tuple[Group, ...]:
        found: list[list[Alternative]] = []
        for names, pairs in zip(self.called(), beside, strict=True):
            shared = [each for each in found[-1] if each in names] if found else []
            if not shared:
                found.append([*names, *pairs])
                continue
            apart = [
                tuple(each for each in some if each not in shared) for some in (found[-1], [*names, *pairs])
            ]
            found[-1] = [*shared, Every(tuple(map(Group, apart)), 0)] if all(apart) else shared
        return tuple(Group(tuple(names)) for names in found)

    def called(self) -> Iterator[list[Alternative]]:
        """For each word itself, and what else it is called. A place is its whole name, a month word and number."""
        whole = [phrase_of(self.words, self.form)] if self.is_place else []
        months = self._months()
        for place, (said, others, apart) in enumerate(zip(self.said, self.others, self.apart, strict=True)):
            if month := months.get(place):
                yield [month]
                continue
            alone = tuple(Word(SAID, saying("marked", each)) for each in apart)
            yield [
                *whole,
                *said,
                *(phrase_of(each, "marked") for each in others),
                *(alone if len(alone) < 2 else [Every(alone, 0)]),
            ]

    def _months(self) -> dict[int, Alternative]:
        """By the places of its two words: a number alone stands in many things' facts."""
        starts = [place for place in range(len(self.words)) if is_month(self.words[place : place + 2])]
        return {
            at: phrase_of(self.words[place : place + 2], self.form)
            for place in starts
            for at in (place, place + 1)
        }


def neighbours(phrase: Phrase, form: str) -> list[str]:
    """A phrase as words of the index: its word, or its pairs."""
    if len(phrase) == 1:
        return [getattr(phrase[0], form)]
    return [pair_of(*two, form) for two in pairwise(phrase)]


def phrase_of(phrase: Phrase, form: str) -> Alternative:
    """A phrase outside descriptions: its word, its pair, or all its pairs."""
    words = tuple(Word(SAID, saying(form, each)) for each in neighbours(phrase, form))
    return words[0] if len(words) == 1 else Every(words, 0)


def itself(part: Any) -> Any:
    """The same where the thing itself says it: it is called so or lies on that shelf."""
    if isinstance(part, Group):
        return replace(part, alternatives=tuple(map(itself, part.alternatives)))
    if isinstance(part, Every):
        return replace(part, parts=tuple(map(itself, part.parts)))
    return part._replace(word=part.word + ITSELF)
