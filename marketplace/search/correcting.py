"""Words that the index does not know: Telex left-overs, two words run together, spelled as said, slips. Pure.

What is nearest to what was typed is meant. A slip of a key and a letter for one that sounds like it are as near; a mark
that was typed and is another is as far as a wrong letter, one that was left out is next to nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from marketplace.core.vietnamese import Syllable, decode_keys, fold, sound_of
from marketplace.core.vietnamese.sounds import parts_of
from marketplace.core.vietnamese.spelling import LONGEST_SYLLABLE

SHORTEST_MENDED, LONG = 4, 8
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SWAPPED, DOUBLED, LEFT_OUT, STRAY, NEXT_KEY, OTHER_KEY, FIRST = 80, 60, 90, 100, 100, 150, 20
"""What each slip costs; one in the first letter, which people look at, a little more."""
SOUND, TWO_SLIPS, HALVES, TELEX = 100, 190, 100, 20
MARK_ADDED, MARK_CHANGED, MARK_LOST, ASKING_TUMBLING = 30, 110, 110, 50
FARTHEST, FARTHEST_SHORT = 195, 130
"""Words that cost more are not what was meant."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEXT = {
    (one, other)
    for row, keys in enumerate(_ROWS)
    for place, one in enumerate(keys)
    for beside, others in enumerate(_ROWS)
    for column, other in enumerate(others)
    if one != other and abs(row - beside) <= 1 and -1 <= (column - place) + (beside - row) * 0.5 <= 1
}
"""Letters whose keys touch."""


_NAME_AND_NUMBER = re.compile(r"([^\W\d_]{3,})(\d{1,4})")
"""A variety and its number written as one: "nep87". What is shorter is one word: ST25, VH6."""

folded = lru_cache(maxsize=200_000)(fold)
"""The words of an index are mostly those of a moment ago."""
_sound = lru_cache(maxsize=200_000)(sound_of)


