"""Words that the index does not know: Telex left-overs, two words run together, spelled as said, slips. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from marketplace.core.vietnamese import Syllable, decode_telex, fold, sound_of
from marketplace.core.vietnamese.spelling import LONGEST_SYLLABLE

SHORTEST_MENDED, LONG = 4, 8
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def corrected(
    typed: Sequence[Syllable], known: Mapping[str, int], right: Collection[str] = ()
) -> list[Syllable]:
    """The words, those mended that the index does not know and that have one near it.

    Known words stay as typed, and so do those that are `right` whatever the index holds.
    """
    found: list[Syllable] = []
    for word in typed:
        found += [word] if _is_known(word, known, right) else _mended(word, known) or [word]
    return found


def _is_known(word: Syllable, known: Mapping[str, int], right: Collection[str]) -> bool:
    if not word.folded.isascii() or any(letter.isdigit() for letter in word.folded):
        return True
    return word.marked in known or word.marked in right


def _mended(word: Syllable, known: Mapping[str, int]) -> list[Syllable]:
    if word.has_marks and (near := _alike(word.marked, known)):
        return [Syllable(near, fold(near))]
    if word.folded in known:  # only the marks are unknown
        return []
    meant = decode_telex(word.marked)
    if meant != word.marked and fold(meant) in known:
        return [Syllable(meant, fold(meant))]
    if halves := _halves(word.folded, known):
        return [Syllable(each, each) for each in halves]
    near = _alike(word.folded, known) or _slips(word.folded, known)
    return [Syllable(near, near)] if near else []


def _halves(word: str, known: Mapping[str, int]) -> tuple[str, str] | None:
    """ "gaonep" as "gao nep": the split whose rarer half is the most frequent."""
    splits = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
    there = [each for each in splits if each[0] in known and each[1] in known]
    return max(there, key=lambda each: min(known[each[0]], known[each[1]]), default=None)


def _alike(word: str, known: Mapping[str, int]) -> str:
    """The most frequent word that sounds the same."""
    if not 2 <= len(word) <= LONG:
        return ""
    sound = sound_of(word)
    firsts = _SOUNDS_LIKE.get(word[0], word[0])
    there = [each for each in known if each[0] in firsts and sound_of(each) == sound]
    return max(there, key=lambda each: (known[each], each), default="")


_SOUNDS_LIKE = {
    "s": "sx", "x": "sx", "c": "ctk", "t": "tc", "l": "ln", "n": "ln", "d": "dgrz", "g": "gdrz", "r": "rdgz",
    "z": "zdrg", "k": "kc", "p": "pf", "f": "fp", "q": "qk",
}  # fmt: skip


def _slips(word: str, known: Mapping[str, int]) -> str:
    """The most frequent word one slip away, for long words two."""
    if not SHORTEST_MENDED <= len(word) <= LONGEST_SYLLABLE // 2:
        return ""
    once = set(_edits(word))
    there = [each for each in once if each in known and len(each) > 2]
    if not there and len(word) >= LONG:
        near = (each for each in known if each[0] == word[0] and abs(len(each) - len(word)) <= 2)
        there = [each for each in near if _distance(each, word) <= 2]
    return max(there, key=lambda each: (each[0] == word[0], known[each], each), default="")


def _edits(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        start, end = word[:place], word[place:]
        if end:
            yield start + end[1:]
            yield from (start + letter + end[1:] for letter in LETTERS)
        if len(end) > 1:
            yield start + end[1] + end[0] + end[2:]
        yield from (start + letter + end for letter in LETTERS)


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