class Vocabulary:
    """Words of the index, by their letters without marks and by how they sound."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self.words = words
        self.folded: dict[str, list[str]] = defaultdict(list)
        self.sounds: dict[str, list[str]] = defaultdict(list)
        for word in words:
            self.folded[folded(word)].append(word)
        for letters in self.folded:
            if letters.isascii():
                self.sounds[_sound(letters)].append(letters)

    def alike(self, word: Syllable) -> list[Syllable]:
        """Other words that sound the same, with the same marks."""
        there = self.sounds.get(sound_of(word.folded), ()) if len(word.folded) <= LONG else ()
        near = [letters for letters in there if letters != word.folded]
        if not word.has_marks:
            return [Syllable(letters, letters) for letters in near]
        return [
            Syllable(each, letters)
            for letters in near
            for each in self.folded[letters]
            if not _marks_apart(word.marked, each)
        ]

    def is_nearly(self, word: Syllable) -> bool:
        """Whether there is a word of the same letters that was hardly written otherwise: "thắng" is not "tháng"."""
        there = self.folded.get(word.folded, ())
        return any(_marks_apart(word.marked, each) <= ASKING_TUMBLING for each in there)

    def likely(self, word: Syllable) -> list[str]:
        """Words of the same letters with such marks that they may have been meant."""
        there = self.folded.get(word.folded, ())
        return [each for each in there if _marks_apart(word.marked, each) <= MARK_CHANGED]


def corrected(
    typed: Sequence[Syllable], vocabulary: Vocabulary, is_right: Callable[[str], bool]
) -> list[Syllable]:
    """The words, those mended that the index does not know and that have one near it.

    Known words stay as typed, and so does what `is_right` whatever the vocabulary holds.
    """
    found: list[Syllable] = []
    for word in typed:
        found += (
            [word] if _is_known(word, vocabulary.words, is_right) else _mended(word, vocabulary) or [word]
        )
    return found


def _is_known(word: Syllable, known: Mapping[str, int], is_right: Callable[[str], bool]) -> bool:
    if not word.folded.isascii() or word.folded.isdigit():
        return True
    return word.marked in known or is_right(word.marked)


def _mended(word: Syllable, vocabulary: Vocabulary) -> list[Syllable]:
    """The nearest: [] where that is the same letters with other marks, which are searched for anyway."""
    best: tuple[int, int, str] = (FARTHEST + 1, 0, "")
    made: list[Syllable] = []
    for cost, syllables in _candidates(word, vocabulary):
        said = " ".join(each.marked for each in syllables)
        times = min(vocabulary.words.get(each.marked, 0) for each in syllables)
        if (cost, -times, said) < best:
            best, made = (cost, -times, said), syllables
    if [each.folded for each in made] != [word.folded] or not vocabulary.words.get(made[0].marked, 1):
        return made  # of the same letters only what the words file has another name for: "phọng" is "phộng"
    return []


def _candidates(word: Syllable, vocabulary: Vocabulary) -> Iterator[tuple[int, list[Syllable]]]:
    """What may have been meant, with what it costs; cheap ways first."""
    letters = word.folded
    yield from _with_marks(word, 0, letters, vocabulary)
    if any(letter.isdigit() for letter in letters):
        meant = decode_keys(word.marked)
        if fold(meant) in vocabulary.folded:
            yield TELEX, [Syllable(meant, fold(meant))]
        if (found := _NAME_AND_NUMBER.fullmatch(word.marked)) and found[1] in vocabulary.words:
            yield HALVES, [Syllable(each, fold(each)) for each in found.groups()]
        return
    meant = decode_keys(word.marked)
    if meant != word.marked and letters not in vocabulary.folded and fold(meant) in vocabulary.folded:
        yield TELEX, [Syllable(meant, fold(meant))]
        return
    if 2 <= len(letters) <= LONG:
        for near in vocabulary.sounds.get(sound_of(letters), ()):
            yield from _with_marks(word, SOUND * _sounds_apart(letters, near), near, vocabulary)
    if 3 <= len(letters) <= LONGEST_SYLLABLE // 2:
        yield from _slips(word, vocabulary)
    if letters not in vocabulary.folded and (halves := _halves(letters, vocabulary.words)):
        yield HALVES, [Syllable(each, each) for each in halves]


def _with_marks(
    word: Syllable, cost: int, letters: str, vocabulary: Vocabulary
) -> Iterator[tuple[int, list[Syllable]]]:
    """These letters with every marks that the index knows; of what was typed without, the letters themselves."""
    farthest = FARTHEST if len(word.folded) >= SHORTEST_MENDED else FARTHEST_SHORT
    if not word.has_marks:
        if cost <= farthest and letters in vocabulary.folded:
            yield cost, [Syllable(letters, letters)]
        return
    for each in vocabulary.folded.get(letters, ()):
        whole = cost + _marks_apart(word.marked, each)
        if whole <= farthest or letters == word.folded:
            yield min(whole, FARTHEST), [Syllable(each, letters)]


def _sounds_apart(one: str, other: str) -> int:
    """How many of beginning and end are another letter of the same sound."""
    (beginning, _middle, ending), (other_beginning, _middle, other_ending) = parts_of(one), parts_of(other)
    return (beginning != other_beginning) + (ending != other_ending)


def _slips(word: Syllable, vocabulary: Vocabulary) -> Iterator[tuple[int, list[Syllable]]]:
    """Words one slip away; of long ones, two, where there is none."""
    letters, any_near = word.folded, False
    for near, cost in _edits(letters).items():
        if near in vocabulary.folded and (len(near) > 2 or cost == DOUBLED):
            any_near = True
            short = len(letters) < SHORTEST_MENDED and cost > SWAPPED
            if not short:
                yield from _with_marks(word, cost + FIRST * (near[0] != letters[0]), near, vocabulary)
    if not any_near and len(letters) >= LONG:
        for near in vocabulary.folded:
            if near[0] == letters[0] and abs(len(near) - len(letters)) <= 2 and _distance(near, letters) <= 2:
                yield TWO_SLIPS, [Syllable(near, near)]


@lru_cache(maxsize=512)
def _edits(word: str) -> dict[str, int]:
    """What one slip makes of these letters, and the least it costs."""
    found: dict[str, int] = {}

    def note(near: str, cost: int) -> None:
        found[near] = min(cost, found.get(near, cost))

    for place in range(len(word) + 1):
        start, end = word[:place], word[place:]
        beside = {start[-1:], end[:1]}
        for letter in LETTERS:  # which was left out, or pressed once where it is there twice
            note(start + letter + end, DOUBLED if letter in beside else LEFT_OUT)
            if end and letter != end[0]:
                note(start + letter + end[1:], NEXT_KEY if (letter, end[0]) in _NEXT else OTHER_KEY)
        if end:
            note(start + end[1:], DOUBLED if end[0] in (start[-1:], end[1:2]) else STRAY)
        if len(end) > 1 and end[0] != end[1]:
            note(start + end[1] + end[0] + end[2:], SWAPPED)
    return found


def _halves(word: str, known: Mapping[str, int]) -> tuple[str, str] | None:
    """ "gaonep" as "gao nep": the split whose rarer half is the most frequent."""
    splits = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
    there = [each for each in splits if each[0] in known and each[1] in known]
    return max(there, key=lambda each: min(known[each[0]], known[each[1]]), default=None)


def _marks_apart(typed: str, other: str) -> int:
    """What it costs that these marks are others: of tone and of the letters' shapes."""
    mine, theirs = _marks(typed), _marks(other)
    cost = 0
    for one, another in zip(mine, theirs, strict=True):
        if one == another:
            continue
        if _is_within(one, another):
            cost += MARK_ADDED
        elif not another:
            cost += MARK_LOST
        else:
            cost += ASKING_TUMBLING if {one, another} == {"\u0309", "\u0303"} else MARK_CHANGED
    return cost


def _is_within(some: str, more: str) -> bool:
    """Whether these marks are all there, in this order, among more."""
    left = iter(more)
    return all(mark in left for mark in some)


@lru_cache(maxsize=4096)
def _marks(word: str) -> tuple[str, str]:
    """The tone, and the shapes of the letters in their order."""
    marks = [mark for mark in unicodedata.normalize("NFD", word.replace("đ", "d\u0335")) if _is_mark(mark)]
    tones = "".join(mark for mark in marks if mark in TONES)
    return tones, "".join(mark for mark in marks if mark not in TONES)


TONES = "\u0300\u0309\u0303\u0301\u0323"


def _is_mark(mark: str) -> bool:
    return unicodedata.combining(mark) != 0


def _distance(one: str, other: str) -> int:
    """Letters to change, add or leave out."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row[0] = row[0], place
        for column, against in enumerate(other, 1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (letter != against)),
            )
    return row[-1]
